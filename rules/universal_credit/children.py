"""The child element: UC Regs 2013 regs 4, 5, 24 and 36, and reg 24A until it was removed on 6 April 2026."""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta

from rules.household import Child, Household
from rules.universal_credit.line import REGULATIONS, Line, Setting, nothing

_HIGHER_FIRST_BEFORE = date(2017, 4, 6)
_LAW = "UC Regs 2013 reg 24"
_URL = f"{REGULATIONS}/regulation/24"


def child_elements(household: Household, setting: Setting) -> list[Line]:
    """A line for each child or qualifying young person, oldest first, with the addition for disability after it."""
    lines: list[Line] = []
    counted = 0
    higher_rate_free = True
    for child in oldest_first(household.children or (), setting):
        name = _name(child, setting)
        if not counts(child, setting):
            lines.append(_too_old(child, name))
            continue
        outside_order = child.limit_exception in ("adoption", "kinship")
        counted += not outside_order
        if setting.has("child_limit") and _over_limit(child, counted, outside_order, setting):
            lines.append(
                nothing(
                    "no_child_element",
                    f"No child element for {name}",
                    "In this assessment period the two-child limit still applied",
                    "UC Regs 2013 reg 24A",
                    f"{REGULATIONS}/regulation/24A/2025-04-06",
                )
            )
        else:
            higher = higher_rate_free and born_before_april_2017(child, setting)
            lines.append(_element(name, higher, setting))
            higher_rate_free = higher_rate_free and not higher
        lines += _disability(child, name, setting)
    return lines


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
    """Children in order of birth; those whose age is not known come last, in the order given."""
    return sorted(children, key=lambda child: _latest_birth(child, setting))


def _over_limit(child: Child, counted: int, outside_order: bool, setting: Setting) -> bool:
    if outside_order or child.limit_exception or born_before_april_2017(child, setting):
        return False
    return counted > setting.law("child_limit").value


def _element(name: str, higher: bool, setting: Setting) -> Line:
    key = "child_first_born_before_april_2017" if higher else "child_other"
    return Line(
        "child_element",
        f"Child element for {name}",
        setting.law(key),
        f"{_LAW} and reg 36" + (", saved by SI 2014/1230 reg 43" if higher else ""),
        _URL,
        "The oldest child was born before 6 April 2017, so the higher amount applies" if higher else "",
    )


def _disability(child: Child, name: str, setting: Setting) -> list[Line]:
    if child.disability == "none":
        return []
    return [
        Line(
            "disabled_child_addition",
            f"Disabled child addition for {name}, {child.disability} rate",
            setting.law(f"disabled_child_{child.disability}"),
            "UC Regs 2013 reg 24(2)",
            _URL,
        )
    ]


def _too_old(child: Child, name: str) -> Line:
    why = "Somebody of this age counts as grown up" + (
        "" if child.in_education else ", unless they are in school, college or approved training"
    )
    return nothing(
        "no_child_element",
        f"No child element for {name}",
        why,
        "UC Regs 2013 reg 5",
        f"{REGULATIONS}/regulation/5",
    )


def _name(child: Child, setting: Setting) -> str:
    age = setting.age(child)
    if age is None:
        return "a child whose age is not known"
    return "a child under 1" if age == 0 else f"the child aged {age}"
