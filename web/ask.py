"""Asking from the terminal: the gateway's own code and the really trained Rasa, with nothing recorded."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from web.gateway import Gateway, MessageRefused, State

Json = dict[str, Any]

_REPLY_KEYS = ("status", "answer_id", "topics", "text", "sources", "confidence")


class OnlyReduced(Exception):
    """Rasa did not answer, and the command line gives no second best."""


def converse(gateway: Gateway, conversation: Mapping[str, Any], today: date) -> Json:
    """One conversation: `text` or `turns` in, every reply with the number of its turn out."""
    turns = conversation.get("turns") or [conversation.get("text", "")]
    state = State(sender=f"ask-{uuid.uuid4()}", nation=conversation.get("nation"))
    result: Json = {"id": conversation.get("id"), "replies": []}
    for number, text in enumerate(turns, start=1):
        replies, state = _turn(gateway, state, text, today)
        for reply in replies:
            said = {"turn": number, "topics": [], "sources": []}
            result["replies"].append(said | {key: reply[key] for key in _REPLY_KEYS if key in reply})
            if "estimate" in reply:
                result["estimate"] = reply["estimate"]
            if "timeline" in reply:
                result["timeline"] = reply["timeline"]
    result["household"] = state.household
    return result


def _turn(gateway: Gateway, state: State, text: str, today: date) -> tuple[list[Json], State]:
    try:
        outcome = gateway.turn(state, text, today)
    except MessageRefused as error:
        return [{"status": "refused", "topics": [], "text": str(error), "sources": []}], state
    if outcome.service != "full":
        raise OnlyReduced("Rasa did not answer, so there is no answer here either.")
    return outcome.replies, outcome.state
