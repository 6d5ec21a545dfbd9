"""LCWRA on a calendar: the wait, the first payment, the rate, and arrears of a late decision."""

from datetime import date
from decimal import Decimal

import pytest

import rules

ON = date(2026, 11, 23)


def household(claim_date="2026-05-20", **health):
    adult = {"age": 40, "health": {"group": "none", **health}, "carer": False, "earnings": []}
    return {
        "nation": "england",
        "claim_date": claim_date,
        "adults": [adult],
        "children": [],
        "housing": {"tenure": "none"},
        "savings": 0,
        "other_income": [],
    }


def days(calendar):
    return {step.id: step.date for step in calendar.steps}


def test_the_relevant_period_runs_from_the_fit_note():
    calendar = rules.lcwra_calendar(household(evidence_date="2026-05-25"), ON)
    assert days(calendar)["relevant_period_ends"] == date(2026, 8, 24)
    assert calendar.first_period.start == date(2026, 9, 20)
    assert calendar.first_payment == date(2026, 10, 26)
    assert calendar.element.amount.value == Decimal("217.26")
    assert "lower rate" in calendar.element.why


def test_evidence_from_before_the_claim_waits_from_the_claim():
    calendar = rules.lcwra_calendar(household(evidence_date="2026-03-01"), ON)
    assert days(calendar)["relevant_period_begins"] == date(2026, 5, 20)


def test_terminal_illness_has_no_wait_and_the_higher_rate():
    calendar = rules.lcwra_calendar(household(terminally_ill=True), ON)
    assert calendar.first_period.start == date(2026, 5, 20)
    assert calendar.element.amount.value == Decimal("429.80")


def test_a_claim_that_awaited_its_assessment_on_6_april_has_the_higher_rate():
    calendar = rules.lcwra_calendar(household("2026-01-10", evidence_date="2026-02-01"), ON)
    assert calendar.element.amount.value == Decimal("429.80")
    assert "awaited before 6 April 2026" in calendar.element.why


def test_a_late_decision_owes_every_period_whose_pay_day_has_passed():
    facts = household("2026-01-10", evidence_date="2026-02-01")
    calendar = rules.lcwra_calendar(facts, ON, decided=date(2026, 11, 20))
    # the wait ends on 30 April; periods from 10 May to 9 November, the last paid on 16 November
    assert [one.period.start.month for one in calendar.arrears] == [5, 6, 7, 8, 9, 10]
    assert calendar.owed == 6 * Decimal("429.80")


def test_arrears_count_the_work_allowance_too():
    facts = household("2026-01-10", evidence_date="2026-02-01")
    facts["adults"][0]["earnings"] = [{"amount": 500, "per": "month", "basis": "net"}]
    calendar = rules.lcwra_calendar(facts, ON)
    # 500.00 is within the work allowance of 710, and took 55% of it before
    assert calendar.more == Decimal("429.80") + 275


@pytest.mark.parametrize(
    ("facts", "decided", "words"),
    [
        (household(), None, "first day of the fit note"),
        ({**household(evidence_date="2026-05-25"), "claim_date": None}, None, "first day of the claim"),
        (household(evidence_date="2026-05-25"), date(2026, 5, 1), "before the first evidence"),
    ],
)
def test_what_is_missing_or_in_the_wrong_order_is_said(facts, decided, words):
    with pytest.raises(rules.HouseholdError, match=words):
        rules.lcwra_calendar(facts, ON, decided)
