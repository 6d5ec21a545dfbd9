"""A turn of a conversation, taken and recorded: the widget's gateway and the chat without JavaScript share it.

Only this records turns. Rasa is asked outside the transaction; the turn, its receipts and the facts are written
together.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import Any

from flask import current_app, url_for
from flask_babel import get_locale, gettext
from markupsafe import escape

from bot.answers.told import told
from bot.languages import ENGLISH, speaking
from web import handover, letters
from web import store as memory
from web.charity import Charity, charity
from web.chat_pictures import pictures
from web.clock import now
from web.gateway import MESSAGES_REMEMBERED, Gateway, Outcome, State, change_payload, forget_payload, offering, record
from web.operations import REPLIES, TURNS
from web.rasa import RasaBusy
from web.redaction import redact
from web.store import ledger, questions, usage
from web.words import html

NATIONS = ("england", "wales", "scotland", "northern_ireland")
# Two tabs that write at once: one waits for the other and takes its turn again on what the other left.
_TRIES = 3

# Replies that met no answer.
_NO_ANSWER = ("not_sure", "clarify", "refused")

Json = dict[str, Any]


class ChatRefused(Exception):
    """A request that is refused, with a sentence for the person."""

    def __init__(self, status: int, problem: str, instead: str) -> None:
        super().__init__(problem)
        self.status = status
        self.problem = problem
        self.instead = instead


@dataclass(frozen=True)
class Taken:
    """A turn that was taken: its replies as recorded, and the facts after it."""

    replies: list[Json]
    household: Json
    service: str


def begin(charity_id: str, nation: str | None, language: str, token: str | None = None) -> str:
    """A new conversation; its token. What is due to be forgotten goes first."""
    keep = current_app.extensions["settings"]
    the_store().forget_old(now(), keep.keep_hours, keep.keep_days)
    return the_store().begin_conversation(charity_id, nation, language, now(), token)


def greeting(charity_id: str, nation: str | None, language: str) -> list[Json]:
    """What is said before the first message."""
    state = State(sender="", charity=charity_id, nation=nation, language=language)
    return the_gateway().greeting(state, now().date()).replies


def take(token: str, text: str, sent_as: str, *, button: bool = False) -> Taken:
    """One message in, its replies out. The same `sent_as` again gets the same replies and is recorded once.

    Without its record nothing is answered, but for whom to call in a crisis. Raises ChatRefused and StoreNotThere.
    """
    for attempt in range(_TRIES):
        try:
            return _take(token, text, sent_as, button)
        except memory.WrittenMeanwhile:
            time.sleep(0.05 * (attempt + 1))
        except memory.StoreNotThere:
            urgent = the_gateway().urgent(text, now().date())
            if urgent:
                return Taken(urgent, {}, "reduced")
            raise
    raise ChatRefused(503, gettext("Two messages came at once."), gettext("Wait a moment and send it again."))


def conversation_of(session: memory.Session, token: str) -> memory.Conversation:
    """The conversation that a token opens. Raises ChatRefused when there is none any more."""
    conversation = memory.find(session, token)
    if conversation is None:
        raise ChatRefused(
            401, gettext("This chat has ended."), gettext("Start a new one; what you typed is still in the box.")
        )
    return conversation


def payloads(turn: memory.Turn) -> list[Json]:
    """The replies of a turn as they were recorded."""
    return [receipt.payload for receipt in turn.receipts]


def known(household: Json) -> list[Json]:
    """What the person told, each with the payloads of its two buttons."""
    with speaking(str(get_locale())):
        facts = told(household)
    return [{**one, "change": change_payload(one["fact"]), "forget": forget_payload(one["fact"])} for one in facts]


def shown(reply: Json) -> Json:
    """A reply for the browser."""
    # The second paragraph of an estimate says what the browser shows from its parts: range, assumptions, left out.
    in_parts = "estimate" in reply and "comparison" not in reply
    text = reply["text"].partition("\n\n")[0] if in_parts else reply["text"]
    for_browser = {key: value for key, value in reply.items() if key != "rates"} | {"html": _as_html(reply, text)}
    if "receipt" in reply:
        for_browser["receipt_url"] = url_for("audit.receipt", code=reply["receipt"], _external=True)
        for_browser["pictures"] = pictures(reply, reply["receipt"])
        for_browser["letters"] = [
            {"title": one.title, "url": url_for("tools.letter", letter_id=one.id, _external=True)}
            for one in letters.about(reply.get("topics") or [])
        ]
    return for_browser


def _as_html(reply: Json, text: str) -> str:
    """The words of a reply, each part marked with its language, which may be another one than the page's."""
    before = reply.get("before", {"language": "", "text": ""})
    after = reply.get("after", [])
    for part in reversed(after):
        text = text.removesuffix(part["text"]).rstrip()
    said = html(text.removeprefix(before["text"]).strip())
    first = f'<p lang="{before["language"]}">{escape(before["text"])}</p>' if before["text"] else ""
    last = "".join(f'<div lang="{part["language"]}">{html(part["text"])}</div>' for part in after)
    return f'{first}<div lang="{reply.get("language", ENGLISH)}">{said}</div>{last}'


