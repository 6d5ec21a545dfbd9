"""Better off in work? Two ways of working compared: pay, Universal Credit, childcare, travel and what is left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from rules.amount import NIL, PENNY
from rules.estimate import Estimate, estimate
from rules.household import Household, Regular
from rules.household_reading import read_household
from rules.other_benefits.child_benefit import child_benefit
from rules.parameters import law
from rules.universal_credit.a_month import a_month, pay_a_month
from rules.universal_credit.claim import Claim
from rules.universal_credit.earnings import earned
from rules.universal_credit.entitlement import claimants
from rules.universal_credit.line import setting_for


@dataclass(frozen=True, slots=True)
class Work:
    """A way of working of one adult: hours a week at an hourly wage, and what childcare and travel then cost."""

    hours: Decimal
    wage: Decimal
    childcare: Regular | None = None
    travel: Regular | None = None


@dataclass(frozen=True, slots=True)
class Income:
    """A month's money in pounds. `take_home` is after tax, National Insurance and pension; `left` after costs."""

    gross: Decimal
    take_home: Decimal
    universal_credit: Decimal
    child_benefit: Decimal
    childcare: Decimal
    travel: Decimal

    @property
    def left(self) -> Decimal:
        return self.take_home + self.universal_credit + self.child_benefit - self.childcare - self.travel


@dataclass(frozen=True, slots=True)
class BetterOff:
    now: Income
    then: Income
    award_now: Estimate
    award_then: Estimate

    @property
    def difference(self) -> Decimal:
        return self.then.left - self.now.left

    @property
    def kept_of_each_pound(self) -> Decimal | None:
        """What is left of each pound of pay more; None where the pay is the same."""
        more = self.then.gross - self.now.gross
        return (self.difference / more).quantize(PENNY) if more else None

    def as_json(self) -> dict[str, Any]:
        return {
            "now": _shown(self.now),
            "then": _shown(self.then),
            "difference": f"{self.difference:.2f}",
            "kept_of_each_pound": None if self.kept_of_each_pound is None else f"{self.kept_of_each_pound:.2f}",
            "award_now": self.award_now.as_json(),
            "award_then": self.award_then.as_json(),
        }


def better_off(
    facts: Mapping[str, Any], work: Work, on: date, adult: int = 0, travel_now: Regular | None = None
) -> BetterOff | None:
    """The household as it is and with other work of one adult; None where there is no award to compare.

    Raises what `estimate` raises. Childcare given with the work replaces what is paid now, shared by the children.
    """
    other = with_work(facts, work, adult)
    now, then = estimate(facts, on), estimate(other, on)
    if now.result.award is None or then.result.award is None:
        return None
    return BetterOff(
        month_of(read_household(facts, on), now, travel_now),
        month_of(read_household(other, on), then, work.travel),
        now,
        then,
    )


def with_work(facts: Mapping[str, Any], work: Work, adult: int = 0) -> dict[str, Any]:
    """The facts with the jobs of one adult replaced by one at an hourly wage."""
    job = {"amount": work.wage, "per": "hour", "hours_per_week": work.hours, "basis": "gross"}
    changed = with_earnings(facts, [job] if work.hours else [], adult)
    if work.childcare and facts.get("children"):
        share = {"amount": work.childcare.amount / len(facts["children"]), "per": work.childcare.per}
        changed["children"] = [{**child, "childcare": share} for child in facts["children"]]
    return changed


def with_earnings(facts: Mapping[str, Any], earnings: list[dict[str, Any]], adult: int = 0) -> dict[str, Any]:
    """The facts with other earnings of one adult."""
    adults = [dict(one) for one in facts.get("adults") or [{}]]
    adults[adult] = {**adults[adult], "earnings": earnings}
    return {**facts, "adults": adults}


def month_of(household: Household, result: Estimate, travel: Regular | None = None) -> Income:
    """What a household has in a month of the estimate."""
    setting = setting_for(result.period, law())
    claim = Claim(household, setting, claimants(household, setting))
    found = child_benefit(len(claim.children), setting) if household.child_benefit else None
    costs = (a_month(child.childcare, "childcare").value for child in claim.children if child.childcare)
    return Income(
        gross=sum((pay_a_month(job, "pay").value for one in claim.adults for job in one.earnings or ()), NIL),
        take_home=earned(claim).really,
        universal_credit=result.result.award.value if result.result.award else NIL,
        child_benefit=found.value if found else NIL,
        childcare=sum(costs, NIL),
        travel=a_month(travel, "travel").value if travel else NIL,
    )


def _shown(income: Income) -> dict[str, str]:
    return {
        "gross": f"{income.gross:.2f}",
        "take_home": f"{income.take_home:.2f}",
        "universal_credit": f"{income.universal_credit:.2f}",
        "child_benefit": f"{income.child_benefit:.2f}",
        "childcare": f"{income.childcare:.2f}",
        "travel": f"{income.travel:.2f}",
        "left": f"{income.left:.2f}",
    }
