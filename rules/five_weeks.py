"""The five-week wait as a budget: what comes and goes from the claim to the first payment, and what helps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from rules.amount import PENNY
from rules.errors import HouseholdError
from rules.estimate import estimate
from rules.household import Advance
from rules.parameters import law
from rules.universal_credit.advances import LAW as ADVANCE_LAW
from rules.universal_credit.advances import repayments
from rules.universal_credit.timing import payment_date, payment_due, period_containing

_NIL = Decimal("0.00")

# What could fill the gap besides an advance: the answers that say how, which have a version for each nation.
HELP = ("local_help", "crisis_no_food_or_money")


@dataclass(frozen=True, slots=True)
class Money:
    """Money that comes (or goes, where it is negative) on a day, in pounds."""

    date: date
    label: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Plan:
    """What somebody has and spends during the wait: money at hand, spending on a usual day, and dated sums."""

    at_hand: Decimal = _NIL
    spending_a_week: Decimal = _NIL
    dated: tuple[Money, ...] = ()
    advance: Decimal = _NIL
    advance_on: date | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the wait: what came and went, and what was left at its end, in pounds."""

    date: date
    money: tuple[Money, ...]
    left: Decimal


@dataclass(frozen=True, slots=True)
class FiveWeeks:
    """`runs_out` is the first day that ends below nil, and `short_by` the most that is missing on any day."""

    claim_date: date
    first_payment: date
    days: tuple[Day, ...]
    runs_out: date | None
    short_by: Decimal
    first_award: Decimal | None
    most_advance: Decimal | None
    repayments: tuple[Decimal, ...]
    later_payments: tuple[Decimal, ...]
    help: tuple[str, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        return {
            "claim_date": self.claim_date.isoformat(),
            "first_payment": self.first_payment.isoformat(),
            "days": [
                {
                    "date": day.date.isoformat(),
                    "money": [{"label": one.label, "amount": f"{one.amount:.2f}"} for one in day.money],
                    "left": f"{day.left:.2f}",
                }
                for day in self.days
            ],
            "runs_out": self.runs_out.isoformat() if self.runs_out else None,
            "short_by": f"{self.short_by:.2f}",
            "first_award": None if self.first_award is None else f"{self.first_award:.2f}",
            "most_advance": None if self.most_advance is None else f"{self.most_advance:.2f}",
            "repayments": [f"{one:.2f}" for one in self.repayments],
            "later_payments": [f"{one:.2f}" for one in self.later_payments],
            "advance_law": ADVANCE_LAW,
            "help": list(self.help),
        }


def five_weeks(facts: Mapping[str, Any], plan: Plan, on: date) -> FiveWeeks:
    """Day by day from the claim date to the day of the first payment.

    `on` is the claim date where the household has none. The first award is that of the household; the most an advance
    can be is all of it. Raises HouseholdError for a dated sum outside the wait, for an advance over the most, and for
    whatever `estimate` refuses.
    """
    claim_date = _claim_date(facts, on)
    result = estimate({**facts, "claim_date": claim_date.isoformat()}, claim_date)
    award = result.result.award.value if result.result.award else None
    nation = facts.get("nation")
    first_payment = payment_date(payment_due(period_containing(claim_date, claim_date), law()), nation)
    most = _most_advance(award, claim_date)
    _check(plan, claim_date, first_payment, most)
    days = tuple(_days(plan, claim_date, first_payment, award))
    lowest = min((day.left for day in days[:-1]), default=_NIL)
    back = _repayments(plan.advance, claim_date)
    return FiveWeeks(
        claim_date=claim_date,
        first_payment=first_payment,
        days=days,
        runs_out=next((day.date for day in days if day.left < 0), None),
        short_by=max(-lowest, _NIL),
        first_award=award,
        most_advance=most,
        repayments=back,
        later_payments=tuple(max(award - one, _NIL) for one in back) if award is not None else (),
        help=tuple(f"{answer}_{nation}" if nation else answer for answer in HELP),
    )


def _claim_date(facts: Mapping[str, Any], on: date) -> date:
    given = facts.get("claim_date")
    return on if given is None else date.fromisoformat(str(given))


def _most_advance(award: Decimal | None, claim_date: date) -> Decimal | None:
    """All of the first award that can be expected (DWP policy under the Payments on Account Regs 2013 reg 5)."""
    share = law().rate("claims_and_payments.advance_share", claim_date).value
    return None if award is None else (award * share).quantize(PENNY)


def _repayments(advance: Decimal, claim_date: date) -> tuple[Decimal, ...]:
    if not advance:
        return ()
    return tuple(repayments(Advance(amount=advance), law(), period_containing(claim_date, claim_date)))


def _check(plan: Plan, claim_date: date, first_payment: date, most: Decimal | None) -> None:
    outside = [one for one in plan.dated if not claim_date <= one.date <= first_payment]
    if outside:
        raise HouseholdError(
            "dated",
            f"{outside[0].label} of {outside[0].date:%-d %B %Y} is not in the wait.",
            f"Give days from {claim_date:%-d %B %Y} to {first_payment:%-d %B %Y}.",
        )
    if plan.advance_on and not claim_date <= plan.advance_on <= first_payment:
        raise HouseholdError(
            "advance_on",
            "The advance is not paid in the wait.",
            f"Give a day from {claim_date:%-d %B %Y} to {first_payment:%-d %B %Y}.",
        )
    if most is not None and plan.advance > most:
        raise HouseholdError(
            "advance",
            f"An advance of {plan.advance:.2f} is more than the first award that can be expected.",
            f"Give {most:.2f} or less.",
        )


def _days(plan: Plan, claim_date: date, first_payment: date, award: Decimal | None) -> Iterator[Day]:
    left = plan.at_hand
    spending = (plan.spending_a_week / 7).quantize(PENNY)
    sums = [*plan.dated, *_advance(plan, claim_date)]
    if award is not None:
        back = _repayments(plan.advance, claim_date)
        sums.append(Money(first_payment, "First Universal Credit payment", award - (back[0] if back else _NIL)))
    for number in range((first_payment - claim_date).days + 1):
        day = claim_date + timedelta(days=number)
        money = tuple(one for one in sums if one.date == day)
        left += sum((one.amount for one in money), _NIL) - spending
        yield Day(day, money, left)


def _advance(plan: Plan, claim_date: date) -> Sequence[Money]:
    return [Money(plan.advance_on or claim_date, "Advance", plan.advance)] if plan.advance else []
