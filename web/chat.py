"""The public chat gateway over HTTP: the widget in a browser talks only to this."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, make_response, request
from flask_babel import gettext

from bot.answers.told import told
from web import store as memory
from web.calendar_file import recorded_as_ics
from web.charity import Charity, UnknownCharity, charity
from web.clock import now
from web.embedding import (
    for_host,
    is_known,
    may_talk,
    starts_of_address,
    starts_of_charity,
    turns_of_address,
    turns_of_charity,
)
from web.gateway import MessageRefused
from web.languages import speak_in
from web.store import usage
from web.turns import NATIONS, ChatRefused, begin, conversation_of, greeting, known, payloads, shown, take, the_store

chat = Blueprint("chat", __name__, url_prefix="/chat")

_PREFLIGHT_KEPT = "7200"  # seconds: on a slow line each question to the server counts

Json = dict[str, Any]


@chat.errorhandler(ChatRefused)
def refused(error: ChatRefused) -> tuple[Response, int]:
    return jsonify(error={"problem": error.problem, "instead": error.instead}), error.status


@chat.errorhandler(MessageRefused)
def not_a_message(error: MessageRefused) -> tuple[Response, int]:
    return jsonify(error={"problem": error.problem, "instead": error.instead}), 400


@chat.errorhandler(UnknownCharity)
def not_set_up(_error: UnknownCharity) -> tuple[Response, int]:
    return refused(
        ChatRefused(404, gettext("This charity is not set up here."), gettext("Check data-charity in the page's tag."))
    )


@chat.before_request
def only_from_known_pages() -> Response | None:
    """A page talks only for a charity that named it; the browser's question before a request is answered here."""
    origin = request.headers.get("Origin")
    if origin and not is_known(origin):
        raise _not_this_page()
    if request.method == "OPTIONS":
        return make_response("", 204)
    host = _host()
    if host and not may_talk(origin, host):
        raise _not_this_page()
    for_host(host)
    return None


@chat.after_request
def name_the_page(response: Response) -> Response:
    origin = request.headers.get("Origin")
    if origin and is_known(origin):
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
        response.headers["Access-Control-Allow-Methods"] = "POST"
        response.headers["Access-Control-Max-Age"] = _PREFLIGHT_KEPT
    response.vary.add("Origin")
    response.headers["Cache-Control"] = "no-store"
    return response


@chat.route("/start", methods=["POST", "OPTIONS"])
@starts_of_address
@starts_of_charity
def start() -> tuple[Response, int]:
    body = _body()
    host = charity(_text(body, "charity", "demo"))
    nation = body.get("nation") if body.get("nation") in NATIONS else None
    token = begin(host.id, nation, _text(body, "language", host.language)[:5])
    return jsonify(
        conversation=token,
        charity=_host_words(host),
        replies=[shown(reply) for reply in greeting(host.id, nation, _text(body, "language", host.language))],
    ), 201


@chat.route("/say", methods=["POST", "OPTIONS"])
@turns_of_address
@turns_of_charity
def say() -> Response:
    body = _body()
    text, sent_as = _text(body, "text"), _text(body, "turn")[:64]
    if not sent_as:
        raise ChatRefused(400, gettext("This message has no turn id."), gettext("Reload the page and try again."))
    taken = take(_token(), text, sent_as, button=body.get("button") is True)
    return jsonify(
        replies=[shown(reply) for reply in taken.replies], known=known(taken.household), service=taken.service
    )


@chat.route("/resume", methods=["POST", "OPTIONS"])
def resume() -> Response:
    """What was said so far, for somebody who kept the chat on their device."""
    with the_store().transaction() as session:
        conversation = conversation_of(session, _token())
        return jsonify(
            charity=_host_words(charity(conversation.charity)),
            turns=[_told_again(turn) for turn in conversation.turns],
            known=known(conversation.household),
        )


@chat.route("/export", methods=["POST", "OPTIONS"])
def export() -> Response:
    """All that is kept of this chat."""
    with the_store().transaction() as session:
        conversation = conversation_of(session, _token())
        return jsonify(memory.as_kept(conversation) | {"known": told(conversation.household)})


@chat.route("/rate", methods=["POST", "OPTIONS"])
def rate() -> tuple[str, int]:
    """Whether a reply helped. Said again, it replaces what was said before."""
    body = _body()
    rating = _text(body, "rating")
    if rating not in usage.RATINGS:
        raise ChatRefused(400, gettext("I could not read that."), gettext("Say whether the reply helped: yes or no."))
    with the_store().transaction() as session:
        receipt = _own_receipt(session, _text(body, "receipt"))
        answer_id = receipt.payload.get("answer_id")
        if answer_id:
            usage.count_rating(session, answer_id, now().date(), rating, receipt.rating)
        receipt.rating = rating
    return "", 204


@chat.route("/calendar", methods=["POST", "OPTIONS"])
def calendar() -> Response:
    """The dates of a reply as a file for the calendar on a phone."""
    with the_store().transaction() as session:
        timeline = _own_receipt(session, _text(_body(), "receipt")).payload.get("timeline")
        if not timeline:
            raise ChatRefused(404, gettext("That reply has no dates."), gettext("Ask when you will be paid."))
        return jsonify(file=recorded_as_ics(timeline).decode())


@chat.route("/erase", methods=["POST", "OPTIONS"])
def erase() -> tuple[str, int]:
    the_store().erase(_token())
    return "", 204


def _own_receipt(session: memory.Session, code: str) -> memory.Receipt:
    """A receipt of this very conversation; any other looks as if it were not there."""
    conversation = conversation_of(session, _token())
    receipt = session.get(memory.Receipt, code)
    if receipt is None or receipt.turn.conversation_id != conversation.id:
        raise ChatRefused(404, gettext("That reply is not in this chat."), gettext("Ask the question again."))
    return receipt


def _not_this_page() -> ChatRefused:
    return ChatRefused(
        403, gettext("This page may not show this chat."), gettext("Open the chat on the charity's own page.")
    )


def _told_again(turn: memory.Turn) -> Json:
    return {"said": turn.text, "replies": [shown(payload) for payload in payloads(turn)]}


def _host_words(host: Charity) -> Json:
    return {"name": host.name, "colour": host.colour, "language": host.language}


def _host() -> Charity | None:
    """The charity that this request is for: named by a start, else that of the conversation. Its language is spoken."""
    try:
        if request.endpoint == "chat.start":
            host = charity(_text(_body(), "charity", "demo"))
            speak_in(_text(_body(), "language", host.language))
            return host
        with the_store().transaction() as session:
            conversation = memory.find(session, _token())
            if conversation is None:
                return None
            speak_in(conversation.language)
            return charity(conversation.charity)
    except UnknownCharity:
        return None


def _token() -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token if scheme == "Bearer" else ""


def _body() -> Json:
    body = request.get_json(silent=True)
    if not isinstance(body, dict):
        raise ChatRefused(
            400, gettext("I could not read that message."), gettext("Type your question in words and send it again.")
        )
    return body


def _text(body: Json, key: str, default: str = "") -> str:
    value = body.get(key, default)
    if not isinstance(value, str):
        raise ChatRefused(
            400, gettext("I could not read that message."), gettext("Type your question in words and send it again.")
        )
    return value
