"""The household as a picture: who is in the benefit unit, and who lives in the home beside it. Each opens its facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from web.workbench.fields import anchor

_TENURES = {
    "private": "rented from a private landlord",
    "social": "rented from a council or housing association",
    "owner": "their own home",
    "none": "no rent to pay",
    "temporary": "temporary or supported housing",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One person: who it is, a few words, and the part of the form with the rest. `kind` is adult, child or other."""

    kind: str
    who: str
    words: str
    target: str


def benefit_unit(household: Mapping[str, Any]) -> list[Figure]:
    """The claimant, a partner and the children."""
    return [*_adults(household), *_children(household)]


def others(household: Mapping[str, Any]) -> list[Figure]:
    """Other adults who live there: non-dependants."""
    people = (household.get("housing") or {}).get("non_dependants") or []
    return [
        Figure("other", "Other adult", _age(one), anchor(f"housing.non_dependants[{place}]"))
        for place, one in enumerate(people)
    ]


def home(household: Mapping[str, Any]) -> str:
    """The home in a few words."""
    return _TENURES.get((household.get("housing") or {}).get("tenure", ""), "a home that is not known")


def _adults(household: Mapping[str, Any]) -> Iterator[Figure]:
    adults = household.get("adults") or [{}]
    for place, one in enumerate(adults):
        group = (one.get("health") or {}).get("group")
        words = [_age(one), group.upper() if group in ("lcw", "lcwra") else "", "carer" if one.get("carer") else ""]
        works = one.get("earnings") or one.get("self_employment")
        words.append("in work" if works else "")
        who = "Claimant" if place == 0 else "Partner"
        yield Figure("adult", who, ", ".join(filter(None, words)), anchor(f"adults[{place}]"))


def _children(household: Mapping[str, Any]) -> Iterator[Figure]:
    for place, one in enumerate(household.get("children") or []):
        disabled = "disabled" if one.get("disability") not in (None, "none") else ""
        words = ", ".join(filter(None, [_age(one), disabled]))
        yield Figure("child", f"Child {place + 1}", words, anchor(f"children[{place}]"))


def _age(person: Mapping[str, Any]) -> str:
    if person.get("birth_date"):
        return f"born {person['birth_date']}"
    return f"{person['age']} years old" if person.get("age") not in (None, "") else "age not known"
