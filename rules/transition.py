"""Transitional protection month by month: what is left of a transitional element, and what ends it.

Transitional Provisions Regs 2014 (SI 2014/1230) regs 51 to 57.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from rules.circumstances import assume, described
from rules.errors import HouseholdError
from rules.household_reading import read_household
from rules.not_known import unknowns
from rules.parameters import law
from rules.payment_calendar import last_day_with_rates
from rules.universal_credit.award import work_out
from rules.universal_credit.capital import disregard_ends
from rules.universal_credit.claim import Claim
from rules.universal_credit.entitlement import claimants
from rules.universal_credit.line import setting_for
from rules.universal_credit.timing import AssessmentPeriod, period_containing

_NIL = Decimal("0.00")

# What ends the protection for good, or the disregard of capital with it.
ENDS = (
    "You become a couple, or a couple separates (reg 56(4))",
    "Universal Credit ends for more than an assessment period; within three months of earnings alone it can come back",
    "Earnings fall below the threshold for three periods in a row, where they were at it at first (reg 56(2))",
    "Other elements have gone up by as much as it was: childcare costs do not count, all others do (reg 55)",
)


@dataclass(frozen=True, slots=True)
class Month:
    """One assessment period: what is left of the element, in pounds, and why."""

    period: AssessmentPeriod
    element: Decimal
    working: str


@dataclass(frozen=True, slots=True)
class Transition:
    """`capital_until` is the last day on which capital over the limit is left out, where that applies."""

    months: tuple[Month, ...]
    capital_until: date | None

    def as_json(self) -> dict[str, Any]:
        return {
            "months": [
                {
                    "start": one.period.start.isoformat(),
                    "end": one.period.end.isoformat(),
                    "element": f"{one.element:.2f}",
                    "working": one.working,
                }
                for one in self.months
            ],
            "capital_until": self.capital_until.isoformat() if self.capital_until else None,
            "ends": list(ENDS),
        }


def transition(facts: Mapping[str, Any], on: date) -> Transition:
    """Each period from that of `transitional_element_on` to that of `on`.

    Raises HouseholdError without a transitional element, its date and the claim date, and for whatever `estimate`
    refuses.
    """
    household = described(read_household(facts, on))
    since, claim_date = household.transitional_element_on, household.claim_date
    for fact, given in (
        ("transitional_element", household.transitional_element),
        ("transitional_element_on", since),
        ("claim_date", claim_date),
    ):
        if not given:
            raise HouseholdError(fact, "This is needed to follow a transitional element.", "Add it.")
    if since is None or claim_date is None:
        raise AssertionError("checked above")
    if not claim_date <= since <= on:
        raise HouseholdError(
            "transitional_element_on", "This day is not between the claim and today.", "Check the three dates."
        )
    months: list[Month] = []
    period = period_containing(claim_date, since)
    while period.start <= on:
        setting = setting_for(period, law(), min(period.start, last_day_with_rates(law())))
        known = assume(household, unknowns(household, setting))
        found = [line for line in work_out(known, setting).lines if line.id.endswith("transitional_element")]
        months.append(Month(period, found[0].amount.value if found else _NIL, found[0].working if found else ""))
        period = period_containing(claim_date, period.end + timedelta(days=1))
    setting = setting_for(period_containing(claim_date, on), law())
    claim = Claim(household, setting, claimants(household, setting))
    return Transition(tuple(months), disregard_ends(claim) if household.capital_disregarded else None)
