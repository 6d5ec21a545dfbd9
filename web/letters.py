"""Letters: templates from `bot/letters`, filled from what a check of a statement found, for the person to edit.

A placeholder that nobody has a value for becomes a gap in square brackets, to be filled in by hand.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from docx import Document

import rules
from web.words import html

FOLDER = Path(__file__).parents[1] / "bot" / "letters"

# What a letter can ask for, and the words of the gap where it is not known.
GAPS = {
    "today": "today's date",
    "line": "the line that is wrong",
    "statement": "amount on the statement",
    "expected": "amount that it should be",
    "difference": "difference",
    "reason": "why it is wrong",
    "law": "the law, if you know it",
    "period": "the assessment period",
    "deadline": "last day",
}
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_KEYS = {"title", "topics", "jurisdiction", "when", "sources", "reviewed"}


class LetterError(Exception):
    """A template that cannot be used; `str()` names the file and what to do."""


class UnknownLetter(LookupError):
    """No letter has that id."""


@dataclass(frozen=True)
class Letter:
    """A template. `body` is Markdown with placeholders; `time_limit` the step whose last day it keeps to."""

    id: str
    title: str
    when: str
    jurisdiction: tuple[str, ...]
    topics: tuple[str, ...]
    sources: tuple[Mapping[str, Any], ...]
    next_review: date
    needs_adviser_review: bool
    time_limit: str | None
    body: str


# A Word document is XML, which has no place for these.
_NOT_IN_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@lru_cache(maxsize=1)
def letters() -> dict[str, Letter]:
    """All letters by id. Raises LetterError for a file with a mistake."""
    return {path.stem: _read(path) for path in sorted(FOLDER.glob("*.md"))}


def letter(letter_id: str) -> Letter:
    try:
        return letters()[letter_id]
    except KeyError:
        raise UnknownLetter(letter_id) from None


def about(topics: Iterable[str]) -> list[Letter]:
    """The letters that help with what an answer is about."""
    wanted = set(topics)
    return [one for one in letters().values() if wanted & set(one.topics)]


def filled(one: Letter, facts: Mapping[str, str], today: date) -> str:
    """The text of a letter with what is known put in, and gaps for the rest."""
    known = {"today": f"{today:%-d %B %Y}", **{key: value for key, value in facts.items() if value}}
    return _PLACEHOLDER.sub(lambda found: known.get(found[1], f"[{GAPS[found[1]]}]"), one.body)


def facts_of(line: rules.CheckedLine, reason: rules.Reason, period: str = "") -> dict[str, str]:
    """What a letter says about a line of a statement that differs."""
    return {
        "line": line.id.replace("_", " "),
        "statement": "nothing" if line.statement is None else rules.pounds(line.statement),
        "expected": rules.pounds(line.expected),
        "difference": rules.pounds(abs(line.difference)),
        "reason": reason.reason,
        "law": reason.law,
        "period": period,
        "deadline": f"{reason.by:%-d %B %Y}" if reason.by else "",
    }


def as_html(text: str) -> str:
    """The letter as a page to print, in which nothing can run."""
    return html(text)


def as_docx(text: str) -> bytes:
    """The letter as a Word document, one paragraph for each."""
    document = Document()
    for paragraph in re.split(r"\n\s*\n", _NOT_IN_XML.sub("", text).strip()):
        document.add_paragraph(paragraph.strip())
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _read(path: Path) -> Letter:
    _, _, rest = path.read_text(encoding="utf-8").partition("---\n")
    front_text, found, body = rest.partition("\n---\n")
    front = yaml.safe_load(front_text) if found else None
    if not isinstance(front, dict) or not front.keys() >= _KEYS:
        raise LetterError(f"{path.name}: the front matter needs {', '.join(sorted(_KEYS))}.")
    unknown = {name for name in _PLACEHOLDER.findall(body) if name not in GAPS}
    if unknown:
        raise LetterError(f"{path.name}: {', '.join(sorted(unknown))} is no placeholder; use {', '.join(GAPS)}.")
    return Letter(
        id=path.stem,
        title=front["title"],
        when=front["when"],
        jurisdiction=tuple(front["jurisdiction"]),
        topics=tuple(front["topics"]),
        sources=tuple(front["sources"]),
        next_review=front["reviewed"]["next"],
        needs_adviser_review=bool(front.get("needs_adviser_review")),
        time_limit=front.get("time_limit"),
        body=body.strip(),
    )
