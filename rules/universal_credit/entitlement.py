"""Who can have an award at all: Welfare Reform Act 2012 ss.3 to 5 and UC Regs 2013 Parts 2 and 3.

Where the law needs facts or judgement that a household does not hold, the case is excluded with the reason and the
answer that says who can help. A wrong number would be worse than none.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.household import Adult, Household
from rules.universal_credit.benefits import FOR_DISABILITY
from rules.universal_credit.line import Excluded, Setting
from rules.universal_credit.pension_age import over_pension_age
from rules.universal_credit.responsibility import counts


def claimants(household: Household, setting: Setting) -> tuple[int, ...]:
    """The places of those who claim: both of a couple, or the one who can where the other cannot (reg 3(3))."""
    adults = household.adults or ()
    if len(adults) < 2:
        return tuple(range(len(adults)))
    able = tuple(place for place, adult in enumerate(adults) if not _keeps_out(adult, household, setting))
    return able or (0, 1)


def exclusions(household: Household, places: tuple[int, ...], setting: Setting) -> list[Excluded]:
    """Why this cannot be worked out here; empty when it can. `places` are those who claim."""
    adults = household.adults or ()
    found = [reason for place in places for reason in _of_one(place, adults[place], household, setting)]
    if places and all(over_pension_age(adults[place], setting) for place in places):
        found.append(
            Excluded(
                "adults",
                "Everybody who could claim is over State Pension age, so Pension Credit and Housing Benefit apply "
                "and not Universal Credit.",
                "Welfare Reform Act 2012 s.4(1)(b)",
                "pension_age",
                blocks=True,
            )
        )
    found += _about_a_single_claim(household, places)
    if household.housing and household.housing.tenure == "temporary":
        found.append(
            Excluded(
                "housing.tenure",
                "Rent for temporary or supported housing is paid through Housing Benefit from the council, so it is "
                "not in this estimate.",
                "UC Regs 2013 Sch 1 para 3",
                "housing_temporary",
            )
        )
    return found


def young_person_can_claim(adult: Adult, household: Household, setting: Setting) -> bool:
    """Whether somebody of 16 or 17 can claim (reg 8); a care leaver only for a child or limited capability."""
    if (setting.age(adult) or 0) < setting.rate("young_people.lowest_age").value:
        return False
    ill = adult.health is not None and adult.health.group in ("lcw", "lcwra")
    if ill or any(counts(child, setting) for child in household.children or ()):
        return True
    return not adult.care_leaver and (bool(adult.carer) or adult.without_parental_support)


def student_can_claim(place: int, adult: Adult, household: Household, setting: Setting) -> bool:
    """Whether a full-time student can claim (regs 3(2)(b) and 14), as far as a household shows it."""
    others = [other for number, other in enumerate(household.adults or ()) if number != place]
    if any(not other.student for other in others) or any(counts(c, setting) for c in household.children or ()):
        return True
    ill = adult.health is not None and adult.health.group in ("lcw", "lcwra")
    return ill and not FOR_DISABILITY.isdisjoint(adult.receives)


def _keeps_out(adult: Adult, household: Household, setting: Setting) -> bool:
    """Whether somebody cannot be part of a couple's claim (reg 3(3)(a) and (e))."""
    if adult.immigration == "no_recourse":
        return True
    return _is_under_age(adult, setting) and not young_person_can_claim(adult, household, setting)


def _is_under_age(adult: Adult, setting: Setting) -> bool:
    age = setting.age(adult)
    return age is not None and age < setting.law("minimum_age").value


def _about_a_single_claim(household: Household, places: tuple[int, ...]) -> Iterator[Excluded]:
    """A single claim beside somebody with no recourse to public funds is worked out, and needs advice first."""
    for place, adult in enumerate(household.adults or ()):
        if place not in places and adult.immigration == "no_recourse":
            yield Excluded(
                f"adults[{place}].immigration",
                "The partner has no recourse to public funds, so this is the claim of the other as a single person. "
                "Please ask an immigration adviser before claiming.",
                "UC Regs 2013 reg 3(3)",
                "immigration",
            )


def _of_one(place: int, adult: Adult, household: Household, setting: Setting) -> Iterator[Excluded]:
    path = f"adults[{place}]"
    if _is_under_age(adult, setting) and not young_person_can_claim(adult, household, setting):
        yield Excluded(
            f"{path}.age",
            "Under 18 there is Universal Credit only in special cases, such as being a parent, too ill to work or "
            "without parental support.",
            "UC Regs 2013 reg 8",
            "under_18",
            blocks=True,
        )
    if adult.student and not student_can_claim(place, adult, household, setting):
        yield Excluded(
            f"{path}.student",
            "Full-time students can have Universal Credit only in some cases, such as with a child, with a partner who "
            "is not a student, or with a disability benefit and limited capability for work.",
            "UC Regs 2013 regs 12 to 14",
            "student",
            blocks=True,
        )
    if adult.immigration in ("no_recourse", "limited_leave", "pre_settled"):
        yield Excluded(
            f"{path}.immigration",
            "Whether a claim is possible and safe depends on the immigration status: a claim can harm it. Please "
            "ask an immigration adviser before claiming.",
            "Immigration and Asylum Act 1999 s.115; UC Regs 2013 reg 9",
            "immigration",
            blocks=True,
        )
