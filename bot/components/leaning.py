"""Short questions that lean on the message before: "can they do that", "will i lose it", "how long does it take"."""

from __future__ import annotations

import re
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
_LONGEST = 12
# What a message can be for that is no question about what was said before, and how sure that has to be.
_SMALL_TALK = ("greet", "thanks", "goodbye", "why", "out_of_scope", "affirm", "deny", "stop", "dont_know", "handover")
_SURELY = 0.6
_CRISIS = "crisis_"


def leans_on_what_was_said(text: str) -> bool:
    """Whether a short question names what it asks about by no more than "it", "that" or "they"."""
    words = plain(text)
    asks = bool(_ASKS.match(words)) or words.endswith("?")
    return asks and len(words.split()) <= _LONGEST and bool(_LEANS.search(words))


def is_small_talk(intent: dict[str, Any] | None) -> bool:
    """A hello, a thank you, or what is not for us."""
    return bool(intent) and intent["name"] in _SMALL_TALK and intent["confidence"] >= _SURELY


def in_context(alone: Ranking, together: Ranking, before: Ranking, sure: float, near: float) -> Ranking:
    """The ranking of both messages `together`, where that is `sure` and the later one `alone` is not.

    `before` ranks the earlier message. What it was answered with is not said again to somebody whose own words come
    `near` something else; and whom to call is never repeated for a question about something else.
    """
    if not (alone and together) or together[0]["confidence"] < sure:
        return alone
    best = together[0]["answer_id"]
    again = bool(before) and before[0]["confidence"] >= sure and before[0]["answer_id"] == best
    clear = alone[0]["confidence"] >= (near if again else sure)
    return alone if clear or best.startswith(_CRISIS) else together
