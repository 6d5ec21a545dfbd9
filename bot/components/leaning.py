"""Short questions that lean on the message before: "can they do that", "will i lose it", "how long does it take"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bot.components.text_speak import plain

Ranking = list[dict[str, Any]]

_LEANS = re.compile(
    r"\b(?:it|its|that|thats|this|those|these|them|they|he|she|still|exempt|instead|either|then|one)\b"
    r"|^(?:and|but|so|or|even|what about|how about)\b"
)
_ASKS = re.compile(
    r"(?:(?:and|but|so|ok|or) )*"
    r"(?:what|how|when|where|who|why|which|can|could|do|does|did|is|are|am|will|would|should|has|have)\b"
)
_LONGEST, _FEW_WORDS, _WORDS_OF_A_MATTER = 12, 6, 3
# What a message can be for that is no question about what was said before, and how sure that has to be.
_SMALL_TALK = ("greet", "thanks", "goodbye", "out_of_scope", "affirm", "deny", "stop", "dont_know", "handover")
_SURELY = 0.8
_CRISIS = "crisis_"
OF_A_NATION = re.compile(r"_(?:england|wales|scotland|northern_ireland)$")
WHERE = {"nation", "housing.brma", "in_greater_london"}


def leans_on_what_was_said(text: str, alone: Ranking, near: float) -> bool:
    """Whether a question needs the message before: it says "it" or "they", or has few words that mean little alone."""
    vague = bool(alone) and alone[0]["confidence"] < near and len(text.split()) <= _FEW_WORDS
    return _leans(text) or (vague and _asks(plain(text)))


def _leans(text: str) -> bool:
    """Whether a short question names what it asks about by no more than "it", "that" or "they"."""
    words = plain(text)
    return _asks(words) and len(words.split()) <= _LONGEST and bool(_LEANS.search(words))


def _asks(words: str) -> bool:
    return bool(_ASKS.match(words)) or words.endswith("?")


def leaned_on(said_before: Sequence[str]) -> str:
    """The latest of the messages before (newest first) that stands by itself; nothing where none does."""
    return next((text for text in said_before if len(text.split()) >= _WORDS_OF_A_MATTER and not _leans(text)), "")


def is_small_talk(intent: dict[str, Any] | None) -> bool:
    """A hello, a thank you, or what is not for us."""
    return bool(intent) and intent["name"] in _SMALL_TALK and intent["confidence"] >= _SURELY


def only_says_where(facts: Sequence[str]) -> bool:
    """Whether all that a message tells is where somebody lives: "im in cardiff"."""
    return "nation" in facts and set(facts) <= WHERE


def of_that_nation(alone: Ranking, before: Ranking, sure: float) -> Ranking:
    """What was asked `before`, now that the nation is known, where the answer is another one there."""
    again = bool(before) and before[0]["confidence"] >= sure and OF_A_NATION.search(before[0]["answer_id"])
    return before if again else alone


def in_context(alone: Ranking, together: Ranking, before: Ranking, sure: float, near: float) -> Ranking:
    """The ranking of both messages `together`, where that comes nearer to an answer than the later one `alone`.

    Not where the later one is `sure` alone, or where even both are not `near` anything. `before` ranks the earlier one:
    what that was answered with is not said again to somebody whose own words come `near` something else; and whom to
    call is never repeated for a question about something else.
    """
    if not (alone and together) or together[0]["confidence"] < max(near, alone[0]["confidence"]):
        return alone
    best = together[0]["answer_id"]
    again = bool(before) and before[0]["confidence"] >= sure and before[0]["answer_id"] == best
    clear = alone[0]["confidence"] >= (near if again else sure)
    return alone if clear or best.startswith(_CRISIS) else together
