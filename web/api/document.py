"""The OpenAPI document, made from the operations and the models that check their requests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

import rules
from web.api.models import Refused

Json = dict[str, Any]

_REF = "#/components/schemas/{model}"
_PROBLEMS = {
    "400": "the body is no JSON",
    "401": "the key opens nothing",
    "404": "there is nothing of that name",
    "413": "the body is too large",
    "415": "the body is not sent as JSON",
    "422": "something in it cannot be right; `fact` says what",
    "429": "too often; ask again later",
    "503": "a part of the service is not there now",
}


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked. `path` is in OpenAPI's form; a query parameter is name -> (meaning, format)."""

    name: str
    method: str
    path: str
    summary: str
    result: type[BaseModel]
    body: type[BaseModel] | None = None
    query: tuple[tuple[str, str, Json], ...] = ()
    in_path: tuple[tuple[str, str], ...] = ()


def document(operations: Iterable[Operation], server: str) -> Json:
    """The document as JSON."""
    every = list(operations)
    models = [model for one in every for model in (one.body, one.result) if model] + [Refused, rules.Household]
    _, schemas = models_json_schema([(model, "validation") for model in models], ref_template=_REF)
    paths: dict[str, Json] = {}
    for one in every:
        paths.setdefault(one.path, {})[one.method] = _operation(one)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "rightful",
            "version": "1",
            "description": "Universal Credit, worked out with the law for each line. Estimates, not decisions. "
            "Nothing of a household or a question is stored. Without a key there is a small quota; "
            "a partner sends its key as a bearer token.",
        },
        "servers": [{"url": server}],
        "paths": paths,
        "components": {
            "schemas": _with_household(schemas["$defs"]),
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"key": []}],
    }


def _with_household(schema: Any) -> Any:
    """The rules' own model wherever a request has a household in it."""
    if isinstance(schema, list):
        return [_with_household(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("format") == "household":
        return {"$ref": _REF.format(model="Household")}
    return {name: _with_household(one) for name, one in schema.items()}


def _operation(one: Operation) -> Json:
    parameters = [
        {"name": name, "in": "query", "description": words, "required": False, "schema": schema}
        for name, words, schema in one.query
    ] + [
        {"name": name, "in": "path", "description": words, "required": True, "schema": {"type": "string"}}
        for name, words in one.in_path
    ]
    found: Json = {
        "operationId": one.name,
        "summary": one.summary,
        "parameters": parameters,
        "responses": {"200": _response("the result", one.result)}
        | {status: _response(words, Refused) for status, words in _PROBLEMS.items()},
    }
    if one.body:
        content = {"application/json": {"schema": {"$ref": _REF.format(model=one.body.__name__)}}}
        found["requestBody"] = {"required": True, "content": content}
    return found


def _response(words: str, model: type[BaseModel]) -> Json:
    schema = {"$ref": _REF.format(model=model.__name__)}
    return {"description": words, "content": {"application/json": {"schema": schema}}}
