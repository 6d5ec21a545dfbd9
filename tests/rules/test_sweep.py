"""The earnings sweep: award and money left by pay, and the pay at which the slope changes."""

from datetime import date
from decimal import Decimal

import rules

ON = date(2026, 11, 23)
SINGLE = {
    "nation": "england",
    "adults": [{"age": 30, "health": {"group": "lcw"}, "carer": False, "earnings": []}],
    "children": [],
    "housing": {"tenure": "social", "rent": {"amount": 500, "per": "month"}, "bedrooms": 1},
    "savings": 0,
    "other_income": [],
}


def turns(household, top=3000, **options):
    return {turn.reason: turn.gross for turn in rules.sweep(household, ON, Decimal(top), 61, **options).turns}


def test_the_turns_are_at_the_limits_of_the_law():
    found = turns(SINGLE)
    assert found["Universal Credit starts to go down (taper)"] == Decimal("427.01")
    # a twelfth of 12,570, above which a penny of tax needs two and a half pence of pay
    assert found["Income tax starts"] == Decimal("1047.53")
    assert found["National Insurance starts"] == Decimal("1048.07")


def test_what_is_kept_of_each_pound():
    points = {point.gross: point for point in rules.sweep(SINGLE, ON, Decimal(2000), 201).points}
    assert points[Decimal(400)].kept == Decimal("1.00")  # within the work allowance
    assert points[Decimal(800)].kept == Decimal("0.45")  # the taper
    assert points[Decimal(1500)].kept == Decimal("0.32")  # the taper after tax and National Insurance


def test_the_benefit_cap_ends_at_its_earnings_threshold():
    capped = {
        "nation": "england",
        "in_greater_london": False,
        "adults": [{"age": 30, "health": {"group": "none"}, "carer": False, "earnings": []}],
        "children": [
            {"birth_date": f"{year}-05-01", "sex": "female", "childcare": {"amount": 0, "per": "month"}}
            for year in (2016, 2018, 2020, 2022)
        ],
        "housing": {
            "tenure": "private",
            "rent": {"amount": 900, "per": "month"},
            "lha": {"amount": 900, "per": "month"},
        },
        "savings": 0,
        "other_income": [],
    }
    assert turns(capped)["The benefit cap no longer lowers the award"] == Decimal("881.00")


def test_a_reform_moves_the_slope():
    points = rules.sweep(SINGLE, ON, Decimal(1000), 101, reforms=("lower_taper",)).points
    assert points[-1].kept == Decimal("0.50")


def test_the_other_adult_can_be_swept():
    couple = {**SINGLE, "adults": [*SINGLE["adults"], {**SINGLE["adults"][0], "health": {"group": "none"}}]}
    assert turns(couple, adult=1)["Income tax starts"] == Decimal("1047.53")


def test_without_an_award_there_is_nothing_to_sweep():
    assert rules.sweep({"adults": [{"age": 30, "immigration": "no_recourse"}]}, ON, Decimal(1000)) is None
