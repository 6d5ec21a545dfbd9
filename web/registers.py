"""The register of rates, and all of the open data to download."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from flask import Blueprint, Response, abort, current_app, render_template, request

import rules
from bot.answers import Library
from web import charts, open_data
from web.clock import today
from web.store import Store

registers = Blueprint("registers", __name__)


@registers.get("/rates")
def rates() -> str:
    """Every rate as it is in force on a day, by subject; `?words=` keeps those with these words in them."""
    words = request.args.get("words", "").strip()[:60]
    on = _day()
    found = [one for one in rules.parameters() if words.lower() in f"{one.name} {one.label}".lower().replace("_", " ")]
    groups: dict[str, list[tuple[rules.Series, rules.Rate | None]]] = {}
    for one in found:
        groups.setdefault(one.name.partition(".")[0].replace("_", " "), []).append((one, in_force(one, on)))
    return render_template("rates.html", groups=groups, words=words, on=on)


@registers.get("/rates/<name>")
def rate(name: str) -> str:
    """One rate in all its dated values, with the law of each."""
    series = next((one for one in rules.parameters() if one.name == name), None) or abort(404)
    values = list(zip(series.starts, series.rates, strict=True))
    return render_template("rate.html", series=series, values=values[::-1], chart=_history(series))


@registers.get("/rates/local-housing-allowance")
def housing_allowance() -> tuple[str, int]:
    """What counts of a private rent in an area, year by year."""
    area = request.args.get("area", "").strip()[:80]
    years, error = None, None
    try:
        years = rules.local_housing_allowance.history(area) if area else None
    except rules.HouseholdError as found:
        error = found
    page = {"areas": rules.local_housing_allowance.areas(), "area": area, "years": years, "error": error}
    return render_template("housing_allowance.html", **page, pounds=rules.pounds), 404 if error else 200


@registers.get("/data")
def data() -> str:
    """What can be downloaded, and what each column means."""
    return render_template("data.html", tables=open_data.TABLES)


@registers.get("/data/<name>.<any(csv, json):form>")
def data_file(name: str, form: str) -> Response:
    """One table as a file."""
    table = open_data.TABLES.get(name) or abort(404)
    rows = list(table.rows(_library(), _store(), today()))
    text = open_data.as_csv(table, rows) if form == "csv" else open_data.as_json(table, rows)
    kind = "text/csv; charset=utf-8" if form == "csv" else "application/json"
    return Response(text, mimetype=kind, headers={"Content-Disposition": f'attachment; filename="{name}.{form}"'})


def in_force(series: rules.Series, on: date) -> rules.Rate | None:
    """The value on a day; None where the law has none, or none is known."""
    try:
        return series.on(on)
    except rules.NoRate:
        return None


def _history(series: rules.Series) -> object:
    """The values as steps over the years, the last one up to today; None for a rate with one value."""
    known = [(start, rate.value) for start, rate in zip(series.starts, series.rates, strict=True) if rate]
    if len(known) < 2:
        return None
    points = [(Decimal(start.toordinal()), value) for start, value in known]
    last = max(today().toordinal(), known[-1][0].toordinal())
    points.append((Decimal(last), known[-1][1]))
    words = f"From {known[0][1]} on {known[0][0]:%-d %B %Y} to {known[-1][1]} since {known[-1][0]:%-d %B %Y}."
    line = charts.Series(series.label, points)
    return charts.line_chart(
        "history",
        f"{series.label} over time",
        words,
        [line],
        lambda x: f"{date.fromordinal(int(x)):%Y}",
        _short,
        steps=True,
    )


def _short(value: Decimal) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def _day() -> date:
    try:
        return date.fromisoformat(request.args.get("on") or today().isoformat())
    except ValueError:
        abort(404)


def _library() -> Library:
    library: Library = current_app.extensions["gateway"].library
    return library


def _store() -> Store:
    store: Store = current_app.extensions["store"]
    return store
