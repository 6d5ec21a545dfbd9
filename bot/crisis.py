"""Recognises, before anything else, that somebody may be in danger.

A missed cry for help costs more than a help line shown for nothing, so the phrases of crisis.yaml lean towards
recognising; talk that only sounds like danger ("this wait is killing me") is taken out of the text first.

A phrase is a line of words: `hit|hits` is one word or the other, `harm*` any word that begins so, `all?` a word that
may be missing, `{kids}` any of a named list, and `..` stands for up to three words of any kind.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import yaml

# Most urgent first: the order in which they are answered.
KINDS = (
    "suicide",
    "self_harm",
    "child_at_risk",
    "domestic_abuse",
    "homeless_tonight",
    "no_food_or_money",
    "no_heating",
)


@dataclass(frozen=True)
class Crisis:
    """A kind of danger, the id of the answer to give, and the words that showed it."""

    kind: str
    answer_id: str
    words: str


def recognise(text: str) -> list[Crisis]:
    """Every kind of danger that the text speaks of, most urgent first; an empty list for most texts."""
    plain = _NOT_DANGER.sub("- ", normalise(text) + " ")
    found = ((kind, _DANGER[kind].search(plain)) for kind in KINDS)
    return [Crisis(kind, f"crisis_{kind}", match[0].strip()) for kind, match in found if match]


def normalise(text: str) -> str:
    """Lower case, one spelling a word, no punctuation, no accents: "I can't goooo on!!" is "i cant go on"."""
    text = re.sub(r"['`\u2018\u2019\u0300-\u036f]", "", unicodedata.normalize("NFKD", text.lower()))
    text = re.sub(r"[^a-z0-9£]+", " ", text)
    text = re.sub(r"([a-z])\1{2,}", r"\1", text)
    text = f" {text.strip()} "
    for spelt, meant in _SPELLINGS:
        text = spelt.sub(f" {meant}", text)
    return text.strip()


def any_of(phrases: str) -> re.Pattern[str]:
    """One pattern for all phrases, one a line; it matches whole words of a normalised text that ends in a space."""
    return _any_of(phrases, _WORDS)


def _any_of(phrases: str, words: dict[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\S){_as_pattern(line, words)}" for line in phrases.splitlines() if line.strip()))


def _as_pattern(phrase: str, words: dict[str, str]) -> str:
    return "".join(_word(written, words) for written in phrase.split())


def _word(written: str, words: dict[str, str]) -> str:
    if written == "..":
        return r"(?:\S+ ){0,3}"
    choices = re.sub(r"\{(\w+)\}", lambda name: words[name[1]], written.rstrip("?")).replace("*", "[a-z0-9]*")
    return f"(?:(?:{choices}) )?" if written.endswith("?") else f"(?:{choices}) "


def _spellings(table: dict[str, str]) -> list[tuple[re.Pattern[str], str]]:
    """A word may stand twice in a row, so the space after it is looked at and not taken."""
    return [(re.compile(rf" (?:{'|'.join(spelt.split(', '))})(?= )"), meant) for meant, spelt in table.items()]


_CONTENT = yaml.safe_load((Path(__file__).parent / "crisis.yaml").read_text(encoding="utf-8"))
_SPELLINGS = _spellings(_CONTENT["spellings"])
_WORDS = {name: "|".join(choices.split(", ")) for name, choices in _CONTENT["words"].items()}
_NOT_DANGER = _any_of(_CONTENT["not_danger"], _WORDS)
_DANGER = {kind: _any_of(_CONTENT["danger"][kind], _WORDS) for kind in KINDS}
