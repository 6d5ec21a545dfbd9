"""Audit pages: every answer that can be given, in every version, and a recorded reply that can be worked out again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, jsonify, render_template, request

import rules
from bot.answer_files import JURISDICTIONS, AnswerFile
from bot.answers import AnswerError, Library, UnknownAnswer
from bot.answers.told import NATIONS
from bot.languages import ENGLISH, NAMES, speaking
from web.answer_history import Version, versions
from web.clock import today
from web.languages import asked_language
from web.replay import difference, replay
from web.security import limiter
from web.settings import ROOT
from web.store import Receipt, Store, ledger, usage
from web.words import STATUSES, html

audit = Blueprint("audit", __name__)

# Below this a count could be about one person.
LEAST_COUNT = 5


@audit.get("/audit")
def about() -> str:
    """What is recorded and what is not, and the head of the ledger."""
    with _store().transaction() as session:
        return render_template("audit.html", head=ledger.head_of(session), today=today())


@audit.get("/audit/head.json")
def head() -> Response:
    """The head of the ledger, for somebody who keeps it to check later that nothing before it was altered."""
    with _store().transaction() as session:
        found = ledger.head_of(session)
        return jsonify(number=found.number, hash=found.hash, on=today().isoformat())


@audit.get("/receipts/<code>")
@limiter.limit("60 per minute")
def receipt(code: str) -> tuple[str, int] | str:
    """One reply as it was given. A code that never was and one that has been erased look the same."""
    return _receipt_page(code, again=False)


@audit.post("/receipts/<code>")
@limiter.limit("20 per minute")
def run_again(code: str) -> tuple[str, int] | str:
    """The same reply worked out again, now."""
    return _receipt_page(code, again=True)


@audit.get("/answers")
def answers() -> str:
    """Every answer and right with the day of its next review, those due first."""
    chosen = {name: request.args.get(name, "") for name in ("topic", "nation", "state")}
    every = sorted(_library().answers.values(), key=lambda file: (file.reviewed.next, file.id))
    return render_template(
        "answers.html",
        files=[file for file in every if _is_chosen(file, **chosen)],
        chosen=chosen,
        topics=sorted({topic for file in every for topic in file.topics}),
        nations=NATIONS,
        today=today(),
        statuses=STATUSES,
        use=_use_this_year(),
    )


@audit.get("/answers/<answer_id>")
def answer(answer_id: str) -> tuple[str, int] | str:
    """One answer with all that it rests on, as it reads on a day (`?on=`), in a nation and in a language."""
    file = _file(answer_id)
    try:
        on = date.fromisoformat(request.args.get("on") or today().isoformat())
    except ValueError:
        abort(404)
    nation = request.args.get("nation") or None
    if nation and nation not in JURISDICTIONS:
        abort(404)
    page = {"file": file, "on": on, "nation": nation, "nations": NATIONS, "statuses": STATUSES, "html": html}
    page |= {"versions": versions(_path(file)), "use": _use_this_year().get(file.id)}
    page |= {"languages": [ENGLISH, *(key for key, those in _library().translations.items() if answer_id in those)]}
    page |= {"names": NAMES}
    try:
        with speaking(asked_language()):
            found = _library().render(answer_id, on, nation)
        return render_template("answer.html", answer=found, problem=None, **page)
    except (AnswerError, rules.RulesError) as error:
        return render_template("answer.html", answer=None, problem=str(error), **page), 422


@audit.get("/answers/<answer_id>/versions/<digest>")
def answer_version(answer_id: str, digest: str) -> str:
    """One version of an answer's file, and what it changed."""
    file = _file(answer_id)
    found = versions(_path(file))
    place = next((place for place, one in enumerate(found) if one.digest == digest), None)
    if place is None:
        abort(404)
    before: Version | None = found[place + 1] if place + 1 < len(found) else None
    words = difference(before.text, found[place].text) if before else ()
    return render_template("answer_version.html", file=file, version=found[place], before=before, words=words)


def _receipt_page(code: str, *, again: bool) -> tuple[str, int] | str:
    found: Receipt | None = _store().receipt(code)
    if found is None:
        return render_template("receipt_missing.html"), 404
    with _store().transaction() as session:
        row = ledger.row_of(session, code)
        return render_template(
            "receipt.html",
            receipt=found,
            reply=found.payload,
            html=html(found.payload["text"]),
            row=row,
            agrees=ledger.agrees(row, found),
            again=replay(found, _library()) if again else None,
            version=rules.RULES_VERSION,
        )


def _is_chosen(file: AnswerFile, topic: str, nation: str, state: str) -> bool:
    states = {
        "": True,
        "due": file.reviewed.next < today(),
        "adviser": bool(file.needs_adviser_review),
        "right": bool(file.status),
    }
    return (
        (not topic or topic in file.topics) and (not nation or nation in file.jurisdiction) and states.get(state, True)
    )


def _use_this_year() -> dict[str, dict[str, str]]:
    """How often each answer was given and rated since January; a small count is not shown as a number."""
    totals: dict[str, Counter[str]] = {}
    with _store().transaction() as session:
        for use in usage.use_of_answers(session):
            if use.month.year == today().year:
                counted = totals.setdefault(use.answer_id, Counter())
                counted.update(given=use.given, helpful=use.helpful, unhelpful=use.unhelpful)
    return {answer_id: dict(_shown(counted)) for answer_id, counted in totals.items()}


def _shown(counted: Counter[str]) -> Iterator[tuple[str, str]]:
    for name in ("given", "helpful", "unhelpful"):
        count = counted[name]
        yield name, str(count) if count == 0 or count >= LEAST_COUNT else f"fewer than {LEAST_COUNT}"


def _file(answer_id: str) -> AnswerFile:
    try:
        return _library()[answer_id]
    except UnknownAnswer:
        abort(404)


def _path(file: AnswerFile) -> Path:
    return ROOT / "bot" / ("rights" if file.status else "answers") / f"{file.id}.md"


def _library() -> Library:
    library: Library = current_app.extensions["gateway"].library
    return library


def _store() -> Store:
    store: Store = current_app.extensions["store"]
    return store
