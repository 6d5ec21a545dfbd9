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
    """A value for a path of the household, and the words it came from; no value (None) where it is taken back.

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
    for fact in (one for whole in facts for one in _taken_apart(whole)):
        if fact.value is None:
            _forget(household, fact.path)
        elif fact.path == "partner":
            _partner(household, bool(fact.value))
        else:
            _put(household, fact.path, fact.value)
    _tidy(household)
    return household


def _taken_apart(fact: Fact) -> Iterable[Fact]:
    """The facts behind a button that answers two questions at once."""
    if fact.path == "people":
        yield from (Fact("partner", False), Fact("children", []))
    elif fact.path.endswith(".health_or_care"):
        adult = fact.path.removesuffix("health_or_care")
        if fact.value == "carer":
            yield Fact(f"{adult}carer", True)
            return
        yield Fact(f"{adult}health", {"group": "none" if fact.value == "neither" else fact.value})
        if fact.value == "neither":
            yield Fact(f"{adult}carer", False)
    else:
        yield fact


def _partner(household: dict[str, Any], there: bool) -> None:
    adults = household.setdefault("adults", [{}])
    if there and len(adults) == 1:
        adults.append({})
    if not there:
        del adults[1:]
    household["adults_complete"] = True


def _forget(household: dict[str, Any], path: str) -> None:
    """As if it had never been said; whether there is a partner is then open again."""
    if path == "partner":
        del household.get("adults", [])[1:]
        household["adults_complete"] = False
        return
    here: Any = household
    steps = path.replace("[", ".").replace("]", "").split(".")
    for step in steps[:-1]:
        here = here[int(step)] if isinstance(here, list) and int(step) < len(here) else _inside(here, step)
    for key in ("age", "birth_date") if steps[-1] == "age" else steps[-1:]:
        _inside(here, key, remove=True)


def _inside(here: Any, key: str, *, remove: bool = False) -> Any:
    if not isinstance(here, dict):
        return {}
    return here.pop(key, None) if remove else here.get(key) or {}


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
