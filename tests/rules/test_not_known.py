"""Not known is not zero: ranges, what is missing, and properties that hold for every household."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

import rules

ON = date(2026, 11, 23)
money = st.decimals(0, 3000, places=2)

adult = st.fixed_dictionaries(
    {
        "age": st.integers(18, 60),
        "health": st.sampled_from([{"group": "none"}, {"group": "lcw"}, {"group": "lcwra", "protection": "none"}]),
        "carer": st.booleans(),
        "earnings": st.lists(st.builds(lambda m: {"amount": m, "per": "month", "basis": "net"}, money), max_size=2),
    }
)
households = st.fixed_dictionaries(
    {
        "adults": st.lists(adult, min_size=1, max_size=2),
        "children": st.lists(
            st.builds(lambda d: {"birth_date": d.isoformat()}, st.dates(date(2011, 1, 1), ON)), max_size=4
        ),
        "housing": st.one_of(
            st.just({"tenure": "none"}),
            st.builds(lambda m: {"tenure": "social", "rent": {"amount": m, "per": "month"}, "bedrooms": 1}, money),
        ),
        "savings": st.decimals(0, 20000, places=2),
        "other_income": st.lists(
            st.builds(lambda m: {"kind": "carers_allowance", "amount": m, "per": "month"}, money), max_size=1
        ),
    }
)


def award(household, on=ON):
    return rules.estimate(household, on).result.award.value


def test_knowing_nothing_says_what_to_ask_and_gives_no_upper_bound():
    result = rules.estimate({}, ON).as_json()
    assert result["range"] == {"low": "0.00", "high": None}
    assert {one["fact"] for one in result["missing"]} == {
        "adults",
        "adults[0].birth_date",
        "children",
        "housing",
        "adults[0].earnings",
        "savings",
        "adults[0].health",
        "adults[0].carer",
        "other_income",
    }
    assert all(one["question"].endswith("?") for one in result["missing"])


def test_a_single_unknown_age_is_a_range_between_the_two_allowances():
    household = {
        "adults": [{"health": {"group": "none"}, "carer": False, "earnings": []}],
        "children": [],
        "housing": {"tenure": "none"},
        "savings": 0,
        "other_income": [],
    }
    result = rules.estimate(household, ON).as_json()
    assert result["range"] == {"low": "338.58", "high": "424.90"}
    assert result["missing"] == [
        {"fact": "adults[0].birth_date", "question": "How old are you?", "changes_award_by_up_to": "86.32"}
    ]
    assert {"fact": "adults[0].birth_date", "value": "25 or over", "label": "Your age"} in result["assumed"]


def test_an_undecided_lcwra_rate_is_a_range_and_a_question():
    household = {
        "claim_date": "2025-09-05",
        "adults": [{"age": 30, "health": {"group": "lcwra"}, "carer": False, "earnings": []}],
        "children": [],
        "housing": {"tenure": "none"},
        "savings": 0,
        "other_income": [],
    }
    result = rules.estimate(household, ON).as_json()
    assert [one["fact"] for one in result["missing"]] == ["adults[0].health.protection"]
    assert result["range"] == {"low": "642.16", "high": "854.70"}


FACTS = ["children", "housing", "savings", "other_income"]
PERSONAL = ["health", "carer", "earnings"]


@settings(max_examples=60, deadline=None)
@given(households, st.sets(st.sampled_from(FACTS + PERSONAL)), st.sampled_from(FACTS + PERSONAL))
def test_taking_a_fact_away_widens_the_range_around_the_award(household, gone, one_more):
    narrow, wide = without(household, gone), without(household, gone | {one_more})
    true = award(household)
    low, high = bounds(narrow)
    lower, higher = bounds(wide)
    assert lower <= low <= true
    assert high is None or true <= high
    assert higher is None or (high is not None and high <= higher)


def without(household, facts):
    kept = {key: value for key, value in household.items() if key not in facts}
    kept["adults"] = [{k: v for k, v in person.items() if k not in facts} for person in household["adults"]]
    return kept


def bounds(household):
    result = rules.estimate(household, ON)
    if result.range is None:
        return result.result.award.value, result.result.award.value
    return result.range.low, result.range.high


@settings(deadline=None)
@given(households, st.decimals(0, 500, places=2))
def test_earning_more_never_lowers_the_total(household, more):
    earning = {**household, "adults": [dict(person) for person in household["adults"]]}
    earning["adults"][0]["earnings"] = [
        *household["adults"][0]["earnings"],
        {"amount": more, "per": "month", "basis": "net"},
    ]
    assert award(household) <= award(earning) + more


@settings(deadline=None)
@given(households)
def test_the_order_of_children_and_partners_does_not_matter(household):
    turned = {**household, "children": household["children"][::-1], "adults": household["adults"][::-1]}
    assert award(turned) == award(household)


@settings(deadline=None)
@given(households)
def test_pennies_add_up(household):
    result = rules.estimate(household, ON).as_json()
    amounts = {}
    for line in result["lines"]:
        amounts.setdefault(line["id"], []).append(Decimal(line["amount"]))
    if "no_award" in amounts:
        assert result["award"] == "0.00"
        return
    elements = [sum(v) for k, v in amounts.items() if k.endswith(("_element", "_addition", "_allowance"))]
    reductions = [sum(v) for k, v in amounts.items() if k.endswith("_reduction")]
    assert sum(elements) == amounts["maximum_award"][0]
    assert max(Decimal(0), sum(elements) + sum(reductions)) == Decimal(result["award"])


@settings(deadline=None)
@given(households)
def test_every_line_names_its_law(household):
    for line in rules.estimate(household, ON).as_json()["lines"]:
        assert line["law"]
        assert line["url"].startswith("https://www.legislation.gov.uk/")
        assert line["working"]
