"""How a missing fact is asked in the chat: the path under which its answer comes back, and the buttons beside it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import rules

QuickReply = dict[str, str]

_YES_NO = (("Yes", True), ("No", False))
_HEALTH = (
    ("No", {"group": "none"}),
    ("Yes, LCWRA", {"group": "lcwra"}),
    ("Yes, LCW", {"group": "lcw"}),
)
_PROTECTION = (("Yes", "award_before_april_2026"), ("No", "none"))
_NATIONS = (
    ("England", "england"),
    ("Wales", "wales"),
    ("Scotland", "scotland"),
    ("Northern Ireland", "northern_ireland"),
)
_TENURE = (
    ("Council or housing association", "social"),
    ("Private landlord", "private"),
    ("I own my home", "owner"),
    ("No rent", "none"),
)


def asked_as(fact: str) -> str:
    """The path under which the chat asks a missing fact: whether there is a partner; ages, not birth dates."""
    if fact == "adults":
        return "partner"
    if fact.startswith("adults") and fact.endswith(".birth_date"):
        return fact.removesuffix("birth_date") + "age"
    return fact


def quick_replies(fact: str, on: date) -> list[QuickReply]:
    """Buttons for a fact: the closed choices where there are any, and always a way not to answer."""
    target, choices = _choices(fact, on)
    buttons = [_button(title, target, value) for title, value in choices]
    return [*buttons, {"title": "I don't know", "payload": "/skip_fact" + json.dumps({"fact": fact})}]


# The closed choices of a fact, by the last part of its path.
_CHOICES: dict[str, tuple[tuple[str, Any], ...]] = {
    "partner": _YES_NO,
    "carer": _YES_NO,
    "main_carer": _YES_NO,
    "in_greater_london": _YES_NO,
    "health": _HEALTH,
    "basis": (("After tax", "net"), ("Before tax", "gross")),
    "protection": _PROTECTION,
    "children": (("No children", []),),
    "childcare": (("No childcare", {"amount": "0", "per": "month"}),),
    "sex": (("A girl", "female"), ("A boy", "male")),
    "bedrooms": tuple((f"{number}", number) for number in range(1, 6)),
    "earnings": (("No earnings", []),),
    "other_income": (("None", []),),
    "nation": _NATIONS,
}


def _choices(fact: str, on: date) -> tuple[str, tuple[tuple[str, Any], ...]]:
    if fact in ("housing", "housing.tenure"):
        return "housing.tenure", _TENURE
    if fact == "savings":
        lower = rules.rate("universal_credit.capital_lower_limit", on).value
        upper = rules.rate("universal_credit.capital_upper_limit", on).value
        return fact, (("None", "0"), (f"Under £{lower:,.0f}", f"{lower}"), (f"Over £{upper:,.0f}", f"{upper + 1}"))
    return fact, _CHOICES.get(fact.rpartition(".")[2], ())


def _button(title: str, fact: str, value: Any) -> QuickReply:
    payload = json.dumps({"fact": fact, "value": json.dumps(value)})
    return {"title": title, "payload": f"/choose{payload}"}
