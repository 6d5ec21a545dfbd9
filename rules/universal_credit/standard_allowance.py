"""The standard allowance: Welfare Reform Act 2012 s.9 and UC Regs 2013 reg 36."""

from __future__ import annotations

from rules.household import Household
from rules.universal_credit.line import REGULATIONS, Line, Setting


def standard_allowance(household: Household, setting: Setting) -> Line:
    adults = household.adults or ()
    adult_rate = any((setting.age(adult) or 0) >= setting.law("adult_rate_age").value for adult in adults)
    match household.is_couple, adult_rate:
        case True, True:
            key = "couple_25_or_over"
        case True, False:
            key = "couple_both_under_25"
        case False, True:
            key = "single_25_or_over"
        case _:
            key = "single_under_25"
    return Line(
        "standard_allowance",
        "Standard allowance",
        setting.law(f"standard_allowance_{key}"),
        "UC Regs 2013 reg 36",
        f"{REGULATIONS}/regulation/36",
    )
