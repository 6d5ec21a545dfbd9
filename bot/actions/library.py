"""Answer files as replies."""

from __future__ import annotations

import re
from typing import Any

from bot.actions import thresholds
from bot.actions.turn import Turn
from bot.answers import Library, replies
from bot.answers.replies import payload
from bot.languages import gettext

LIBRARY = Library.load()


def answer_reply(turn: Turn, answer_id: str, status: str, confidence: float | None = None) -> None:
    """Add an answer as a reply, rendered for today and the nation, with its version and sources."""
    status = "crisis" if is_crisis(answer_id) else status
    turn.replies.append(payload(LIBRARY, answer_id, turn.today, turn.nation, status, confidence))


# Words by which a message asks something, whatever else it tells.
_ASKS = re.compile(
    r"\?|\b(what|wot|how|why|when|where|who|which)\b|\b(can|could|do|does|did|is|are|am|will|would|wud|should|shud|has|have)"
    r"\s+(i|we|they|it|my|our|the|he|she|there|that|this|you|u|uc|any|somebody|someone)\b",
    re.IGNORECASE,
)
_MOST_ANSWERS = 3
_FACTS_OF_A_HOUSEHOLD = 2
# What nobody who only tells it should be asked about rent and pay before they have had an answer.
_ANSWERED_WHEN_TOLD = {"bereavement_partner_died", "terminal_illness"}


def meant(turn: Turn, least: float = thresholds.ANSWERED_FROM) -> list[dict[str, Any]]:
    """The answers that the message asks for: of the whole, and of each part that asks for something else."""
    sure = [one for one in turn.ranking[:1] if one["confidence"] >= _least_for(one["answer_id"], least)]
    sure += [part[0] for part in turn.part_rankings if part[0]["confidence"] >= max(least, thresholds.PART_FROM)]
    return _about_different_things([one for one in sure if one["answer_id"] in LIBRARY.answers])[:_MOST_ANSWERS]


def _least_for(answer_id: str, least: float) -> float:
    """A cry for help that the phrases of bot/crisis.yaml miss costs more than a help line shown for nothing."""
    return min(least, thresholds.CRISIS_FROM) if is_crisis(answer_id) else least


def answers_beside(turn: Turn) -> None:
    """Answer what a message asks beside the facts that it tells: "i work 10h. is the first 400 ignored?"."""
    for one in meant(turn, thresholds.BESIDE_FROM) if _ASKS.search(turn.text) else told_of(turn):
        answer_reply(turn, one["answer_id"], "answered", confidence=one["confidence"])


def tells_about_a_household(turn: Turn) -> bool:
    """Whether a message that asks nothing tells who somebody is and what they have: an estimate begins or goes on."""
    enough = 1 if turn.asking else _FACTS_OF_A_HOUSEHOLD
    return len(turn.facts) >= enough and not _ASKS.search(turn.text)


def told_of(turn: Turn) -> list[dict[str, Any]]:
    """The answers to what a message tells without asking: "my husband died last week"."""
    return [one for one in meant(turn) if one["answer_id"] in _ANSWERED_WHEN_TOLD]


def _about_different_things(ranking: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without answers on a topic that another before them has."""
    kept: list[dict[str, Any]] = []
    told: set[str] = set()
    for one in ranking:
        topics = set(LIBRARY.answers[one["answer_id"]].topics)
        if not topics & told:
            kept.append(one)
            told |= topics
    return kept


def is_crisis(answer_id: str) -> bool:
    """Whether the answer says whom to call in danger."""
    return answer_id.startswith("crisis_")


def offer(turn: Turn, ranking: list[dict[str, Any]]) -> None:
    """Offer two or three answers by title, for somebody to choose from."""
    answers = [LIBRARY.answers[one["answer_id"]] for one in ranking if one["answer_id"] in LIBRARY.answers]
    turn.reply(
        "clarify",
        gettext("I am not sure what you mean. Is it one of these?"),
        topics=list(dict.fromkeys(topic for answer in answers for topic in answer.topics)),
        quick_replies=[
            *(show_button(answer.id) for answer in answers),
            {"title": gettext("None of these"), "payload": "/handover"},
        ],
        confidence=ranking[0]["confidence"],
    )


def show_button(answer_id: str) -> dict[str, str]:
    """A button that shows an answer, by its title."""
    return replies.show_button(LIBRARY, answer_id)
