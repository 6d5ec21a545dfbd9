"""The transitional element month by month."""

from datetime import date
from decimal import Decimal

import pytest

import rules

MOVED = {
    "nation": "england",
    "claim_date": "2025-12-10",
    "adults": [{"age": 40, "health": {"group": "none"}, "carer": False, "earnings": []}],
    "children": [],
    "housing": {"tenure": "none"},
    "savings": 0,
    "other_income": [],
    "transitional_element": 100,
    "transitional_element_on": "2025-12-20",
}


def test_it_falls_when_the_rates_rise_and_stays_there():
    months = rules.transition(MOVED, date(2026, 11, 23)).months
    assert [one.element for one in months[:4]] == [Decimal(100)] * 4  # periods from December to March
    assert all(one.element == Decimal("75.24") for one in months[4:])  # 424.90 - 400.14 less
    assert len(months) == 12


def test_capital_is_left_out_for_twelve_periods():
    rich = {**MOVED, "savings": 20_000, "capital_disregarded": True}
    assert rules.transition(rich, date(2026, 11, 23)).capital_until == date(2026, 12, 9)


@pytest.mark.parametrize("fact", ["transitional_element", "transitional_element_on", "claim_date"])
def test_what_is_needed_is_named(fact):
    with pytest.raises(rules.HouseholdError) as refused:
        rules.transition({key: value for key, value in MOVED.items() if key != fact}, date(2026, 11, 23))
    assert refused.value.fact == fact


def test_dates_in_the_wrong_order_are_refused():
    with pytest.raises(rules.HouseholdError, match="not between the claim and today"):
        rules.transition({**MOVED, "transitional_element_on": "2025-11-01"}, date(2026, 11, 23))
