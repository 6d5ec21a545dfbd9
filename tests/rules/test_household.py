"""Facts that cannot be right are refused with the path of the field and what would be right."""

from datetime import date

import pytest

import rules

ON = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("household", "fact", "instead"),
    [
        (
            {"adults": [{"age": 30, "earnings": [{"amount": 1, "per": "month"}, {"amount": -1, "per": "month"}]}]},
            "adults[0].earnings[1].amount",
            "0 or more",
        ),
        (
            {"adults": [{"age": 30, "earnings": [{"amount": 9, "per": "hour"}]}]},
            "adults[0].earnings[0].hours_per_week",
            "hours_per_week",
        ),
        ({"adults": [{"age": 30, "birth_date": "1996-01-01"}]}, "adults[0]", "Give one of them"),
        ({"adults": [{"birth_date": "2027-01-01"}]}, "adults[0].birth_date", "before today"),
        ({"adults": [{"birth_date": "1887-01-01"}]}, "adults[0].birth_date", "Check the year"),
        ({"adults": [{"birth_date": "2001-02-30"}]}, "adults[0].birth_date", "year-month-day"),
        ({"adults": [{}, {}, {}]}, "adults", "at most 2"),
        ({"adults": [{"age": 20}], "children": [{"age": 21}]}, "children[0].age", "non_dependants"),
        ({"adults": [{"health": {"group": "unwell"}}]}, "adults[0].health.group", "'lcwra'"),
        ({"adults": [{"carer": "perhaps"}]}, "adults[0].carer", "true or false"),
        ({"adults": {"age": 30}}, "adults", "a list"),
        ({"housing": {"tenure": "igloo"}}, "housing.tenure", "'private'"),
        ({"housing": {"tenure": "social", "rent": {"amount": "lots", "per": "week"}}}, "housing.rent.amount", "650"),
        ({"housing": {"tenure": "social", "rent": {"amount": 5, "per": "hour"}}}, "housing.rent.per", "'week'"),
        ({"savings": True}, "savings", "650"),
        ({"savings": "NaN"}, "savings", "650"),
        ({"savngs": 5}, "savngs", "how its name is spelt"),
        ({"claim_date": "2026-11-24"}, "claim_date", "on or after the claim date"),
        ({"sanction": {"level": "huge", "days": 3}}, "sanction.level", "'medium'"),
        ({"benefit_cap": {"exempt": "maybe"}}, "benefit_cap.exempt", "true or false"),
        (["not", "a", "household"], "household", "JSON object"),
    ],
)
def test_refused_with_the_field_and_what_would_be_right(household, fact, instead):
    with pytest.raises(rules.HouseholdError) as refusal:
        rules.estimate(household, ON)
    assert refusal.value.fact == fact
    assert instead in refusal.value.instead
    assert set(refusal.value.as_json()) == {"fact", "problem", "instead"}


EVERY_KEY = {
    "nation": "england",
    "claim_date": "2026-01-15",
    "adults": [
        {
            "birth_date": "1990-05-01",
            "sex": "female",
            "main_carer": True,
            "health": {
                "group": "lcwra",
                "evidence_date": "2026-02-01",
                "element_from": None,
                "lcw_before_april_2017": False,
                "severe_conditions": False,
                "terminally_ill": False,
                "protection": "awaiting_first_assessment",
            },
            "carer": False,
            "earnings": [
                {
                    "amount": 800,
                    "per": "month",
                    "basis": "net",
                    "pension": 0,
                    "hours_per_week": 20,
                    "pay_dates": ["2026-11-28"],
                }
            ],
            "receives": ["pip_daily_living_standard"],
            "student": False,
            "immigration": "settled",
        }
    ],
    "carers_share_one_person": False,
    "children": [
        {
            "birth_date": "2019-03-02",
            "sex": "male",
            "disability": "lower",
            "in_education": True,
            "needs_own_room": True,
            "childcare": {"amount": 400, "per": "month"},
        }
    ],
    "housing": {
        "tenure": "private",
        "rent": {"amount": 650, "per": "month"},
        "rent_free_weeks": 2,
        "service_charges": {"amount": 10, "per": "month"},
        "bedrooms": 2,
        "brma": "Leeds",
        "lha": {"amount": 648.22, "per": "month"},
        "overnight_carer": True,
        "shared_rate_exempt": True,
        "non_dependants": [{"birth_date": "2002-01-01", "receives": ["pip_daily_living_standard"], "partner_of": None}],
    },
    "savings": 3000,
    "other_income": [{"kind": "carers_allowance", "amount": 86.45, "per": "week", "adult": 0}],
    "benefit_cap": {"exempt": False, "grace_until": None},
    "transitional_element": 50,
    "advance": {"amount": 300, "months": 24},
    "deductions": [{"kind": "rent_arrears", "amount": 20}],
    "sanction": {"level": "low", "days": 14},
}


def test_every_key_of_the_contract_is_accepted_and_worked_out():
    result = rules.estimate(EVERY_KEY, ON).as_json()
    ids = {line["id"] for line in result["lines"]}
    assert {"sanction_reduction", "advance_repayment", "deductions"} <= {one.removeprefix("no_") for one in ids}
    assert result["excluded"] == []


def test_pay_days_without_a_claim_date_are_left_out_with_the_reason():
    result = rules.estimate({**EVERY_KEY, "claim_date": None}, ON).as_json()
    assert [one["fact"] for one in result["excluded"]] == ["adults[0].earnings[0].pay_dates"]
    assert all(one["reason"] and one["law"] and one["route"] for one in result["excluded"])


def test_the_benefit_cap_lowers_an_award_unless_something_lifts_it():
    household = {
        "nation": "wales",
        "adults": [{"age": 30, "health": {"group": "none"}, "carer": False, "earnings": []}],
        "children": [
            {"birth_date": f"20{year}-05-01", "childcare": {"amount": 0, "per": "month"}} for year in (18, 20, 22, 24)
        ],
        "housing": {"tenure": "social", "rent": {"amount": 900, "per": "month"}, "bedrooms": 1},
        "savings": 0,
        "other_income": [],
    }

    def lines(adult):
        changed = {**household, "adults": [{**household["adults"][0], **adult}]}
        return [one["id"] for one in rules.estimate(changed, ON).as_json()["lines"]]

    assert "benefit_cap_reduction" in lines({})
    for lifted in (
        {"earnings": [{"amount": 881, "per": "month", "basis": "net"}]},
        {"carer": True},
        {"receives": ["pip_mobility_standard"]},
    ):
        assert "benefit_cap_reduction" not in lines(lifted)
        assert "no_benefit_cap_reduction" in lines(lifted)


def test_a_town_that_is_no_rental_area_is_only_refused_with_a_private_rent():
    household = {"adults": [{"age": 29, "earnings": []}], "children": [], "nation": "england"}
    rent = {"rent": {"amount": 500, "per": "month"}}
    nowhere = rules.estimate({**household, "housing": rent}, ON).as_json()
    for landlord in ({}, {"tenure": "social"}):
        there = rules.estimate({**household, "housing": {**rent, **landlord, "brma": "Stoke"}}, ON).as_json()
        assert there["award"] == nowhere["award"] == "924.90"
    with pytest.raises(rules.HouseholdError) as refused:
        rules.estimate({**household, "housing": {**rent, "tenure": "private", "brma": "Stoke"}}, ON)
    assert refused.value.fact == "housing.brma"
