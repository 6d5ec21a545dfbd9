"""What holds for every household, whatever its facts."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rules
from tests.rules.households import households

ON = date(2026, 11, 23)
ELEMENTS = {
    "standard_allowance",
    "child_element",
    "disabled_child_addition",
    "lcw_element",
    "lcwra_element",
    "carer_element",
    "housing_costs_element",
    "childcare_costs_element",
    "transitional_element",
}
TAKEN = {"earnings_reduction", "unearned_income_reduction", "capital_reduction", "benefit_cap_reduction"}

some = settings(max_examples=150, deadline=None)


def worked_out(household):
    result = rules.estimate(household, ON).as_json()
    return result, {line["id"]: Decimal(line["amount"]) for line in result["lines"]}


def total(result, ids):
    return sum((Decimal(line["amount"]) for line in result["lines"] if line["id"] in ids), Decimal(0))


@given(households())
@some
def test_the_pennies_add_up(household):
    result, lines = worked_out(household)
    if "no_award" in lines:
        assert result["award"] == "0.00"
        return
    assert lines["maximum_award"] == total(result, ELEMENTS)
    before_cap = max(lines["maximum_award"] + total(result, TAKEN - {"benefit_cap_reduction"}), Decimal(0))
    assert lines["award"] == before_cap + lines.get("benefit_cap_reduction", Decimal(0)) >= 0
    for line in result["lines"]:
        assert Decimal(line["amount"]) == Decimal(line["amount"]).quantize(Decimal("0.01"))
        assert line["law"]
        assert line["url"].startswith("https://")


@given(households(), st.randoms(use_true_random=False))
@some
def test_the_order_of_children_does_not_matter(household, random):
    shuffled = {**household, "children": random.sample(household["children"], len(household["children"]))}
    assert worked_out(household)[0]["award"] == worked_out(shuffled)[0]["award"]


@given(households(), st.integers(0, 300_000), st.integers(1, 100_000))
@some
def test_more_pay_never_leaves_less(household, pence, more):
    """Take-home pay and the award together; each rounding can take a penny."""
    for adult in household["adults"][1:]:
        adult["earnings"] = []
    low, high = (_together(household, Decimal(amount) / 100) for amount in (pence, pence + more))
    assert high >= low - Decimal("0.03")


def _together(household, gross):
    job = {"amount": gross, "per": "month", "basis": "gross"}
    changed = {**household, "adults": [{**household["adults"][0], "earnings": [job]}, *household["adults"][1:]]}
    swept = rules.sweep(changed, ON, gross, 2)
    return swept.points[-1].total


@pytest.mark.parametrize(("savings", "award"), [("16000", True), ("16000.01", False)])
def test_the_capital_limit_is_a_cliff_that_the_law_makes(savings, award):
    household = {
        "adults": [{"age": 30, "health": {"group": "none"}, "carer": False, "earnings": []}],
        "children": [],
        "housing": {"tenure": "none"},
        "savings": savings,
        "other_income": [],
    }
    assert (rules.estimate(household, ON).as_json()["award"] != "0.00") is award


FACTS = [
    ("savings",),
    ("other_income",),
    ("housing",),
    ("children",),
    ("in_greater_london",),
    ("adults", 0, "age"),
    ("adults", 0, "earnings"),
    ("adults", 0, "health"),
    ("adults", 0, "carer"),
    ("housing", "rent"),
    ("housing", "brma"),
    ("housing", "lha"),
    ("housing", "bedrooms"),
]


@given(households(), st.lists(st.sampled_from(FACTS), min_size=1, max_size=3, unique=True))
@some
def test_a_fact_that_is_taken_away_leaves_the_award_within_the_range(household, facts):
    award = Decimal(worked_out(household)[0]["award"])
    less = household
    for path in facts:
        less = _without(less, path)
    result, _ = worked_out(less)
    if "range" in result:
        low, high = result["range"]["low"], result["range"]["high"]
        assert Decimal(low) <= award
        assert high is None or award <= Decimal(high)
    else:
        assert Decimal(result["award"]) == award


@given(households(), st.sampled_from(FACTS), st.sampled_from(FACTS))
@some
def test_a_wider_unknown_never_narrows_the_range(household, first, second):
    one = _range(_without(household, first))
    both = _range(_without(_without(household, first), second))
    if one and both:
        assert both[0] <= one[0]
        assert both[1] is None or (one[1] is not None and both[1] >= one[1])


def _range(household):
    found = rules.estimate(household, ON).range
    return (found.low, found.high) if found else None


def _without(household, path):
    key, *rest = path
    if isinstance(household, list):
        return [_without(one, rest) if place == key else one for place, one in enumerate(household)]
    if not rest:
        return {name: value for name, value in household.items() if name != key}
    if key not in household:
        return household
    return {**household, key: _without(household[key], rest)}
