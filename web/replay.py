"""Working a recorded reply out again, with the code and the words of today, for the day on which it was given."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import rules
from bot.answers import AnswerError, Library
from bot.answers.replies import payload
from bot.languages import ENGLISH, speaking
from web.store import Json, Receipt


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line of an estimate that is another one now; None where it is not there."""

    label: str
    then: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text that both versions have, or only one of them: `kind` is same, gone or new."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Replay:
    """What came of working a reply out again. `kind` is estimate, answer or nothing (there was nothing to work out)."""

    kind: str
    same: bool
    lines: tuple[LineChange, ...] = ()
    words: tuple[Words, ...] = ()
    problem: str = ""


def replay(receipt: Receipt, library: Library) -> Replay:
    """The reply of a receipt again: an estimate from its household, an answer from its file."""
    reply = receipt.payload
    if is_estimate(receipt):
        return _estimate(reply, receipt.household or {})
    if "answer_id" in reply and reply["status"] != "handover":
        return _answer(reply, library)
    return Replay("nothing", True)


def is_estimate(receipt: Receipt) -> bool:
    """Whether a receipt is that of one estimate (a comparison has two, and its household is only one of them)."""
    return "estimate" in receipt.payload and "comparison" not in receipt.payload and receipt.household is not None


def difference(then: str, now: str) -> tuple[Words, ...]:
    """Two texts word by word."""
    old, new = re.findall(r"\S+\s*", then), re.findall(r"\S+\s*", now)
    return tuple(_stretches(old, new))


def _estimate(reply: Json, household: Json) -> Replay:
    try:
        found = rules.estimate(household, date.fromisoformat(reply["estimate"]["on"])).as_json()
    except rules.RulesError as error:
        return Replay("estimate", False, problem=str(error))
    changes = tuple(_changed_lines(reply["lines"], found["lines"]))
    return Replay("estimate", not changes and reply["estimate"]["award"] == found["award"], lines=changes)


def _changed_lines(then: list[Json], now: list[Json]) -> Iterator[LineChange]:
    """Lines by their id and place among those of the same id: labels may have been worded anew."""
    old, new = _by_place(then), _by_place(now)
    for key in {**old, **new}:
        before, after = old.get(key), new.get(key)
        if (before or {}).get("amount") != (after or {}).get("amount"):
            label = (after or before or {})["label"]
            yield LineChange(label, (before or {}).get("amount"), (after or {}).get("amount"))


def _by_place(lines: list[Json]) -> dict[tuple[str, int], Json]:
    found: dict[tuple[str, int], Json] = {}
    for line in lines:
        place = sum(1 for line_id, _ in found if line_id == line["id"])
        found[line["id"], place] = line
    return found


def _answer(reply: Json, library: Library) -> Replay:
    try:
        on = date.fromisoformat(reply["date"])
        with speaking(_language(reply)):
            now = payload(library, reply["answer_id"], on, reply.get("nation"), reply["status"])["text"]
        # Help near somebody stood under it: that is no part of the answer.
        now = "\n\n".join([now, *(part["text"] for part in reply.get("after", []))])
    except (AnswerError, rules.RulesError) as error:
        return Replay("answer", False, problem=str(error))
    same = now == reply["text"]
    return Replay("answer", same, words=() if same else difference(reply["text"], now))


def _language(reply: Json) -> str:
    """That of the turn, which is not that of the text where the answer had not been translated."""
    language: str = reply.get("before", reply).get("language", ENGLISH)
    return language


def _stretches(old: list[str], new: list[str]) -> Iterator[Words]:
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Words("same", "".join(old[a:b]))
            continue
        if b > a:
            yield Words("gone", "".join(old[a:b]))
        if d > c:
            yield Words("new", "".join(new[c:d]))
