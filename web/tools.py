"""Tools for one's own claim, as plain pages: check a statement, and write a letter. Nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask import Blueprint, Response, abort, render_template, request

import rules
from web import letters
from web.clock import today
from web.household_form import LINES, household, statement_lines

tools = Blueprint("tools", __name__)

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@tools.get("/check-statement")
def check_form() -> str:
    return _check_page({}, None, None)


@tools.post("/check-statement")
def check() -> tuple[str, int] | str:
    """The statement against the law; where something cannot be right, the form again with what was typed."""
    form = request.form
    try:
        on = _day(form.get("on", ""))
        result = rules.check_statement(household(form), on, statement_lines(form), _day_or_none(form.get("dated", "")))
    except rules.RulesError as error:
        return _check_page(form, error, None), 422
    return _check_page(form, None, result)


@tools.get("/letters")
def letter_list() -> str:
    return render_template("letters.html", letters=letters.letters().values())


@tools.route("/letters/<letter_id>", methods=["GET", "POST"])
def letter(letter_id: str) -> str:
    """One letter to edit, with what a check found put in where it was asked for from there."""
    found = _letter(letter_id)
    facts = {name: request.form.get(name, "")[:500] for name in letters.GAPS}
    return render_template("letter.html", letter=found, text=letters.filled(found, facts, today()))


@tools.post("/letters/<letter_id>/file")
def letter_file(letter_id: str) -> Response:
    """The letter as edited: plain text, a page to print, or a Word document."""
    found = _letter(letter_id)
    text = request.form.get("text", "")
    form = request.form.get("form", "txt")
    if form == "docx":
        return _download(letters.as_docx(text), _DOCX, f"{found.id}.docx")
    if form == "html":
        return Response(render_template("letter_print.html", title=found.title, html=letters.as_html(text)))
    return _download(text.encode(), "text/plain; charset=utf-8", f"{found.id}.txt")


def _check_page(form: Mapping[str, str], error: rules.RulesError | None, result: rules.Checked | None) -> str:
    labels = dict(LINES)
    return render_template(
        "check_statement.html",
        form=form,
        error=error,
        result=result,
        fields=LINES,
        labels=labels,
        pounds=rules.pounds,
        facts_of=letters.facts_of,
    )


def _letter(letter_id: str) -> letters.Letter:
    try:
        return letters.letter(letter_id)
    except letters.UnknownLetter:
        abort(404)


def _download(content: bytes, kind: str, name: str) -> Response:
    return Response(content, mimetype=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _day(text: str) -> date:
    found = _day_or_none(text)
    return today() if found is None else found


def _day_or_none(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise rules.HouseholdError("on", f"{text} is not a date.", "Write it like 2026-11-23.") from None
