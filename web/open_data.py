"""The open data: each table with its columns, their meaning, and where its rows come from."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import rules
from bot.answers import Library
from web.store import Store, questions, usage
from web.workbench.documents import harmless

Row = Mapping[str, object]
_LEAST_COUNT = 5
_LEAST_QUESTIONS = 3


@dataclass(frozen=True, slots=True)
class Table:
    """`columns` are the names, in order, with what each holds."""

    title: str
    columns: Mapping[str, str]
    rows: Callable[[Library, Store, date], Iterator[Row]]


def as_csv(table: Table, rows: list[Row]) -> str:
    """UTF-8, commas, a heading."""
    file = io.StringIO()
    writer = csv.DictWriter(file, list(table.columns), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def as_json(table: Table, rows: list[Row]) -> str:
    """The rows with the meaning of their columns beside them."""
    return json.dumps({"title": table.title, "columns": table.columns, "rows": rows}, ensure_ascii=False, default=str)


def _rates(_library: Library, _store: Store, _on: date) -> Iterator[Row]:
    for series in rules.parameters():
        for start, rate in zip(series.starts, series.rates, strict=True):
            yield {
                "name": series.name,
                "label": series.label,
                "unit": series.unit,
                "from": start.isoformat(),
                "value": "" if rate is None else str(rate.value),
                "law": rate.law if rate else "",
                "url": rate.url if rate else "",
                "checked": series.checked.isoformat(),
            }


def _answers(library: Library, _store: Store, _on: date) -> Iterator[Row]:
    for file in sorted(library.answers.values(), key=lambda one: one.id):
        yield {
            "id": file.id,
            "title": file.title,
            "topics": " ".join(file.topics),
            "nations": " ".join(file.jurisdiction),
            "status": file.status or "",
            "reviewed": file.reviewed.on.isoformat(),
            "next_review": file.reviewed.next.isoformat(),
            "needs_adviser_review": "yes" if file.needs_adviser_review else "no",
            "version": file.version,
        }


def _sources(library: Library, _store: Store, _on: date) -> Iterator[Row]:
    for file in sorted(library.answers.values(), key=lambda one: one.id):
        for source in file.sources:
            yield {
                "answer": file.id,
                "title": source.title,
                "law": source.law or "",
                "url": source.url,
                "checked": source.checked.isoformat(),
            }


def _reforms(_library: Library, _store: Store, _on: date) -> Iterator[Row]:
    for name in rules.reform_names():
        found = rules.reform(name)
        for change in found.changes:
            for start, rate in zip(change.starts, change.rates, strict=True):
                yield {
                    "reform": name,
                    "title": found.title,
                    "source": found.source,
                    "parameter": change.name,
                    "from": start.isoformat(),
                    "value": str(rate.value) if rate else "",
                }


def _use(_library: Library, store: Store, on: date) -> Iterator[Row]:
    """Only months that are over: a number that still grows could be watched."""
    with store.transaction() as session:
        for use in usage.use_of_answers(session):
            if use.month < on.replace(day=1):
                counts = {"given": use.given, "helpful": use.helpful, "unhelpful": use.unhelpful}
                shown = {name: count if count == 0 or count >= _LEAST_COUNT else "" for name, count in counts.items()}
                yield {"answer": use.answer_id, "month": f"{use.month:%Y-%m}", **shown}


def _questions(_library: Library, store: Store, _on: date) -> Iterator[Row]:
    with store.transaction() as session:
        for one in questions.groups(session, _LEAST_QUESTIONS):
            yield {
                "text": harmless(one.group.text),
                "count": one.count,
                "last_asked": f"{one.last:%Y-%m}",
                "status": one.group.status,
                "answer": one.group.answer_id or "",
            }


TABLES = {
    "rates": Table(
        "Every dated value of every rate",
        {
            "name": "the rate's name in the rules",
            "label": "what it is",
            "unit": "what the value is counted in",
            "from": "first day that the value is in force",
            "value": "the value; empty where the law ended it",
            "law": "the provision that sets it",
            "url": "where that provision can be read",
            "checked": "day on which somebody last compared it with the law",
        },
        _rates,
    ),
    "answers": Table(
        "Every answer and right",
        {
            "id": "its name, which never changes",
            "title": "what it is about",
            "topics": "topics, with spaces between them",
            "nations": "where it holds, with spaces between them",
            "status": "for a right: law, official_promise or proposed",
            "reviewed": "day of the last review",
            "next_review": "day of the next review",
            "needs_adviser_review": "whether an adviser has still to check it",
            "version": "SHA-256 of its file",
        },
        _answers,
    ),
    "sources": Table(
        "Every source of every answer",
        {
            "answer": "id of the answer",
            "title": "the source's title",
            "law": "the provision, where it is law",
            "url": "where it can be read",
            "checked": "day on which it was read",
        },
        _sources,
    ),
    "reforms": Table(
        "What each proposal would change (proposals, not law)",
        {
            "reform": "its name",
            "title": "what it proposes",
            "source": "who proposed it",
            "parameter": "the rate that it changes",
            "from": "first day of the proposed value",
            "value": "the proposed value; empty where the proposal ends it",
        },
        _reforms,
    ),
    "questions": Table(
        "What at least three people asked without getting an answer",
        {
            "text": "one way of asking it, redacted",
            "count": "how many asked it like this",
            "last_asked": "year and month of the last time",
            "status": "new, being_written, answered or not_ours",
            "answer": "id of the answer that meets it by now",
        },
        _questions,
    ),
    "use": Table(
        "How often each answer was given and rated, by month",
        {
            "answer": "id of the answer",
            "month": "year and month; months that are over",
            "given": "how often it was given; empty from 1 to 4",
            "helpful": "how often somebody said that it helped; empty from 1 to 4",
            "unhelpful": "how often somebody said that it did not; empty from 1 to 4",
        },
        _use,
    ),
}
