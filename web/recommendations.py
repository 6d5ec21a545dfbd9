"""The recommendations of the briefing that the project grew from, with figures of the engine on made-up households.

`recommendations.yaml` has the words: what each says, whom it would change, and what the engine cannot say.
"""

from __future__ import annotations

import copy
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field

import rules
from web import charts
from web.reform_effects import examples

Json = dict[str, Any]

_FILE = Path(__file__).with_name("recommendations.yaml")
_OneFile = ConfigDict(extra="forbid", frozen=True)


class Case(BaseModel):
    """Two states of one example household under the law: `first` and `second` are laid over its facts."""

    model_config = _OneFile

    title: str
    household: str
    words: str
    first: Json
    second: Json
    first_is: str
    second_is: str


class Recommendation(BaseModel):
    """One recommendation. `rights` are answers on what has been proposed; `done` is what has happened since."""

    model_config = _OneFile

    id: str
    number: int
    title: str
    says: str
    whom: str
    reforms: tuple[str, ...] = ()
    cases: tuple[Case, ...] = ()
    rights: tuple[str, ...]
    done: str = ""
    silent: Annotated[tuple[str, ...], Field(min_length=1)]


@cache
def recommendations() -> tuple[Recommendation, ...]:
    """All six, in the order of the briefing."""
    return tuple(Recommendation.model_validate(one) for one in yaml.safe_load(_FILE.read_text(encoding="utf-8")))


class Compared:
    """A case worked out for a day. Amounts are pounds in the assessment period."""

    def __init__(self, case: Case, on: date) -> None:
        self.case = case
        [self.example] = [one for one in examples() if one.id == case.household]
        first, second = _over(self.example.household, case.first), _over(self.example.household, case.second)
        self.first, self.second = _paid(first, on), _paid(second, on)
        self.difference = self.second - self.first
        self.comparison = rules.compare(first, second, on)
        self.chart = charts.bar_chart(
            f"case-{case.household}-{case.title.lower().replace(' ', '-').replace(',', '')}",
            f"{case.title}: what is paid",
            f"{case.first_is}: {rules.pounds(self.first)}. {case.second_is}: {rules.pounds(self.second)}.",
            [charts.Bar(case.first_is, self.first), charts.Bar(case.second_is, self.second, "proposal")],
            rules.pounds,
        )


def _over(household: Json, changes: Json) -> Json:
    """The household with the changes laid over it, person by person."""
    return _laid(copy.deepcopy(household), changes)


def _laid(facts: Any, changes: Any) -> Any:
    if isinstance(facts, dict) and isinstance(changes, dict):
        return {**facts, **{key: _laid(facts.get(key), value) for key, value in changes.items()}}
    people = isinstance(facts, list) and isinstance(changes, list) and len(facts) == len(changes)
    if people and all(isinstance(one, dict) for one in [*facts, *changes]):
        return [_laid(one, change) for one, change in zip(facts, changes, strict=True)]
    return changes


def _paid(household: Json, on: date) -> Decimal:
    """What is paid, after a sanction; nothing where there is no award."""
    result = rules.estimate(household, on).result
    return result.payable.value.quantize(Decimal("0.01")) if result.payable else Decimal("0.00")
