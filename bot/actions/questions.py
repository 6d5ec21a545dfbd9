"""How a missing fact is asked in the chat: the path under which its answer comes back, and the buttons beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

import rules
from bot.languages import N_, gettext

QuickReply = dict[str, str]

_YES_NO = ((N_("Yes"), True), (N_("No"), False))
_HEALTH = (
    (N_("No"), {"group": "none"}),
    (N_("Yes, LCWRA"), {"group": "lcwra"}),
    (N_("Yes, LCW"), {"group": "lcw"}),
)
_PROTECTION = ((N_("Yes"), "award_before_april_2026"), (N_("No"), "none"))
_NATIONS = (
    (N_("England"), "england"),
    (N_("Wales"), "wales"),
    (N_("Scotland"), "scotland"),
    (N_("Northern Ireland"), "northern_ireland"),
)
_TENURE = (
    (N_("Council or housing association"), "social"),
    (N_("Private landlord"), "private"),
    (N_("I own my home"), "owner"),
    (N_("No rent"), "none"),
)


# Facts that are asked in one question, the path of that question, and its words.
PEOPLE = "people"
_HEALTH_OR_CARE = "health_or_care"
_TOGETHER_WORDS = {
    PEOPLE: N_("Who lives with you? A partner, any children, and how old are they?"),
    f"adults[0].{_HEALTH_OR_CARE}": N_(
        "Has the jobcentre decided that illness or disability limits your work (LCW or LCWRA), or do you care for "
        "somebody disabled for 35 hours a week or more?"
    ),
    f"adults[1].{_HEALTH_OR_CARE}": N_(
        "And your partner: an LCW or LCWRA decision, or caring for somebody disabled for 35 hours a week or more?"
    ),
}


def parts(asked: str) -> tuple[str, ...]:
    """The facts that a question asks for: most ask for one."""
    if asked == PEOPLE:
        return ("partner", "children")
    if asked.endswith(_HEALTH_OR_CARE):
        adult = asked.removesuffix(_HEALTH_OR_CARE)
        return (f"{adult}health", f"{adult}carer")
    return (asked,)


def together(wanted: rules.Missing, open_facts: Iterable[rules.Missing]) -> rules.Missing:
    """The question for a fact; one question for two facts, where both are open and one breath answers both."""
    still_open = {asked_as(one.fact) for one in open_facts}
    for asked, words in _TOGETHER_WORDS.items():
        if asked_as(wanted.fact) in parts(asked) and still_open.issuperset(parts(asked)):
            return rules.Missing(asked, words, wanted.changes_award_by_up_to)
    return wanted


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
    return [*buttons, {"title": gettext("I don't know"), "payload": "/skip_fact" + json.dumps({"fact": fact})}]


# The closed choices of a fact, by the last part of its path.
_CHOICES: dict[str, tuple[tuple[str, Any], ...]] = {
    PEOPLE: ((N_("I live alone"), "alone"),),
    _HEALTH_OR_CARE: (
        (N_("Neither"), "neither"),
        (N_("LCWRA"), "lcwra"),
        (N_("LCW"), "lcw"),
        (N_("I am a carer"), "carer"),
    ),
    "partner": _YES_NO,
    "carer": _YES_NO,
    "main_carer": _YES_NO,
    "in_greater_london": _YES_NO,
    "health": _HEALTH,
    "basis": ((N_("After tax"), "net"), (N_("Before tax"), "gross")),
    "protection": _PROTECTION,
    "children": ((N_("No children"), []),),
    "childcare": ((N_("No childcare"), {"amount": "0", "per": "month"}),),
    "sex": ((N_("A girl"), "female"), (N_("A boy"), "male")),
    "bedrooms": tuple((f"{number}", number) for number in range(1, 6)),
    "earnings": ((N_("No earnings"), []),),
    "other_income": ((N_("None"), []),),
    "nation": _NATIONS,
}


def _choices(fact: str, on: date) -> tuple[str, tuple[tuple[str, Any], ...]]:
    if fact in ("housing", "housing.tenure"):
        return "housing.tenure", _TENURE
    if fact == "savings":
        lower = rules.rate("universal_credit.capital_lower_limit", on).value
        upper = rules.rate("universal_credit.capital_upper_limit", on).value
        return fact, (
            (gettext("None"), "0"),
            (gettext("Under {amount}").format(amount=f"£{lower:,.0f}"), f"{lower}"),
            (gettext("Over {amount}").format(amount=f"£{upper:,.0f}"), f"{upper + 1}"),
        )
    return fact, _CHOICES.get(fact.rpartition(".")[2], ())


def _button(title: str, fact: str, value: Any) -> QuickReply:
    payload = json.dumps({"fact": fact, "value": json.dumps(value)})
    return {"title": gettext(title), "payload": f"/choose{payload}"}
