"""The part of the site that the API is: how a request is read, and how whatever goes wrong is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from flask import Blueprint, Response, jsonify, request
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import HTTPException

import rules
from web.api.document import Operation
from web.api.keys import WrongKey, check_key, count, limit, who
from web.ask import OnlyReduced
from web.gateway import MessageRefused
from web.security import limiter

api = Blueprint("api", __name__, url_prefix="/api/v1")
limiter.limit(limit, key_func=who)(api)
api.before_request(check_key)
api.after_request(count)

OPERATIONS: list[Operation] = []

_View = TypeVar("_View", bound=Callable[..., Any])
_Model = TypeVar("_Model", bound=BaseModel)
_INSTEAD = {
    400: "Send JSON: an object in curly brackets.",
    404: "Check the address against the documentation.",
    405: "Check the method against the documentation.",
    413: "Send fewer households at a time.",
    415: "Say Content-Type: application/json.",
    429: "Wait, or ask for a key.",
}


def operation(path: str, summary: str, result: type[BaseModel], **more: Any) -> Callable[[_View], _View]:
    """Puts a view on the API and into its document; with a `body` it is a POST."""

    def put(view: _View) -> _View:
        method = "post" if more.get("body") else "get"
        OPERATIONS.append(Operation(view.__name__, method, path, summary, result, **more))
        route = path.replace("{", "<").replace("}", ">")
        api.add_url_rule(route, view.__name__, view, methods=[method.upper()])
        return view

    return put


def sent(model: type[_Model]) -> _Model:
    """The body of the request. What is wrong with it is told as the rules tell it."""
    content = request.get_json()
    if not isinstance(content, dict):
        raise rules.HouseholdError("", "The body is not an object.", _INSTEAD[400])
    try:
        return model.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        raise rules.HouseholdError(_path(first["loc"]), f"{first['msg']}.", "See the documentation.") from None


def _path(parts: tuple[int | str, ...]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts).lstrip(".")


@api.errorhandler(rules.HouseholdError)
def not_right(error: rules.HouseholdError) -> tuple[Response, int]:
    return _refused(422, error.problem, error.instead, error.fact or None)


@api.errorhandler(rules.RulesError)
def not_known(error: rules.RulesError) -> tuple[Response, int]:
    return _refused(422, str(error), "Ask for another day, or another name.")


@api.errorhandler(MessageRefused)
def no_message(error: MessageRefused) -> tuple[Response, int]:
    return _refused(422, error.problem, error.instead)


@api.errorhandler(OnlyReduced)
def not_there(error: OnlyReduced) -> tuple[Response, int]:
    return _refused(503, str(error), "Try again in a moment.")


@api.errorhandler(WrongKey)
def wrong_key(_error: WrongKey) -> tuple[Response, int]:
    return _refused(401, "This key opens nothing.", "Check it, ask for another, or send none for the small quota.")


@api.errorhandler(HTTPException)
def refused(error: HTTPException) -> tuple[Response, int]:
    status = error.code or 500
    return _refused(status, f"{error.name}.", _INSTEAD.get(status, "See the documentation."))


def _refused(status: int, problem: str, instead: str, fact: str | None = None) -> tuple[Response, int]:
    found: Mapping[str, str] = {"fact": fact} if fact else {}
    return jsonify(error={**found, "problem": problem, "instead": instead}), status
