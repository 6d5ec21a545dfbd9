"""The award over everything that is not known: assumed values, the range, and what to ask next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from rules.household import Adult, Household
from rules.not_known.unknown import Change, Unknown, unchanged
from rules.universal_credit.award import Award, work_out
from rules.universal_credit.line import Setting


@dataclass(frozen=True, slots=True)
class Range:
    """Lowest and highest award over everything that is not known; None where a side has no bound."""

    low: Decimal
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Missing:
    """A question, and by how much its answer can change the award (None where there is no bound)."""

    fact: str
    question: str
    changes_award_by_up_to: Decimal | None


def described(household: Household) -> Household:
    """The same household with at least one adult in it: somebody asks, so somebody is there."""
    if household.adults is None:
        return household.model_copy(update={"adults": (Adult(),), "adults_complete": False})
    return household


def assume(household: Household, unknown: Iterable[Unknown]) -> Household:
    """The household with every unknown circumstance at its assumed value."""
    for one in unknown:
        household = one.assumed(household)
    return household


class Awards:
    """The award with every unknown circumstance at some value; each combination of values is worked out once."""

    def __init__(self, household: Household, unknown: Sequence[Unknown], setting: Setting, assumed: Award) -> None:
        """`assumed` is the award with every assumed value, which the estimate needs anyway."""
        self._household = household
        self._unknown = unknown
        self._setting = setting
        self._known = {tuple(one.assumed for one in unknown): _value(assumed)}

    def range(self) -> Range | None:
        """Lowest and highest award over everything that is not known; None where no award can be worked out."""
        lows = self._of(product(*(one.lowest for one in self._unknown)))
        bounded = all(one.highest is not None for one in self._unknown)
        highs = self._of(product(*(one.highest or (unchanged,) for one in self._unknown)))
        if not lows or not highs:
            return None
        return Range(min(lows), max(highs) if bounded else None)

    def missing(self) -> list[Missing]:
        """What to ask, the answer that can change the award most first; nothing that cannot change it."""
        found = []
        assumed = tuple(one.assumed for one in self._unknown)
        for place, one in enumerate(self._unknown):
            values = (*one.lowest, *(one.highest or ()), one.assumed)
            awards = self._of((*assumed[:place], value, *assumed[place + 1 :]) for value in values)
            spread = max(awards) - min(awards) if awards else Decimal(0)
            if one.highest is None or spread:
                found.append(Missing(one.fact, one.question, None if one.highest is None else spread))
        return sorted(found, key=lambda m: (m.changes_award_by_up_to is not None, -(m.changes_award_by_up_to or 0)))

    def _of(self, combinations: Iterable[tuple[Change, ...]]) -> list[Decimal]:
        awards = (self._award(combination) for combination in combinations)
        return [award for award in awards if award is not None]

    def _award(self, values: tuple[Change, ...]) -> Decimal | None:
        if values not in self._known:
            household = self._household
            for change in values:
                household = change(household)
            self._known[values] = _value(work_out(household, self._setting))
        return self._known[values]


def _value(result: Award) -> Decimal | None:
    return None if result.award is None else result.award.value
