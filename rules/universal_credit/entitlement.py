"""Who can have an award at all: Welfare Reform Act 2012 ss.3 to 5 and UC Regs 2013 Parts 2 and 3.

Where the law needs facts or judgement that a household does not hold, the case is excluded with the reason and the
answer that says who can help. A wrong number would be worse than none.
"""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta

from rules.household import Adult, Household
from rules.universal_credit.line import Excluded, Setting

# Pensions Act 1995 Sch 4 as amended by the Pensions Act 2014 s.26: those born in the year from here reach pension age
# at 66 and some months, and later ones at 67.
_RISE_BEGINS = date(1960, 4, 6)
_RISE_ENDS = date(1961, 3, 6)


def exclusions(household: Household, setting: Setting) -> list[Excluded]:
    """Why this cannot be worked out here; empty when it can."""
    adults = household.adults or ()
    found: list[Excluded] = []
    for place, adult in enumerate(adults):
        found += _of_one(f"adults[{place}]", adult, setting)
    if adults and all(_over_pension_age(adult, setting) for adult in adults):
        found.append(
            Excluded(
                "adults",
                "Everybody in the household is over State Pension age, so Pension Credit and Housing Benefit apply "
                "and not Universal Credit.",
                "Welfare Reform Act 2012 s.4(1)(b)",
                "pension_age",
                blocks=True,
            )
        )
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


def _of_one(path: str, adult: Adult, setting: Setting) -> list[Excluded]:
    found: list[Excluded] = []
    age = setting.age(adult)
    if age is not None and age < setting.law("minimum_age").value:
        found.append(
            Excluded(
                f"{path}.age",
                "Under 18 there is Universal Credit only in special cases, such as being a parent, too ill to work or "
                "without parental support.",
                "UC Regs 2013 reg 8",
                "under_18",
                blocks=True,
            )
        )
    if adult.student:
        found.append(
            Excluded(
                f"{path}.student",
                "Full-time students can have Universal Credit only in some cases, and student finance counts in its "
                "own way.",
                "UC Regs 2013 regs 12 to 14 and 68 to 71",
                "student",
                blocks=True,
            )
        )
    if adult.immigration in ("no_recourse", "limited_leave", "pre_settled"):
        found.append(
            Excluded(
                f"{path}.immigration",
                "Whether a claim is possible and safe depends on the immigration status: a claim can harm it. Please "
                "ask an immigration adviser before claiming.",
                "Immigration and Asylum Act 1999 s.115; UC Regs 2013 reg 9",
                "immigration",
                blocks=True,
            )
        )
    return found


def _over_pension_age(adult: Adult, setting: Setting) -> bool:
    if adult.birth_date:
        return pension_day(adult.birth_date) <= setting.period.end
    return adult.age is not None and adult.age >= 67


def pension_day(birth_date: date) -> date:
    """The day somebody born on `birth_date` reaches State Pension age (those born before 6 April 1977)."""
    if birth_date < _RISE_BEGINS:
        return birth_date + relativedelta(years=66)
    if birth_date >= _RISE_ENDS:
        return birth_date + relativedelta(years=67)
    first_of_band = birth_date + relativedelta(days=-5)
    months = (first_of_band.year - 1960) * 12 + first_of_band.month - 3
    return birth_date + relativedelta(years=66, months=months)
