"""Proposed reforms: what they would change, on example households and on one's own; and the six recommendations."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import Blueprint, Response, abort, current_app, render_template, request

import rules
from bot.answer_files import AnswerFile
from web.clock import today
from web.recommendations import Compared, Recommendation, recommendations
from web.reform_effects import Effect, Example, chart_of, effects_on, examples
from web.security import limiter
from web.workbench.documents import csv_of

reform_lens = Blueprint("reform_lens", __name__, url_prefix="/reforms")

_LARGEST = 20_000
_COLUMNS = ("household", "title", "by_law", "with_proposals", "difference")
_EVIDENCE = ("recommendation", "what", "household", "first_is", "first", "second_is", "second", "difference")

Json = dict[str, Any]


@reform_lens.get("/")
def page() -> str:
    """The proposals to pick from, and what those that were picked would change."""
    return _page(effects_on(examples(), _chosen(), _day()) if _chosen() else [])


@reform_lens.get("/effects.<any(csv, json):form>")
def effects_file(form: str) -> Response:
    """The figures on the page as data."""
    rows = [
        dict(zip(_COLUMNS, (one.example.id, one.example.title, one.by_law, one.proposed, one.difference), strict=True))
        for one in effects_on(examples(), _chosen(), _day())
    ]
    head = {"Content-Disposition": f'attachment; filename="reform-effects.{form}"'}
    if form == "json":
        content = {"proposals": _chosen(), "on": _day().isoformat(), "households": rows}
        return Response(json.dumps(content, default=str), mimetype="application/json", headers=head)
    text = csv_of(_COLUMNS, (row.values() for row in rows))
    return Response(text, mimetype="text/csv; charset=utf-8", headers=head)


@reform_lens.post("/")
@limiter.limit("30 per minute")
def own_household() -> tuple[str, int] | str:
    """The same for a household of one's own, as JSON. Nothing is stored."""
    text = request.form.get("household", "")[:_LARGEST]
    try:
        household = json.loads(text)
        if not isinstance(household, dict):
            raise ValueError("not an object")
        found = effects_on([Example("own", "Your household", household)], _chosen(), _day())
    except rules.RulesError as error:
        return _page([], text, str(error)), 422
    except ValueError:
        return _page(
            [], text, "That is no household as JSON. Copy it from a scenario or a summary, or start from {}."
        ), 422
    return _page(found, text)


@reform_lens.get("/recommendations/<recommendation_id>")
def recommendation(recommendation_id: str) -> str:
    """One recommendation with its evidence."""
    found, on = _recommendation(recommendation_id), _day()
    changed = effects_on(examples(), found.reforms, on) if found.reforms else []
    return render_template(
        "recommendation.html",
        one=found,
        all=recommendations(),
        on=on,
        reforms=[rules.reform(name) for name in found.reforms],
        effects=changed,
        chart=chart_of(changed) if changed else None,
        cases=[Compared(case, on) for case in found.cases],
        rights=[_right(right) for right in found.rights],
    )


@reform_lens.get("/recommendations/<recommendation_id>.<any(csv, json):form>")
def recommendation_file(recommendation_id: str, form: str) -> Response:
    """The figures of the page as data."""
    found, on = _recommendation(recommendation_id), _day()
    rows = [dict(zip(_EVIDENCE, map(str, row), strict=True)) for row in _evidence(found, on)]
    head = {"Content-Disposition": f'attachment; filename="recommendation-{found.number}.{form}"'}
    if form == "json":
        content = json.dumps({"recommendation": found.title, "on": on.isoformat(), "figures": rows})
        return Response(content, mimetype="application/json", headers=head)
    text = csv_of(_EVIDENCE, (row.values() for row in rows))
    return Response(text, mimetype="text/csv; charset=utf-8", headers=head)


@reform_lens.get("/<name>")
def one_reform(name: str) -> str:
    """One proposal: what differs from the law, and from when."""
    try:
        return render_template("reform.html", reform=rules.reform(name), effects=effects_on(examples(), [name], _day()))
    except rules.UnknownReform:
        abort(404)


def _page(effects: Sequence[Effect], own: str = "", problem: str = "") -> str:
    chosen = _chosen()
    return render_template(
        "reforms.html",
        reforms=[rules.reform(name) for name in rules.reform_names()],
        chosen=chosen,
        on=_day(),
        effects=effects,
        chart=chart_of(effects) if effects else None,
        own=own,
        problem=problem,
        recommendations=recommendations(),
    )


def _evidence(found: Recommendation, on: date) -> list[tuple[object, ...]]:
    changed: Sequence[Effect] = effects_on(examples(), found.reforms, on) if found.reforms else []
    by_reform: list[tuple[object, ...]] = [
        (found.number, "proposals", e.example.id, "by law", e.by_law, "with the proposals", e.proposed, e.difference)
        for e in changed
    ]
    by_case: list[tuple[object, ...]] = [
        (found.number, c.case.title, c.example.id, c.case.first_is, c.first, c.case.second_is, c.second, c.difference)
        for c in (Compared(case, on) for case in found.cases)
    ]
    return by_reform + by_case


def _recommendation(name: str) -> Recommendation:
    return next((one for one in recommendations() if one.id == name), None) or abort(404)


def _right(right_id: str) -> AnswerFile:
    right: AnswerFile = current_app.extensions["gateway"].library[right_id]
    return right


def _chosen() -> list[str]:
    """The proposals picked, in the order of the register."""
    said = set(request.values.getlist("reform"))
    return [name for name in rules.reform_names() if name in said]


def _day() -> date:
    try:
        return date.fromisoformat(request.values.get("on") or today().isoformat())
    except ValueError:
        return today()
