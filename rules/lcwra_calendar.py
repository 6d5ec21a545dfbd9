"""LCWRA on a calendar: from the first evidence to the first payment with the element, the rate, and arrears.

UC Regs 2013 regs 27 to 28; Decisions and Appeals Regs 2013 Sch 1 paras 20 to 25 for what a late decision brings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from dateutil.relativedelta import relativedelta

from rules.amount import pounds
from rules.circumstances import assume, described
from rules.errors import HouseholdError
from rules.household import Adult, Health, Household
from rules.household_reading import read_household
from rules.not_known import unknowns
from rules.parameters import law
from rules.universal_credit.award import Award, work_out
from rules.universal_credit.health import element_start
from rules.universal_credit.line import REGULATIONS, Line, Setting, setting_for
from rules.universal_credit.timing import AssessmentPeriod, payment_date, payment_due, period_containing

_LAW = "UC Regs 2013 reg 28"
_URL = f"{REGULATIONS}/regulation/28"
_NIL = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happens on a day."""

    date: date
    id: str
    label: str
    law: str
    url: str


@dataclass(frozen=True, slots=True)
class Arrears:
    """What is owed for one assessment period when the decision comes after it, in pounds."""

    period: AssessmentPeriod
    amount: Decimal


@dataclass(frozen=True, slots=True)
class LcwraCalendar:
    """`element` is the line of the first period with the element: its rate and why. `more` is what it adds there."""

    steps: tuple[Step, ...]
    first_period: AssessmentPeriod
    first_payment: date
    element: Line
    more: Decimal
    arrears: tuple[Arrears, ...]

    @property
    def owed(self) -> Decimal:
        return sum((one.amount for one in self.arrears), _NIL)

    def as_json(self) -> dict[str, Any]:
        return {
            "steps": [
                {"date": one.date.isoformat(), "id": one.id, "label": one.label, "law": one.law, "url": one.url}
                for one in self.steps
            ],
            "first_period": {"start": self.first_period.start.isoformat(), "end": self.first_period.end.isoformat()},
            "first_payment": self.first_payment.isoformat(),
            "element": {
                "amount": str(self.element.amount),
                "why": self.element.why,
                "law": self.element.law,
                "url": self.element.url,
            },
            "more": f"{self.more:.2f}",
            "arrears": [
                {
                    "start": one.period.start.isoformat(),
                    "end": one.period.end.isoformat(),
                    "amount": f"{one.amount:.2f}",
                }
                for one in self.arrears
            ],
            "owed": f"{self.owed:.2f}",
            "changes": list(CHANGES),
        }


CHANGES = (
    "No work-related requirements, so nothing to be sanctioned for (Welfare Reform Act 2012 s.19(2)(a))",
    "A work allowance: you can earn this much before the taper (UC Regs 2013 reg 22)",
    "No benefit cap (UC Regs 2013 reg 83)",
)


def lcwra_calendar(facts: Mapping[str, Any], on: date, decided: date | None = None, adult: int = 0) -> LcwraCalendar:
    """The calendar of one adult who is, or may be, found to have LCWRA.

    `decided` is the day of the decision where it has come, or is to be tried: whole periods with the element before it
    are arrears. Raises HouseholdError without a claim date or a date of evidence, for dates in the wrong order, and for
    whatever `estimate` refuses.
    """
    household = described(read_household(facts, on))
    _check(household, decided, adult)
    known = _with_lcwra(household, adult)
    health = (known.adults or (Adult(),))[adult].health or Health()
    first = _first_period(known, health)
    setting = _setting(first)
    known = assume(known, unknowns(known, setting))
    result = work_out(known, setting)
    element = next((line for line in result.lines if line.id == "lcwra_element"), None)
    if element is None:
        raise HouseholdError(
            f"adults[{adult}].health", "No award with an LCWRA element can be worked out.", "Try `rightful estimate`."
        )
    nation = household.nation
    return LcwraCalendar(
        steps=tuple(_steps(known, health, first, decided)),
        first_period=first,
        first_payment=payment_date(payment_due(first, law()), nation),
        element=element,
        more=_more(known, first, adult),
        arrears=tuple(_arrears(known, first, decided, adult)) if decided else (),
    )


