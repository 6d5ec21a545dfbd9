"""A pattern of something that identifies a person, and what is found by one.

A repeat in a pattern has a most, or starts where nothing before it could have started, so that the time to read a text
grows with its length and not faster.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """A part of a text that identifies somebody, and what it is."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """Of a match, its `groups` are taken out, where `really` says so of them."""

    kind: str
    regex: re.Pattern[str]
    groups: tuple[int | str, ...]
    really: Callable[[str], bool]


def pattern(kind: str, regex: str, really: Callable[[str], bool] = bool) -> Pattern:
    """All of a match goes, or only its groups "it" and "it2" where it has them."""
    compiled = re.compile(regex, re.IGNORECASE)
    named = tuple(name for name in ("it", "it2") if name in compiled.groupindex)
    return Pattern(kind, compiled, named or (0,), really)
