"""Social rent and the reduction for spare bedrooms: UC Regs 2013 Sch 4 paras 33 to 36."""

from __future__ import annotations

from rules.amount import Amount
from rules.household import Housing
from rules.universal_credit.claim import Claim
from rules.universal_credit.size_criteria import bedrooms


def after_under_occupation(rent: Amount, housing: Housing, claim: Claim) -> tuple[Amount, str]:
    """The rent less 14% for one spare bedroom or 25% for more, and why (para 36)."""
    if housing.bedrooms is None:
        return rent, ""
    if housing.bedroom_tax_exempt:
        return rent, "No reduction for spare bedrooms: the home is exempt"
    rooms = bedrooms(claim)
    spare = housing.bedrooms - rooms.number
    if spare < 1:
        return rent, f"No spare bedroom. {rooms.why}"
    share = claim.setting.rate(f"renting.spare_bedroom_{'one' if spare == 1 else 'two_or_more'}")
    return rent - (share * rent.named("rent")).pennies(), f"{spare} spare. {rooms.why}"