def _check(household: Household, decided: date | None, adult: int) -> None:
    adults = household.adults or ()
    path = f"adults[{adult}].health.evidence_date"
    if household.claim_date is None:
        raise HouseholdError("claim_date", "Without the first day of the claim there is no calendar.", "Add it.")
    if adult >= len(adults):
        raise HouseholdError(f"adults[{adult}]", "There is no such adult.", "Give 0, or 1 for the partner.")
    health = adults[adult].health or Health()
    if not (health.evidence_date or health.element_from or health.terminally_ill):
        raise HouseholdError(path, "Nothing says when the wait began.", "Give the first day of the fit note.")
    if decided and health.evidence_date and decided < health.evidence_date:
        raise HouseholdError("decided", "The decision is before the first evidence.", "Check the two dates.")


def _with_lcwra(household: Household, adult: int, group: str = "lcwra") -> Household:
    adults = list(household.adults or ())
    health = (adults[adult].health or Health()).model_copy(update={"group": group})
    adults[adult] = adults[adult].model_copy(update={"health": health})
    return household.model_copy(update={"adults": tuple(adults)})


def _first_period(household: Household, health: Health) -> AssessmentPeriod:
    claim_date = household.claim_date or date.min
    setting = _setting(period_containing(claim_date, claim_date))
    starts = element_start(health, household, setting) or claim_date
    return period_containing(claim_date, max(starts, claim_date))


def _setting(period: AssessmentPeriod) -> Setting:
    last_day = law()["universal_credit.lcwra_lower"].known_until or date.max
    return setting_for(period, law(), min(period.start, last_day))


def _steps(household: Household, health: Health, first: AssessmentPeriod, decided: date | None) -> list[Step]:
    steps = []
    if health.evidence_date and not health.terminally_ill and not health.element_from:
        months = int(law().rate("universal_credit.relevant_period", health.evidence_date).value)
        begins = max(health.evidence_date, household.claim_date or health.evidence_date)
        ends = begins + relativedelta(months=months) - timedelta(days=1)
        steps += [
            Step(health.evidence_date, "evidence", "First day of the evidence, such as a fit note", _LAW, _URL),
            Step(begins, "relevant_period_begins", f"The relevant period of {months} months begins", _LAW, _URL),
            Step(ends, "relevant_period_ends", "The relevant period ends", _LAW, _URL),
        ]
    if decided:
        steps.append(Step(decided, "decision", "Decision that there is LCWRA", "UC Regs 2013 reg 39", _URL))
    paid = payment_date(payment_due(first, law()), household.nation)
    steps += [
        Step(first.start, "first_period", "First assessment period with the LCWRA element begins", _LAW, _URL),
        Step(
            paid if decided is None or paid >= decided else decided,
            "first_payment",
            "First payment with the element"
            if decided is None or paid >= decided
            else "From now on the element and what is owed can be paid",
            "Claims and Payments Regs 2013 reg 47",
            "https://www.legislation.gov.uk/uksi/2013/380/regulation/47",
        ),
    ]
    return sorted(steps, key=lambda step: step.date)


def _more(household: Household, period: AssessmentPeriod, adult: int) -> Decimal:
    """What the decision adds to the payment for a period: the element, the work allowance and the end of the cap."""
    setting = _setting(period)
    without = _payable(work_out(_with_lcwra(household, adult, "none"), setting))
    return _payable(work_out(household, setting)) - without


def _payable(result: Award) -> Decimal:
    return result.payable.value if result.payable else _NIL


def _arrears(household: Household, first: AssessmentPeriod, decided: date, adult: int) -> list[Arrears]:
    """Each period with the element whose pay day had come before the decision."""
    found = []
    period = first
    claim_date = household.claim_date or first.start
    while payment_due(period, law()) < decided:
        found.append(Arrears(period, _more(household, period, adult)))
        period = period_containing(claim_date, period.end + timedelta(days=1))
    return found


def in_words(calendar: LcwraCalendar) -> str:
    """One sentence: from when, how much, and what is owed."""
    first = calendar.first_period
    text = (
        f"The element of {pounds(calendar.element.amount.value)} starts with the assessment period of "
        f"{first.start:%-d %B %Y} and is first paid on {calendar.first_payment:%-d %B %Y}."
    )
    if calendar.arrears:
        text += f" {pounds(calendar.owed)} is owed for the {len(calendar.arrears)} periods before the decision."
    return text
