"""The standard allowance: Welfare Reform Act 2012 s.9 and UC Regs 2013 reg 36."""

from __future__ import annotations

from rules.universal_credit.claim import Claim
from rules.universal_credit.line import REGULATIONS, Line


def standard_allowance(claim: Claim) -> Line:
    """The amount for one or two claimants; 25 counts where either of them has reached it (reg 36)."""
    setting = claim.setting
    adult_age = setting.law("adult_rate_age").value
    adult_rate = any((setting.age(adult) or 0) >= adult_age for _, adult in claim.claiming())
    match claim.is_joint, adult_rate:
        case True, True:
            key = "couple_25_or_over"
        case True, False:
            key = "couple_both_under_25"
        case False, True:
            key = "single_25_or_over"
        case _:
            key = "single_under_25"
    alone = len(claim.adults) == 2 and not claim.is_joint
    return Line(
        "standard_allowance",
        "Standard allowance",
        setting.law(f"standard_allowance_{key}"),
        "UC Regs 2013 reg 36",
        f"{REGULATIONS}/regulation/36",
        "One of the couple claims as a single person (reg 3(3))" if alone else "",
    )