def _take(token: str, text: str, sent_as: str, button: bool) -> Taken:
    with the_store().transaction() as session:
        conversation = conversation_of(session, token)
        before = memory.turn_sent_as(session, conversation, sent_as)
        if before:
            return Taken(payloads(before), conversation.household, before.service)
        state, version = _state(conversation), conversation.version
        state = replace(state, said_before=memory.last_said(session, conversation, MESSAGES_REMEMBERED))
    if button and text == handover.PAYLOAD and text in state.offered:
        return _hand_over(token, sent_as)
    try:
        outcome = the_gateway().turn(state, text, now().date(), button=button)
    except RasaBusy:
        TURNS.labels("busy").inc()
        raise _busy(charity(state.charity), state.nation) from None
    outcome = offering(replace(outcome, replies=[_handed_over(reply, outcome.state) for reply in outcome.replies]))
    with the_store().transaction() as session:
        conversation = conversation_of(session, token)
        if conversation.version != version:
            raise memory.WrittenMeanwhile
        replies = _record(session, conversation, outcome, sent_as)
    _count(outcome)
    return Taken(replies, outcome.state.household, outcome.service)


def _count(outcome: Outcome) -> None:
    TURNS.labels(outcome.service).inc()
    for reply in outcome.replies:
        REPLIES.labels(reply.get("status", "none")).inc()


def _busy(host: Charity, nation: str | None) -> ChatRefused:
    """Nothing was recorded: the same message can be sent again as it is."""
    instead = gettext(
        "Your message is still here: send it again in a moment. Meanwhile: in danger, call 999. All answers are at "
        "%(answers)s.",
        answers=url_for("audit.answers", _external=True),
    )
    contact = host.contact(nation)
    people = gettext("To talk to somebody: %(contact)s", contact=contact) if contact else ""
    return ChatRefused(503, gettext("Many people are asking just now."), f"{instead} {people}".strip())


def _handed_over(reply: Json, state: State) -> Json:
    return handover.for_charity(reply, charity(state.charity), state.nation, now())


def _hand_over(token: str, sent_as: str) -> Taken:
    """A summary for an adviser. Its code is shown once and kept nowhere, so the record has the reply without it."""
    with the_store().transaction() as session:
        conversation = conversation_of(session, token)
        reply = handover.make(session, conversation, now())
        outcome = Outcome([{**reply, "text": "A code for an adviser was made."}], _state(conversation), "")
        recorded = _record(session, conversation, outcome, sent_as)
        household = conversation.household
    return Taken([{**recorded[0], "text": reply["text"]}], household, "full")


def _record(session: memory.Session, conversation: memory.Conversation, outcome: Outcome, sent_as: str) -> list[Json]:
    head, at = ledger.take_head(session), now()
    turn = memory.Turn(
        conversation_id=conversation.id,
        number=memory.turns_taken(session, conversation) + 1,
        sent_as=sent_as,
        text=redact(outcome.said),
        service=outcome.service,
        at=at,
    )
    replies = []
    for position, reply in enumerate(outcome.replies):
        payload = record(reply) | {"receipt": memory.new_code()}
        household = outcome.state.household if "estimate" in reply or "timeline" in reply else None
        turn.receipts.append(
            memory.Receipt(code=payload["receipt"], position=position, payload=payload, household=household)
        )
        replies.append(payload)
    session.add(turn)
    ledger.enter(session, head, turn.receipts, turn.text, at)
    usage.count_given(session, _answers_given(replies), at.date())
    if replies and all(reply["status"] in _NO_ANSWER for reply in replies):
        state = outcome.state
        questions.note(session, turn.text, replies[-1]["status"], state.nation, state.language, at.date())
    state = outcome.state
    conversation.household, conversation.nation = state.household, state.nation
    conversation.language = state.language
    conversation.asking, conversation.declined, conversation.offered = state.asking, state.declined, state.offered
    conversation.last_used = at
    return replies


def _answers_given(replies: list[Json]) -> set[str]:
    given = ("answered", "crisis")
    return {reply["answer_id"] for reply in replies if reply["status"] in given and "answer_id" in reply}


def _state(conversation: memory.Conversation) -> State:
    return State(
        sender=conversation.id,
        charity=conversation.charity,
        nation=conversation.nation,
        language=conversation.language,
        household=conversation.household,
        asking=conversation.asking,
        declined=conversation.declined,
        offered=conversation.offered,
    )


def the_store() -> memory.Store:
    """The database of this application."""
    found: memory.Store = current_app.extensions["store"]
    return found


def the_gateway() -> Gateway:
    """What takes the turns of this application."""
    found: Gateway = current_app.extensions["gateway"]
    return found
