"""An answer as the `custom` payload of a reply, the same from the actions and from the gateway."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import rules
from bot.answer_files import Source
from bot.answers import Answer, Library
from bot.languages import ENGLISH, N_, gettext, spoken

_TO_BE_REVIEWED = N_("An adviser still has to check a part of this answer, so ask one before you rely on it.")
# Shown under a translation, so it is in the catalogue only for those who translate it.
_TRANSLATION_TO_BE_REVIEWED = N_("An adviser who speaks this language has not checked this translation yet.")
_NOT_IN_THIS_LANGUAGE = N_("I do not have this answer in this language yet, so here it is in English.")


def payload(
    library: Library, answer_id: str, on: date, nation: str | None, status: str, confidence: float | None = None
) -> dict[str, Any]:
    """The reply that says an answer, in the version of the nation where there is one.

    Keys: status, answer_id, answer_version, topics, text (Markdown), sources, rates, date, rules_version and, where
    they apply, nation, confidence, needs_adviser_review and right_status. In a turn that is not in English also
    `language`, that of the text; `translation_version`; or `before`, where the text is in English but for a sentence in
    the language of the turn that it begins with: that sentence and its language.
    """
    own_id = library.for_nation(answer_id, nation)
    try:
        answer = library.render(own_id, on, nation)
    except rules.NoRate as error:
        return _without_figures(library, own_id, on, error)
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
    if nation:
        reply["nation"] = nation
    if confidence is not None:
        reply["confidence"] = round(confidence, 3)
    if file.needs_adviser_review:
        reply["needs_adviser_review"] = True
        reply["text"] += f"\n\n{gettext(_TO_BE_REVIEWED) if answer.translation else _TO_BE_REVIEWED}"
    if spoken() != ENGLISH:
        reply |= _in_another_language(answer, reply["text"])
    if answer.status:
        reply["right_status"] = answer.status
    return reply


def show_button(library: Library, answer_id: str) -> dict[str, str]:
    """A button that shows an answer, by its title."""
    return {"title": library.title(answer_id), "payload": "/show_answer" + json.dumps({"answer": answer_id})}


def _in_another_language(answer: Answer, text: str) -> dict[str, Any]:
    """What is different where English is not what the person speaks."""
    if answer.translation is None:
        before = gettext(_NOT_IN_THIS_LANGUAGE)
        return {"language": ENGLISH, "before": {"language": spoken(), "text": before}, "text": f"{before}\n\n{text}"}
    said = {"language": answer.translation.language, "translation_version": answer.translation.version}
    if answer.translation.needs_adviser_review:
        said |= {"needs_adviser_review": True, "text": f"{text}\n\n{gettext(_TRANSLATION_TO_BE_REVIEWED)}"}
    return said


def _without_figures(library: Library, answer_id: str, on: date, error: rules.NoRate) -> dict[str, Any]:
    """The reply when the law of that day is not known here: no figure is better than an old one."""
    file = library[answer_id]
    return {
        "status": "not_sure",
        "answer_id": file.id,
        "answer_version": file.version,
        "topics": list(file.topics),
        "text": f"{error} So I cannot give you this answer for that day. These pages have the rules themselves.",
        "sources": [_source(source) for source in file.sources],
        "date": on.isoformat(),
        "rules_version": rules.RULES_VERSION,
    }


def _source(source: Source) -> dict[str, str]:
    said = {"title": source.title, "url": source.url, "checked": source.checked.isoformat()}
    return said | ({"law": source.law} if source.law else {})


def _rate(rate: rules.Rate) -> dict[str, str]:
    value, start = f"{rate.value}", rate.start.isoformat()
    return {"name": rate.name, "value": value, "from": start, "law": rate.law, "url": rate.url}
