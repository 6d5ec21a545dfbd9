"""The award over everything that is not known: assumed values, the range, and what to ask next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from rules.household import Adult, Household
from rules.not_known.unknown import Change, Unknown
from rules.universal_credit.award import work_out
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


def award_range(household: Household, unknown: list[Unknown], setting: Setting) -> Range | None:
    """Lowest and highest award over everything that is not known; None where no award can be worked out."""
    lows = list(_awards(_cases(household, [one.lowest for one in unknown]), setting))
    bounded = [one.highest for one in unknown if one.highest is not None]
    highs = list(_awards(_cases(household, bounded), setting))
    if not lows or not highs:
        return None
    return Range(min(lows), max(highs) if len(bounded) == len(unknown) else None)


def missing(household: Household, unknown: list[Unknown], setting: Setting) -> list[Missing]:
    """What to ask, the answer that can change the award most first; nothing that cannot change it."""
    found = []
    for one in unknown:
        known = assume(household, (other for other in unknown if other.fact != one.fact))
        cases = [change(known) for change in (*one.lowest, *(one.highest or ()), one.assumed)]
        awards = list(_awards(cases, setting))
        spread = max(awards) - min(awards) if awards else Decimal(0)
        if one.highest is None or spread:
            found.append(Missing(one.fact, one.question, None if one.highest is None else spread))
    return sorted(found, key=lambda m: (m.changes_award_by_up_to is not None, -(m.changes_award_by_up_to or 0)))


def _awards(cases: Iterable[Household], setting: Setting) -> Iterator[Decimal]:
    for case in cases:
        award = work_out(case, setting).award
        if award is not None:
            yield award.value


def _cases(household: Household, changes: Iterable[tuple[Change, ...]]) -> Iterator[Household]:
    for combination in product(*changes):
        case = household
        for change in combination:
            case = change(case)
        yield case
