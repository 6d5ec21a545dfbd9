"""The statement of claimant rights: one page to read, and a card of two pages to print for an appointment."""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app, render_template, request

from bot.answer_files import JURISDICTIONS
from bot.answers.rights import Statement, statement
from bot.answers.told import NATIONS
from web.clock import today
from web.rights_card import card
from web.words import STATUSES, html

rights = Blueprint("rights", __name__)


@rights.get("/rights")
def page() -> str:
    """Every right, by subject; `?nation=` keeps what holds there."""
    nation = _nation()
    return render_template(
        "rights.html", statement=_statement(nation), nation=nation, nations=NATIONS, statuses=STATUSES, html=html
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
