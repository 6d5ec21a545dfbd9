"""What can have gone wrong on a statement: each suspicion is a change of the facts, worked out like any award.

Where a changed award has the very amount of the statement, the suspicion explains the line to the penny.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import yaml

from rules.household import Household
from rules.universal_credit.line import Setting, setting_for
from rules.universal_credit.timing import period_containing

Change = Callable[[Household, Setting], Iterator[Household]]

_FILE = Path(__file__).with_name("suspicions.yaml")
_RECONSIDERATION = "mandatory_reconsideration"
_NEXT_STEPS = {
    _RECONSIDERATION: "Ask for a mandatory reconsideration, and say which line is wrong",
    "bedroom_or_rent": "Report what is right in the journal, and ask for a mandatory reconsideration of this line",
    "earnings_dispute": "Dispute the pay in the journal with payslips, and ask for a decision and a reconsideration",
}


class Suspicion(NamedTuple):
    """A reason why a line can be wrong. `wrong_awards` gives the facts and settings that the mistake is right for."""

    reason: str
    law: str
    letter: str
    wrong_awards: Callable[[Household, Setting], Iterator[tuple[Household, Setting]]]

    @property
    def next_step(self) -> str:
        return _NEXT_STEPS[self.letter]


@lru_cache(maxsize=1)
def by_line() -> dict[str, list[Suspicion]]:
    """The suspicions about each line, the likeliest first; those about dates come last for every line."""
    found: dict[str, list[Suspicion]] = {}
    for entry in yaml.safe_load(_FILE.read_text(encoding="utf-8")):
        module, _, name = entry["change"].partition(".")
        change: Change = getattr(import_module(f"rules.statement.{module}"), name)
        suspicion = Suspicion(
            entry["reason"], entry["law"], entry.get("letter", _RECONSIDERATION), _in_this_period(change)
        )
        for line in entry["lines"]:
            found.setdefault(line, []).append(suspicion)
    return found


def about(line_id: str) -> list[Suspicion]:
    return [*by_line().get(line_id, ()), *_ABOUT_DATES]


def _in_this_period(change: Change) -> Callable[[Household, Setting], Iterator[tuple[Household, Setting]]]:
    return lambda household, setting: ((changed, setting) for changed in change(household, setting))


def _rates_of_last_year(household: Household, setting: Setting) -> Iterator[tuple[Household, Setting]]:
    yield household, setting_for(setting.period, setting.parameters, setting.period.start - timedelta(days=365))


def _period_before(household: Household, setting: Setting) -> Iterator[tuple[Household, Setting]]:
    if household.claim_date and setting.period.start > household.claim_date:
        before = period_containing(household.claim_date, setting.period.start - timedelta(days=1))
        yield household, setting_for(before, setting.parameters)


_ABOUT_DATES = (
    Suspicion(
        "The rates of the year before are used",
        "Universal Credit Act 2025 s.1(6)(d)",
        _RECONSIDERATION,
        _rates_of_last_year,
    ),
    Suspicion(
        "A change is taken in too late: this is the amount of the assessment period before",
        "Decisions and Appeals Regs 2013 Sch 1",
        _RECONSIDERATION,
        _period_before,
    ),
)
