"""From JSON to a household: what cannot be right is refused, with the path of the fact and what would be right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from rules.errors import HouseholdError
from rules.household import Household, Person
from rules.local_housing_allowance import check_area, is_area


def read_household(facts: Mapping[str, Any], on: date) -> Household:
    """A household from its JSON. Raises HouseholdError, with the path of the first fact that cannot be right."""
    if not isinstance(facts, Mapping):
        raise HouseholdError("household", "This is not a household.", "Give a JSON object of facts.")
    try:
        household = Household.model_validate(facts)
    except ValidationError as error:
        raise _explained(error.errors()[0]) from None
    _check_dates(household, on)
    return _without_a_mere_town(household)


def _without_a_mere_town(household: Household) -> Household:
    """A town is where somebody lives; only with a private rent must it be a rental market area (see _check_dates)."""
    home = household.housing
    if home is None or home.tenure is not None or home.brma is None or is_area(home.brma):
        return household
    return household.model_copy(update={"housing": home.model_copy(update={"brma": None})})


def _check_dates(household: Household, on: date) -> None:
    if household.claim_date and household.claim_date > on:
        raise HouseholdError(
            "claim_date",
            f"The claim starts after the day of the calculation, {on:%-d %B %Y}.",
            "Ask for a day on or after the claim date.",
        )
    for group, people in _people(household):
        for place, person in enumerate(people):
            if person.birth_date:
                _check_birth(f"{group}[{place}].birth_date", person.birth_date, on)
    _check_generations(household, on)
    home = household.housing
    if home and home.tenure == "private" and home.brma and not home.lha:
        check_area(home.brma)


def _check_generations(household: Household, on: date) -> None:
    ages = [adult.age_on(on) for adult in household.adults or ()]
    known = [age for age in ages if age is not None]
    if len(known) < len(ages) or not known:
        return
    for place, child in enumerate(household.children or ()):
        age = child.age_on(on)
        if age is not None and age >= max(known):
            fact = "birth_date" if child.birth_date else "age"
            raise HouseholdError(
                f"children[{place}].{fact}",
                "The child is not younger than the adults.",
                "Check the ages; a grown-up who lives here goes under housing.non_dependants.",
            )


def _check_birth(path: str, birth_date: date, on: date) -> None:
    if birth_date > on:
        raise HouseholdError(path, "The birth date is in the future.", "Give a date before today.")
    if birth_date.year < on.year - 120:
        raise HouseholdError(path, "The birth date is over 120 years ago.", "Check the year.")


def _people(household: Household) -> tuple[tuple[str, Sequence[Person]], ...]:
    """Everybody, with the path of the list that they are in."""
    others = household.housing.non_dependants if household.housing else ()
    return (
        ("adults", household.adults or ()),
        ("children", household.children or ()),
        ("housing.non_dependants", others),
    )


# What pydantic calls a mistake, in the words of the contract: what is wrong, and what would be right.
_IN_WORDS = {
    "extra_forbidden": ("This fact is not known here.", "Remove it, or check how its name is spelt."),
    "missing": ("This fact is needed and is not there.", "Add it."),
    "literal_error": ("This is not one of the possible values.", "Use one of: {expected}."),
    "greater_than_equal": ("It is too small.", "Give {ge} or more."),
    "greater_than": ("It is too small.", "Give more than {gt}."),
    "less_than_equal": ("It is too large.", "Give {le} or less."),
    "too_long": ("There are too many.", "Give at most {max_length}."),
    "too_short": ("There are too few.", "Give at least {min_length}."),
    "age_twice": ("Both an age and a birth date are given.", "Give one of them; the birth date is better."),
    "hours_missing": ("An hourly wage needs the hours.", "Add hours_per_week."),
}
_IN_WORDS_BY_KIND = (
    ("date", "This is not a date that exists.", "Write it as year-month-day, like 2026-11-23."),
    ("decimal", "This is not an amount of money.", "Give pounds, like 650 or 88.50."),
    ("finite_number", "This is not an amount of money.", "Give pounds, like 650 or 88.50."),
    ("money", "This is not an amount of money.", "Give pounds, like 650 or 88.50."),
    ("int", "This is not a whole number.", "Give a whole number."),
    ("bool", "This is not yes or no.", "Give true or false."),
    ("tuple", "This is not a list.", "Give a list; an empty one means none."),
    ("", "This is not a value that fits here.", "Check it against the description of the household."),
)


def _explained(error: ErrorDetails) -> HouseholdError:
    """The first thing that pydantic found, in the words of the contract."""
    kind, fact = error["type"], _path(error["loc"])
    if kind == "hours_missing":
        fact += ".hours_per_week"
    if kind in _IN_WORDS:
        problem, instead = _IN_WORDS[kind]
    else:
        problem, instead = next(words for start, *words in _IN_WORDS_BY_KIND if kind.startswith(start))
    return HouseholdError(fact, problem, instead.format(**error.get("ctx", {})))


def _path(location: tuple[int | str, ...]) -> str:
    path = ""
    for part in location:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else str(part)
    return path or "household"
