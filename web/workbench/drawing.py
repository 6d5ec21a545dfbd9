"""The household as a picture that is also a form: who is in the benefit unit, and who lives in the home beside it.

Each figure opens its facts; people are added to the picture and taken out of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from web.workbench.fields import anchor

Json = dict[str, Any]

_TENURES = {
    "private": "rented from a private landlord",
    "social": "rented from a council or housing association",
    "owner": "their own home",
    "none": "no rent to pay",
    "temporary": "temporary or supported housing",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One person: who it is, a few words, and the part of the form with the rest. `kind` is adult, child or other.

    `path` is where they stand in the household; empty for the claimant, without whom there is no picture.
    """

    kind: str
    who: str
    words: str
    target: str
    path: str


def benefit_unit(household: Mapping[str, Any]) -> list[Figure]:
    """The claimant, a partner and the children."""
    return [*_adults(household), *_children(household)]


def others(household: Mapping[str, Any]) -> list[Figure]:
    """Other adults who live there: non-dependants."""
    people = (household.get("housing") or {}).get("non_dependants") or []
    return [
        Figure(
            "other",
            "Other adult",
            _age(one),
            anchor(f"housing.non_dependants[{place}]"),
            f"housing.non_dependants[{place}]",
        )
        for place, one in enumerate(people)
    ]


def home(household: Mapping[str, Any]) -> str:
    """The home in a few words."""
    return _TENURES.get((household.get("housing") or {}).get("tenure", ""), "a home that is not known")


# Who can be added: the words, and the list that they join, with the most that it takes.
ADDING = {
    "partner": ("Add a partner", "adults", 2),
    "child": ("Add a child", "children", 10),
    "other": ("Add another adult", "housing.non_dependants", 6),
}


def can_add(household: Mapping[str, Any]) -> dict[str, str]:
    """Who can still be added to the picture, with the words for it."""
    return {kind: words for kind, (words, path, most) in ADDING.items() if len(_people(household, path) or [{}]) < most}


def with_one_more(household: Mapping[str, Any], kind: str) -> Json:
    """The household with another person, of whom nothing is known yet. Raises KeyError for a kind that is none."""
    _, path, most = ADDING[kind]
    people = list(_people(household, path)) or ([{}] if path == "adults" else [])
    return _put(household, path, [*people, {}][:most])


def with_one_less(household: Mapping[str, Any], path: str) -> Json:
    """The household without the person at a path; as it was where nobody is there."""
    found = _PERSON.fullmatch(path)
    if found is None or path == "adults[0]":
        return dict(household)
    people = list(_people(household, found["list"]))
    del people[int(found["place"]) : int(found["place"]) + 1]
    return _put(household, found["list"], people)


_PERSON = re.compile(r"(?P<list>adults|children|housing\.non_dependants)\[(?P<place>\d)\]")


def _people(household: Mapping[str, Any], path: str) -> list[Any]:
    holder = household.get("housing") or {} if path.startswith("housing.") else household
    return holder.get(path.rpartition(".")[2]) or []


def _put(household: Mapping[str, Any], path: str, people: list[Any]) -> Json:
    name = path.rpartition(".")[2]
    if path.startswith("housing."):
        return {**household, "housing": {**(household.get("housing") or {}), name: people}}
    return {**household, name: people}


def _adults(household: Mapping[str, Any]) -> Iterator[Figure]:
    adults = household.get("adults") or [{}]
    for place, one in enumerate(adults):
        group = (one.get("health") or {}).get("group")
        words = [_age(one), group.upper() if group in ("lcw", "lcwra") else "", "carer" if one.get("carer") else ""]
        works = one.get("earnings") or one.get("self_employment")
        words.append("in work" if works else "")
        who = "Claimant" if place == 0 else "Partner"
        path = f"adults[{place}]"
        yield Figure("adult", who, ", ".join(filter(None, words)), anchor(path), path if place else "")


def _children(household: Mapping[str, Any]) -> Iterator[Figure]:
    for place, one in enumerate(household.get("children") or []):
        disabled = "disabled" if one.get("disability") not in (None, "none") else ""
        words = ", ".join(filter(None, [_age(one), disabled]))
        yield Figure("child", f"Child {place + 1}", words, anchor(f"children[{place}]"), f"children[{place}]")


def _age(person: Mapping[str, Any]) -> str:
    if person.get("birth_date"):
        return f"born {person['birth_date']}"
    return f"{person['age']} years old" if person.get("age") not in (None, "") else "age not known"
