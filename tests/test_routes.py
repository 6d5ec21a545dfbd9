"""Whatever the rules leave out sends people to an answer that exists."""

from datetime import date

import pytest

import rules
from bot.answers import Library

ON = date(2026, 11, 23)
LIBRARY = Library.load()

LEFT_OUT = [
    {"adults": [{"age": 16}]},
    {"adults": [{"age": 30, "student": True}]},
    {"adults": [{"age": 30, "immigration": "no_recourse"}]},
    {"adults": [{"birth_date": "1950-01-01"}]},
    {"adults": [{"age": 30, "earnings": [{"amount": 9, "per": "week", "pay_dates": ["2026-11-28"]}]}]},
    {"adults": [{"age": 30}, {"age": 30, "immigration": "no_recourse"}]},
    {"housing": {"tenure": "temporary"}},
    {"housing": {"tenure": "owner", "service_charges": {"amount": 50, "per": "month"}}},
    {"other_income": [{"kind": "other", "amount": 5, "per": "week"}]},
]


@pytest.mark.parametrize("household", LEFT_OUT, ids=str)
def test_the_route_is_an_answer(household):
    excluded = rules.estimate(household, ON).result.excluded
    assert excluded
    for one in excluded:
        assert LIBRARY.render(one.route, ON).text
