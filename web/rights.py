"""The statement of claimant rights: one page to read, and a card of two pages to print for an appointment."""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app, render_template, request

from bot.answer_files import JURISDICTIONS
from bot.answers.rights import HEADINGS, Statement, statement
from bot.answers.told import NATIONS
from bot.languages import speaking
from web.clock import today
from web.languages import asked_language, speak_in
from web.rights_card import card
from web.words import STATUSES, html

rights = Blueprint("rights", __name__)


@rights.get("/rights")
def page() -> str:
    """Every right, by subject; `?nation=` keeps what holds there, `?language=` shows those that are translated."""
    nation, language = _nation(), asked_language()
    speak_in(language)
    with speaking(language):
        found = _statement(nation)
    return render_template(
        "rights.html", statement=found, nation=nation, nations=NATIONS, statuses=STATUSES, headings=HEADINGS, html=html
    )


@rights.get("/rights/card.pdf")
def card_file() -> Response:
    """The rights that matter at an appointment, as a PDF."""
    nation = _nation()
    content = card(_statement(nation), nation, today())
    name = f"rights-card{'-' + nation if nation else ''}.pdf"
    return Response(content, mimetype="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})


def _nation() -> str | None:
    nation = request.args.get("nation") or None
    if nation and nation not in JURISDICTIONS:
        abort(404)
    return nation


def _statement(nation: str | None) -> Statement:
    return statement(current_app.extensions["gateway"].library, today(), nation)
