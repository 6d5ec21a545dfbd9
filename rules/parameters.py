"""Dated values of the law: the value in force on a date, where it comes from, and reforms laid over it.

Every figure is a line in `parameters/*.yaml` (one file a benefit). A parameter's name is the file's stem, a dot and
the key: `universal_credit.taper`. A reform is a file of the same shape in `reforms/`, whose values replace the law's
from their dates on.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from rules.errors import NoRate, UnknownParameter, UnknownReform

FOLDER = Path(__file__).parent / "parameters"
REFORMS = Path(__file__).parent / "reforms"


class _Loader(yaml.SafeLoader):
    """YAML whose numbers are exact decimals: a rate is never a binary fraction."""


def _decimal(loader: _Loader, node: yaml.ScalarNode) -> Decimal:
    return Decimal(loader.construct_scalar(node))


_Loader.add_constructor("tag:yaml.org,2002:float", _decimal)
_Loader.add_constructor("tag:yaml.org,2002:int", _decimal)


class Rate(NamedTuple):
    """One value of one parameter. `value` is in `unit`; `start` is the first day it applies."""

    name: str
    label: str
    unit: str
    value: Decimal
    start: date
    law: str
    url: str


@dataclass(frozen=True, slots=True)
class Series:
    """All dated values of one parameter, oldest first; a value of None means that the law has none since then."""

    name: str
    label: str
    unit: str
    checked: date
    known_until: date | None
    starts: tuple[date, ...]
    rates: tuple[Rate | None, ...]

    def on(self, day: date) -> Rate | None:
        """The rate in force on `day`; None where the law ended it. Raises NoRate outside the dates we know."""
        place = bisect_right(self.starts, day) - 1
        if place < 0:
            raise NoRate(
                f"There is no rate for the {self.label} on {day:%-d %B %Y}: the first one known is for "
                f"{self.starts[0]:%-d %B %Y}."
            )
        if self.known_until and day > self.known_until:
            raise NoRate(
                f"There is no rate for the {self.label} on {day:%-d %B %Y} yet: rates are known up to "
                f"{self.known_until:%-d %B %Y}."
            )
        return self.rates[place]


class Parameters:
    """The law as dated values, with the names of the reforms laid over it (none for the law itself)."""

    def __init__(self, series: Mapping[str, Series], reforms: tuple[str, ...] = ()) -> None:
        self.series = series
        self.reforms = reforms

    def __getitem__(self, name: str) -> Series:
        try:
            return self.series[name]
        except KeyError:
            raise UnknownParameter(f"There is no parameter called {name}.") from None

    def rate(self, name: str, day: date) -> Rate:
        """The rate in force on `day`. Raises NoRate when there is none, also where the law ended it."""
        rate = self[name].on(day)
        if rate is None:
            raise NoRate(f"The law has no {self[name].label} on {day:%-d %B %Y}.")
        return rate


@lru_cache(maxsize=16)
def law(reforms: tuple[str, ...] = ()) -> Parameters:
    """The parameters in force, with each named reform laid over them in order."""
    series = {s.name: s for path in sorted(FOLDER.glob("*.yaml")) for s in _read(path, path.stem)}
    for name in reforms:
        for change in _read_reform(name, series):
            series[change.name] = change
    return Parameters(series, reforms)


class Reform(NamedTuple):
    """A proposal: whose it is, and its own values of the parameters that it changes; None where it ends one."""

    name: str
    title: str
    source: str
    url: str
    changes: tuple[Series, ...]


def reform_names() -> list[str]:
    return sorted(path.stem for path in REFORMS.glob("*.yaml"))


def reform(name: str) -> Reform:
    """One proposal. Raises UnknownReform."""
    content, by_law = _reform_file(name), law().series
    changes = tuple(_proposed(by_law[parameter], values) for parameter, values in content["changes"].items())
    return Reform(name, content["title"], content["source"], content["url"], changes)


def _read(path: Path, stem: str) -> Iterable[Series]:
    content: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader) or {}  # noqa: S506
    for key, entry in content.items():
        yield _series(f"{stem}.{key}", entry)


def _series(name: str, entry: Mapping[str, Any]) -> Series:
    starts = tuple(sorted(entry["values"]))
    rates = tuple(
        None
        if entry["values"][start]["value"] is None
        else Rate(
            name=name,
            label=entry["label"],
            unit=entry["unit"],
            start=start,
            value=entry["values"][start]["value"],
            law=entry["values"][start]["law"],
            url=entry["values"][start]["url"],
        )
        for start in starts
    )
    return Series(name, entry["label"], entry["unit"], entry["checked"], entry.get("known_until"), starts, rates)


def _read_reform(name: str, series: Mapping[str, Series]) -> Iterable[Series]:
    for parameter, values in _reform_file(name)["changes"].items():
        if parameter not in series:
            raise UnknownParameter(f"The reform {name} changes {parameter}, which does not exist.")
        yield _overlaid(series[parameter], values)


def _reform_file(name: str) -> dict[str, Any]:
    if name not in reform_names():
        raise UnknownReform(f"There is no reform called {name}. The reforms are: {', '.join(reform_names())}.")
    content: dict[str, Any] = yaml.load((REFORMS / f"{name}.yaml").read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506
    return content


def _proposed(old: Series, values: Mapping[date, Mapping[str, Any]]) -> Series:
    """The proposal's values alone."""
    return _series(old.name, {"label": old.label, "unit": old.unit, "checked": old.checked, "values": values})


def _overlaid(old: Series, values: Mapping[date, Mapping[str, Any]]) -> Series:
    """The law up to the reform's first date, the reform from then on."""
    first = min(values)
    kept = [(start, rate) for start, rate in zip(old.starts, old.rates, strict=True) if start < first]
    new = _proposed(old, values)
    return Series(
        old.name,
        old.label,
        old.unit,
        old.checked,
        old.known_until,
        (*(start for start, _ in kept), *new.starts),
        (*(rate for _, rate in kept), *new.rates),
    )
