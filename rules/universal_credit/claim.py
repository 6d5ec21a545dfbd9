"""The claim: who of a household claims, and which children they are responsible for, in one assessment period.

A couple claims together, but one of them claims as a single person where the other cannot (UC Regs 2013 reg 3(3)); the
other's income and capital still count (regs 18(2) and 22(3)).
"""

from __future__ import annotations

from rules.household import Adult, Household, NonDependant
from rules.universal_credit.line import Setting
from rules.universal_credit.responsibility import counts, oldest_first


class Claim:
    """A household in a setting.

    `claimants` are the places of those who claim, `adults` everybody in the couple, also a partner who is not part of
    the claim. `children` are children and qualifying young persons, oldest first (regs 4 and 5); `grown_children` sons
    and daughters who no longer count as such: non-dependants in the renter's home.
    """

    def __init__(self, household: Household, setting: Setting, claimants: tuple[int, ...]) -> None:
        self.household = household
        self.setting = setting
        self.claimants = claimants
        self.adults: tuple[Adult, ...] = household.adults or ()
        self.is_joint = len(claimants) == 2
        everybody = oldest_first(household.children or (), setting)
        self.children = tuple(child for child in everybody if counts(child, setting))
        self.grown_children = tuple(
            NonDependant(birth_date=child.birth_date, age=child.age)
            for child in everybody
            if not counts(child, setting)
        )

    def claiming(self) -> list[tuple[int, Adult]]:
        """Those who claim, with their places in the household."""
        return [(place, self.adults[place]) for place in self.claimants]

    def in_another(self, setting: Setting) -> Claim:
        """The same claim in another assessment period."""
        return Claim(self.household, setting, self.claimants)
