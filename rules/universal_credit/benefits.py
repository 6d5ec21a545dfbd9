"""Benefits for disability and care, in the groups that the Universal Credit Regulations 2013 make of them."""

from __future__ import annotations

from rules.household import Benefit

# Those that mean a need for care: no housing cost contribution (Sch 4 paras 15 and 16), more than the shared
# accommodation rate (para 29).
FOR_CARE: frozenset[Benefit] = frozenset(
    {
        "pip_daily_living_standard",
        "pip_daily_living_enhanced",
        "adp_daily_living_standard",
        "adp_daily_living_enhanced",
        "dla_care_middle",
        "dla_care_highest",
        "cdp_care_middle",
        "cdp_care_highest",
        "attendance_allowance",
    }
)

FOR_MOBILITY_OR_LITTLE_CARE: frozenset[Benefit] = frozenset(
    {
        "pip_mobility_standard",
        "pip_mobility_enhanced",
        "adp_mobility_standard",
        "adp_mobility_enhanced",
        "dla_care_lowest",
        "dla_mobility_lower",
        "dla_mobility_higher",
        "cdp_care_lowest",
        "cdp_mobility_lower",
        "cdp_mobility_higher",
    }
)

FOR_DISABILITY = FOR_CARE | FOR_MOBILITY_OR_LITTLE_CARE

# Somebody over pension age with one of these is treated as having LCWRA (Sch 9 para 5).
HIGHEST_CARE: frozenset[Benefit] = frozenset(
    {
        "attendance_allowance",
        "dla_care_highest",
        "cdp_care_highest",
        "pip_daily_living_enhanced",
        "adp_daily_living_enhanced",
    }
)

FOR_CARERS: frozenset[Benefit] = frozenset({"carers_allowance", "carer_support_payment"})

# No benefit cap with any of these (reg 83(1)).
LIFTING_THE_CAP = FOR_DISABILITY | FOR_CARERS | {"war_pension"}
