"""The directory of local help: who helps with what in an area, one file each, read and checked when the server starts.

The files are in `bot/places` and in the folder that RIGHTFUL_PLACES names, so that an area needs no change of code.
docs/local-help.md describes each field.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from dateutil.relativedelta import relativedelta
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from web.charity import Nation
from web.settings import ROOT

FOLDER = ROOT / "bot" / "places"
_NEEDS_FILE = ROOT / "bot" / "needs.yaml"

# An entry that nobody has looked at for a year is not shown, unless it says how long it holds.
HOLDS_FOR = relativedelta(years=1)

_OneFile = ConfigDict(extra="forbid", frozen=True)


def _needs() -> dict[str, tuple[str, re.Pattern[str]]]:
    content = yaml.safe_load(_NEEDS_FILE.read_text(encoding="utf-8"))
    return {name: (one["label"], _any_of(one["words"].split(", "))) for name, one in content.items()}


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the words, whole, in a text that `_plain` made."""
    patterns = (re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf" (?:{'|'.join(patterns)})(?= )")


_NEEDS = _needs()
LABELS = {name: label for name, (label, _) in _NEEDS.items()}


class PlacesFileError(Exception):
    """Everything that is wrong with the files of places; `str()` has one line for each."""

    def __init__(self, mistakes: Iterable[str]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(self.mistakes))


def _a_need(name: str) -> str:
    if name not in LABELS:
        raise ValueError(f"{name} is no need; write one of {', '.join(LABELS)}.")
    return name


def _a_phone(text: str) -> str:
    if not re.fullmatch(r"[0-9 +]{3,20}", text):
        raise ValueError(f'"{text}" is not a telephone number: write digits and spaces, in quotes.')
    return text


Words = Annotated[str, Field(min_length=1, max_length=300)]


class Place(BaseModel):
    """Somebody who helps: with what, whom, where, when, how they are reached, and when somebody last asked them."""

    model_config = _OneFile

    name: Annotated[str, Field(min_length=1, max_length=100)]
    needs: Annotated[tuple[Annotated[str, AfterValidator(_a_need)], ...], Field(min_length=1)]
    what: Words
    whom: Words | None = None
    where: Words | None = None
    when: Words | None = None
    phone: Annotated[str, AfterValidator(_a_phone)] | None = None
    email: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+\.[a-z]+$")] | None = None
    url: Annotated[str, Field(pattern=r"^https://\S+$")] | None = None
    checked: date
    until: date | None = None

    @property
    def expires(self) -> date:
        """The last day on which it is shown."""
        return self.until or self.checked + HOLDS_FOR


class Area(BaseModel):
    """A town or council area. `also` are other names of it; `charities` are those that show it (empty: all)."""

    model_config = _OneFile

    id: str
    area: Annotated[str, Field(min_length=2, max_length=80)]
    also: tuple[str, ...] = ()
    nations: Annotated[tuple[Nation, ...], Field(min_length=1)]
    language: Literal["en", "cy"] = "en"
    made_up: bool = False
    charities: frozenset[str] = frozenset()
    places: tuple[Place, ...]

    def is_for(self, charity: str | None) -> bool:
        return not self.charities or charity in self.charities

    def in_force(self, on: date) -> tuple[Place, ...]:
        """Those that were looked at recently enough."""
        return tuple(place for place in self.places if place.expires >= on)


class Directory:
    """All areas. What is asked of it is asked for a charity, which may have areas of its own."""

    def __init__(self, areas: Mapping[str, Area]) -> None:
        self.areas = dict(areas)
        self._names = [
            (_any_of(sorted(map(_bare, (area.area, *area.also)), key=len, reverse=True)), area)
            for area in areas.values()
        ]

    def of_charity(self, charity: str | None) -> list[Area]:
        """The areas that a charity shows."""
        return [area for area in self.areas.values() if area.is_for(charity)]

    def named_in(self, text: str, charity: str | None) -> Area | None:
        """The area whose name stands in a text."""
        plain = _plain(text)
        return next((area for names, area in self._names if area.is_for(charity) and names.search(plain)), None)

    def known_as(self, name: str | None, charity: str | None) -> Area | None:
        """The area of that name."""
        return next((area for area in self.of_charity(charity) if area.area == name), None)


def needs_in(text: str) -> tuple[str, ...]:
    """What a text asks help with."""
    plain = _plain(text)
    return tuple(name for name, (_, words) in _NEEDS.items() if words.search(plain))


def helping(area: Area, needs: Sequence[str], on: date) -> list[Place]:
    """The places that help with any of the needs, those that help with more of them first."""
    found = [place for place in area.in_force(on) if set(needs) & set(place.needs)]
    return sorted(found, key=lambda place: (-len(set(needs) & set(place.needs)), place.needs[0] not in needs))


def read_places(*folders: Path | None) -> Directory:
    """Every area by the name of its file; a later folder replaces one of the same name. Raises PlacesFileError."""
    paths = {path.stem: path for folder in folders if folder for path in sorted(folder.glob("*.yaml"))}
    areas, mistakes = (
        {},
        [
            f"{folder}: there is no such folder (RIGHTFUL_PLACES)."
            for folder in folders
            if folder and not folder.is_dir()
        ],
    )
    for path in paths.values():
        try:
            areas[path.stem] = read_area(path)
        except PlacesFileError as error:
            mistakes += error.mistakes
    if mistakes:
        raise PlacesFileError(mistakes)
    return Directory(areas)


def read_area(path: Path) -> Area:
    """The area of one file. Raises PlacesFileError."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        raise PlacesFileError(
            [f"{path.name}: this is not YAML." + (f" Look at line {mark.line + 1}." if mark else "")]
        ) from None
    if not isinstance(content, dict):
        raise PlacesFileError([f"{path.name}: write one field a line, like area: Exampleton"])
    try:
        return Area.model_validate({**content, "id": path.stem})
    except ValidationError as error:
        raise PlacesFileError(_mistakes(path.name, error.errors())) from None


def _mistakes(file: str, errors: Iterable[Any]) -> Iterator[str]:
    """Each mistake in plain words, from one that pydantic found."""
    words = {
        "missing": "this field is missing.",
        "extra_forbidden": "there is no field of this name.",
        "string_pattern_mismatch": "an address begins with https://, and an email has an @ in it.",
    }
    for one in errors:
        field = ".".join(str(part) for part in one["loc"])
        context = one.get("ctx", {}).get("error")
        yield f"{file}: {field}: {words.get(one['type'], str(context) if context else one['msg'])}"


def _bare(text: str) -> str:
    return _plain(text).strip()


def _plain(text: str) -> str:
    """Small letters without accents and punctuation, a space at both ends, so that words are found whole."""
    text = re.sub(r"['\u2019\u0300-\u036f]", "", unicodedata.normalize("NFKD", text.casefold()))
    return f" {' '.join(re.findall(r'[a-z0-9]+', text))} "
