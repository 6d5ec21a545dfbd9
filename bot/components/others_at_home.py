"""Grown-ups who live there besides the claimants: "my lad's 22 and lives here", "my mum lives with us"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.components.reading import Fact, Reading

_GROWN = 18
_RELATIVE = (
    r"mum|mam|mom|mother|dad|father|brother|bro|sister|sis|nan|gran|grandad|uncle|aunt|auntie|mate|friend|cousin|"
    r"nephew|niece|grandson|granddaughter|mother in law|father in law"
)
_GROWN_CHILD = r"son|daughter|lad|girl|boy|eldest|oldest|stepson|stepdaughter|kid"
_HERE = (
    r"(?:still )?(?:(?:lives?|living|stays?|staying|(?:has |have |just )*moved in) "
    r"(?:here|with (?:me|us)|at home|at mine|in (?:my|our|the) (?:house|flat|home)))"
)
_WORKS = r"(?:[ ,]*(?:and |is |still )*(?:works?|working|in work|on uc|unemployed)(?: full time| part time)?)?"
_AGE = r"(?:(?:is|s|aged|age|whos|who is|,)? ?(?P<age>\d{2})(?: ?(?:yo|years? old|yr old))?)"
_AGE_AFTER = r"(?:[ ,]*(?:and )?(?:hes|shes|he is|she is|aged) (?P<later>\d{2})\b)?"
_SAID = (
    re.compile(
        rf"\b(?:my|our|me) (?P<who>{_RELATIVE})s? {_AGE}?{_WORKS}[ ,]*(?:and |who |also |she |he )*{_HERE}\b{_AGE_AFTER}"
    ),
    re.compile(
        rf"\b(?:my|our|me) (?:grown up |adult )?(?P<who>{_GROWN_CHILD})s? {_AGE}{_WORKS}[ ,]*"
        rf"(?:and |who |also |he |she )*{_HERE}\b"
    ),
    re.compile(rf"\b(?P<age>\d{{2}}) ?(?:yo|years? old|year old|yr old) (?P<who>{_GROWN_CHILD}|{_RELATIVE}) {_HERE}\b"),
)


def non_dependant_facts(reading: Reading) -> Iterator[Fact]:
    """Those whom the message says live there, beside those already known; nobody who is asked or wondered about."""
    text = reading.text.lower().replace("'", "")
    if re.match(r"(?:what )?if\b|does\b|do\b|can\b|will\b|would\b|should\b", text):
        return
    found = [match for pattern in _SAID for match in pattern.finditer(text)]
    people = [_person(match) for match in found]
    grown = [person for person in people if person.get("age", _GROWN) >= _GROWN]
    if grown:
        known = (reading.household.get("housing") or {}).get("non_dependants") or []
        new = [person for person in grown if person not in known]
        first = min(found, key=lambda match: match.start())
        yield Fact("housing.non_dependants", [*known, *new], first.group(), first.start())


def _person(match: re.Match[str]) -> dict[str, Any]:
    said = match.groupdict()
    age = said["age"] or said.get("later")
    return {"age": int(age)} if age else {}
