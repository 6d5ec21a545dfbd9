"""From April 2019 on there is a calculation on every date on which any parameter changes."""

import copy
from datetime import date

import pytest

import rules
from rules.parameters import law
from tests.examples import conformance

FIRST = date(2019, 4, 8)

HOUSEHOLDS = {case["case"]: case["household"] for case in conformance.cases()}
TABLES_OF_NORTHERN_IRELAND = date(2024, 4, 8)


def changes():
    """Every date on which a value that an award uses begins, and the last day that is known."""
    series = law().series.values()
    days = {start for one in series for start in one.starts if start >= FIRST}
    return sorted({FIRST} | {day for day in days if day <= LAST} | {LAST})


LAST = min(one.known_until for one in law().series.values() if one.known_until)


def as_it_could_have_been(household, day):
    """The household without what had not happened yet: nobody is born, claims or starts after the day."""
    past = copy.deepcopy(household)
    if "claim_date" in past and past["claim_date"] > day:
        del past["claim_date"]
    if "children" in past:
        past["children"] = [child for child in past["children"] if child.get("birth_date", date.min) <= day]
    for adult in past.get("adults", ()):
        if adult.get("birth_date", date.min) > day.replace(year=day.year - 16):
            adult["birth_date"] = day.replace(year=day.year - 30)
    home = past.get("housing") or {}
    home["non_dependants"] = [one for one in home.get("non_dependants", ()) if one.get("birth_date", date.min) <= day]
    return past


@pytest.mark.parametrize("day", changes(), ids=str)
def test_every_example_can_be_worked_out_on_every_date_of_change(day):
    for name, household in HOUSEHOLDS.items():
        home = household.get("housing") or {}
        in_northern_ireland = household.get("nation") == "northern_ireland"
        if in_northern_ireland and "brma" in home and "lha" not in home and day < TABLES_OF_NORTHERN_IRELAND:
            continue
        result = rules.estimate(as_it_could_have_been(household, day), day).as_json()
        assert result["award"] is not None or result["excluded"], f"{name}: no award and no reason"


def test_before_the_tables_of_northern_ireland_begin_the_reason_is_said():
    household = {
        "nation": "northern_ireland",
        "adults": [{"age": 40}],
        "housing": {"tenure": "private", "rent": {"amount": 500, "per": "month"}, "brma": "Belfast"},
    }
    with pytest.raises(rules.NoRate, match="Local Housing Allowance"):
        rules.estimate(household, date(2023, 11, 23))
