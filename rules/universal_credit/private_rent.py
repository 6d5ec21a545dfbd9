"""Private rent and the Local Housing Allowance: UC Regs 2013 Sch 4 paras 22 to 29."""

from __future__ import annotations

from rules import local_housing_allowance
from rules.amount import Amount
from rules.household import Housing
from rules.universal_credit.a_month import a_month
from rules.universal_credit.benefits import FOR_CARE
from rules.universal_credit.claim import Claim
from rules.universal_credit.size_criteria import bedrooms

_BY_ROOMS = dict(enumerate(local_housing_allowance.CATEGORIES))


def up_to_allowance(rent: Amount, housing: Housing, claim: Claim) -> tuple[Amount, str]:
    """The lower of the rent and the allowance for the area and size (para 22), and why that size."""
    if housing.lha:
        return rent.at_most(a_month(housing.lha, "Local Housing Allowance")), ""
    if housing.brma is None:
        return rent, "Taken to be within the Local Housing Allowance of the area"
    category, why = category_of(housing, claim)
    allowance = local_housing_allowance.rate(housing.brma, category, claim.setting.rates_on)
    return rent.at_most(Amount.law(allowance)), why


def category_of(housing: Housing, claim: Claim) -> tuple[str, str]:
    """The category of accommodation whose allowance applies, and why (paras 25 to 29)."""
    if _shares(housing, claim):
        return "shared", "Single and under 35 without an exemption: the rate for shared accommodation (para 28)"
    rooms = bedrooms(claim)
    number = min(rooms.number, int(claim.setting.rate("renting.most_bedrooms_private").value))
    return _BY_ROOMS[number], rooms.why


def _shares(housing: Housing, claim: Claim) -> bool:
    """Whether the renter gets the rate for shared accommodation (paras 28 and 29)."""
    place = claim.claimants[0]
    renter = claim.adults[place]
    if claim.is_joint or claim.children or claim.grown_children or housing.non_dependants:
        return False
    age = claim.setting.age(renter)
    if age is None or age >= claim.setting.rate("renting.shared_rate_age").value:
        return False
    spared = housing.shared_rate_exempt or housing.overnight_carer or housing.foster_parent
    return not spared and FOR_CARE.isdisjoint(renter.receives)
