"""Takes out what identifies a person before anything is stored.

Structured things (National Insurance numbers, phone and bank numbers, emails, postcodes, links) are found by their
shape; names of other people by the words that introduce them. What remains is meant for audit, not for recognition.
"""

from __future__ import annotations

import calendar
import re

_PATTERNS = (
    ("email", r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    ("link", r"https?://\S+"),
    ("national insurance number", r"\b[A-Z]{2}\s?(?:\d{6}|\d\d\s\d\d\s\d\d\s?)[A-D]\b"),
    ("postcode", r"\b(?:GIR\s?0AA|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})\b"),
    ("sort code", r"\b\d{2}-\d{2}-\d{2}\b"),
    ("phone number", r"(?<![\d£.,])(?:\+44|\(?0)(?:[\s()-]{0,2}\d){8,11}(?![\d.,])"),
    ("number", r"(?<![£\d.,])(?:\d{8,}|\d(?:[ -]?\d){11,18})(?![\d.,])"),
)
_REDACTIONS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _PATTERNS)

# "my partner Dave", "called Mrs Ahmed", "im Sharon Smith": a capital letter after a word that introduces a name.
_INTRODUCED = re.compile(
    r"\b(?P<before>(?i:partner|wife|husband|boyfriend|girlfriend|bf|gf|son|daughter|mum|dad|mother|father|brother|sister|"
    r"ex|mate|friend|neighbour|landlord|landlady|coach|named|called|name is|names|name's|mr|mrs|ms|miss|dr|"
    r"i am|i'm|im|this is))"
    r"(?P<gap>,?\s+(?:is\s+)?)(?P<name>[A-Z][a-z]+(?:[ -][A-Z][a-z]+)?)\b"
)
# Words with a capital letter that follow such a word and name nobody.
_NOT_NAMES = frozenset(
    {*calendar.month_name, *calendar.day_name}
    | {"Universal", "Credit", "England", "Scotland", "Wales", "British", "Irish", "Welsh", "Scottish"}
)


def redact(text: str) -> str:
    """The text with each finding replaced by what it was, in brackets."""
    for name, pattern in _REDACTIONS:
        text = pattern.sub(f"[{name}]", text)
    return _INTRODUCED.sub(_without_name, text)


def _without_name(match: re.Match[str]) -> str:
    if match["name"].split()[0] in _NOT_NAMES:
        return match[0]
    return f"{match['before']}{match['gap']}[name]"
