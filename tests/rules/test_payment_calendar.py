"""The payments to come: which wage counts when, two wages in a period, surplus earnings, and halves."""

from datetime import date
from decimal import Decimal

import pytest

import rules
from rules.household import Household
from rules.parameters import law
from rules.universal_credit.claim import Claim
from rules.universal_credit.line import setting_for
from rules.universal_credit.surplus_earnings import surplus
from rules.universal_credit.timing import period_containing

ON = date(2026, 11, 23)


def household(job=None, claim_date="2026-10-12", **facts):
    adult = {"age": 30, "health": {"group": "none"}, "carer": False, "earnings": [job] if job else []}
    return {
        "nation": "england",
        "claim_date": claim_date,
        "adults": [adult],
        "children": [],
        "housing": {"tenure": "none"},
        "savings": 0,
        "other_income": [],
        **facts,
    }


def job(amount, per, *days):
    return {"amount": amount, "per": per, "basis": "net", "pay_dates": list(days)}


def payments(*arguments, **options):
    return rules.payment_calendar(*arguments, **options).payments


def test_twelve_payments_on_working_days():
    found = payments(household(), date(2026, 10, 12))
    assert len(found) == 12
    assert found[0].paid == ((date(2026, 11, 18), Decimal("424.90")),)
    assert found[3].paid[0][0] == date(2027, 2, 18)
    assert all(one.paid[0][0].weekday() < 5 for one in found)


def test_weekly_pay_counts_four_or_five_times():
    found = payments(household(job(100, "week", "2026-10-16")), date(2026, 10, 12))
    counts = [len(one.wages) for one in found]
    assert counts[:3] == [4, 5, 4]  # Fridays in the periods from the 12th
    assert found[0].award == Decimal("424.90") - 220
    assert found[1].award == Decimal("424.90") - 275
    assert any("5 pay days count here" in note for note in found[1].notes)


def test_four_weekly_pay_comes_twice_once_a_year_and_nothing_puts_it_right():
    found = payments(household(job(500, "four_weeks", "2026-10-14")), date(2026, 10, 12))
    assert sum(len(one.wages) == 2 for one in found) == 1
    assert all(wage.counts for one in found for wage in one.wages)


def test_monthly_pay_that_comes_twice_is_put_one_to_each_period():
    """Paid on the last working day: 30 October and 27 November fall in one period of a claim from the 28th."""
    days = ["2026-09-30", "2026-10-30", "2026-11-27", "2026-12-31", "2027-01-29"]
    found = payments(household(job(600, "month", *days), claim_date="2026-08-28"), date(2026, 10, 1), number=4)
    assert [sum(wage.counts for wage in one.wages) for one in found] == [1, 1, 1, 1]
    assert all(one.award == Decimal("424.90") - 330 for one in found)
    assert any("reg 61(6)" in note for one in found for note in one.notes)


def test_months_after_the_last_rates_are_a_forecast():
    found = payments(household(), ON)
    assert [one.forecast for one in found] == [one.period.start > date(2027, 4, 11) for one in found]
    assert found[-1].forecast


@pytest.mark.parametrize("claimed", [date(2026, 1, day).isoformat() for day in (1, 4, 5, 6, 8, 11, 12, 15, 28, 31)])
def test_families_have_a_calendar_over_the_days_in_april_on_which_rates_change(claimed):
    """Child Benefit, tax and Universal Credit change on three days of one week."""
    found = payments(household(claim_date=claimed, children=[{"age": 4, "disability": "none"}]), ON)
    assert len(found) == 12
    assert len({one.award for one in found}) == 1


def test_twice_a_month_in_northern_ireland_and_by_choice_in_scotland():
    northern = payments(household(nation="northern_ireland"), date(2026, 10, 12))
    assert [amount for _, amount in northern[0].paid] == [Decimal("212.45"), Decimal("212.45")]
    assert [day for day, _ in northern[0].paid] == [date(2026, 11, 18), date(2026, 12, 3)]
    by_choice = payments(household(nation="scotland"), date(2026, 10, 12), twice_monthly=True)
    assert [len(one.paid) for one in by_choice[:2]] == [1, 2]  # the first payment is whole
    assert len(payments(household(nation="scotland"), ON)[0].paid) == 1


def test_a_bonus_is_carried_forward_as_surplus_earnings():
    """4,000.00 in a month: the award is nil at 424.90 / 55% = 772.55, 2,500 more is ignored, 727.45 is carried on."""
    bonus = household(job(4000, "month", "2026-10-20"))
    first = payments(bonus, date(2026, 10, 12), number=1)[0]
    assert first.award == 0
    assert any("£727.45" in note and "54A" in note for note in first.notes)


def test_examples_of_the_surplus():
    claim = Claim(Household.model_validate(household()), setting_for(period_containing(ON, ON), law()), (0,))
    earned, maximum = Decimal(4000), Decimal("424.90")
    assert round(surplus(earned, maximum, Decimal(0), Decimal(0), claim), 2) == Decimal("727.45")
    # With earnings under the point at which the award is nil and 2,500 more, nothing is carried on.
    assert surplus(Decimal("3272.54"), maximum, Decimal(0), Decimal(0), claim) == 0
    # Income lowers the point, a work allowance raises it.
    assert surplus(earned, maximum, Decimal(55), Decimal(427), claim) == surplus(
        earned, maximum, Decimal(0), Decimal(327), claim
    )


def test_surplus_earnings_lower_the_next_award_by_the_taper():
    """Alan (2020/21, Housing Systems): 585.10 carried on, less a loss of 50.00, at 63%."""
    without = {**household(), "claim_date": "2020-09-10"}
    with_surplus = {**without, "surplus_earnings": 535.10}
    day = date(2020, 11, 10)
    lost = rules.estimate(without, day).result.award.value - rules.estimate(with_surplus, day).result.award.value
    assert lost == Decimal("337.11")


def test_without_a_claim_date_there_is_no_calendar():
    facts = household()
    del facts["claim_date"]
    with pytest.raises(rules.HouseholdError, match="first day of the claim"):
        rules.payment_calendar(facts, ON)


def test_without_an_award_there_is_none_either():
    facts = household()
    facts["adults"][0]["immigration"] = "no_recourse"
    assert rules.payment_calendar(facts, ON) is None
