"""Better off in work: what comes in, what it costs, and what is left of each pound."""

from datetime import date
from decimal import Decimal

import pytest

import rules

ON = date(2026, 11, 23)
LONE_PARENT = {
    "nation": "england",
    "adults": [{"age": 30, "health": {"group": "none"}, "carer": False, "earnings": []}],
    "children": [
        {"birth_date": "2020-05-01", "sex": "female"},
        {"birth_date": "2022-05-01", "sex": "female"},
    ],
    "housing": {"tenure": "social", "rent": {"amount": 500, "per": "month"}, "bedrooms": 2},
    "savings": 0,
    "other_income": [],
}


def test_sixteen_hours_with_childcare_and_a_bus_pass():
    work = rules.Work(
        Decimal(16),
        Decimal("12.71"),
        childcare=rules.Regular(amount=Decimal(600), per="month"),
        travel=rules.Regular(amount=Decimal(80), per="month"),
    )
    result = rules.better_off(LONE_PARENT, work, ON)
    # 16 x 12.71 x 52 / 12 = 881.23 a month, below the limits of tax and National Insurance
    assert result.then.gross == result.then.take_home == Decimal("881.23")
    # 85% of 600 for childcare, less 55% of what is above the work allowance of 427
    assert result.then.universal_credit - result.now.universal_credit == Decimal("510.00") - Decimal("249.83")
    assert result.difference == Decimal("881.23") + Decimal("260.17") - 600 - 80
    assert result.kept_of_each_pound == Decimal("0.52")


def test_childcare_of_two_children_is_held_to_the_maximum_for_two():
    work = rules.Work(Decimal(30), Decimal(15), childcare=rules.Regular(amount=Decimal(1800), per="month"))
    then = rules.better_off(LONE_PARENT, work, ON).award_then
    assert next(line for line in then.result.lines if line.id == "childcare_costs_element").amount.value == 1530


def test_no_hours_is_no_job():
    working = {**LONE_PARENT, "adults": [{**LONE_PARENT["adults"][0], "earnings": [{"amount": 500, "per": "month"}]}]}
    result = rules.better_off(working, rules.Work(Decimal(0), Decimal(0)), ON)
    assert result.then.gross == 0
    assert result.difference < 0


def test_without_an_award_there_is_nothing_to_compare():
    household = {"adults": [{"age": 30, "immigration": "no_recourse"}]}
    assert rules.better_off(household, rules.Work(Decimal(16), Decimal(13)), ON) is None


def test_the_cost_of_travel_now_counts_against_the_old_work():
    bus = rules.Regular(amount=Decimal(20), per="week")
    work = rules.Work(Decimal(16), Decimal("12.71"))
    with_bus = rules.better_off(LONE_PARENT, work, ON, travel_now=bus)
    without = rules.better_off(LONE_PARENT, work, ON)
    assert with_bus.difference - without.difference == pytest.approx(Decimal("86.67"))
