"""Northern Ireland: its own regulations on every line and exclusion, the same sums, and its mitigations."""

import copy
from datetime import date

import pytest

import rules
from rules.parameters import law
from rules.universal_credit.northern_ireland import citations
from tests.examples import conformance

OWN = {entry["law"] for entry in citations().values()}
CASES = conformance.cases()
ON = date(2026, 11, 23)


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


ONE_ADULT = {
    "nation": "northern_ireland",
    "adults": [{"age": 40, "health": {"group": "none"}, "carer": False, "earnings": []}],
    "children": [],
    "housing": {"tenure": "none"},
    "savings": 0,
    "other_income": [],
}
A_SERVICE_CHARGE = {"tenure": "owner", "service_charges": {"amount": 40, "per": "month"}}
A_ROOM = {"tenure": "private", "rent": {"amount": 300, "per": "month"}, "lha": {"amount": 400, "per": "month"}}
A_CARE_LEAVER = {"age": 17, "care_leaver": True, "health": {"group": "lcw"}, "carer": False, "earnings": []}
SELDOM = [
    {"housing": A_SERVICE_CHARGE},
    {"adults": [A_CARE_LEAVER], "housing": A_ROOM},
    {"other_income": [{"kind": "other", "amount": 20, "per": "week"}]},
    {"housing": {"tenure": "temporary"}},
]


@pytest.mark.parametrize("facts", SELDOM)
def test_what_is_seldom_has_a_citation_of_northern_ireland_too(facts):
    result = rules.estimate({**ONE_ADULT, **facts}, ON).result
    assert {line.law for line in result.lines} <= OWN
    assert {one.law for one in result.excluded} <= OWN


def test_each_citation_leads_to_legislation_and_none_to_the_regulations_of_great_britain():
    for entry in citations().values():
        assert entry["url"].startswith("https://www.legislation.gov.uk/")
        assert "2013" not in entry["law"]
        assert "/uksi/" not in entry["url"]


SPARE = {
    **ONE_ADULT,
    "housing": {"tenure": "social", "rent": {"amount": 500, "per": "month"}, "bedrooms": 2},
}


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


CAPPED = {
    **ONE_ADULT,
    "children": [{"birth_date": f"20{year}-05-01", "sex": "female"} for year in (14, 16, 18, 20, 22)],
    "housing": {"tenure": "social", "rent": {"amount": 900, "per": "month"}, "bedrooms": 4},
}


def test_with_children_the_benefit_cap_is_in_the_award_and_may_be_made_up_beside_it():
    northern, english = rules.estimate(CAPPED, ON), rules.estimate({**CAPPED, "nation": "england"}, ON)
    assert northern.result.award.value == english.result.award.value
    assert "Welfare Supplementary Payment" in why(CAPPED, "benefit_cap_reduction")
    assert "Welfare Supplementary Payment" not in why({**CAPPED, "nation": "england"}, "benefit_cap_reduction")


def test_without_children_nobody_makes_up_the_benefit_cap():
    alone = {**SPARE, "housing": {**SPARE["housing"], "rent": {"amount": 1500, "per": "month"}, "bedrooms": 1}}
    assert "Welfare Supplementary Payment" not in why(alone, "benefit_cap_reduction")


def test_the_payment_for_the_benefit_cap_ends_with_march_2028():
    made_up = law()["northern_ireland.benefit_cap_made_up"]
    assert made_up.on(date(2028, 3, 31)) is not None
    assert made_up.on(date(2028, 4, 1)) is None
