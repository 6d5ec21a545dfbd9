"""The statement of claimant rights as one document: the files of `bot/rights`, taken apart and put in order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.answer_files import GROUPS, Source
from bot.answers import Library
from bot.languages import ENGLISH, N_

# The headings of a right, in the order in which each file has them. What stands before the first is what to expect.
HEADINGS = (N_("How to use it"), N_("What to say"), N_("If they refuse"), N_("Time limit"))

# A translation has them in its own words and in the same order.
_HEADING = re.compile(r"^\*\*[^*]+\.\*\*", re.MULTILINE)


@dataclass(frozen=True)
class Right:
    """One right with its figures of a day. All texts are Markdown; `status` is law, official_promise or proposed.

    `language` is that of the title and the texts: English where there is no translation into the language asked for.
    """

    id: str
    language: str
    title: str
    group: str
    status: str
    jurisdiction: tuple[str, ...]
    expect: str
    use: str
    say: str
    refused: str
    limit: str
    sources: tuple[Source, ...]
    needs_adviser_review: bool
    on_card: bool


@dataclass(frozen=True)
class Group:
    """The rights of one subject: those of law first, then the promises."""

    name: str
    rights: tuple[Right, ...]


@dataclass(frozen=True)
class Statement:
    """What holds, by subject; and what has only been proposed, which is never mixed in."""

    groups: tuple[Group, ...]
    proposed: tuple[Right, ...]


def statement(library: Library, on: date, nation: str | None = None) -> Statement:
    """The whole document as of a day; with a nation, what holds there and its contacts."""
    files = [file for file in library.answers.values() if file.status and (not nation or nation in file.jurisdiction)]
    rights = [_right(library, file.id, on, nation) for file in files]
    in_force = [right for right in rights if right.status != "proposed"]
    return Statement(
        tuple(Group(name, _of_group(in_force, name)) for name in GROUPS if _of_group(in_force, name)),
        tuple(right for right in rights if right.status == "proposed"),
    )


def _of_group(rights: Iterable[Right], name: str) -> tuple[Right, ...]:
    return tuple(sorted((r for r in rights if r.group == name), key=lambda r: (r.status != "law", r.title)))


def _right(library: Library, right_id: str, on: date, nation: str | None) -> Right:
    file, answer = library[right_id], library.render(right_id, on, nation)
    expect, use, say, refused, limit = (part.strip() for part in _HEADING.split(answer.text))
    written = answer.translation
    return Right(
        id=file.id,
        language=written.language if written else ENGLISH,
        title=library.title(file.id),
        group=file.group or "",
        status=file.status or "",
        jurisdiction=file.jurisdiction,
        expect=expect,
        use=use,
        say=say,
        refused=refused,
        limit=limit,
        sources=file.sources,
        needs_adviser_review=(written or file).needs_adviser_review or file.needs_adviser_review,
        on_card=file.on_card,
    )
