"""Putting what somebody said into the household (the facts and their paths are those of the fact extractor)."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

_STEP = re.compile(r"(\w+)(?:\[(\d+)\])?")


@dataclass(frozen=True)
class Fact:
    """A value for a path of the household, and the words it came from.

    `assumed` names the parts of the value that were not said, such as the period of a rent.
    """

    path: str
    value: Any
    words: str = ""
    assumed: tuple[str, ...] = ()

    @classmethod
    def of(cls, fact: dict[str, Any]) -> Fact:
        return cls(fact["fact"], fact["value"], fact.get("words", ""), tuple(fact.get("assumed", ())))

    @classmethod
    def of_button(cls, path: str, value: str) -> Fact:
        """Buttons carry their value as JSON text, because Rasa takes lists apart."""
        return cls(path, json.loads(value))


def apply(household: dict[str, Any], facts: Iterable[Fact]) -> dict[str, Any]:
    """A new household with the facts in it; the given one is left alone."""
    household = copy.deepcopy(household)
    for fact in facts:
        if fact.path == "partner":
            _partner(household, bool(fact.value))
        else:
            _put(household, fact.path, fact.value)
    _tidy(household)
    return household


def _partner(household: dict[str, Any], there: bool) -> None:
    adults = household.setdefault("adults", [{}])
    if there and len(adults) == 1:
        adults.append({})
    if not there:
        del adults[1:]
    household["adults_complete"] = True


def _put(household: dict[str, Any], path: str, value: Any) -> None:
    if path.startswith("adults["):
        _make_room(household, path)
    here: Any = household
    steps = [(name, int(place) if place else None) for name, place in _STEP.findall(path)]
    for number, (name, place) in enumerate(steps):
        last = number == len(steps) - 1
        if place is None:
            if last:
                here[name] = _merged(here.get(name), value)
                return
            here = here.setdefault(name, {})
        else:
            people = here.setdefault(name, [])
            people.extend({} for _ in range(place + 1 - len(people)))
            if last:
                people[place] = value
                return
            here = people[place]


def _make_room(household: dict[str, Any], path: str) -> None:
    """The first adult is whoever is talking; while nobody has spoken of a partner, one may still exist."""
    if "adults" not in household:
        household["adults"] = [{}]
        household["adults_complete"] = False
    if path.startswith("adults[1]"):
        _partner(household, True)


def _merged(old: Any, new: Any) -> Any:
    """A new object says more about the same thing (health, a rent's period); anything else replaces."""
    return {**old, **new} if isinstance(old, dict) and isinstance(new, dict) else new


def _tidy(household: dict[str, Any]) -> None:
    """One age, said in one way: a birth date says more."""
    for person in [*household.get("adults", []), *(household.get("children") or [])]:
        if person.get("birth_date"):
            person.pop("age", None)
