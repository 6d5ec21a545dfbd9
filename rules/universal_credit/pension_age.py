"""State Pension age: Pensions Act 1995 Sch 4 as amended by the Pensions Act 2014 s.26."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from dateutil.relativedelta import relativedelta

from rules.household import Adult
from rules.universal_credit.line import Setting

# Those born in the year from here reach pension age at 66 and some months, and later ones at 67.
_RISE_BEGINS = date(1960, 4, 6)
_RISE_ENDS = date(1961, 3, 6)


def over_pension_age(adult: Adult, setting: Setting) -> bool:
    """Whether pension age is reached by the end of the period; without a birth date, at 67."""
    if adult.birth_date:
        return pension_day(adult.birth_date) <= setting.period.end
    return adult.age is not None and adult.age >= 67


@lru_cache(maxsize=4096)
def pension_day(birth_date: date) -> date:
    """The day somebody born on `birth_date` reaches State Pension age (those born from 6 October 1954 to 5 April 1977).

    Those born earlier reached it before 66; for them the day is too late, which only matters before October 2020.
    """
    if birth_date < _RISE_BEGINS:
        return birth_date + relativedelta(years=66)
    if birth_date >= _RISE_ENDS:
        return birth_date + relativedelta(years=67)
    first_of_band = birth_date + relativedelta(days=-5)
    months = (first_of_band.year - 1960) * 12 + first_of_band.month - 3
    return birth_date + relativedelta(years=66, months=months)
