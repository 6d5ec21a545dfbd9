"""Savings and other capital: Welfare Reform Act 2012 s.5 and UC Regs 2013 regs 18 and 72."""

from __future__ import annotations

from rules.amount import Amount, pounds
from rules.household import Household
from rules.universal_credit.line import REGULATIONS, Line, Setting, nothing


def capital_limit(household: Household, setting: Setting) -> Line | None:
    """The line that ends the calculation when capital is over the limit (WRA 2012 s.5, UC Regs 2013 reg 18)."""
    limit = setting.law("capital_upper_limit")
    if household.savings is None or household.savings <= limit.value:
        return None
    return nothing(
        "no_award",
        "No award: savings over the limit",
        f"Savings of {pounds(household.savings)} are over {pounds(limit.value)}",
        "Welfare Reform Act 2012 s.5 and UC Regs 2013 reg 18",
        f"{REGULATIONS}/regulation/18",
    )


def capital_lines(household: Household, setting: Setting) -> list[Line]:
    """Tariff income: an amount for each step of savings, or part of one, above the lower limit (reg 72)."""
    lower = setting.law("capital_lower_limit")
    if household.savings is None or household.savings <= lower.value:
        return []
    steps = ((Amount.fact(household.savings, "savings") - lower) / setting.law("tariff_step")).whole_steps()
    return [
        Line(
            "capital_reduction",
            "Taken away for savings",
            (steps * setting.law("tariff_income_per_step")).pennies().taken_away(),
            "UC Regs 2013 reg 72",
            f"{REGULATIONS}/regulation/72",
        )
    ]
