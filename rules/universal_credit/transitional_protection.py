"""The transitional element and its erosion: Transitional Provisions Regs 2014 (SI 2014/1230) regs 52 to 55."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from rules.amount import Amount, pounds
from rules.universal_credit.line import LEGISLATION, Line, nothing

_LAW = "Transitional Provisions Regs 2014 reg 55"
_URL = f"{LEGISLATION}/uksi/2014/1230/regulation/55"

# The elements whose increase erodes the transitional element: all but childcare (reg 55(4)).
_ERODING = (
    "standard_allowance",
    "child_element",
    "disabled_child_addition",
    "lcw_element",
    "lcwra_element",
    "carer_element",
    "housing_costs_element",
)


def transitional_line(at_first: Decimal, elements_by_period: Iterable[list[Line]]) -> Line | None:
    """What is left of a transitional element; `elements_by_period` are the elements from its period to this one."""
    if not at_first:
        return None
    amount = Amount.fact(at_first, "transitional element")
    eroded = sum(_increases(elements_by_period), Decimal(0))
    if not eroded:
        return Line("transitional_element", "Transitional element", amount, _LAW, _URL)
    left = (amount - Amount.fact(eroded, "increases of other elements since")).not_below_nil()
    if not left.value:
        why = f"Other elements have gone up by {pounds(eroded)} since, which is more than it was"
        return nothing("no_transitional_element", "No transitional element left", why, _LAW, _URL)
    return Line("transitional_element", "Transitional element", left, _LAW, _URL)


def eroding_total(elements: Iterable[Line]) -> Decimal:
    """The sum of the elements whose increase erodes a transitional element."""
    return sum((line.amount.value for line in elements if line.id in _ERODING), Decimal(0))


def _increases(elements_by_period: Iterable[list[Line]]) -> Iterator[Decimal]:
    """By how much the other elements grew from each period to the next; a fall gives nothing back."""
    before: Decimal | None = None
    for elements in elements_by_period:
        total = eroding_total(elements)
        if before is not None and total > before:
            yield total - before
        before = total
