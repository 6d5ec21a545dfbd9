"""The public chat gateway over HTTP: the browser talks only to this, and only this records turns."""

from __future__ import annotations

import time
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, make_response, request, url_for

from web import store as memory
from web.charity import UnknownCharity, allowed_origins, charity
from web.clock import now
from web.gateway import Gateway, MessageRefused, Outcome, State, record
from web.redaction import redact
from web.words import html, known

chat = Blueprint("chat", __name__, url_prefix="/chat")

NATIONS = ("england", "wales", "scotland", "northern_ireland")
# Two tabs that write at once: one waits for the other and takes its turn again on what the other left.
_TRIES = 3

Json = dict[str, Any]


class ChatRefused(Exception):
    """A request that is refused, with a sentence for the person."""

    def __init__(self, status: int, problem: str, instead: str) -> None:
        super().__init__(problem)
        self.status = status
        self.problem = problem
        self.instead = instead


@chat.errorhandler(ChatRefused)
def refused(error: ChatRefused) -> tuple[Response, int]:
    return jsonify(error={"problem": error.problem, "instead": error.instead}), error.status


@chat.errorhandler(MessageRefused)
def not_a_message(error: MessageRefused) -> tuple[Response, int]:
    return jsonify(error={"problem": error.problem, "instead": error.instead}), 400


@chat.before_request
def only_from_known_pages() -> Response | None:
    """A page that no charity has named gets nothing; the browser's question before a request is answered here."""
    origin = request.headers.get("Origin")
    if origin and not _allowed(origin):
        raise ChatRefused(403, "This page may not show this chat.", "Open the chat on the charity's own page.")
    if request.method == "OPTIONS":
        return make_response("", 204)
    return None


@chat.after_request
def name_the_page(response: Response) -> Response:
    origin = request.headers.get("Origin")
    if origin and _allowed(origin):
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
        response.headers["Access-Control-Allow-Methods"] = "POST"
        response.headers["Vary"] = "Origin"
    response.headers["Cache-Control"] = "no-store"
    return response


@chat.route("/start", methods=["POST", "OPTIONS"])
def start() -> tuple[Response, int]:
    body = _body()
    try:
        host = charity(_text(body, "charity", "demo"))
    except UnknownCharity:
        raise ChatRefused(404, "This charity is not set up here.", "Check data-charity in the page's tag.") from None
    nation = body.get("nation") if body.get("nation") in NATIONS else None
    language = _text(body, "language", "en")[:5]
    keep = current_app.extensions["settings"]
    _store().forget_old(now(), keep.keep_hours, keep.keep_days)
    token = _store().begin_conversation(host.id, nation, language, now())
    outcome = _gateway().greeting(State(sender="", charity=host.id, nation=nation), now().date())
    return jsonify(
        conversation=token,
        charity={"name": host.name, "colour": host.colour},
        replies=[_shown(reply) for reply in outcome.replies],
    ), 201


@chat.route("/say", methods=["POST", "OPTIONS"])
def say() -> Response:
    body = _body()
    text, sent_as = _text(body, "text"), _text(body, "turn")[:64]
    button = body.get("button") is True
    if not sent_as:
        raise ChatRefused(400, "This message has no turn id.", "Reload the page and try again.")
    for attempt in range(_TRIES):
        try:
            return _turn(text, sent_as, button)
        except memory.WrittenMeanwhile:
            time.sleep(0.05 * (attempt + 1))
    raise ChatRefused(503, "Two messages came at once.", "Wait a moment and send it again.")


@chat.route("/erase", methods=["POST", "OPTIONS"])
def erase() -> tuple[str, int]:
    _store().erase(_token())
    return "", 204


def _turn(text: str, sent_as: str, button: bool) -> Response:
    """One turn. Rasa is asked outside the transaction; the turn, its receipts and the facts are written together."""
    with _store().transaction() as session:
        conversation = _conversation(session)
        before = memory.turn_sent_as(session, conversation, sent_as)
        if before:
            return _response([receipt.payload for receipt in before.receipts], conversation.household, before.service)
        state, version = _state(conversation), conversation.version
    outcome = _gateway().turn(state, text, now().date(), button=button)
    with _store().transaction() as session:
        conversation = _conversation(session)
        if conversation.version != version:
            raise memory.WrittenMeanwhile
        replies = _record(session, conversation, outcome, sent_as)
    return _response(replies, outcome.state.household, outcome.service)


def _record(session: memory.Session, conversation: memory.Conversation, outcome: Outcome, sent_as: str) -> list[Json]:
    at = now()
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
    state = outcome.state
    conversation.household, conversation.nation = state.household, state.nation
    conversation.asking, conversation.declined, conversation.offered = state.asking, state.declined, state.offered
    conversation.last_used = at
    return replies


def _response(replies: list[Json], household: Json, service: str) -> Response:
    return jsonify(replies=[_shown(reply) for reply in replies], known=known(household), service=service)


def _shown(reply: Json) -> Json:
    # The second paragraph of an estimate says what the browser shows from its parts: range, assumptions, left out.
    text = reply["text"].partition("\n\n")[0] if "estimate" in reply else reply["text"]
    shown = {key: value for key, value in reply.items() if key != "rates"} | {"html": html(text)}
    if "receipt" in reply:
        shown["receipt_url"] = url_for("audit.receipt", code=reply["receipt"], _external=True)
    return shown


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


def _conversation(session: memory.Session) -> memory.Conversation:
    conversation = memory.find(session, _token())
    if conversation is None:
        raise ChatRefused(401, "This chat has ended.", "Start a new one; what you typed is still in the box.")
    return conversation


def _token() -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token if scheme == "Bearer" else ""


def _body() -> Json:
    body = request.get_json(silent=True)
    if not isinstance(body, dict):
        raise ChatRefused(400, "I could not read that message.", "Type your question in words and send it again.")
    return body


def _text(body: Json, key: str, default: str = "") -> str:
    value = body.get(key, default)
    if not isinstance(value, str):
        raise ChatRefused(400, "I could not read that message.", "Type your question in words and send it again.")
    return value


def _allowed(origin: str) -> bool:
    return origin == request.host_url.rstrip("/") or origin in allowed_origins()


def _store() -> memory.Store:
    return current_app.extensions["store"]  # type: ignore[no-any-return]


def _gateway() -> Gateway:
    return current_app.extensions["gateway"]  # type: ignore[no-any-return]
