"""Names of people: after a title, after a word that introduces somebody, and first names that are nothing else."""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection
from pathlib import Path

import yaml

from web.redaction.pattern import pattern

_WORDS = {
    name: frozenset(words.split())
    for name, words in yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8")).items()
}
_NOT_NAMES = _WORDS["not_names"] | {word.lower() for word in (*calendar.month_name, *calendar.day_name) if word}


def _is_name(text: str, known: frozenset[str] = _WORDS["names_and_words"]) -> bool:
    """Of a word after one that introduces somebody: with a capital letter it is a name, unless it is known as none."""
    first = re.split(r"[ '’.-]", text, maxsplit=1)[0].lower()
    return first not in _NOT_NAMES and (text[0].isupper() or first in known)


def _is_after_a_title(text: str) -> bool:
    """ "Mr Patel" and "Mr and Mrs Evans" are names; "miss appointments" is none."""
    return _is_name(_TITLES.sub("", text), _WORDS["names_and_words"] | _WORDS["surnames"])


def _any_of(words: Collection[str]) -> str:
    """Any of the words, branching letter by letter: to try hundreds in a row at each place would be slow."""
    tails: dict[str, set[str]] = {}
    for word in filter(None, words):
        tails.setdefault(word[0], set()).add(word[1:])
    if not tails:
        return ""
    branches = "|".join(re.escape(letter) + _any_of(rest) for letter, rest in sorted(tails.items()))
    return f"(?:{branches})" + ("?" if "" in words else "")


_RELATION = (
    r"(?:partner|wife|husband|hubby|boyfriend|girlfriend|bf|gf|fiancee?|son|daughter|stepson|stepdaughter|baby|lad|lass|"
    r"boy|girl|kid|twin|eldest|oldest|youngest|child|grandson|granddaughter|mum|mam|dad|mother|father|nan|gran|grandad|"
    r"brother|sister|uncle|aunt|auntie|cousin|nephew|niece|ex|mate|friend|neighbour|landlord|landlady|lodger|tenant|"
    r"agent|coach|advis[eo]r|worker|carer|boss|manager|teacher|gp|doctor|maker)s?"
)
_INTRODUCING = (
    rf"(?:{_RELATION}|named|called|name(?: is|s|'s|’s)?(?: was| is)?|i am|i'm|i’m|im|this is|spoke (?:to|with)|"
    r"talked to|signed by|thanks)"
)
_TITLE = r"(?:(?:mr|mrs|mister|prof|judge)\b\.?|(?-i:Ms|Miss|Dr|Rev)\b\.?)"
_TITLES = re.compile(rf"(?:{_TITLE} (?:(?:and|&) )?){{1,2}}", re.IGNORECASE)
_CAPITAL = r"(?-i:(?:[A-Z]['’])?[A-Z][a-z]+)"
_FAMILY = rf"(?:[ -](?:{_CAPITAL}|{_any_of(_WORDS['surnames'])}\b)){{0,2}}"
_KNOWN = _any_of(_WORDS["names"])
_SOMEBODY = rf"(?:{_CAPITAL}{_FAMILY}|(?-i:[a-z]{{2,20}})\b(?: {_any_of(_WORDS['surnames'])}\b)?)"
# "Oscar, Lily and Noah": in a list of names, also those that are words.
_AND_OTHERS = (
    rf"(?:(?:,| and| &|, and) (?-i:(?=[A-Z])){_any_of(_WORDS['names'] | _WORDS['names_and_words'])}\b{_FAMILY}){{0,6}}"
)

NAMES = (
    pattern("name", rf"\b(?:{_TITLE} (?:and|&) )?{_TITLE} {_SOMEBODY}", _is_after_a_title),
    pattern(
        "name",
        rf"\b{_INTRODUCING},? \(?(?:is |called |named )?(?P<it>(?:(?-i:[A-Z])\.? )?{_SOMEBODY})",
        _is_name,
    ),
    pattern("name", rf"\b{_KNOWN}\b{_FAMILY}{_AND_OTHERS}"),
)
