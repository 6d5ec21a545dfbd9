"""The child element: UC Regs 2013 regs 24 and 36, and reg 24A until it was removed on 6 April 2026."""

from __future__ import annotations

from rules.household import Child
from rules.universal_credit.claim import Claim
from rules.universal_credit.line import REGULATIONS, Line, Setting, nothing
from rules.universal_credit.responsibility import born_before_april_2017, counts, oldest_first

_LAW = "UC Regs 2013 reg 24"
_URL = f"{REGULATIONS}/regulation/24"


def child_elements(claim: Claim) -> list[Line]:
    """A line for each child or qualifying young person, oldest first, with the addition for disability after it."""
    setting = claim.setting
    lines: list[Line] = []
    counted = 0
    higher_rate_free = True
    for child in oldest_first(claim.household.children or (), setting):
        name = _name(child, setting)
        if not counts(child, setting):
            lines.append(_too_old(child, name))
            continue
        outside_order = child.limit_exception in ("adoption", "kinship")
        counted += not outside_order
        if setting.has("universal_credit.child_limit") and _over_limit(child, counted, outside_order, setting):
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
