"""The form of a whole household, made from the facts that the rules know: a fact that is added there is a field here.

The name of a field is the path of its fact (`adults[0].earnings[1].amount`), so that an error of the rules, and a fact
that is missing, point at the field by their own path. Words and order are in fields.yaml.
"""

from __future__ import annotations

import re
import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

import yaml
from pydantic import BaseModel
from pydantic.fields import FieldInfo

import rules

Json = dict[str, Any]

_WORDS = Path(__file__).with_name("fields.yaml")
_MOST_ROWS = 12


@dataclass(frozen=True, slots=True)
class Field:
    """One fact to fill in. `kind` is text, money, date, dates, choice, yes (a box to tick) or many (boxes to tick).

    `rare` facts stand behind "More".
    """

    name: str
    label: str
    hint: str
    kind: str
    options: tuple[tuple[str, str], ...] = ()
    rare: bool = False

    @property
    def choices(self) -> list[dict[str, str]]:
        """The options in the shape that the macros of GOV.UK Frontend take."""
        return [{"value": value, "text": words} for value, words in self.options]


@dataclass(frozen=True, slots=True)
class Group:
    """Facts that belong together: one adult, one job, the rent."""

    name: str
    title: str
    items: tuple[Field | Group | Rows, ...]
    rare: bool = False
    kind: str = "group"

    @property
    def id(self) -> str:
        """Where the drawing of the household points."""
        return anchor(self.name)


@dataclass(frozen=True, slots=True)
class Rows:
    """A list whose length is a fact of its own: how many children, jobs, adults."""

    count: Field
    rows: tuple[Group, ...]
    rare: bool = False
    kind: str = "rows"


def anchor(path: str) -> str:
    """The id on the page of a group or a list of facts."""
    return "at-" + "-".join(re.findall(r"\w+", path))


def field_for(fact: str) -> str:
    """The id on the page of the field that a missing fact is asked for in."""
    if fact == "partner":
        return "adults.count"
    model: type[BaseModel] = rules.Household
    shape = _Shape("group", model=model)
    for name in re.findall(r"[a-z_]+", fact):
        if name not in model.model_fields:
            return "scenario"
        shape = _shape(model.model_fields[name])
        model = shape.model or model
    if shape.kind == "rows" and not fact.endswith("]"):
        return f"{fact}.count"
    return anchor(fact) if shape.model else fact


def household_form(values: Mapping[str, str]) -> Group:
    """The form, with as many rows as `values` say."""
    return _group("", "", rules.Household, values)


def household_from(values: Mapping[str, str], many: Mapping[str, list[str]]) -> Json:
    """The household of a form that was sent: what is empty is not known, what was typed wrongly is for the rules."""
    found: Json = _read("", rules.Household, values, many)
    if values.get("adults.count") == "unknown":
        found["adults_complete"] = False
    return found


