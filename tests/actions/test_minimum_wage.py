"""The minimum wage that somebody names instead of their pay."""

from datetime import date

import pytest

from bot.actions.minimum_wage import with_minimum_wage

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(("age", "wage"), [(None, "12.71"), (45, "12.71"), (21, "12.71"), (20, "10.85"), (17, "8.00")])
def test_the_rate_is_that_of_the_age(age, wage):
    job = {"amount": "minimum_wage", "per": "hour", "hours_per_week": 16}
    household = {"adults": [{"age": age, "earnings": [job]}]}
    assert with_minimum_wage(household, DAY)["adults"][0]["earnings"][0]["amount"] == wage
    assert job["amount"] == "minimum_wage", "the household that was given is left alone"
