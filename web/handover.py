"""Handing a conversation to a person: the charity's own contact, and a summary that opens by a code.

The person asks for the code themselves, and is told first what it shows and for how long. It opens the facts, the last
estimate and what was asked, so that nothing has to be told twice. It goes with the chat when that is deleted.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, current_app, render_template, request, url_for

from bot.answers.told import NATIONS, told
from web import store as memory
from web.charity import Charity
from web.clock import now
from web.security import limiter
from web.words import html

summaries = Blueprint("handover", __name__, url_prefix="/handover")

PAYLOAD = "/handover_summary"
KEPT_DAYS = 14
# Read out over a telephone: no letter that sounds or looks like another. Ten of these are fifty random bits.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_LENGTH = 10

Json = dict[str, Any]


@summaries.route("", methods=["GET", "POST"])
@limiter.limit("10 per minute", methods=["POST"])
def summary() -> tuple[str, int]:
    """Opens a summary by its code, sent in the body so that it is in no log."""
    found = opened(request.form.get("code", ""))
    if request.method == "POST" and found is None:
        return render_template("handover.html", problem=True, code=request.form.get("code", "")), 404
    content = found.content if found else None
    expires = found.expires if found else None
    return render_template("handover.html", summary=content, expires=expires, html=html, code=""), 200


def for_charity(reply: Json, host: Charity, nation: str | None, at: datetime) -> Json:
    """The reply that hands over, with the charity's own contact first and the offer of a summary."""
    if reply.get("status") != "handover":
        return reply
    button = {"title": f"Make a summary for an adviser (kept {KEPT_DAYS} days)", "payload": PAYLOAD}
    offer = (
        "I can make a summary with a code. Whoever has the code can see what you told me, the figure and your "
        f"questions. It is deleted after {KEPT_DAYS} days, or with this chat."
    )
    text = "\n\n".join(part for part in (_contact(host, nation, at), reply["text"], offer) if part)
    return {**reply, "text": text, "quick_replies": [*reply.get("quick_replies", []), button]}


def _contact(host: Charity, nation: str | None, at: datetime) -> str:
    """How to reach the charity's people in a nation, and whether somebody is there now."""
    if nation and nation not in host.nations:
        return f"**{host.name}** does not work in {NATIONS[nation]}."
    contact = host.contact(nation)
    if not contact:
        return ""
    return "\n\n".join(part for part in (f"**{host.name}:** {contact}", host.opening_hours.words(at, nation)) if part)


def make(session: memory.Session, conversation: memory.Conversation, at: datetime) -> Json:
    """A summary of the conversation so far; the reply that says its code."""
    code = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    session.add(
        memory.Handover(
            code_digest=memory.digest(code),
            conversation_id=conversation.id,
            content=_content(conversation),
            expires=at + timedelta(days=KEPT_DAYS),
        )
    )
    said = f"{code[:5]}-{code[5:]}"
    page = url_for("handover.summary", _external=True)
    return {
        "status": "handover",
        "text": f"Your code is **{said}**. Give it to your adviser, who can open it until "
        f"{at + timedelta(days=KEPT_DAYS):%-d %B %Y} at {page}. "
        "Write it down: I show it only once, but you can ask for a new one.",
        "topics": [],
        "date": at.date().isoformat(),
    }


def _content(conversation: memory.Conversation) -> Json:
    receipts = [receipt for turn in conversation.turns for receipt in turn.receipts]
    estimates = [one.payload for one in receipts if "estimate" in one.payload and "comparison" not in one.payload]
    return {
        "known": told(conversation.household),
        "household": conversation.household,
        "declined": conversation.declined,
        "asked": [turn.text for turn in conversation.turns if turn.text],
        "estimate": estimates[-1] if estimates else None,
        "on": conversation.last_used.date().isoformat(),
    }


def opened(typed: str) -> memory.Handover | None:
    """The summary of a code as somebody typed it. One that never was, has run out or is gone all look the same."""
    code = "".join(letter for letter in typed.lower() if letter.isalnum())
    store: memory.Store = current_app.extensions["store"]
    return store.handover(code, now()) if code else None
