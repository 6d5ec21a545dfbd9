"""The housing costs element: UC Regs 2013 regs 25 and 26 and Schedule 4, with the rent as given."""

from __future__ import annotations

from rules.household import Household
from rules.universal_credit.a_month import a_month
from rules.universal_credit.line import REGULATIONS, Excluded, Line, nothing

_LAW = "UC Regs 2013 reg 26 and Sch 4"
_URL = f"{REGULATIONS}/schedule/4"


def housing_line(household: Household) -> Line | None:
    """The housing costs element, or why there is none; None where there is no rent to speak of."""
    housing = household.housing
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
    return Line("housing_costs_element", "Housing costs element", a_month(housing.rent, "rent").pennies(), _LAW, _URL)


def not_worked_out(household: Household) -> list[Excluded]:
    """Housing facts whose effect is not worked out: each could lower (or, for extra rooms, keep) the element."""
    housing = household.housing
    if housing is None or housing.tenure not in ("private", "social"):
        return []
    found: list[Excluded] = []
    if housing.tenure == "private":
        found.append(
            Excluded(
                "housing.lha" if housing.lha else "housing.brma",
                "Help with a private rent stops at the Local Housing Allowance of the area, which is not applied here: "
                "the real amount can be lower.",
                "UC Regs 2013 Sch 4 paras 22 to 25",
                "housing_private_rent",
            )
        )
    elif housing.bedrooms is not None and housing.bedrooms > 1:
        found.append(
            Excluded(
                "housing.bedrooms",
                "A spare bedroom lowers help with a social rent; that is not worked out here.",
                "UC Regs 2013 Sch 4 para 36",
                "bedroom_tax",
            )
        )
    for place, child in enumerate(household.children or ()):
        if child.needs_own_room:
            found.append(
                Excluded(
                    f"children[{place}].needs_own_room",
                    "A room of one's own for a disabled child is not counted here: the real amount can be higher.",
                    "UC Regs 2013 Sch 4 para 12",
                    "housing_element_rent",
                )
            )
    for key, given, paragraph in (
        ("rent_free_weeks", housing.rent_free_weeks, "7"),
        ("service_charges", housing.service_charges, "31"),
        ("overnight_carer", housing.overnight_carer, "12"),
        ("shared_rate_exempt", housing.shared_rate_exempt, "29"),
        ("non_dependants", housing.non_dependants, "14"),
    ):
        if given:
            found.append(
                Excluded(
                    f"housing.{key}",
                    "This changes the housing costs element in a way that is not worked out here.",
                    f"UC Regs 2013 Sch 4 para {paragraph}",
                    "housing_element_rent",
                )
            )
    return found
