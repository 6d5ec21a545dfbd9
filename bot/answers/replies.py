"""An answer as the `custom` payload of a reply, the same from the actions and from the gateway."""

from __future__ import annotations

from datetime import date
from typing import Any

import rules
from bot.answer_files import Source
from bot.answers import Library


def payload(
    library: Library, answer_id: str, on: date, nation: str | None, status: str, confidence: float | None = None
) -> dict[str, Any]:
    """The reply that says an answer, in the version of the nation where there is one.

    Keys: status, answer_id, answer_version, topics, text (Markdown), sources, rates, date, rules_version and, where
    they apply, confidence, needs_adviser_review and right_status.
    """
    answer = library.render(library.for_nation(answer_id, nation), on, nation)
    file = library[answer.id]
    reply: dict[str, Any] = {
        "status": status,
        "answer_id": answer.id,
        "answer_version": answer.version,
        "topics": list(answer.topics),
        "text": answer.text,
        "sources": [_source(source) for source in answer.sources],
        "rates": [_rate(rate) for rate in answer.rates],
        "date": on.isoformat(),
        "rules_version": rules.RULES_VERSION,
    }
    if confidence is not None:
        reply["confidence"] = round(confidence, 3)
    if file.needs_adviser_review:
        reply["needs_adviser_review"] = True
    if answer.status:
        reply["right_status"] = answer.status
    return reply


def _source(source: Source) -> dict[str, str]:
    said = {"title": source.title, "url": source.url, "checked": source.checked.isoformat()}
    return said | ({"law": source.law} if source.law else {})


def _rate(rate: rules.Rate) -> dict[str, str]:
    value, start = f"{rate.value}", rate.start.isoformat()
    return {"name": rate.name, "value": value, "from": start, "law": rate.law, "url": rate.url}
