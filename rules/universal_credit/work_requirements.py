"""Which work-related requirements a claimant has, and the earnings that lift them.

Welfare Reform Act 2012 ss.19 to 22; UC Regs 2013 regs 88 to 91.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from rules.household import Adult
from rules.universal_credit.claim import Claim
from rules.universal_credit.health import group
from rules.universal_credit.pension_age import over_pension_age

Requirements = Literal["none", "interview", "preparation", "all"]

_WEEKS, _MONTHS = 52, 12


def requirements(place: int, claim: Claim) -> Requirements:
    """The group of one claimant: by health and caring, and for the main carer by the age of the youngest child."""
    adult, setting = claim.adults[place], claim.setting
    health = group(adult, setting)
    if health == "lcwra" or adult.carer or over_pension_age(adult, setting):
        return "none"
    youngest = _youngest_child(place, claim)
    if youngest is not None:
        by_child: tuple[tuple[str, Requirements], ...] = (
            ("no_requirements_child_age", "none"),
            ("interview_child_age", "interview"),
            ("preparation_child_age", "preparation"),
        )
        for name, found in by_child:
            if youngest < setting.rate(f"work_requirements.{name}").value:
                return found
    return "preparation" if health == "lcw" else "all"


def individual_threshold(place: int, claim: Claim) -> Decimal:
    """The earnings of a month at the wage for the age and the hours that can be expected (reg 90(2)), not rounded.

    Sixteen hours where there are interviews or preparation only; nothing where there are no requirements. Somebody
    who is not part of the claim counts with 35 hours at the full rate (reg 90(3)(b)).
    """
    setting = claim.setting
    full = setting.rate("self_employment.expected_hours").value
    if place not in claim.claimants:
        return full * setting.rate("minimum_wage.living_wage").value * _WEEKS / _MONTHS
    found = requirements(place, claim)
    if found == "none":
        return Decimal(0)
    hours = _expected_hours(place, claim) if found == "all" else setting.rate("work_requirements.fewer_hours").value
    return hours * minimum_wage(claim.adults[place], claim) * _WEEKS / _MONTHS


def minimum_wage(adult: Adult, claim: Claim) -> Decimal:
    """The hourly rate for the age; an age that is not known counts as grown up."""
    setting = claim.setting
    age = setting.age(adult)
    if age is None or age >= setting.rate("minimum_wage.living_wage_age").value:
        return setting.rate("minimum_wage.living_wage").value
    if age >= 21 and setting.has("minimum_wage.aged_21_to_24"):
        return setting.rate("minimum_wage.aged_21_to_24").value
    return setting.rate("minimum_wage.aged_18_to_20" if age >= 18 else "minimum_wage.aged_16_to_17").value


def is_main_carer(place: int, claim: Claim) -> bool:
    """Whether the requirements follow the youngest child: a lone parent's do, in a couple those of the one named."""
    return len(claim.adults) == 1 or bool(claim.adults[place].main_carer)


def _expected_hours(place: int, claim: Claim) -> Decimal:
    """35 a week; fewer for the main carer of a child of school age (reg 88(2))."""
    setting = claim.setting
    youngest = _youngest_child(place, claim)
    if youngest is not None and youngest < setting.rate("self_employment.expected_hours_child_ends").value:
        return setting.rate("self_employment.expected_hours_with_child_3_to_12").value
    return setting.rate("self_employment.expected_hours").value


def _youngest_child(place: int, claim: Claim) -> int | None:
    if not is_main_carer(place, claim):
        return None
    ages = [age for child in claim.children if (age := claim.setting.age(child)) is not None]
    return min(ages, default=None)
