"""The five-week wait as a budget."""

from datetime import date
from decimal import Decimal

import pytest

import rules
from bot.answers import Library

CLAIM = date(2026, 11, 12)
SINGLE = {
    "nation": "england",
    "adults": [{"age": 30, "health": {"group": "none"}, "carer": False, "earnings": []}],
    "children": [],
    "housing": {"tenure": "none"},
    "savings": 0,
    "other_income": [],
}


def plan(**options):
    return rules.Plan(**{"at_hand": Decimal(100), "spending_a_week": Decimal(70), **options})


def test_the_money_runs_out_on_the_eleventh_day():
    """100.00 at 10.00 a day lasts ten days; on the day before the payment 35 days of the 36 have to be found."""
    result = rules.five_weeks(SINGLE, plan(), CLAIM)
    assert result.first_payment == date(2026, 12, 18)
    assert result.runs_out == date(2026, 11, 22)
    assert result.short_by == 260
    assert len(result.days) == 37


def test_what_comes_and_goes_moves_the_day():
    wage = rules.Money(date(2026, 11, 20), "Last wage", Decimal(200))
    rent = rules.Money(date(2026, 12, 1), "Rent", Decimal(-150))
    result = rules.five_weeks(SINGLE, plan(dated=(wage, rent)), CLAIM)
    assert result.runs_out == date(2026, 12, 1)
    assert [one.label for day in result.days for one in day.money] == [
        "Last wage",
        "Rent",
        "First Universal Credit payment",
    ]


def test_an_advance_is_paid_back_from_the_first_payment_on():
    result = rules.five_weeks(SINGLE, plan(advance=Decimal("424.90")), CLAIM)
    assert result.most_advance == Decimal("424.90")
    assert result.runs_out is None
    assert result.repayments[0] == Decimal("17.70")
    assert len(result.repayments) == 24
    assert sum(result.repayments) == Decimal("424.90")
    assert result.later_payments[0] == Decimal("407.20")


def test_more_than_the_first_award_cannot_be_advanced():
    with pytest.raises(rules.HouseholdError, match=r"424\.90 or less"):
        rules.five_weeks(SINGLE, plan(advance=Decimal(500)), CLAIM)


def test_money_outside_the_wait_is_refused_with_the_days_that_fit():
    late = rules.Money(date(2027, 1, 1), "Wage", Decimal(5))
    with pytest.raises(rules.HouseholdError, match="from 12 November 2026 to 18 December 2026"):
        rules.five_weeks(SINGLE, plan(dated=(late,)), CLAIM)


@pytest.mark.parametrize("nation", ["england", "wales", "scotland", "northern_ireland"])
def test_help_is_named_by_answers_that_exist(nation):
    library = Library.load()
    result = rules.five_weeks({**SINGLE, "nation": nation}, plan(), CLAIM)
    assert all(library[answer] for answer in result.help)


def test_every_day_is_the_day_before_and_what_came_and_went():
    result = rules.five_weeks(SINGLE, plan(advance=Decimal(100), advance_on=date(2026, 11, 14)), CLAIM)
    left = Decimal(100)
    for day in result.days:
        left += sum((one.amount for one in day.money), Decimal(0)) - 10
        assert day.left == left
