"""The chat as a page of plain forms, for browsers without JavaScript: the same conversation, the same gateway.

What opens the conversation is a hidden field: never a cookie, never in an address. It is made with the empty page, and
the conversation begins with the first message, so that a page that was only looked at leaves nothing behind.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from flask import Blueprint, Response, render_template, request
from flask_babel import format_date, get_locale, gettext
from flask_limiter.errors import RateLimitExceeded

import rules
from web import store as memory
from web.charity import Charity, UnknownCharity, charity
from web.embedding import (
    for_host,
    host_of_request,
    starts_of_address,
    starts_of_charity,
    turns_of_address,
    turns_of_charity,
)
from web.gateway import LONGEST_MESSAGE, MessageRefused
from web.languages import speak_in
from web.security import policy
from web.turns import NATIONS, ChatRefused, Taken, begin, greeting, known, payloads, shown, take, the_store
from web.widget.words import STATUS

plain_chat = Blueprint("plain_chat", __name__, url_prefix="/chat")

EXIT_PAGE = "https://www.bbc.co.uk/weather"
_TOKEN = re.compile(r"[\w-]{43}", re.ASCII)

Json = dict[str, Any]
Page = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Said:
    """A conversation as the page shows it; one that has not begun is empty."""

    begun: bool
    turns: list[Json]
    facts: list[Json]


@plain_chat.before_request
def for_which_charity() -> None:
    """That of the conversation; before there is one, that of the address."""
    with the_store().transaction() as session:
        conversation = memory.find(session, _token())
    host = charity(conversation.charity if conversation else request.values.get("charity", "demo"))
    for_host(host)
    speak_in(conversation.language if conversation else host.language)


@plain_chat.after_request
def only_in_its_own_frames(response: Response) -> Response:
    host = host_of_request()
    response.headers["Content-Security-Policy"] = policy(host.origins if host else ())
    response.headers["Cache-Control"] = "no-store"
    return response


@plain_chat.errorhandler(UnknownCharity)
def not_set_up(_error: UnknownCharity) -> Page:
    instead = gettext("Go back to the charity's page and tell them that this link does not work.")
    return render_template("problem.html", problem=gettext("This charity is not set up here."), instead=instead), 404


@plain_chat.errorhandler(RateLimitExceeded)
def too_often(_error: RateLimitExceeded) -> Page:
    return _page(gettext("That was too often in a short time. Wait a minute and send it again."), status=429)


@plain_chat.errorhandler(MessageRefused)
def not_a_message(error: MessageRefused) -> Page:
    return _page(str(error), status=400)


@plain_chat.errorhandler(ChatRefused)
def refused(error: ChatRefused) -> Page:
    """Said at the box, which still has what was typed. A chat that has ended gives way to a new one."""
    return _page(f"{error.problem} {error.instead}", status=error.status)


@plain_chat.get("")
def opened() -> Page:
    return _page()


@plain_chat.post("")
@turns_of_address
@turns_of_charity
def sent() -> Page:
    """A message, a button that was offered, or the wish to have the chat deleted."""
    if _from_elsewhere():
        return _page()
    if _field("erase"):
        the_store().erase(_token())
        return render_template("chat_deleted.html", host=_host(), exit_page=EXIT_PAGE), 200
    if _field("begins"):
        _begin()
    pressed = _field("press")
    taken = take(_token(), pressed or _typed(), _turn_id() or str(uuid.uuid4()), button=bool(pressed))
    return _page(taken=taken, typed=_typed() if pressed else "")


def _begin() -> None:
    """The conversation of the page's own token, unless the same form was sent before."""
    token = _token()
    if _TOKEN.fullmatch(token) and not _said(token).begun:
        _begin_with(token)


@starts_of_address
@starts_of_charity
def _begin_with(token: str) -> None:
    host, nation = _host(), _field("nation")
    try:
        begin(host.id, nation if nation in NATIONS else None, host.language, token)
    except memory.WrittenMeanwhile:
        return  # the same form, sent twice at once: the other one began it


def _page(problem: str = "", status: int = 200, taken: Taken | None = None, typed: str | None = None) -> Page:
    """The page with everything said so far; after a problem with what was typed too."""
    said = _said(_token(), taken)
    nation = request.values.get("nation", "")
    page = render_template(
        "chat.html",
        host=_host(),
        said=said,
        notice=[
            shown(reply) for reply in greeting(_host().id, nation if nation in NATIONS else None, str(get_locale()))
        ],
        token=_token() if said.begun else memory.new_token(),
        turn_id=str(uuid.uuid4()),
        nation=nation,
        reduced=bool(taken and taken.service == "reduced"),
        typed=_typed() if typed is None else typed,
        problem=problem,
        longest=LONGEST_MESSAGE,
        status_words=STATUS,
        exit_page=EXIT_PAGE,
        day=_day,
        weekday=_weekday,
        pounds=_pounds,
    )
    return page, status


def _said(token: str, taken: Taken | None = None) -> Said:
    """All turns of a conversation, the one that was just taken with its replies as they are shown this once."""
    with the_store().transaction() as session:
        conversation = memory.find(session, token)
        if conversation is None:
            return Said(False, [], [])
        turns = [
            {"said": turn.text, "replies": taken.replies if taken and turn.sent_as == _turn_id() else payloads(turn)}
            for turn in conversation.turns
        ]
        facts = known(conversation.household)
    return Said(True, [{**turn, "replies": [shown(reply) for reply in turn["replies"]]} for turn in turns], facts)


def _host() -> Charity:
    host = host_of_request()
    if host is None:
        raise UnknownCharity("No charity is known for this request.")
    return host


def _token() -> str:
    """What opens the conversation. Another site's form may bring a question, but carries on no conversation."""
    return "" if _from_elsewhere() else _field("token")


def _from_elsewhere() -> bool:
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none")


def _typed() -> str:
    return _field("text").replace("\r\n", "\n")


def _turn_id() -> str:
    return _field("turn")[:64]


def _field(name: str) -> str:
    return request.form.get(name, "")


def _day(iso: str, form: str = "d MMMM yyyy") -> str:
    return str(format_date(date.fromisoformat(iso), form))


def _weekday(iso: str) -> str:
    return _day(iso, "EEEE d MMMM yyyy")


def _pounds(amount: str) -> str:
    return rules.pounds(Decimal(amount))