def values_of(household: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a household, filled: the way back from `household_from`."""
    values: dict[str, Any] = {}
    _flatten("", rules.Household, household, values)
    if household.get("adults_complete") is False:
        values["adults.count"] = "unknown"
    return values


# ---- The shape of a fact, read from its type -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a type asks for. `model` is that of a group or row; `known`: nothing said means none, not unknown."""

    kind: str
    options: tuple[str, ...] = ()
    model: type[BaseModel] | None = None
    known: bool = False


def _shape(info: FieldInfo) -> _Shape:
    kind, known = _bare(info.annotation), info.default is not None and not info.is_required()
    if get_origin(kind) is tuple:
        (inner, *_rest) = get_args(kind)
        inner = _bare(inner)
        if get_origin(inner) is Literal:
            return _Shape("many", get_args(inner))
        return _Shape("rows", model=inner, known=known) if _is_model(inner) else _Shape("dates")
    if _is_model(kind):
        return _Shape("group", model=kind)
    if get_origin(kind) is Literal:
        return _Shape("choice", get_args(kind))
    if kind is bool:
        return _Shape("yes") if info.default is False else _Shape("choice", ("yes", "no"), known=known)
    return _Shape("date" if kind is date else "text" if kind is str else "money")


def _bare(kind: Any) -> Any:
    """A type without `None` and without what pydantic hangs on it; of `Literal | Literal` the two together."""
    if hasattr(kind, "__metadata__"):
        return _bare(kind.__origin__)
    if get_origin(kind) in (Union, types.UnionType):
        parts = [_bare(part) for part in get_args(kind) if part is not type(None)]
        if len(parts) > 1:
            return Literal[tuple(value for part in parts for value in get_args(part))]  # type: ignore[misc]
        return parts[0]
    return kind


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _facts(model: type[BaseModel]) -> Iterator[tuple[str, Json, _Shape]]:
    """The facts of a model in the order of the words, and how each is asked for."""
    for name, words in fields_words()[model.__name__].items():
        yield name, words, _shape(model.model_fields[name])


@cache
def fields_words() -> dict[str, dict[str, Json]]:
    words: dict[str, dict[str, Json]] = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    return words


# ---- From values to fields -----------------------------------------------------------------------------------------


def _group(path: str, title: str, model: type[BaseModel], values: Mapping[str, str], rare: bool = False) -> Group:
    items: list[Field | Group | Rows] = []
    for name, words, shape in _facts(model):
        here = _join(path, name)
        if shape.kind == "group" and shape.model:
            items.append(_group(here, words["label"], shape.model, values, bool(words.get("rare"))))
        elif shape.kind == "rows" and shape.model:
            items.append(_rows(here, words, shape, values))
        else:
            items.append(_field(here, words, shape))
    return Group(path, title, tuple(items), rare)


def _rows(path: str, words: Json, shape: _Shape, values: Mapping[str, str]) -> Rows:
    first = () if shape.known else (("", "not known"),)
    counted = words.get("counts") or {str(n): str(n) if n else "none" for n in range(words.get("most", _MOST_ROWS) + 1)}
    options = (*first, *((str(value), label) for value, label in counted.items()))
    count = Field(f"{path}.count", words["label"], words.get("hint", ""), "choice", options)
    rows = [
        _group(f"{path}[{place}]", words["each"].format(n=place + 1), shape.model, values)  # type: ignore[arg-type]
        for place in range(_counted(values, path))
    ]
    return Rows(count, tuple(rows), bool(words.get("rare")))


def _field(path: str, words: Json, shape: _Shape) -> Field:
    options = tuple((value, _option(value, words)) for value in shape.options)
    if shape.kind == "choice" and not shape.known:
        options = (("", words.get("empty", "not known")), *options)
    return Field(path, words["label"], words.get("hint", ""), shape.kind, options, bool(words.get("rare")))


_CAPITALS = ("pip", "dla", "adp", "cdp", "jsa", "esa", "lcw", "lcwra", "isa")


def _option(value: str, words: Json) -> str:
    said = words.get("options", {}).get(value)
    return said or " ".join(word.upper() if word in _CAPITALS else word for word in value.split("_"))


def _counted(values: Mapping[str, str], path: str) -> int:
    said = str(values.get(f"{path}.count", ""))
    return 1 if said == "unknown" else min(int(said), _MOST_ROWS) if said.isdecimal() else 0


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


# ---- From a form to a household, and back --------------------------------------------------------------------------


def _read(path: str, model: type[BaseModel], values: Mapping[str, str], many: Mapping[str, list[str]]) -> Json:
    found: Json = {}
    for name, _words, shape in _facts(model):
        value = _value(_join(path, name), shape, values, many)
        if value is not None:
            found[name] = value
    return found


def _value(path: str, shape: _Shape, values: Mapping[str, str], many: Mapping[str, list[str]]) -> Any:
    said = values.get(path, "").strip()
    if shape.kind == "group" and shape.model:
        found = _read(path, shape.model, values, many)
        return found if any(value != shape.model.model_fields[name].default for name, value in found.items()) else None
    if shape.kind == "rows" and shape.model:
        rows = [_read(f"{path}[{place}]", shape.model, values, many) for place in range(_counted(values, path))]
        not_said = shape.known or values.get(f"{path}.count", "") == ""
        return None if not rows and not_said else rows
    if shape.kind == "many":
        return many.get(path) or None
    if shape.kind == "dates":
        return [part.strip() for part in said.split(",") if part.strip()] or None
    if said and (shape.kind == "yes" or shape.options == ("yes", "no")):
        return said == "yes"
    if shape.kind == "money" and said:
        return said.lstrip("£").replace(",", "")
    return said or None


def _flatten(path: str, model: type[BaseModel], facts: Mapping[str, Any], values: dict[str, Any]) -> None:
    for name, _words, shape in _facts(model):
        here, value = _join(path, name), facts.get(name)
        if value is None or value == model.model_fields[name].default:
            continue
        if shape.kind == "group" and shape.model:
            _flatten(here, shape.model, value, values)
        elif shape.kind == "rows" and shape.model:
            values[f"{here}.count"] = str(len(value))
            for place, row in enumerate(value):
                _flatten(f"{here}[{place}]", shape.model, row, values)
        elif shape.kind == "many":
            values[here] = list(value)
        elif shape.kind == "dates":
            values[here] = ", ".join(value)
        elif isinstance(value, bool):
            values[here] = "yes" if value else "" if shape.kind == "yes" else "no"
        else:
            values[here] = str(value)


def is_filled(items: Iterable[Field | Group | Rows], known: Iterable[str], wrong: str) -> bool:
    """Whether any of these facts is among the fields `known` or is the one that is wrong, so that it is not hidden."""
    names = [item.count.name.removesuffix(".count") if isinstance(item, Rows) else item.name for item in items]
    return any(name == one or name.startswith((f"{one}.", f"{one}[")) for name in (*known, wrong) for one in names)
