"""How much of what identifies people the redaction takes out, and what it takes out wrongly.

`python -m tests.web.redaction_measure` prints the figures. A third of the lines of redaction_set.yaml is held out: the
digest of a line says which, so that a new line falls into one part or the other by chance. What is wrong there is
counted and not shown, or the next change would be made for it.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import yaml

from web.redaction import findings

STRUCTURED = ("nino", "phone", "email", "postcode", "address", "bank", "case")
PARTS = ("tuned", "held out")

_SET = yaml.safe_load(Path(__file__).with_name("redaction_set.yaml").read_text(encoding="utf-8"))
_MARK = re.compile(r"<(\w+) ([^>]*)>")


@dataclass(slots=True)
class Measured:
    """Of each kind how many marks there are and how many were wholly found; `wrong` are the lines to look at."""

    marks: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    harmless: int = 0
    changed: int = 0
    lines: int = 0
    spoilt: int = 0  # lines in which more went than was marked
    wrong: list[str] = field(default_factory=list, repr=False)

    def recall(self, *kinds: str) -> Fraction:
        return Fraction(sum(self.found[kind] for kind in kinds), sum(self.marks[kind] for kind in kinds))


def measure(part: str) -> Measured:
    """The figures of one part of the set."""
    result = Measured()
    for line in _lines("personal", part):
        _count_marks(result, line)
    for line in _lines("harmless", part):
        result.harmless += 1
        if findings(line):
            result.changed += 1
            result.wrong.append(line)
    return result


def _lines(group: str, part: str) -> Iterator[str]:
    for line in filter(None, _SET[group].splitlines()):
        held_out = int(hashlib.sha256(line.encode()).hexdigest(), 16) % 3 == 0
        if held_out == (part == "held out"):
            yield line


def _count_marks(result: Measured, line: str) -> None:
    text, marks = _read(line)
    gone = {place for one in findings(text) for place in range(one.start, one.end)}
    wrong = False
    for kind, places in marks:
        written = {place for place in places if text[place].isalnum()}
        right = not written & gone if kind == "keep" else written <= gone
        result.marks[kind] += 1
        result.found[kind] += right
        wrong |= not right
    marked = {place for kind, places in marks if kind != "keep" for place in places}
    spoilt = any(text[place].isalnum() for place in gone - marked)
    result.lines += 1
    result.spoilt += spoilt
    if wrong or spoilt:
        result.wrong.append(line)


def _read(line: str) -> tuple[str, list[tuple[str, range]]]:
    """The line as it was written, and the place of each mark in it."""
    text, marks, at = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[at : mark.start()]
        marks.append((mark[1], range(len(text), len(text) + len(mark[2]))))
        text, at = text + mark[2], mark.end()
    return text + line[at:], marks


def report() -> Iterator[str]:
    """The figures of both parts, one a line."""
    for part in PARTS:
        result = measure(part)
        for kind in (*STRUCTURED, "name", "keep"):
            yield f"{part:9} {kind:12} {result.found[kind]:4} of {result.marks[kind]:4}"
        yield f"{part:9} {'structured':12} {float(result.recall(*STRUCTURED)):.1%}"
        yield f"{part:9} {'harmless':12} {result.changed:4} of {result.harmless:4} changed"
        yield f"{part:9} {'spoilt':12} {result.spoilt:4} of {result.lines:4} lines lost more than was marked"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in report())
