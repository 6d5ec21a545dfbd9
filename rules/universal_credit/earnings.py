"""All earnings of a claim, the work allowance and the taper: UC Regs 2013 reg 22(1)(b)."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from rules.amount import Amount
from rules.universal_credit.claim import Claim
from rules.universal_credit.employed_earnings import Income, take_home
from rules.universal_credit.health import has_limited_capability
from rules.universal_credit.line import REGULATIONS, Line, sentences
from rules.universal_credit.minimum_income_floor import raised_by
from rules.universal_credit.self_employed_earnings import profit
from rules.universal_credit.surplus_earnings import carried


class Earned(NamedTuple):
    """Money from work of everybody in the couple, as the claim counts it.

    `really` is without the minimum income floor (reg 82(4)); `in_work` are the places of those in paid work.
    """

    incomes: tuple[Income, ...]
    really: Decimal
    in_work: frozenset[int]


def earned(claim: Claim) -> Earned:
    """Pay and profit of each adult, raised to the minimum income floor where it applies."""
    by_adult = [_of_one(place, claim) for place in range(len(claim.adults))]
    sums = [sum((income.amount.value for income in incomes), Decimal(0)) for incomes in by_adult]
    counted = [income for incomes in by_adult for income in incomes if income.amount.value or income.why]
    for place in range(len(by_adult)):
        raised = raised_by(place, sums[place], sum(sums) - sums[place], claim)
        if raised:
            why = "A self-employed person counts with at least the minimum income floor"
            counted.append(Income(raised, why))
    counted += carried(claim)
    working = (place for place, incomes in enumerate(by_adult) if incomes)
    return Earned(tuple(counted), sum(sums, Decimal(0)), frozenset(working))


def earnings_lines(work: Earned, has_housing_costs: bool, claim: Claim) -> list[Line]:
    """The earnings reduction: the taper on earnings above the work allowance (reg 22(1)(b))."""
    if not work.incomes:
        return []
    pay = Amount.total(income.amount for income in work.incomes)
    allowance = work_allowance(has_housing_costs, claim)
    above = (pay - allowance).not_below_nil() if allowance else pay
    why = "" if allowance else "There is no work allowance without a child or limited capability for work"
    return [
        Line(
            "earnings_reduction",
            "Taken away for earnings",
            (claim.setting.law("taper") * above).pennies().taken_away(),
            "UC Regs 2013 reg 22(1)(b)",
            f"{REGULATIONS}/regulation/22",
            sentences((*(income.why for income in work.incomes), why)),
        )
    ]


def work_allowance(has_housing_costs: bool, claim: Claim) -> Amount | None:
    """The work allowance: only with a child or limited capability for work, lower with housing costs (reg 22)."""
    limited = claim.setting.has("universal_credit.work_allowance_condition")
    if limited and not claim.children and not has_limited_capability(claim):
        return None
    return claim.setting.law(f"work_allowance_{'with' if has_housing_costs else 'without'}_housing")


def _of_one(place: int, claim: Claim) -> list[Income]:
    own = profit(place, claim)
    return [*take_home(place, claim), *([own] if own else [])]
