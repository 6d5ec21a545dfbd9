"""Northern Ireland: its own regulations on every line and exclusion, the same sums, and its mitigations."""

import copy

import pytest

import rules
from rules.universal_credit.northern_ireland import citations
from tests.examples import conformance

OWN = {entry["law"] for entry in citations().values()}
CASES = conformance.cases()


def moved(household):
    """The household in Northern Ireland; an allowance of the area is Belfast's."""
    there = copy.deepcopy(household)
    there["nation"] = "northern_ireland"
    if "brma" in there.get("housing", {}):
        there["housing"]["brma"] = "Belfast"
    return there


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_every_line_and_exclusion_has_a_citation_of_northern_ireland(case):
    try:
        result = rules.estimate(moved(case["household"]), case["day"]).result
    except rules.NoRate:
        pytest.skip("no Local Housing Allowance of Northern Ireland for that year")
    assert {line.law for line in result.lines} <= OWN
    assert {one.law for one in result.excluded} <= OWN


SPARE = {
    "nation": "northern_ireland",
    "adults": [{"age": 40, "health": {"group": "none"}, "carer": False, "earnings": []}],
    "children": [],
    "housing": {"tenure": "social", "rent": {"amount": 500, "per": "month"}, "bedrooms": 2},
    "savings": 0,
    "other_income": [],
}
ON = conformance.cases()[0]["day"]


def why(household, line_id):
    return next(line.why for line in rules.estimate(household, ON).result.lines if line.id == line_id)


def test_the_reduction_for_spare_bedrooms_is_in_the_award_and_made_up_beside_it():
    northern, english = rules.estimate(SPARE, ON), rules.estimate({**SPARE, "nation": "england"}, ON)
    assert northern.result.award.value == english.result.award.value
    assert "Welfare Supplementary Payment" in why(SPARE, "housing_costs_element")
    assert "Welfare Supplementary Payment" not in why({**SPARE, "nation": "england"}, "housing_costs_element")


def test_without_a_spare_bedroom_nothing_is_made_up():
    fits = {**SPARE, "housing": {**SPARE["housing"], "bedrooms": 1}}
    assert "Welfare Supplementary Payment" not in why(fits, "housing_costs_element")
