"""Two awards side by side: every line is paired, and every difference has its reason."""

from datetime import date
from decimal import Decimal

import rules

ON = date(2026, 11, 23)
FAMILY = {
    "nation": "england",
    "adults": [{"age": 30, "health": {"group": "none"}, "carer": False, "earnings": []}],
    "children": [{"birth_date": "2018-05-01", "childcare": {"amount": 0, "per": "month"}}],
    "housing": {"tenure": "social", "rent": {"amount": 100, "per": "week"}, "bedrooms": 2},
    "savings": 0,
    "other_income": [],
}


def with_pay(amount):
    job = {"amount": amount, "per": "month", "basis": "net"}
    return {**FAMILY, "adults": [{**FAMILY["adults"][0], "earnings": [job]}]}


def differing(comparison):
    return {one.line.id: one for one in comparison.lines if one.difference}


def test_another_wage_changes_the_taper_and_what_follows_from_it():
    result = rules.compare(FAMILY, with_pay(1000), ON)
    changed = differing(result)
    assert set(changed) == {"earnings_reduction", "award", "payable"}
    # 55% of 1,000 less the work allowance of 427 with housing costs
    assert changed["earnings_reduction"].difference == Decimal("-315.15")
    assert [fact for fact, _, _ in result.changed_facts] == ["adults[0].earnings[0]"]


def test_another_year_is_put_to_the_rates_that_changed():
    result = rules.compare(FAMILY, FAMILY, date(2025, 11, 23), ON)
    allowance = differing(result)["standard_allowance"]
    assert str(allowance.difference) == "24.76"
    assert "£400.14 until then, £424.90 from 6 April 2026" in allowance.reason
    assert result.changed_facts == ()


def test_a_reform_is_named_in_each_line_that_it_changes_and_in_no_other():
    result = rules.compare(with_pay(1000), with_pay(1000), ON, None, (), ("lower_taper",))
    changed = differing(result)
    assert changed["earnings_reduction"].reason == "lower taper"
    for one in result.lines:
        assert bool(one.second.reforms) == bool(one.difference)


def test_the_same_household_twice_differs_in_nothing():
    result = rules.compare(FAMILY, FAMILY, ON)
    assert differing(result) == {}
    assert all(one.reason == "" for one in result.lines)


def test_a_child_that_leaves_takes_its_line_along():
    without = {**FAMILY, "children": []}
    result = rules.compare(FAMILY, without, ON)
    gone = differing(result)["child_element"]
    assert gone.second is None
    assert gone.reason.startswith("Only in the first")
