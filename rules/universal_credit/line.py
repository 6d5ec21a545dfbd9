"""A line of an award: what it is, how much, how it was worked out and which law says so; and what was left out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from rules.amount import NIL, Amount
from rules.household import Person
from rules.parameters import Parameters
from rules.universal_credit.timing import AssessmentPeriod

LEGISLATION = "https://www.legislation.gov.uk"
REGULATIONS = f"{LEGISLATION}/uksi/2013/376"


class Line(NamedTuple):
    """One line; `amount` is in pounds per assessment period, negative where money is taken away.

    `why` says in words what the sum cannot: why an element is not there, or which of two rates applies and why.
    `reforms` are the names of the reforms that change this line.
    """

    id: str
    label: str
    amount: Amount
    law: str
    url: str
    why: str = ""
    reforms: tuple[str, ...] = ()

    @property
    def working(self) -> str:
        sums = self.amount.working if self.amount.parts or self.amount.label else ""
        return ". ".join(part for part in (sums, self.why) if part)


def nothing(line_id: str, label: str, why: str, law: str, url: str) -> Line:
    """A line that explains why something is not in the award."""
    return Line(line_id, label, Amount(NIL), law, url, why)


def sentences(parts: Iterable[str]) -> str:
    """Reasons one after the other, without the full stop of the last."""
    return ". ".join(part for part in parts if part)


class Excluded(NamedTuple):
    """A fact that this cannot work out, why, and the id of the answer that says who can.

    `blocks`: a number without it would be wrong and not only incomplete, so none is given.
    """

    fact: str
    reason: str
    law: str
    route: str
    blocks: bool = False


class Setting:
    """What a calculation is made for: one assessment period under one set of parameters.

    `rates_on` is the day whose rates apply: the first day of the period, or for a forecast the last day that has rates.
    It remembers the rates that it looked up. `setting_for` gives one for a period, so that calculations share it.
    """

    def __init__(self, period: AssessmentPeriod, parameters: Parameters, rates_on: date) -> None:
        self.period = period
        self.parameters = parameters
        self.rates_on = rates_on
        self._rates: dict[str, Amount] = {}

    def law(self, key: str) -> Amount:
        """A Universal Credit amount in force for this assessment period.

        New rates bind to periods that start on or after their date (Universal Credit Act 2025 s.1(6)(d)), so the
        first day of the period decides.
        """
        return self.rate(f"universal_credit.{key}")

    def rate(self, name: str) -> Amount:
        """Any amount in force for this assessment period. Raises NoRate when there is none."""
        found = self._rates.get(name)
        if found is None:
            found = self._rates[name] = Amount.law(self.parameters.rate(name, self.rates_on))
        return found

    def has(self, name: str) -> bool:
        """Whether the law has this parameter in this period: it may not have begun yet, or have been ended."""
        if name in self._rates:
            return True
        series = self.parameters[name]
        return self.rates_on >= series.starts[0] and series.on(self.rates_on) is not None

    def age(self, person: Person) -> int | None:
        """Age for this period: a change of circumstances counts from the first day of the period in which it
        happens (Decisions and Appeals Regs 2013 Sch 1 para 20), so the age on the last day decides."""
        return person.age_on(self.period.end)


@lru_cache(maxsize=512)
def setting_for(period: AssessmentPeriod, parameters: Parameters, rates_on: date | None = None) -> Setting:
    return Setting(period, parameters, rates_on or period.start)
