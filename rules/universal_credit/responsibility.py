"""Who counts as a child or qualifying young person, and in which order: UC Regs 2013 regs 4 and 5."""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta

from rules.household import Child
from rules.universal_credit.line import Setting

_HIGHER_FIRST_BEFORE = date(2017, 4, 6)


def counts(child: Child, setting: Setting) -> bool:
    """Whether somebody is a child or qualifying young person to the end of the period (reg 5).

    Under 16; to 31 August after the 16th birthday; or, in non-advanced education that goes on, to 31 August after the
    19th. A change on 1 September counts for the whole period that contains it.
    """
    age = setting.age(child)
    if age is None or age < 16:
        return True
    if child.in_education:
        return age < 19 or _before_first_of_september_after(child, 19, setting)
    return age == 16 and _before_first_of_september_after(child, 16, setting)


def counts_for_childcare(child: Child, setting: Setting) -> bool:
    """Whether childcare for somebody counts: to 31 August after the sixteenth birthday (reg 33(1)(b))."""
    age = setting.age(child)
    return age is None or age < 16 or _before_first_of_september_after(child, 16, setting)


def _before_first_of_september_after(child: Child, birthday: int, setting: Setting) -> bool:
    if not child.birth_date:
        return False
    turned = date(child.birth_date.year + birthday, child.birth_date.month, 1)
    september = date(turned.year if turned.month < 9 else turned.year + 1, 9, 1)
    return setting.period.end < september


def born_before_april_2017(child: Child, setting: Setting) -> bool:
    """The saving for a first child born before 6 April 2017 (SI 2014/1230 reg 43).

    Where only an age is known, the latest birth date that fits it decides, so the higher amount is never guessed.
    """
    return _latest_birth(child, setting) < _HIGHER_FIRST_BEFORE


def birth_year_decides(child: Child, setting: Setting) -> bool:
    """Whether the exact birth date would say more: the age fits dates on both sides of 6 April 2017."""
    if child.birth_date:
        return False
    if child.age is None:
        return True
    latest = _latest_birth(child, setting)
    return latest - relativedelta(years=1) < _HIGHER_FIRST_BEFORE <= latest


def _latest_birth(child: Child, setting: Setting) -> date:
    if child.birth_date:
        return child.birth_date
    return setting.period.end - relativedelta(years=child.age) if child.age is not None else date.max


def oldest_first(children: tuple[Child, ...], setting: Setting) -> list[Child]:
    """Children born by the end of the period, in order of birth; those of unknown age last, in the order given."""
    born = (child for child in children if not child.birth_date or child.birth_date <= setting.period.end)
    return sorted(born, key=lambda child: _latest_birth(child, setting))
