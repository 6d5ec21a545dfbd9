"""A circumstance that is not known, and ways to give a household another fact."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from rules.household import Adult, Child, Earnings, Household, Housing

Change = Callable[[Household], Household]

PLENTY = Decimal(1_000_000)


class Unknown(NamedTuple):
    """A circumstance that is not known; `label` names it.

    `lowest` and `highest` are the values among which the lowest and the highest award are; `highest` is None where
    there is no upper bound (rent).
    """

    fact: str
    label: str
    question: str
    assumed_value: str
    assumed: Change
    lowest: tuple[Change, ...]
    highest: tuple[Change, ...] | None


def whose(place: int, thing: str) -> str:
    return f"{'Your' if place == 0 else 'Your partner’s'} {thing}"


def unchanged(household: Household) -> Household:
    return household


def with_fact(**facts: object) -> Change:
    return lambda household: household.model_copy(update=facts)


def with_housing(**facts: object) -> Change:
    def change(household: Household) -> Household:
        housing = (household.housing or Housing()).model_copy(update=facts)
        return household.model_copy(update={"housing": housing})

    return change


def with_adult(place: int, **facts: object) -> Change:
    def change(household: Household) -> Household:
        adults = list(household.adults or (Adult(),))
        adults[place] = adults[place].model_copy(update=facts)
        return household.model_copy(update={"adults": tuple(adults)})

    return change


def with_child(place: int, **facts: object) -> Change:
    def change(household: Household) -> Household:
        children: list[Child] = list(household.children or ())
        children[place] = children[place].model_copy(update=facts)
        return household.model_copy(update={"children": tuple(children)})

    return change


def with_job(place: int, number: int, **facts: object) -> Change:
    def change(household: Household) -> Household:
        jobs = list((household.adults or (Adult(),))[place].earnings or ())
        jobs[number] = jobs[number].model_copy(update=facts)
        return with_adult(place, earnings=tuple(jobs))(household)

    return change


def pay(amount: Decimal) -> Earnings:
    """A monthly wage after tax."""
    return Earnings(amount=amount, per="month", basis="net")
