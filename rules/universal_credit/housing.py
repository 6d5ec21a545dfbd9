"""The housing costs element: UC Regs 2013 regs 25 and 26 and Schedule 4."""

from __future__ import annotations

from rules.household import Household
from rules.universal_credit.claim import Claim
from rules.universal_credit.line import REGULATIONS, Excluded, Line, nothing, sentences
from rules.universal_credit.non_dependants import contributions
from rules.universal_credit.private_rent import up_to_allowance
from rules.universal_credit.rent import rent_and_charges
from rules.universal_credit.social_rent import after_under_occupation

_URL = f"{REGULATIONS}/schedule/4"
_LAWS = {
    "social": "UC Regs 2013 reg 26 and Sch 4 paras 33 to 36",
    "private": "UC Regs 2013 reg 26 and Sch 4 paras 22 to 29",
}


def housing_line(claim: Claim) -> Line | None:
    """The housing costs element, or why there is none; None where there is no rent to speak of.

    The rent, less spare bedrooms (social) or up to the Local Housing Allowance (private), less a contribution for
    each non-dependant, not below nil (paras 14, 22 and 33).
    """
    housing = claim.household.housing
    if housing is None or housing.tenure in (None, "none", "temporary"):
        return None
    if housing.tenure == "owner":
        return nothing(
            "no_housing_costs_element",
            "No housing costs element",
            "There is none for a mortgage; after three months a loan for mortgage interest can be asked for",
            "Loans for Mortgage Interest Regs 2017 (SI 2017/725)",
            "https://www.legislation.gov.uk/uksi/2017/725",
        )
    if housing.rent is None:
        return None
    if _is_young_care_leaver(claim):
        return nothing(
            "no_housing_costs_element",
            "No housing costs element",
            "For a care leaver of 16 or 17 the council pays for the home",
            "UC Regs 2013 Sch 4 para 4",
            f"{_URL}/paragraph/4",
        )
    rent = rent_and_charges(housing)
    limit = after_under_occupation if housing.tenure == "social" else up_to_allowance
    amount, why_rent = limit(rent, housing, claim)
    taken, why_others = contributions(claim)
    if taken:
        amount = (amount - taken).not_below_nil()
    why = sentences((why_rent, why_others))
    return Line("housing_costs_element", "Housing costs element", amount, _LAWS[housing.tenure], _URL, why)


def not_worked_out(household: Household) -> list[Excluded]:
    """Housing facts whose effect is not worked out."""
    housing = household.housing
    if housing and housing.tenure == "owner" and housing.service_charges and housing.service_charges.amount:
        return [
            Excluded(
                "housing.service_charges",
                "Service charges of owners count only after nine assessment periods on Universal Credit: not worked "
                "out here.",
                "UC Regs 2013 Sch 5",
                "housing_element_rent",
            )
        ]
    return []


def _is_young_care_leaver(claim: Claim) -> bool:
    return all(
        adult.care_leaver and (claim.setting.age(adult) or 0) < claim.setting.law("minimum_age").value
        for _, adult in claim.claiming()
    )
