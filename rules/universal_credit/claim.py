"""The claim: who of a household claims, and which children they are responsible for, in one assessment period.

A couple claims together, but one of them claims as a single person where the other cannot (UC Regs 2013 reg 3(3)); the
other's income and capital still count (regs 18(2) and 22(3)).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from rules.household import Adult, Child, Household, NonDependant
from rules.universal_credit.line import Setting
from rules.universal_credit.responsibility import counts, oldest_first


@dataclass(frozen=True)
class Claim:
    """A household in a setting. `claimants` are the places in `household.adults` of those who claim."""

    household: Household
    setting: Setting
    claimants: tuple[int, ...]

    @property
    def is_joint(self) -> bool:
        return len(self.claimants) == 2

    @property
    def adults(self) -> tuple[Adult, ...]:
        """Everybody in the couple, also a partner who is not part of the claim."""
        return self.household.adults or ()

    def claiming(self) -> Iterator[tuple[int, Adult]]:
        """Those who claim, with their places in the household."""
        return ((place, self.adults[place]) for place in self.claimants)

    @cached_property
    def children(self) -> tuple[Child, ...]:
        """Children and qualifying young persons, oldest first (regs 4 and 5)."""
        return tuple(child for child in self._all_children if counts(child, self.setting))

    @cached_property
    def grown_children(self) -> tuple[NonDependant, ...]:
        """Sons and daughters who no longer count as children: non-dependants in the renter's home."""
        return tuple(
            NonDependant(birth_date=child.birth_date, age=child.age)
            for child in self._all_children
            if not counts(child, self.setting)
        )

    @cached_property
    def _all_children(self) -> list[Child]:
        return oldest_first(self.household.children or (), self.setting)
