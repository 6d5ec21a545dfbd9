"""An award along the pay of one adult, beside one explained estimate of the same household."""

from __future__ import annotations

from decimal import Decimal

import rules
from bench.estimate import FULL, ON, explained
from bench.measure import Row, by_turns, rows

POINTS, TOP = 200, Decimal(4_000)
ROUNDS, WARM_UP = 20, 2


def measure() -> list[Row]:
    """Every point, and where the award turns, from no pay to the top."""
    one = "sweep: one explained estimate"
    calls = {
        one: lambda: explained(FULL),
        f"sweep: {POINTS} points of earnings": lambda: rules.sweep(FULL, ON, TOP, POINTS),
    }
    return rows(by_turns(calls, ROUNDS, WARM_UP), "ms", one)
