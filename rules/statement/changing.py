"""A household with another fact for every adult, every job or the home."""

from __future__ import annotations

from collections.abc import Callable

from rules.household import Adult, Earnings, Household, Housing


def with_adults(household: Household, change: Callable[[Adult], Adult]) -> Household:
    return household.model_copy(update={"adults": tuple(change(adult) for adult in household.adults or ())})


def with_jobs(household: Household, change: Callable[[Earnings], Earnings]) -> Household:
    def changed(adult: Adult) -> Adult:
        return adult.model_copy(update={"earnings": tuple(change(job) for job in adult.earnings or ())})

    return with_adults(household, changed)


def with_housing(household: Household, **facts: object) -> Household:
    housing = (household.housing or Housing()).model_copy(update=facts)
    return household.model_copy(update={"housing": housing})
