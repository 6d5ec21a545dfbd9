"""The estimate: an award on stated assumptions, its range, and everything that was left out, ready for the contract."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from rules.amount import Amount
from rules.circumstances import Missing, Range, assume, award_range, described, missing, unknowns
from rules.household import Household, read_household
from rules.parameters import Rate, law
from rules.universal_credit.award import Award, work_out
from rules.universal_credit.line import Line, Setting
from rules.universal_credit.timing import AssessmentPeriod, period_containing
from rules.version import RULES_VERSION


@dataclass(frozen=True, slots=True)
class Assumption:
    """What is taken instead of a fact that was not given; `label` names the fact for people."""

    fact: str
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """What `estimate` returns. Money is in pounds per assessment period.

    `unknown` are the circumstances that are not known, `exceptions` those that nobody mentioned, each with the value
    that is assumed for it.
    """

    on: date
    period: AssessmentPeriod
    result: Award
    unknown: tuple[Assumption, ...]
    exceptions: tuple[Assumption, ...]
    missing: tuple[Missing, ...]
    range: Range | None

    def as_json(self) -> dict[str, Any]:
        """The object of the output contract: amounts are strings with two decimals."""
        answer: dict[str, Any] = {
            "on": self.on.isoformat(),
            "assessment_period": {"start": self.period.start.isoformat(), "end": self.period.end.isoformat()},
            "award": _money(self.result.award),
            "payable": _money(self.result.payable),
            "lines": [_line(line) for line in self.result.lines],
            "assumed": [
                {"fact": one.fact, "value": one.value, "label": one.label} for one in (*self.unknown, *self.exceptions)
            ],
            "missing": [
                {
                    "fact": one.fact,
                    "question": one.question,
                    "changes_award_by_up_to": _money(one.changes_award_by_up_to),
                }
                for one in self.missing
            ],
            "excluded": [
                {"fact": one.fact, "reason": one.reason, "law": one.law, "route": one.route}
                for one in self.result.excluded
            ],
            "rules_version": RULES_VERSION,
        }
        if self.range:
            answer["range"] = {"low": _money(self.range.low), "high": _money(self.range.high)}
        return answer


def estimate(facts: Mapping[str, Any], on: date, reforms: Sequence[str] = ()) -> Estimate:
    """The estimate for the assessment period that contains `on`.

    `facts` is the household of the input contract. Raises HouseholdError for a fact that cannot be right, NoRate for a
    date without a rate, UnknownReform for a reform that does not exist.
    """
    household = described(read_household(facts, on))
    setting = Setting(_period(household, on), law(tuple(reforms)))
    unknown = unknowns(household, setting)
    known = assume(household, unknown)
    result = work_out(known, setting)
    return Estimate(
        on=on,
        period=setting.period,
        result=result,
        unknown=tuple(Assumption(one.fact, one.assumed_value, one.label) for one in unknown),
        exceptions=tuple(_exceptions(known)),
        missing=tuple(missing(household, unknown, setting)) if unknown else (),
        range=award_range(household, unknown, setting) if unknown else None,
    )


def check(facts: Mapping[str, Any], on: date) -> None:
    """Raises HouseholdError for a fact that cannot be right; quicker than an estimate."""
    read_household(facts, on)


def _period(household: Household, on: date) -> AssessmentPeriod:
    return period_containing(household.claim_date or on, on)


def _exceptions(household: Household) -> Iterator[Assumption]:
    """The exceptions that nobody mentioned, which are therefore taken not to apply."""
    for place, adult in enumerate(household.adults or ()):
        path, whose = f"adults[{place}]", "You are" if place == 0 else "Your partner is"
        if not adult.student:
            yield Assumption(f"{path}.student", "no", f"{whose} a full-time student")
        if adult.immigration is None:
            yield Assumption(f"{path}.immigration", "none", "Limits on claiming because of immigration status")
    for place, child in enumerate(household.children or ()):
        if (child.age or 0) >= 16 and child.in_education is None:
            yield Assumption(f"children[{place}].in_education", "no", "A child of 16 or over is in education")
    for fact, label, given in (
        ("benefit_cap", "Exemption from the benefit cap", household.benefit_cap),
        ("transitional_element", "Protection from a move to Universal Credit", household.transitional_element),
        ("advance", "An advance to pay back", household.advance),
        ("deductions", "Deductions for debts", household.deductions),
        ("sanction", "A sanction", household.sanction),
    ):
        if not given:
            yield Assumption(fact, "none", label)


def _line(line: Line) -> dict[str, Any]:
    return {
        "id": line.id,
        "label": line.label,
        "amount": _money(line.amount),
        "working": line.working,
        "law": line.law,
        "url": line.url,
        "rates": [_rate(rate) for rate in line.amount.rates],
    }


def _rate(rate: Rate) -> dict[str, str]:
    return {
        "name": rate.name,
        "value": f"{rate.value}",
        "from": rate.start.isoformat(),
        "law": rate.law,
        "url": rate.url,
    }


def _money(value: Amount | Decimal | None) -> str | None:
    if isinstance(value, Amount):
        return str(value)
    return None if value is None else f"{value:.2f}"
