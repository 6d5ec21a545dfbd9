"""The estimate: an award on stated assumptions, its range, and everything that was left out, ready for the contract."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from rules.amount import Amount
from rules.assumed import Assumption, exceptions
from rules.circumstances import Awards, Missing, Range, assume, described
from rules.household import Household
from rules.household_reading import read_household
from rules.not_known import unknowns
from rules.not_known.home import greater_london
from rules.parameters import Rate, law
from rules.reformed import with_reforms_named
from rules.universal_credit.award import Award, work_out
from rules.universal_credit.benefit_cap import area_unknown
from rules.universal_credit.line import Line, setting_for
from rules.universal_credit.timing import AssessmentPeriod, period_containing
from rules.version import RULES_VERSION


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
    return of_household(household, on, tuple(reforms))


def of_household(household: Household, on: date, reforms: tuple[str, ...] = ()) -> Estimate:
    """The estimate of a household that has been read."""
    setting = setting_for(_period(household, on), law(reforms))
    unknown = unknowns(household, setting)
    known = assume(household, unknown)
    result = work_out(known, setting)
    if area_unknown(household) and (unknown or _is_capped(result)):
        unknown.append(greater_london())
    if reforms:
        result = with_reforms_named(result, known, setting)
    awards = Awards(household, unknown, setting, result)
    return Estimate(
        on=on,
        period=setting.period,
        result=result,
        unknown=tuple(Assumption(one.fact, one.assumed_value, one.label) for one in unknown),
        exceptions=tuple(exceptions(known)),
        missing=tuple(awards.missing()) if unknown and result.award else (),
        range=awards.range() if unknown else None,
    )


def _is_capped(result: Award) -> bool:
    return any(line.id == "benefit_cap_reduction" for line in result.lines)


def check(facts: Mapping[str, Any], on: date) -> None:
    """Raises HouseholdError for a fact that cannot be right; quicker than an estimate."""
    read_household(facts, on)


def _period(household: Household, on: date) -> AssessmentPeriod:
    return period_containing(household.claim_date or on, on)


def _line(line: Line) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": line.id,
        "label": line.label,
        "amount": _money(line.amount),
        "working": line.working,
        "law": line.law,
        "url": line.url,
        "rates": [_rate(rate) for rate in line.amount.rates],
    }
    if line.reforms:
        shown["reforms"] = list(line.reforms)
    return shown


@lru_cache(maxsize=10_000)
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
