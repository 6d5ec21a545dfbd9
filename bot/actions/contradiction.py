"""What somebody says against what they said before: pointed out and asked, never written over in silence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from bot.actions.facts import Fact, apply
from bot.actions.questions import parts
from bot.answers.told import told

# Words of somebody who knows that they change what they said, or that life changed.
_CHANGES = re.compile(
    r"\b(actually|sorry|no|not|now|meant|mean|wrong|correction|changed?|change|instead|rather|typo|mistake|oops|update|"
    r"gone up|went up|going up|gone down|went down|just|since|used to|another|other|also|plus|second|extra|ok so)\b",
    re.IGNORECASE,
)
_SINGLE_VALUES = ("age", "birth_date", "tenure", "bedrooms", "nation", "claim_date", "carer", "savings", "group")


@dataclass(frozen=True)
class Contradiction:
    """A fact told anew, with the old and the new value as the person would say them."""

    fact: Fact
    old: Any
    label: str
    before: str
    now: str


def contradiction(before: dict[str, Any], facts: Iterable[Fact], asking: str | None, text: str) -> Contradiction | None:
    """The first fact that cannot stand beside what was told, unless the person was asked for it or says "actually"."""
    if _CHANGES.search(text):
        return None
    for fact in facts:
        old = _known(before, fact)
        if (
            old is not None
            and fact.value is not None
            and fact.path not in parts(asking or "")
            and _differs(fact.path, old, fact.value)
        ):
            words = _in_words(before, fact.path), _in_words(apply(before, [fact]), fact.path)
            if all(words):
                return Contradiction(fact, old, words[0][0], words[0][1], words[1][1])
    return None


def _known(household: dict[str, Any], fact: Fact) -> Any:
    if fact.path == "partner":
        adults = household.get("adults") or []
        return len(adults) == 2 if adults and household.get("adults_complete", True) else None
    here: Any = household
    for step in fact.path.replace("[", ".").replace("]", "").split("."):
        if isinstance(here, list):
            here = here[int(step)] if int(step) < len(here) else None
        elif isinstance(here, dict):
            here = here.get(step)
    return here


def _differs(path: str, old: Any, new: Any) -> bool:
    last = path.rpartition(".")[2]
    if path == "partner":
        return bool(old) != bool(new)
    if path == "children":
        return len(old) != len(new) or (_ages(old) != _ages(new) and None not in (*_ages(old), *_ages(new)))
    if last == "earnings":
        return _sums(old) != _sums(new)
    if last == "rent":
        return _sums([old]) != _sums([new])
    if last == "health":
        return bool(old.get("group") and new.get("group") and old["group"] != new["group"])
    if last == "savings":
        return _number(old) != _number(new)
    return last in _SINGLE_VALUES and old != new


def _ages(children: list[dict[str, Any]]) -> list[int | None]:
    return sorted((child.get("age") for child in children), key=lambda age: -1 if age is None else age)


def _sums(money: list[dict[str, Any]]) -> list[tuple[Any, Any]]:
    return sorted((_number(one.get("amount")), one.get("per")) for one in money)


def _number(value: Any) -> Any:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return Decimal(-1)


def _in_words(household: dict[str, Any], path: str) -> tuple[str, str] | None:
    family = "children" if path.startswith("children") else path
    return next(((one["label"], one["value"]) for one in told(household) if one["fact"] == family), None)
