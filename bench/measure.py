"""Times and sizes, and the table that shows them."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles
from typing import TypeVar

_PER_SECOND = {"s": 1, "ms": 1_000, "µs": 1_000_000}
_HEAD = ("measured", "median", "p95", "unit", "ratio")

Result = TypeVar("Result")
Times = dict[str, list[float]]


@dataclass(frozen=True)
class Row:
    """One line of the table. `p95` is None for what is measured once; `ratio` is empty without a yardstick."""

    what: str
    median: float
    unit: str
    p95: float | None = None
    ratio: str = ""


def timed(call: Callable[[], Result]) -> tuple[float, Result]:
    """How many seconds a call took, and what it returned."""
    began = time.perf_counter()
    result = call()
    return time.perf_counter() - began, result


def by_turns(calls: dict[str, Callable[[], object]], rounds: int, warm_up: int) -> Times:
    """The seconds of each call, one after the other in each round, so that a busy moment meets them all."""
    times: Times = {what: [] for what in calls}
    for number in range(warm_up + rounds):
        for what, call in calls.items():
            seconds, _ = timed(call)
            if number >= warm_up:
                times[what].append(seconds)
    return times


def rows(times: Times, unit: str, yardstick: str) -> list[Row]:
    """A row for each list of seconds, with its ratio to the median of the yardstick."""
    usual, scale = median(times[yardstick]), _PER_SECOND[unit]
    return [
        Row(
            what,
            median(seconds) * scale,
            unit,
            quantiles(seconds, n=20)[-1] * scale,
            "yardstick" if what == yardstick else f"{median(seconds) / usual:.2f}",
        )
        for what, seconds in times.items()
    ]


def table(measured: list[Row]) -> str:
    """The rows in columns; the text is a Markdown table too."""
    cells = [_HEAD, *((r.what, _figure(r.median), _figure(r.p95), r.unit, r.ratio) for r in measured)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(_HEAD))]
    head, *body = [_line(row, widths) for row in cells]
    rule = "| " + " | ".join("-" * (width - 1) + (":" if 0 < at < 3 else "-") for at, width in enumerate(widths)) + " |"
    return "\n".join((head, rule, *body))


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    what, *rest = row
    aligned = [what.ljust(widths[0])]
    aligned += [
        cell.rjust(width) if at < 2 else cell.ljust(width)
        for at, (cell, width) in enumerate(zip(rest, widths[1:], strict=True))
    ]
    return f"| {' | '.join(aligned)} |"


def _figure(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
