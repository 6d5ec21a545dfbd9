"""The charities whose pages show the chat: one file each, read and checked when the server starts.

The files are in `charities/` here and in the folder that RIGHTFUL_CHARITIES names, so that a charity needs no change of
code. docs/embedding.md describes each field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import yaml
from flask import current_app
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainValidator, ValidationError, model_validator

from bot.answers.told import NATIONS
from web.contrast import dark_enough
from web.opening_hours import OpeningHours, Span, spans

FOLDER = Path(__file__).parent / "charities"

_ID = re.compile(r"[a-z0-9-]{1,60}")
# What a browser sends as the origin of a page. Without https only on the machine of somebody who is trying it out.
_ORIGIN = re.compile(r"(?:https://[a-z0-9.-]+|http://(?:localhost|127\.0\.0\.1))(?::\d{1,5})?")


class UnknownCharity(Exception):
    """No charity of that name has a file."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with one field of a charity's file."""

    file: str
    field: str
    problem: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.field, self.problem) if part)


class CharityFileError(Exception):
    """Everything that is wrong with the files of charities; `str()` has one line for each."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(map(str, self.mistakes)))


def _origin(text: str) -> str:
    if not _ORIGIN.fullmatch(text):
        raise ValueError(
            f'"{text}" is not the origin of a page: write https:// and the host, in small letters, without a path or a '
            "slash at the end, like https://www.riverside.example"
        )
    return text


def _spans(content: object) -> tuple[Span, ...]:
    if not isinstance(content, str):
        raise ValueError("write hours like 10:00-15:00, in quotes.")
    return spans(content)


Nation = Literal["england", "wales", "scotland", "northern_ireland"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Words = Annotated[str, Field(min_length=1, max_length=2000)]
_OneFile = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Limits(BaseModel):
    """How often all visitors of a charity together may begin a chat and send a message."""

    model_config = _OneFile

    starts_per_minute: Annotated[int, Field(gt=0)] = 300
    turns_per_minute: Annotated[int, Field(gt=0)] = 1500


class Charity(BaseModel):
    """One charity. `contacts` are Markdown by nation, `all` for those that have none of their own."""

    model_config = _OneFile

    id: str
    name: Annotated[str, Field(min_length=1, max_length=80)]
    colour: Annotated[str, AfterValidator(dark_enough)]
    language: Literal["en", "cy"] = "en"
    nations: Annotated[tuple[Nation, ...], Field(min_length=1)]
    contacts: Mapping[Literal["all"] | Nation, Words] = Field(default_factory=dict)
    hours: Mapping[Weekday, Annotated[tuple[Span, ...], PlainValidator(_spans)]] = Field(default_factory=dict)
    closed: frozenset[date] = frozenset()
    origins: tuple[Annotated[str, AfterValidator(_origin)], ...] = ()
    limits: Limits = Limits()

    @model_validator(mode="after")
    def _reachable_in_each_nation(self) -> Self:
        without = [nation for nation in self.nations if nation not in self.contacts]
        if self.contacts and "all" not in self.contacts and without:
            raise ValueError(f"contacts: there is none for {', '.join(without)}, and none for all.")
        return self

    @property
    def opening_hours(self) -> OpeningHours:
        return OpeningHours(self.hours, self.closed)

    def contact(self, nation: str | None) -> str:
        """How somebody in a nation reaches its people; all ways where the nation is not known and they differ."""
        found = self.contacts.get(nation) if nation else None  # type: ignore[call-overload]
        if found or "all" in self.contacts:
            return str(found or self.contacts["all"])
        return "; ".join(f"in {NATIONS[one]}, {words}" for one, words in self.contacts.items())


def read_charities(*folders: Path | None) -> dict[str, Charity]:
    """Every charity by its id. A file in a later folder replaces one of the same name. Raises CharityFileError."""
    paths = {path.stem: path for folder in folders if folder for path in sorted(folder.glob("*.yaml"))}
    found, mistakes = {}, []
    for folder in folders:
        if folder and not folder.is_dir():
            mistakes.append(Mistake(str(folder), "", "there is no such folder (RIGHTFUL_CHARITIES)."))
    for path in paths.values():
        try:
            found[path.stem] = read_charity(path)
        except CharityFileError as error:
            mistakes += error.mistakes
    if mistakes:
        raise CharityFileError(mistakes)
    return found


def read_charity(path: Path) -> Charity:
    """The charity of one file. Raises CharityFileError."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CharityFileError([Mistake(path.name, "", f"this is not YAML. {_place(error)}".strip())]) from None
    if not isinstance(content, dict):
        raise CharityFileError([Mistake(path.name, "", "write one field a line, like name: Riverside Advice")])
    if not _ID.fullmatch(path.stem):
        instead = "a file is called by small letters, digits and hyphens: its name is the charity's id."
        raise CharityFileError([Mistake(path.name, "", instead)])
    try:
        return Charity.model_validate({**content, "id": path.stem})
    except ValidationError as error:
        raise CharityFileError(_mistake(path.name, one) for one in error.errors()) from None


def charity(name: str) -> Charity:
    """A charity of this application. Raises UnknownCharity."""
    found: Mapping[str, Charity] = current_app.extensions["charities"]
    try:
        return found[name]
    except KeyError:
        raise UnknownCharity(f"There is no charity called {name} here.") from None


def _place(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"Look at line {mark.line + 1}." if mark else ""


def _mistake(file: str, error: Any) -> Mistake:
    """A mistake in plain words, from one that pydantic found."""
    field = ".".join(str(part) for part in error["loc"] if part != "[key]")
    context = error.get("ctx", {})
    words = {
        "missing": "this field is missing.",
        "extra_forbidden": "there is no field of this name.",
        "literal_error": f"write one of {context.get('expected')}.",
        "value_error": str(context.get("error")),
    }
    return Mistake(file, field, words.get(error["type"], f"{error['msg']}."))
