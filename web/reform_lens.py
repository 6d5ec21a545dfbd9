"""What a proposed reform would change: on example households, and on one's own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from flask import Blueprint, Response, abort, render_template, request

import rules
from web import charts
from web.clock import today
from web.security import limiter
from web.workbench.documents import csv_of

reform_lens = Blueprint("reform_lens", __name__, url_prefix="/reforms")

_EXAMPLES = Path(__file__).with_name("example_households") / "households.yaml"
_LARGEST = 20_000
_COLUMNS = ("household", "title", "by_law", "with_proposals", "difference")

Json = dict[str, Any]

# Recommendations of the briefing that are about how people are treated: no engine can put a figure on them.
NOT_IN_FIGURES = (
    "A statement of claimant rights, and holding the Jobcentre to it",
    "Trust and continuity between claimants and work coaches, without the threat of sanctions",
    "Childcare that is there when it is needed, and paid before the bill",
    "Training, skills and volunteering that count",
)


@dataclass(frozen=True, slots=True)
class Example:
    id: str
    title: str
    household: Json


@dataclass(frozen=True, slots=True)
class Effect:
    """What the proposals do to one household, in pounds per assessment period."""

    example: Example
    comparison: rules.Comparison

    @property
    def by_law(self) -> Decimal:
        return _award(self.comparison.first)

    @property
    def proposed(self) -> Decimal:
        return _award(self.comparison.second)

    @property
    def difference(self) -> Decimal:
        return self.proposed - self.by_law


@cache
def examples() -> tuple[Example, ...]:
    return tuple(Example(**one) for one in yaml.safe_load(_EXAMPLES.read_text(encoding="utf-8")))


@reform_lens.get("/")
def page() -> str:
    """The proposals to pick from, and what those that were picked would change."""
    return _page(_effects(examples(), _chosen(), _day()) if _chosen() else [])


@reform_lens.get("/effects.<any(csv, json):form>")
def effects_file(form: str) -> Response:
    """The figures on the page as data."""
    rows = [
        dict(zip(_COLUMNS, (one.example.id, one.example.title, one.by_law, one.proposed, one.difference), strict=True))
        for one in _effects(examples(), _chosen(), _day())
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
        found = _effects([Example("own", "Your household", household)], _chosen(), _day())
    except rules.RulesError as error:
        return _page([], text, str(error)), 422
    except ValueError:
        return _page(
            [], text, "That is no household as JSON. Copy it from a scenario or a summary, or start from {}."
        ), 422
    return _page(found, text)


@reform_lens.get("/<name>")
def one_reform(name: str) -> str:
    """One proposal: what differs from the law, and from when."""
    try:
        return render_template("reform.html", reform=rules.reform(name), effects=_effects(examples(), [name], _day()))
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
        chart=_chart(effects) if effects else None,
        own=own,
        problem=problem,
        not_in_figures=NOT_IN_FIGURES,
    )


def _effects(households: Sequence[Example], chosen: Sequence[str], on: date) -> list[Effect]:
    return [
        Effect(one, rules.compare(one.household, one.household, on, reforms=(), second_reforms=chosen))
        for one in households
    ]


def _chart(effects: Sequence[Effect]) -> object:
    bars = [charts.Bar(_short(one.example.title), one.difference, "proposal") for one in effects]
    most = max(effects, key=lambda one: one.difference)
    words = f"The largest difference is {rules.pounds(most.difference)} a month: {most.example.title}."
    return charts.bar_chart("effects", "Difference in a month", words, bars, rules.pounds)


def _short(title: str) -> str:
    return title if len(title) <= 26 else f"{title[:25].rstrip(' ,')}…"


def _chosen() -> list[str]:
    """The proposals picked, in the order of the register."""
    said = set(request.values.getlist("reform"))
    return [name for name in rules.reform_names() if name in said]


def _day() -> date:
    try:
        return date.fromisoformat(request.values.get("on") or today().isoformat())
    except ValueError:
        return today()


def _award(estimate: rules.Estimate) -> Decimal:
    return estimate.result.award.value if estimate.result.award else Decimal("0.00")
