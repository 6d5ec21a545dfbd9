"""The earnings sweep: how the award and the money that is left change with pay, and where the slope changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import Any

from rules.amount import PENNY
from rules.circumstances import assume, described
from rules.household import Earnings, Household
from rules.household_reading import read_household
from rules.income_tax import Taxes
from rules.net_pay import Job, net_pay
from rules.not_known import unknowns
from rules.not_known.unknown import with_adult
from rules.parameters import law
from rules.universal_credit.award import Award, work_out
from rules.universal_credit.claim import Claim
from rules.universal_credit.earnings import earned
from rules.universal_credit.employed_earnings import taxes_for
from rules.universal_credit.entitlement import claimants
from rules.universal_credit.line import Setting, setting_for
from rules.universal_credit.timing import period_containing

_NIL = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Point:
    """Money at one monthly pay before tax, in pounds. `kept` is what is left of each pound more since the last."""

    gross: Decimal
    take_home: Decimal
    award: Decimal
    kept: Decimal | None

    @property
    def total(self) -> Decimal:
        return self.take_home + self.award


@dataclass(frozen=True, slots=True)
class Turn:
    """A pay from which on something else happens to each extra pound."""

    gross: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class Sweep:
    points: tuple[Point, ...]
    turns: tuple[Turn, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "points": [
                {
                    "gross": f"{point.gross:.2f}",
                    "take_home": f"{point.take_home:.2f}",
                    "award": f"{point.award:.2f}",
                    "total": f"{point.total:.2f}",
                    "kept": None if point.kept is None else f"{point.kept:.2f}",
                }
                for point in self.points
            ],
            "turns": [{"gross": f"{turn.gross:.2f}", "reason": turn.reason} for turn in self.turns],
        }


class _At:
    """What there is at one pay, worked out when it is asked for: the award and take-home earnings of everybody."""

    def __init__(self, household: Household, setting: Setting, gross: Decimal) -> None:
        self.gross = gross
        self._setting = setting
        self._household = household

    @cached_property
    def award(self) -> Award:
        return work_out(self._household, self._setting)

    @cached_property
    def _claim(self) -> Claim:
        return Claim(self._household, self._setting, claimants(self._household, self._setting))

    @cached_property
    def take_home(self) -> Decimal:
        return earned(self._claim).really

    @cached_property
    def taxes(self) -> Taxes:
        return taxes_for(self._claim)


def sweep(
    facts: Mapping[str, Any],
    on: date,
    top: Decimal,
    points: int = 200,
    adult: int = 0,
    reforms: tuple[str, ...] = (),
) -> Sweep | None:
    """Pay of one adult from nothing to `top` pounds a month before tax, in even steps; None where there is no award.

    What is not known is taken as the estimate takes it. Raises what `estimate` raises.
    """
    household = described(read_household(facts, on))
    setting = setting_for(period_containing(household.claim_date or on, on), law(reforms))
    known = assume(household, unknowns(household, setting))

    def at(gross: Decimal) -> _At:
        return _At(with_adult(adult, earnings=_job(gross))(known), setting, gross)

    if at(_NIL).award.award is None:
        return None
    steps = [at((top * number / max(points - 1, 1)).quantize(PENNY)) for number in range(points)]
    return Sweep(tuple(_points(steps)), tuple(_turns(steps, at)))


def _job(gross: Decimal) -> tuple[Earnings, ...]:
    return (Earnings(amount=gross, per="month", basis="gross"),) if gross else ()


def _points(steps: list[_At]) -> list[Point]:
    found: list[Point] = []
    for step in steps:
        award = step.award.award.value if step.award.award else _NIL
        kept = None
        if found and step.gross > found[-1].gross:
            more = step.take_home + award - found[-1].total
            kept = (more / (step.gross - found[-1].gross)).quantize(PENNY)
        found.append(Point(step.gross, step.take_home, award, kept))
    return found


def _turns(steps: list[_At], at: Callable[[Decimal], _At]) -> list[Turn]:
    """Where one of the tests below changes its answer between two points, to the penny."""
    found = []
    for before, after in pairwise(steps):
        for test, reason in _TESTS:
            if test(before) != test(after):
                found.append(Turn(_first_change(before.gross, after.gross, test, at), reason))
    return sorted(found, key=lambda turn: turn.gross)


def _first_change(low: Decimal, high: Decimal, test: Callable[[_At], bool], at: Callable[[Decimal], _At]) -> Decimal:
    """The first pay in pennies at which the test answers as it does at the higher one."""
    there = test(at(high))
    while high - low > PENNY:
        middle = ((low + high) / 2).quantize(PENNY)
        if test(at(middle)) == there:
            high = middle
        else:
            low = middle
    return high


def _amount(step: _At, line_id: str) -> Decimal:
    return sum((line.amount.value for line in step.award.lines if line.id == line_id), _NIL)


def _pays_tax(step: _At) -> bool:
    return net_pay([Job(step.gross)], step.taxes).tax > 0


def _pays_higher_tax(step: _At) -> bool:
    return step.gross - step.taxes.allowance > step.taxes.tax[-2].above


def _pays_national_insurance(step: _At) -> bool:
    return net_pay([Job(step.gross)], step.taxes).national_insurance > 0


def _pays_less_national_insurance(step: _At) -> bool:
    return step.gross > step.taxes.class_1[-1].above


_TESTS: tuple[tuple[Callable[[_At], bool], str], ...] = (
    (lambda step: bool(_amount(step, "earnings_reduction")), "Universal Credit starts to go down (taper)"),
    (_pays_tax, "Income tax starts"),
    (_pays_national_insurance, "National Insurance starts"),
    (lambda step: bool(_amount(step, "benefit_cap_reduction")), "The benefit cap no longer lowers the award"),
    (lambda step: not _amount(step, "award"), "Universal Credit ends"),
    (_pays_higher_tax, "A higher rate of income tax starts"),
    (_pays_less_national_insurance, "National Insurance falls to its lower rate"),
)
