"""The carer element: UC Regs 2013 regs 29, 30 and 36."""

from __future__ import annotations

from rules.universal_credit.claim import Claim
from rules.universal_credit.health import Decision
from rules.universal_credit.line import REGULATIONS, Line, nothing

_LAW = "UC Regs 2013 reg 29"
_URL = f"{REGULATIONS}/regulation/29"


def carer_elements(claim: Claim, lcwra: Decision | None) -> list[Line]:
    """One for each carer; one in all where both care for the same person; none for somebody paid LCWRA."""
    lines: list[Line] = []
    for place, adult in claim.claiming():
        if not adult.carer:
            continue
        if lcwra and lcwra.in_payment and lcwra.adult == place:
            lines.append(
                nothing(
                    "no_carer_element",
                    "No carer element",
                    "For the same person only the LCWRA element is paid",
                    f"{_LAW}(4)",
                    _URL,
                )
            )
        elif claim.household.carers_share_one_person and any(line.id == "carer_element" for line in lines):
            lines.append(
                nothing(
                    "no_carer_element",
                    "No second carer element",
                    "Both partners care for the same person, so one element is paid",
                    f"{_LAW}(3)",
                    _URL,
                )
            )
        else:
            lines.append(Line("carer_element", "Carer element", claim.setting.law("carer"), _LAW, _URL))
    return lines
