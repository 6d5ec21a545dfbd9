"""What can be asked: each view is the output contract of the command of the same name."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from flask import Response, abort, current_app, jsonify, render_template, request, send_from_directory, url_for

import rules
from bot.answer_files import JURISDICTIONS
from bot.answers import AnswerError, Library, UnknownAnswer
from bot.answers.replies import payload
from web.api import models
from web.api.blueprint import OPERATIONS, api, operation, sent
from web.api.document import document
from web.ask import converse
from web.clock import today
from web.registers import in_force
from web.security import limiter

Json = dict[str, Any]

_DAY = {"type": "string", "format": "date"}
_ON = ("on", "the day, today where none is given", _DAY)
_NATION = ("nation", "for the contacts and rules of that nation", {"type": "string", "enum": list(JURISDICTIONS)})


@operation("/estimate", "Estimate an award", models.EstimateResult, body=models.EstimateRequest)
def estimate() -> Response:
    asked = sent(models.EstimateRequest)
    return jsonify(rules.estimate(asked.household, asked.on or today(), asked.reforms).as_json())


@operation("/estimates", "Estimate up to a hundred awards", models.Results, body=models.EstimatesRequest)
def estimates() -> Response:
    asked = sent(models.EstimatesRequest)
    on = asked.on or today()
    rows = [_row(number, one, on, asked.reforms) for number, one in enumerate(asked.households, start=1)]
    return jsonify(results=rows)


@operation("/compare", "Compare two awards, line by line", models.Found, body=models.CompareRequest)
def compare() -> Response:
    asked = sent(models.CompareRequest)
    on = asked.on or today()
    result = rules.compare(asked.first, asked.second, on, asked.second_on, asked.reforms, asked.second_reforms)
    return jsonify(result.as_json())


@operation("/timeline", "The calendar of a claim", models.Found, body=models.TimelineRequest)
def timeline() -> Response:
    asked = sent(models.TimelineRequest)
    wages = [(one.date, one.amount) for one in asked.paydays]
    return jsonify(rules.timeline(asked.claim_date, asked.nation, asked.advance, wages).as_json())


@operation("/check-statement", "Check a statement, line by line", models.Found, body=models.CheckStatementRequest)
def check_statement() -> Response:
    asked = sent(models.CheckStatementRequest)
    lines = [{"id": one.id, "amount": str(one.amount)} for one in asked.statement]
    return jsonify(rules.check_statement(asked.household, asked.on or today(), lines).as_json())


@operation("/sweep", "What is left as pay grows", models.Found, body=models.SweepRequest)
def sweep() -> Response:
    asked = sent(models.SweepRequest)
    _has_adult(asked.household, asked.adult)
    result = rules.sweep(asked.household, asked.on or today(), asked.top, asked.points, asked.adult)
    return jsonify(_there(result).as_json())


@operation("/better-off", "Compare other hours and another wage", models.Found, body=models.BetterOffRequest)
def better_off() -> Response:
    asked = sent(models.BetterOffRequest)
    _has_adult(asked.household, asked.adult)
    work = rules.Work(asked.hours, asked.wage)
    return jsonify(_there(rules.better_off(asked.household, work, asked.on or today(), asked.adult)).as_json())


@operation("/ask", "Ask in one's own words", models.Found, body=models.AskRequest)
def ask() -> Response:
    asked = sent(models.AskRequest)
    conversation = {"id": None, "turns": asked.turns, "nation": asked.nation}
    return jsonify(converse(current_app.extensions["gateway"], conversation, asked.on or today()))


@operation("/answers", "Every answer and right", models.Results)
def answers() -> Response:
    files = sorted(_library().answers.values(), key=lambda file: file.id)
    return jsonify(results=[{"id": one.id, "title": one.title, "version": one.version} for one in files])


@operation(
    "/answers/{answer_id}",
    "One answer, on a day and in a nation",
    models.Found,
    query=(_ON, _NATION),
    in_path=(("answer_id", "its id"),),
)
def answer(answer_id: str) -> Response:
    nation = request.args.get("nation")
    if nation and nation not in JURISDICTIONS:
        raise rules.HouseholdError("nation", "There is no such nation.", f"Say one of {', '.join(JURISDICTIONS)}.")
    try:
        return jsonify(payload(_library(), answer_id, _day(), nation, "answered"))
    except UnknownAnswer:
        abort(404)
    except AnswerError as error:
        raise rules.HouseholdError("on", str(error), "Ask for another day.") from None


@operation("/rates", "Every rate as in force on a day", models.Results, query=(_ON,))
def rates() -> Response:
    found = [(one, in_force(one, _day())) for one in rules.parameters()]
    return jsonify(results=[_rate(one, rate) for one, rate in found])


@operation("/rates/{name}", "One rate in all its dated values", models.Results, in_path=(("name", "its name"),))
def rate(name: str) -> Response:
    series = next((one for one in rules.parameters() if one.name == name), None) or abort(404)
    values = zip(series.starts, series.rates, strict=True)
    return jsonify(results=[{**_rate(series, value), "from": start.isoformat()} for start, value in values])


@operation("/receipts/{code}", "What was said, by its code", models.Found, in_path=(("code", "the receipt's code"),))
def receipt(code: str) -> Response:
    found = current_app.extensions["store"].receipt(code) or abort(404)
    return jsonify(found.payload)


@api.get("/openapi.json")
@limiter.exempt
def openapi() -> Response:
    """The document."""
    return jsonify(document(OPERATIONS, url_for("api.docs").removesuffix("/docs")))


@api.get("/docs")
@limiter.exempt
def docs() -> Response:
    """The document to try out, with Swagger UI from this server."""
    page = Response(render_template("api_docs.html"))
    # Swagger UI draws its signs from data: addresses and sets styles on its elements.
    page.headers["Content-Security-Policy"] = (
        "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; "
        "base-uri 'none'; form-action 'none'; object-src 'none'"
    )
    return page


@api.get("/docs/<any(css, js):folder>/<any('swagger-ui.css', 'swagger-ui-bundle.js'):name>")
@limiter.exempt
def docs_file(folder: str, name: str) -> Response:
    """The two files of Swagger UI that its page needs."""
    package = importlib.util.find_spec("flask_openapi3_swagger")
    assert package is not None  # noqa: S101 it is one of our dependencies
    assert package.origin is not None  # noqa: S101
    return send_from_directory(Path(package.origin).parent / "templates" / "swagger" / folder, name)


def _row(number: int, household: Mapping[str, Any], on: date, reforms: list[str]) -> Json:
    try:
        return rules.estimate(household, on, reforms).as_json()
    except rules.HouseholdError as error:
        return {"line": number, "error": error.as_json()}
    except rules.RulesError as error:
        return {"line": number, "error": {"problem": str(error), "instead": "Ask for another day."}}


def _rate(series: rules.Series, rate: rules.Rate | None) -> Json:
    return {
        "name": series.name,
        "label": series.label,
        "unit": series.unit,
        "value": str(rate.value) if rate else None,
        "from": rate.start.isoformat() if rate else None,
        "law": rate.law if rate else None,
        "url": rate.url if rate else None,
    }


def _has_adult(household: Mapping[str, Any], adult: int) -> None:
    adults = household.get("adults")
    if adult and not (isinstance(adults, list) and len(adults) > adult):
        raise rules.HouseholdError(f"adults[{adult}]", "There is no such adult.", "Say 0 for the first.")


def _there(result: Any) -> Any:
    if result is None:
        raise rules.HouseholdError(
            "", "No award can be worked out for this household.", "Ask for an estimate to see why."
        )
    return result


def _day() -> date:
    said = request.args.get("on")
    try:
        return date.fromisoformat(said) if said else today()
    except ValueError:
        raise rules.HouseholdError("on", "That is not a date.", "Write it like 2026-11-23.") from None


def _library() -> Library:
    library: Library = current_app.extensions["gateway"].library
    return library
