"""Reforms: each changes what its recommendation names, says so in each line that it changes, and nothing else."""

from datetime import date

import pytest
import yaml

import rules
from rules.parameters import REFORMS

ON = date(2026, 11, 23)
BEFORE_APRIL_2026 = date(2025, 11, 23)
JOB = {"amount": 1000, "per": "month", "basis": "net"}


def one(**facts):
    adult = {"age": 30, "health": {"group": "none"}, "carer": False, "earnings": [], **facts}
    return {"adults": [adult], "children": [], "housing": {"tenure": "none"}, "savings": 0, "other_income": []}


def large_family():
    rent = {"amount": 1000, "per": "month"}
    children = [
        {"birth_date": f"{year}-05-01", "sex": "female", "childcare": {"amount": 0, "per": "month"}}
        for year in (2018, 2020, 2022)
    ]
    home = {"tenure": "private", "rent": rent, "lha": rent}
    return {**one(), "in_greater_london": False, "children": children, "housing": home}


@pytest.mark.parametrize(
    ("reform", "household", "on", "more", "changed"),
    [
        ("higher_standard_allowance", one(), ON, "86.67", {"standard_allowance"}),
        ("lcw_element_restored", one(health={"group": "lcw"}), ON, "158.76", {"lcw_element"}),
        ("lower_taper", one(health={"group": "lcw"}, earnings=[JOB]), ON, "14.50", {"earnings_reduction"}),
        ("work_allowance_for_everyone", one(earnings=[JOB]), ON, "265.40", {"earnings_reduction"}),
    ],
)
def test_a_reform_pays_this_much_more_and_is_named(reform, household, on, more, changed):
    law, reformed = (rules.estimate(household, on, names) for names in ((), (reform,)))
    assert f"{reformed.result.award.value - law.result.award.value:.2f}" == more
    named = {line.id for line in reformed.result.lines if line.reforms}
    assert named == changed | {"maximum_award", "award", "payable"} - (
        {"maximum_award"} if "earnings_reduction" in changed else set()
    )
    assert all(line.reforms in ((), (reform,)) for line in reformed.result.lines)


def test_without_the_benefit_cap_its_line_is_gone_and_says_why():
    capped = rules.estimate(large_family(), ON)
    free = rules.estimate(large_family(), ON, ("no_benefit_cap",))
    cap = next(line for line in capped.result.lines if line.id == "benefit_cap_reduction")
    assert free.result.award.value == capped.result.award.value - cap.amount.value
    gone = next(line for line in free.result.lines if line.id == "no_benefit_cap_reduction")
    assert gone.reforms == ("no_benefit_cap",)


def test_two_reforms_at_once_each_name_what_they_change():
    names = ("no_two_child_limit", "no_benefit_cap")
    result = rules.estimate(large_family(), BEFORE_APRIL_2026, names).result
    by_id = {}
    for line in result.lines:
        by_id.setdefault(line.id, []).append(line.reforms)
    assert ("no_two_child_limit",) in by_id["child_element"]
    assert set(by_id["award"][0]) == set(names)


def test_no_five_week_wait_pays_at_the_start_of_the_period():
    by_law = rules.timeline(date(2026, 11, 12), "england", None, [])
    reformed = rules.timeline(date(2026, 11, 12), "england", None, [], reforms=("no_five_week_wait",))
    assert by_law.paydays[0].paid == date(2026, 12, 18)
    assert reformed.paydays[0].paid < date(2026, 12, 1)


@pytest.mark.parametrize("name", rules.reform_names())
def test_each_reform_cites_its_recommendation_and_is_marked_as_a_proposal(name):
    content = yaml.safe_load((REFORMS / f"{name}.yaml").read_text(encoding="utf-8"))
    assert "ecommendation" in content["source"]
    assert content["url"].startswith("https://")
    for values in content["changes"].values():
        assert all(value["law"].startswith("PROPOSAL") for value in values.values())


def test_an_unknown_reform_is_refused_with_the_names_that_exist():
    with pytest.raises(rules.UnknownReform, match="lower_taper"):
        rules.estimate(one(), ON, ("free_money",))
