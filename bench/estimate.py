"""One explained estimate in process, beside what Python needs to write and read its result as JSON."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import rules
from bench.measure import Row, by_turns, rows, timed
from rules.household_reading import read_household

ON = date(2026, 11, 23)
ROUNDS, WARM_UP = 500, 50
MANY = 10_000

Json = dict[str, Any]

FULL: Json = {
    "nation": "england",
    "claim_date": "2026-01-15",
    "adults": [
        {
            "birth_date": "1990-05-01",
            "health": {"group": "lcwra", "evidence_date": "2025-02-01"},
            "carer": False,
            "earnings": [{"amount": 800, "per": "month", "basis": "net"}],
        },
        {
            "age": 34,
            "health": {"group": "none"},
            "carer": True,
            "earnings": [{"amount": 210, "per": "week", "basis": "net"}],
        },
    ],
    "children": [
        {"birth_date": "2016-03-02", "disability": "lower", "childcare": {"amount": 400, "per": "month"}},
        {"birth_date": "2019-07-21"},
        {"birth_date": "2022-11-30"},
    ],
    "housing": {"tenure": "private", "rent": {"amount": 650, "per": "month"}, "bedrooms": 3, "brma": "Leeds"},
    "savings": 7_300,
    "other_income": [{"kind": "new_style_esa", "amount": 92.05, "per": "week", "adult": 0}],
    "advance": {"amount": 300, "months": 24},
    "deductions": [{"kind": "rent_arrears", "amount": 20}],
}
LITTLE_KNOWN: Json = {"adults": [{"age": 30}]}


def measure() -> list[Row]:
    """A full household, one of which little is known, and many different ones in a loop."""
    result = explained(FULL)
    times = by_turns(
        {
            "estimate: writing and reading its JSON": lambda: json.loads(json.dumps(result)),
            "estimate: checking a full household": lambda: read_household(FULL, ON),
            "estimate: full household, explained": lambda: explained(FULL),
            "estimate: little known, explained with its range": lambda: explained(LITTLE_KNOWN),
        },
        ROUNDS,
        WARM_UP,
    )
    seconds, _ = timed(lambda: [explained(household) for household in different(MANY)])
    return [
        *rows(times, "ms", "estimate: writing and reading its JSON"),
        Row(f"estimate: {MANY:,} different households in a loop", MANY / seconds, "a second"),
    ]


def explained(household: Json) -> Json:
    """The whole of the output contract."""
    return rules.estimate(household, ON).as_json()


def different(many: int) -> list[Json]:
    """Full households that differ in earnings and savings, so that nothing remembered helps."""
    first, second = FULL["adults"]
    (job,) = first["earnings"]
    return [
        FULL | {"savings": number, "adults": [{**first, "earnings": [job | {"amount": number / 4}]}, second]}
        for number in range(many)
    ]
