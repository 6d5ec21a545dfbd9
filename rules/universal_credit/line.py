"""A line of an award: what it is, how much, how it was worked out and which law says so; and what was left out."""

from __future__ import annotations

from dataclasses import dataclass

from rules.amount import NIL, Amount
from rules.household import Person
from rules.parameters import Parameters
from rules.universal_credit.timing import AssessmentPeriod

LEGISLATION = "https://www.legislation.gov.uk"
REGULATIONS = f"{LEGISLATION}/uksi/2013/376"


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `amount` is in pounds per assessment period, negative where money is taken away.

    `why` says in words what the sum cannot: why an element is not there, or which of two rates applies and why.
    """

    id: str
    label: str
    amount: Amount
    law: str
    url: str
    why: str = ""

    @property
    def working(self) -> str:
        sums = self.amount.working if self.amount.parts or self.amount.label else ""
        return ". ".join(part for part in (sums, self.why) if part)


def nothing(line_id: str, label: str, why: str, law: str, url: str) -> Line:
    """A line that explains why something is not in the award."""
    return Line(line_id, label, Amount(NIL), law, url, why)


@dataclass(frozen=True, slots=True)
class Excluded:
    """A fact that this cannot work out, why, and the id of the answer that says who can.

    `blocks`: a number without it would be wrong and not only incomplete, so none is given.
    """

    fact: str
    reason: str
    law: str
    route: str
    blocks: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """What a calculation is made for: one assessment period under one set of parameters."""

    period: AssessmentPeriod
    parameters: Parameters

    def law(self, key: str) -> Amount:
        """A Universal Credit amount in force for this assessment period.

        New rates bind to periods that start on or after their date (Universal Credit Act 2025 s.1(6)(d)), so the
        first day of the period decides.
        """
        return Amount.law(self.parameters.rate(f"universal_credit.{key}", self.period.start))

    def has(self, key: str) -> bool:
        """Whether the law has this parameter at all in this period (a limit may have been ended)."""
        return self.parameters[f"universal_credit.{key}"].on(self.period.start) is not None

    def age(self, person: Person) -> int | None:
        """Age for this period: a change of circumstances counts from the first day of the period in which it
        happens (Decisions and Appeals Regs 2013 Sch 1 para 20), so the age on the last day decides."""
        return person.age_on(self.period.end)
