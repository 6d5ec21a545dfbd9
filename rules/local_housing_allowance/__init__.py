"""Local Housing Allowance: the most that counts of a private rent, by area, number of bedrooms and tax year.

A table for each year (`2026.csv`: monthly amounts for Universal Credit, in pounds) and `sources.yaml`, which says for
each nation and year who published them, where, and the SHA-256 of the file. The areas are broad rental market areas.
Rent Officers (Universal Credit Functions) Order 2013 (SI 2013/382), in Northern Ireland SR 2016/222.
"""

from __future__ import annotations

import csv
from calendar import MONDAY
from datetime import date, timedelta
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

import yaml

from rules.errors import HouseholdError, NoRate
from rules.parameters import Rate

CATEGORIES = ("shared", "one_bedroom", "two_bedrooms", "three_bedrooms", "four_bedrooms")

_FOLDER = Path(__file__).parent
_LAW = "UC Regs 2013 Sch 4 para 25"


def rate(area: str, category: str, on: date) -> Rate:
    """The monthly allowance of an area for assessment periods that start on `on`. Raises NoRate outside the tables."""
    year = _year(on)
    table = _table(year)
    try:
        return table[_key(area)][category]
    except KeyError:
        raise NoRate(f"There is no Local Housing Allowance for {area} in {year}/{(year + 1) % 100}.") from None


def areas() -> dict[str, str]:
    """Every rental market area of the latest year, with its nation."""
    return {name: _nations()[key] for key, name in _names().items()}


def history(area: str) -> dict[int, dict[str, Rate]]:
    """The allowances of an area by tax year and category, as far as the tables go. Raises HouseholdError."""
    check_area(area)
    years = range(first_year(), _last_year() + 1)
    return {year: _table(year)[_key(area)] for year in years if _key(area) in _table(year)}


def lowest(nation: str | None, category: str, on: date) -> Rate:
    """The lowest allowance of any area of the nation (of any nation, where it is not known)."""
    areas = [rates for key, rates in _table(_year(on)).items() if nation in (None, _nations()[key])]
    return min((rates[category] for rates in areas), key=lambda one: one.value)


def is_area(area: str) -> bool:
    """Whether there is a rental market area of this name."""
    return _key(area) in _names()


def check_area(area: str) -> None:
    """Raises HouseholdError with the nearest names for an area that no table has."""
    if is_area(area):
        return
    near = [_names()[key] for key in get_close_matches(_key(area), _names(), n=3)]
    instead = f"Perhaps {' or '.join(near)}." if near else "It is on the landlord's or the council's letters."
    raise HouseholdError("housing.brma", f"There is no rental market area called {area}.", instead)


def in_greater_london(area: str) -> bool:
    """Whether an area is one of the London ones; a few of their outer parts lie beyond Greater London."""
    return _key(area).endswith("london")


@lru_cache(maxsize=1)
def first_year() -> int:
    return min(int(path.stem) for path in _FOLDER.glob("*.csv"))


@lru_cache(maxsize=1)
def _last_year() -> int:
    return max(int(path.stem) for path in _FOLDER.glob("*.csv"))


def _year(on: date) -> int:
    """The tax year whose table holds on a day. Raises NoRate outside the tables."""
    year = on.year if on >= _begins(on.year) else on.year - 1
    if not first_year() <= year <= _last_year():
        raise NoRate(
            f"There is no table of Local Housing Allowance for {on:%-d %B %Y}: they go from "
            f"{_begins(first_year()):%-d %B %Y} to {_begins(_last_year() + 1) - timedelta(days=1):%-d %B %Y}."
        )
    return year


@lru_cache(maxsize=32)
def _begins(year: int) -> date:
    """The first Monday of the tax year, from which on new amounts bind to assessment periods."""
    day = date(year, 4, 6)
    return day + timedelta(days=(MONDAY - day.weekday()) % 7)


@lru_cache(maxsize=32)
def _table(year: int) -> dict[str, dict[str, Rate]]:
    return {
        _key(row["area"]): {
            category: Rate(
                name=f"local_housing_allowance.{_key(row['area'])}.{category}",
                label=f"Local Housing Allowance for {row['area']}, {category.replace('_', ' ')}",
                unit="pounds per assessment period",
                value=Decimal(row[category]),
                start=_begins(year),
                law=_LAW,
                url=_source(row["nation"], year),
            )
            for category in CATEGORIES
        }
        for row in _rows(year)
    }


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {_key(row["area"]): row["area"] for row in _rows(_last_year())}


@lru_cache(maxsize=1)
def _nations() -> dict[str, str]:
    return {_key(row["area"]): row["nation"] for row in _rows(_last_year())}


def _rows(year: int) -> list[dict[str, str]]:
    with (_FOLDER / f"{year}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@lru_cache(maxsize=128)
def _source(nation: str, year: int) -> str:
    sources = yaml.safe_load((_FOLDER / "sources.yaml").read_text(encoding="utf-8"))
    return next(str(one["url"]) for one in sources if one["nation"] == nation and one["first"] <= year <= one["last"])


def _key(area: str) -> str:
    """An area's name whatever its case, spaces, hyphens and underscores."""
    return "".join(letter for letter in area.casefold() if letter.isalnum())
