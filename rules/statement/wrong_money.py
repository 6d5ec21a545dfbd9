"""Other money as a statement can have it wrong: income, capital, what lifts the benefit cap."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rules.household import Household
from rules.statement.changing import with_adults
from rules.universal_credit.line import Setting


def cap_not_lifted(household: Household, setting: Setting) -> Iterator[Household]:
    """The exemption, the grace period, disability benefits or earnings that lift the cap are left out."""
    bare = household.model_copy(update={"benefit_cap": None})
    yield bare
    yield with_adults(bare, lambda adult: adult.model_copy(update={"receives": ()}))
    yield household.model_copy(update={"in_greater_london": False})


def income_twice(household: Household, setting: Setting) -> Iterator[Household]:
    incomes = household.other_income or ()
    yield household.model_copy(update={"other_income": (*incomes, *incomes)})


def income_that_does_not_count(household: Household, setting: Setting) -> Iterator[Household]:
    counting = tuple(one.model_copy(update={"kind": "occupational_pension"}) for one in household.other_income or ())
    yield household.model_copy(update={"other_income": counting})


def capital_in_full(household: Household, setting: Setting) -> Iterator[Household]:
    """What does not count is counted: the home, belongings, a pension, arrears of benefit."""
    more = sum((one.amount for one in household.capital), Decimal(0))
    yield household.model_copy(update={"savings": (household.savings or Decimal(0)) + more, "capital": ()})
