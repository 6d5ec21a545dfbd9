"""Files of many households: what an adviser sends, and what comes back.

CSV has a column for each fact, named by its path (`adults[0].earnings[0].amount`); JSONL a household of the contract a
line, alone or as {"reference": ..., "household": ...}.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from web.store import caseloads
from web.workbench.documents import csv_of
from web.workbench.fields import Field, Group, Rows, household_form, household_from

MOST_ROWS = 10_000
LARGEST = 20 * 1024 * 1024  # bytes
REFERENCE = "reference"
_LONGEST_REFERENCE = 40

# A file to begin with: the columns that most households need, and one household.
TEMPLATE = {
    REFERENCE: "case 1",
    "nation": "england",
    "claim_date": "2026-10-12",
    "adults[0].birth_date": "1990-05-01",
    "adults[0].health.group": "none",
    "adults[0].earnings[0].amount": "800",
    "adults[0].earnings[0].per": "month",
    "adults[0].earnings[0].basis": "gross",
    "children[0].birth_date": "2019-03-02",
    "housing.tenure": "social",
    "housing.rent.amount": "500",
    "housing.rent.per": "month",
    "housing.bedrooms": "2",
    "savings": "300",
}
_LINES = (
    *("standard_allowance", "child_element", "disabled_child_addition", "lcw_element", "lcwra_element"),
    *("carer_element", "housing_costs_element", "childcare_costs_element", "transitional_element", "maximum_award"),
    *("earnings_reduction", "unearned_income_reduction", "capital_reduction", "benefit_cap_reduction", "award"),
    *("sanction_reduction", "advance_repayment", "deductions", "payable"),
)

Json = dict[str, Any]


class FileRefused(Exception):
    """A file that cannot be taken at all; `str()` says why and what to do."""


def read(data: bytes) -> list[caseloads.NewRow]:
    """The rows of a file. Raises FileRefused."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileRefused("This file is not UTF-8 text. In a spreadsheet, save it as “CSV UTF-8”.") from None
    if "\x00" in text:
        raise FileRefused("This is not a CSV file or JSONL: it has bytes in it that are no text.")
    if not text.strip():
        raise FileRefused("This file is empty. Choose another, or begin with the template.")
    rows = list(_of_lines(text) if text.lstrip().startswith("{") else _of_columns(text))
    if not rows:
        raise FileRefused("This file has a heading and no rows. Add a row for each household.")
    if len(rows) > MOST_ROWS:
        raise FileRefused(f"This file has {len(rows):,} rows, and {MOST_ROWS:,} is the most. Send it in parts.")
    return rows


def template() -> str:
    """A file with the usual columns and one household in it."""
    return csv_of(TEMPLATE, [TEMPLATE.values()])


def as_csv(rows: Iterable[caseloads.CaseloadRow]) -> str:
    """A row for each household: the award, how far off it could be, what is left out, each line, or what is wrong."""
    columns = ("row", REFERENCE, "award", "payable", "low", "high", "excluded", "wrong_fact", "problem", *_LINES)
    return csv_of(columns, (_cells(row) for row in rows))


def as_json_lines(rows: Iterable[caseloads.CaseloadRow]) -> Iterator[str]:
    """One JSON object for each household."""
    for row in rows:
        found: Json = {"row": row.number, REFERENCE: row.reference}
        found |= {"error": row.error} if row.error else {"result": row.result}
        yield json.dumps(found, ensure_ascii=False)


def _cells(row: caseloads.CaseloadRow) -> list[object]:
    result, error = row.result or {}, row.error or {}
    lines = result.get("lines", {})
    return [
        *(row.number, row.reference),
        *(result.get(name) for name in ("award", "payable", "low", "high")),
        "; ".join(result.get("excluded", [])),
        *(error.get("fact"), " ".join(filter(None, (error.get("problem"), error.get("instead"))))),
        *(lines.get(name) for name in _LINES),
    ]


# ---- JSONL ---------------------------------------------------------------------------------------------------------


