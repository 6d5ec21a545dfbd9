"""The five-week wait and after: assessment periods, payment days, an advance and its repayment, and wages by period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from rules.amount import pounds
from rules.errors import HouseholdError
from rules.household import Advance
from rules.parameters import Parameters, law
from rules.universal_credit import advances
from rules.universal_credit.timing import (
    PAYMENT_LAW,
    PERIODS_LAW,
    AssessmentPeriod,
    assessment_periods,
    payment_date,
    payment_due,
)

PERIODS_SHOWN = 12
_EARNINGS_LAW = "UC Regs 2013 regs 54 and 61"


@dataclass(frozen=True, slots=True)
class Payday:
    """An assessment period with its payment. `amount` is None where no award has been worked out."""

    period: AssessmentPeriod
    due: date
    paid: date
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens on a day; money that goes out is negative."""

    date: date
    id: str
    label: str
    amount: Decimal | None
    law: str


@dataclass(frozen=True, slots=True)
class Timeline:
    claim_date: date
    paydays: tuple[Payday, ...]
    events: tuple[Event, ...]

    def as_json(self) -> dict[str, Any]:
        """The object of the output contract."""
        return {
            "claim_date": self.claim_date.isoformat(),
            "assessment_periods": [
                {
                    "start": day.period.start.isoformat(),
                    "end": day.period.end.isoformat(),
                    "payment_due": day.due.isoformat(),
                    "payment_date": day.paid.isoformat(),
                    "amount": None if day.amount is None else f"{day.amount:.2f}",
                }
                for day in self.paydays
            ],
            "events": [
                {
                    "date": event.date.isoformat(),
                    "id": event.id,
                    "label": event.label,
                    "amount": None if event.amount is None else f"{event.amount:.2f}",
                    "law": event.law,
                }
                for event in self.events
            ],
        }


def timeline(
    claim_date: date,
    nation: str | None = None,
    advance: Decimal | None = None,
    wages: Sequence[tuple[date, Decimal]] = (),
    award: Decimal | None = None,
    reforms: Sequence[str] = (),
) -> Timeline:
    """Twelve assessment periods from the claim date, or more where an advance takes longer to pay back.

    `award` is the amount of every payment where one has been worked out; repayments of the advance are taken from it.
    Raises HouseholdError for a wage paid before the claim, which no assessment period counts.
    """
    parameters = law(tuple(reforms))
    due = _repayments(advance, claim_date, parameters)
    periods = list(islice(assessment_periods(claim_date), max(PERIODS_SHOWN, len(due))))
    paydays = [_payday(period, nation, award, parameters) for period in periods]
    paid = [_less_repayment(day, repayment) for day, repayment in zip(paydays, due, strict=False)]
    paydays = paid + paydays[len(paid) :]
    events = [Event(claim_date, "claim", "Claim starts", None, PERIODS_LAW)]
    for number, day in enumerate(paydays):
        events += _period_events(number, day)
    events += [
        Event(
            day.paid,
            "advance_repayment",
            f"Advance paid back, {n} of {len(due)}: {pounds(repayment)} taken from this payment",
            -repayment,
            advances.LAW,
        )
        for n, (day, repayment) in enumerate(zip(paydays, due, strict=False), start=1)
    ]
    events += [_wage(day, amount, periods) for day, amount in wages]
    return Timeline(claim_date, tuple(paydays), tuple(sorted(events, key=lambda event: event.date)))


def _repayments(advance: Decimal | None, claim_date: date, parameters: Parameters) -> list[Decimal]:
    if not advance:
        return []
    first = next(iter(assessment_periods(claim_date)))
    return advances.repayments(Advance(amount=advance), parameters, first)


def _payday(period: AssessmentPeriod, nation: str | None, award: Decimal | None, parameters: Parameters) -> Payday:
    due = payment_due(period, parameters)
    return Payday(period, due, payment_date(due, nation), award)


def _less_repayment(day: Payday, repayment: Decimal) -> Payday:
    amount = None if day.amount is None else max(day.amount - repayment, Decimal(0))
    return Payday(day.period, day.due, day.paid, amount)


def _period_events(number: int, day: Payday) -> list[Event]:
    name = "First payment" if number == 0 else f"Payment {number + 1}"
    early = f" (due {day.due:%-d %B}, which is not a working day)" if day.paid != day.due else ""
    return [
        Event(
            day.period.end,
            "assessment_period_ends",
            f"Assessment period {number + 1} ends",
            None,
            PERIODS_LAW,
        ),
        Event(day.paid, "payment", f"{name}{early}", day.amount, PAYMENT_LAW),
    ]


def _wage(day: date, amount: Decimal, periods: Sequence[AssessmentPeriod]) -> Event:
    for number, period in enumerate(periods, start=1):
        if day in period:
            return Event(day, "wage", f"Wage, counted in assessment period {number}", amount, _EARNINGS_LAW)
    raise HouseholdError(
        "paydays",
        f"The wage of {day:%-d %B %Y} is in none of the assessment periods shown.",
        f"Give pay days from {periods[0].start:%-d %B %Y} to {periods[-1].end:%-d %B %Y}.",
    )
