"""What proposals would change on households that are made up, worked out by the rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

import rules
from web import charts

_EXAMPLES = Path(__file__).with_name("example_households") / "households.yaml"

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    id: str
    title: str
    household: Json


@dataclass(frozen=True, slots=True)
class Effect:
    """What the proposals do to one household, in pounds per assessment period."""

    example: Example
    comparison: rules.Comparison

    @property
    def by_law(self) -> Decimal:
        return _award(self.comparison.first)

    @property
    def proposed(self) -> Decimal:
        return _award(self.comparison.second)

    @property
    def difference(self) -> Decimal:
        return self.proposed - self.by_law


@cache
def examples() -> tuple[Example, ...]:
    return tuple(Example(**one) for one in yaml.safe_load(_EXAMPLES.read_text(encoding="utf-8")))


def effects_on(households: Sequence[Example], chosen: Sequence[str], on: date) -> list[Effect]:
    return [
        Effect(one, rules.compare(one.household, one.household, on, reforms=(), second_reforms=chosen))
        for one in households
    ]


def chart_of(effects: Sequence[Effect]) -> object:
    bars = [charts.Bar(_short(one.example.title), one.difference, "proposal") for one in effects]
    most = max(effects, key=lambda one: one.difference)
    words = f"The largest difference is {rules.pounds(most.difference)} a month: {most.example.title}."
    return charts.bar_chart("effects", "Difference in a month", words, bars, rules.pounds)


def _short(title: str) -> str:
    return title if len(title) <= 26 else f"{title[:25].rstrip(' ,')}…"


def _award(estimate: rules.Estimate) -> Decimal:
    return estimate.result.award.value.quantize(Decimal("0.01")) if estimate.result.award else Decimal("0.00")
