"""A statement as it is given: lines with an id and an amount in pounds, summed by id, and whether they add up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from rules.amount import PENNY, pounds
from rules.errors import HouseholdError

ELEMENTS = (
    "standard_allowance",
    "child_element",
    "disabled_child_addition",
    "lcw_element",
    "lcwra_element",
    "carer_element",
    "housing_costs_element",
    "childcare_costs_element",
    "transitional_element",
)
REDUCTIONS = (
    "earnings_reduction",
    "unearned_income_reduction",
    "capital_reduction",
    "benefit_cap_reduction",
)
TAKEN = ("sanction_reduction", "advance_repayment", "deductions")
TOTALS = ("maximum_award", "award", "payable")

# In the order of an award; a total comes after what it adds up.
ORDER = (*ELEMENTS, "maximum_award", *REDUCTIONS, "award", *TAKEN, "payable")

_NIL = Decimal("0.00")


class Statement(NamedTuple):
    """Sums by id in pounds, negative where money is taken away; and what was wrong or odd about the lines."""

    sums: dict[str, Decimal]
    problems: tuple[str, ...]


def read_statement(lines: Any) -> Statement:
    """Raises HouseholdError, with the place of the line, for a line that cannot be read."""
    if not isinstance(lines, Sequence) or isinstance(lines, str) or not lines:
        raise HouseholdError("statement", "There are no lines.", "Give a list of lines, each with id and amount.")
    sums: dict[str, Decimal] = {}
    problems: list[str] = []
    for place, line in enumerate(lines):
        line_id, amount = _read(line, f"statement[{place}]")
        if amount > 0 and line_id in (*REDUCTIONS, *TAKEN):
            amount = -amount
            problems.append(f"{line_id.replace('_', ' ').capitalize()} was taken as money taken away.")
        sums[line_id] = sums.get(line_id, _NIL) + amount
    return Statement(sums, (*problems, *_not_adding_up(sums)))


def _read(line: Any, path: str) -> tuple[str, Decimal]:
    if not isinstance(line, Mapping):
        raise HouseholdError(path, "This is not a line.", "Give an object with id and amount.")
    line_id = line.get("id")
    if line_id not in ORDER:
        raise HouseholdError(f"{path}.id", f"{line_id} is not a line of an award.", f"Use one of: {', '.join(ORDER)}.")
    try:
        amount = Decimal(str(line.get("amount")))
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or isinstance(line.get("amount"), bool):
        raise HouseholdError(f"{path}.amount", "This is not an amount of money.", "Give pounds, like 650 or 88.50.")
    return str(line_id), amount.quantize(PENNY)


def _not_adding_up(sums: Mapping[str, Decimal]) -> Iterable[str]:
    """Totals of the statement that are not the sum of its own lines."""
    running = _NIL
    for total, parts, name in (
        ("maximum_award", ELEMENTS, "maximum amount"),
        ("award", REDUCTIONS, "award"),
        ("payable", TAKEN, "amount paid"),
    ):
        running = max(running + sum((sums.get(part, _NIL) for part in parts), _NIL), _NIL)
        given = sums.get(total)
        if given is not None and given != running:
            yield (
                f"The lines of the statement come to {pounds(running)} and not to its {name} of {pounds(given)}. "
                "Each line is compared as it is given."
            )
            running = given
