"""Answer files as replies."""

from __future__ import annotations

import json
from typing import Any

from bot.actions.turn import Turn
from bot.answers import Library
from bot.answers.replies import payload

LIBRARY = Library.load()


def answer_reply(turn: Turn, answer_id: str, status: str, confidence: float | None = None) -> None:
    """Add an answer as a reply, rendered for today and the nation, with its version and sources."""
    turn.replies.append(payload(LIBRARY, answer_id, turn.today, turn.nation, status, confidence))


def offer(turn: Turn, ranking: list[dict[str, Any]]) -> None:
    """Offer two or three answers by title, for somebody to choose from."""
    answers = [LIBRARY.answers[one["answer_id"]] for one in ranking if one["answer_id"] in LIBRARY.answers]
    turn.reply(
        "clarify",
        "I am not sure what you mean. Is it one of these?",
        topics=list(dict.fromkeys(topic for answer in answers for topic in answer.topics)),
        quick_replies=[
            *(show_button(answer.id) for answer in answers),
            {"title": "None of these", "payload": "/handover"},
        ],
        confidence=ranking[0]["confidence"],
    )


def show_button(answer_id: str) -> dict[str, str]:
    """A button that shows an answer, by its title."""
    return {"title": LIBRARY[answer_id].title, "payload": "/show_answer" + json.dumps({"answer": answer_id})}