def _of_lines(text: str) -> Iterator[caseloads.NewRow]:
    for number, line in enumerate((line for line in text.splitlines() if line.strip()), start=1):
        try:
            content = json.loads(line, parse_float=str, parse_constant=str)
        except (ValueError, RecursionError):
            yield _wrong(number, "household", "This line is not JSON.", "Check the quotes, commas and brackets.")
            continue
        wrapped = isinstance(content, dict) and "household" in content
        reference = str(content.get(REFERENCE, "")) if wrapped else ""
        household = content["household"] if wrapped else content
        if isinstance(household, dict):
            yield caseloads.NewRow(number, reference[:_LONGEST_REFERENCE], household)
        else:
            yield _wrong(number, "household", "This line is not a household.", "Write an object in curly brackets.")


def _wrong(number: int, fact: str, problem: str, instead: str) -> caseloads.NewRow:
    return caseloads.NewRow(number, "", None, {"fact": fact, "problem": problem, "instead": instead})


# ---- CSV -----------------------------------------------------------------------------------------------------------


def _of_columns(text: str) -> Iterator[caseloads.NewRow]:
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        columns = [name.strip() for name in next(reader)]
        _check(columns)
        for number, cells in enumerate((row for row in reader if any(cell.strip() for cell in row)), start=1):
            if len(cells) > len(columns):
                yield _wrong(number, "row", "This row has more cells than the heading.", "Check the commas in it.")
                continue
            values = {name: cell.strip() for name, cell in zip(columns, cells, strict=False) if cell.strip()}
            reference = values.pop(REFERENCE, "")[:_LONGEST_REFERENCE]
            yield caseloads.NewRow(number, reference, _household(values))
    except csv.Error as error:
        raise FileRefused(f"This is not a CSV file: {error}. Save it again as “CSV UTF-8”.") from None


def _check(columns: list[str]) -> None:
    """Raises FileRefused for a column that no fact has, and for one that comes twice."""
    twice = next((name for name in columns if columns.count(name) > 1), None)
    if twice is not None:
        raise FileRefused(f"The column “{twice}” comes twice. Keep one of them.")
    wanted = [name for name in columns if name != REFERENCE]
    known = set(_names(household_form(_counts(wanted))))
    unknown = next((name for name in wanted if name not in known), None)
    if unknown is not None:
        raise FileRefused(f"No fact is called “{unknown}”. Take the names from the template or the list of columns.")


def _household(values: Mapping[str, str]) -> Json:
    """As the form reads it. A cell of several things has semicolons between them."""
    many = {name: [part.strip() for part in value.split(";") if part.strip()] for name, value in values.items()}
    return household_from({**_counts(values), **values}, many)


def _counts(names: Iterable[str]) -> dict[str, str]:
    """How long each list is, from the highest number that is named; a count that is given itself wins."""
    counts: dict[str, int] = {}
    for name in names:
        for found in re.finditer(r"\[(\d{1,2})\]", name):
            path = name[: found.start()]
            counts[path] = max(counts.get(path, 0), int(found[1]) + 1)
    return {f"{path}.count": str(length) for path, length in counts.items()}


def _names(item: Field | Group | Rows) -> Iterator[str]:
    """The names of all fields of a form."""
    if isinstance(item, Field):
        yield item.name
    elif isinstance(item, Rows):
        yield item.count.name
        for row in item.rows:
            yield from _names(row)
    else:
        for one in item.items:
            yield from _names(one)


def columns() -> list[tuple[str, str]]:
    """Every column there can be, with its words, for the first of each list."""
    counts = {f"{path}.count": "1" for path in ("adults", "adults[0].earnings", "children", "other_income")}
    counts |= {"deductions.count": "1", "housing.non_dependants.count": "1"}
    return list(_labels(household_form(counts)))


def _labels(item: Field | Group | Rows) -> Iterator[tuple[str, str]]:
    if isinstance(item, Field):
        options = f" ({', '.join(value for value, _ in item.options if value)})" if item.options else ""
        yield item.name, item.label + options
    else:
        for one in item.rows if isinstance(item, Rows) else item.items:
            yield from _labels(one)


def median(rows: Iterable[caseloads.CaseloadRow]) -> tuple[int, Decimal, Decimal | None]:
    """How many awards there are, their sum, and the middle one."""
    awards = sorted(Decimal(row.result["award"]) for row in rows if row.result and row.result["award"] is not None)
    return len(awards), sum(awards, Decimal(0)), awards[len(awards) // 2] if awards else None
