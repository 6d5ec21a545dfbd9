"""What an adviser can look at in a scenario: other work, the taper, the calendar, a statement, a comparison."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from flask import Response, render_template, request
from flask_login import current_user

import rules
from web import charts, letters, store
from web.accounts import allowed
from web.calendar_file import as_ics
from web.household_form import LINES, statement_lines
from web.workbench import documents
from web.workbench.blueprint import Json, day_in, own, the_store, workbench, worked_out

_TOP = Decimal(4000)
_POINTS = 161
_ROWS = 17
_Result = TypeVar("_Result")
_LEFT_TO_FIND = "There is no award to compare yet: go back to the facts."


@workbench.get("/compare")
@allowed("adviser")
def compare() -> str | Response:
    """Two scenarios side by side, with the reason for each line that differs; `?form=csv` for a spreadsheet."""
    with the_store().transaction() as session:
        mine = store.scenarios_of(session, current_user.id)
        chosen = [next((one for one in mine if one.id == request.args.get(name)), None) for name in ("first", "second")]
    page: Json = {"scenarios": mine, "first": chosen[0], "second": chosen[1], "result": None, "error": None}
    if chosen[0] and chosen[1]:
        one, other = (worked_out(found.household, found.on) for found in chosen if found)
        try:
            page["result"] = rules.compare(one.household, other.household, one.on, other.on)
        except rules.RulesError as error:
            page["error"] = error
    if page["result"] and request.args.get("form") == "csv":
        return _download(
            documents.comparison_as_csv(page["result"]).encode(), "text/csv; charset=utf-8", "comparison.csv"
        )
    return render_template("workbench/compare.html", **page)


@workbench.get("/scenarios/<scenario_id>/what-if")
@allowed("adviser")
def what_if(scenario_id: str) -> str:
    """Other hours and another wage of one adult. The choice is in the address, so that it can be come back to."""
    found = _found(scenario_id)
    hours, wage = _number("hours", Decimal(16)), _number("wage", _minimum_wage(found))
    adult = 1 if request.args.get("adult") == "1" and len(found.household.get("adults") or []) == 2 else 0
    result, error = _tried(
        lambda: rules.better_off(found.household, rules.Work(hours, wage), worked_out({}, found.on).on, adult)
    )
    compared, _ = _tried(
        lambda: rules.compare(
            found.household,
            rules.with_work(found.household, rules.Work(hours, wage), adult),
            worked_out({}, found.on).on,
        )
    )
    return render_template(
        "workbench/what_if.html",
        saved=found,
        hours=hours,
        wage=wage,
        adult=adult,
        result=result,
        compared=compared,
        error=error or (None if result else _LEFT_TO_FIND),
    )


@workbench.get("/scenarios/<scenario_id>/taper")
@allowed("adviser")
def taper(scenario_id: str) -> str:
    """What is left of each pound of pay, as a chart and a table."""
    found = _found(scenario_id)
    adult = 1 if request.args.get("adult") == "1" and len(found.household.get("adults") or []) == 2 else 0
    sweep, error = _tried(
        lambda: rules.sweep(found.household, worked_out({}, found.on).on, _TOP, points=_POINTS, adult=adult)
    )
    chart = _taper_chart(sweep) if sweep else None
    points = sweep.points[:: _POINTS // (_ROWS - 1)] if sweep else ()
    return render_template(
        "workbench/taper.html", saved=found, adult=adult, sweep=sweep, points=points, chart=chart, error=error
    )


@workbench.get("/scenarios/<scenario_id>/calendar")
@allowed("adviser")
def calendar(scenario_id: str) -> str | Response:
    """The next twelve payments; `?form=ics` for a diary."""
    found = _found(scenario_id)
    result, error = _tried(lambda: rules.payment_calendar(found.household, worked_out({}, found.on).on))
    return render_template("workbench/calendar.html", saved=found, result=result, error=error)


@workbench.get("/scenarios/<scenario_id>/calendar.ics")
@allowed("adviser")
def calendar_file(scenario_id: str) -> Response | tuple[str, int]:
    """The claim as a file for a diary."""
    found = _found(scenario_id)
    try:
        claimed = day_in({"claim_date": str(found.household.get("claim_date") or "")}, "claim_date")
        if claimed is None:
            raise rules.HouseholdError(
                "claim_date", "Without the first day of the claim there is no calendar.", "Add it."
            )
        line = rules.timeline(claimed, found.household.get("nation"))
    except rules.RulesError as error:
        return render_template("workbench/calendar.html", saved=found, result=None, error=error), 422
    return _download(as_ics(line), "text/calendar; charset=utf-8", "calendar.ics")


@workbench.route("/scenarios/<scenario_id>/statement", methods=["GET", "POST"])
@allowed("adviser")
def statement(scenario_id: str) -> str | tuple[str, int]:
    """A real statement held against the law, line by line, for the household of the scenario."""
    found, form = _found(scenario_id), request.form
    page: Json = {"saved": found, "form": form, "fields": LINES, "labels": dict(LINES), "facts_of": letters.facts_of}
    if request.method == "GET":
        return render_template("workbench/statement.html", result=None, error=None, **page)
    try:
        on = day_in(form, "on") or worked_out({}, found.on).on
        result = rules.check_statement(found.household, on, statement_lines(form), day_in(form, "dated"))
    except rules.RulesError as error:
        return render_template("workbench/statement.html", result=None, error=error, **page), 422
    return render_template("workbench/statement.html", result=result, error=None, **page)


@workbench.get("/scenarios/<scenario_id>/estimate.<any(pdf, csv, json):form>")
@allowed("adviser")
def document(scenario_id: str, form: str) -> Response | tuple[str, int]:
    """The estimate to print, to put in a file or to work on."""
    found = _found(scenario_id)
    worked = worked_out(found.household, found.on)
    if worked.estimate is None:
        return render_template("problem.html", problem=str(worked.error), instead="Go back and correct it first."), 422
    if form == "pdf":
        return _download(
            documents.as_pdf(worked.estimate, found.household, found.name), "application/pdf", "estimate.pdf"
        )
    if form == "csv":
        return _download(documents.as_csv(worked.estimate).encode(), "text/csv; charset=utf-8", "estimate.csv")
    return _download(documents.as_json(worked.estimate).encode(), "application/json", "estimate.json")


def _found(scenario_id: str) -> store.Scenario:
    with the_store().transaction() as session:
        return own(session, scenario_id)


def _tried(calculation: Callable[[], _Result]) -> tuple[_Result | None, rules.RulesError | None]:
    try:
        return calculation(), None
    except rules.RulesError as error:
        return None, error


def _number(name: str, default: Decimal) -> Decimal:
    """A slider's value; whatever is no sensible number is the default."""
    try:
        value = Decimal(request.args.get(name, ""))
    except InvalidOperation:
        return default
    return value if value.is_finite() and 0 <= value <= 168 else default


def _minimum_wage(found: store.Scenario) -> Decimal:
    rate = rules.rate("minimum_wage.living_wage", worked_out({}, found.on).on)
    return Decimal(str(rate.value))


def _taper_chart(sweep: rules.Sweep) -> Any:
    together = charts.Series("Pay and Universal Credit together", [(one.gross, one.total) for one in sweep.points])
    award = charts.Series("Universal Credit", [(one.gross, one.award) for one in sweep.points], "proposal")
    take_home = charts.Series("Take-home pay", [(one.gross, one.take_home) for one in sweep.points], "quiet")
    first, last = sweep.points[0], sweep.points[-1]
    words = (
        f"Together from {rules.pounds(first.total)} with no pay to {rules.pounds(last.total)} "
        f"with {rules.pounds(last.gross)} before tax a month."
    )

    def whole(amount: Decimal) -> str:
        return f"£{amount:,.0f}"

    return charts.line_chart("taper", "What is left as pay grows", words, [together, award, take_home], whole, whole)


def _download(content: bytes, kind: str, name: str) -> Response:
    """A file to keep."""
    return Response(content, mimetype=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
