"""Assessment periods and payment days, against dates worked out by hand from the law and the nations' calendars."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rules
from rules.universal_credit.timing import assessment_periods, period_containing

CLAIM_DATES = st.dates(date(2024, 4, 8), date(2028, 12, 31))


def paydays(claim_date, nation="england", count=2):
    return [(day.period.start, day.period.end, day.paid) for day in rules.timeline(claim_date, nation).paydays[:count]]


@pytest.mark.parametrize(
    ("claimed", "ends", "paid"),
    [
        (date(2026, 11, 12), date(2026, 12, 11), date(2026, 12, 18)),
        (date(2026, 11, 19), date(2026, 12, 18), date(2026, 12, 24)),  # due on Christmas Day
        (date(2026, 11, 20), date(2026, 12, 19), date(2026, 12, 24)),  # due on Boxing Day, a Saturday
        (date(2026, 11, 21), date(2026, 12, 20), date(2026, 12, 24)),  # due on a Sunday
        (date(2026, 11, 22), date(2026, 12, 21), date(2026, 12, 24)),  # due on the substitute bank holiday
        (date(2026, 11, 23), date(2026, 12, 22), date(2026, 12, 29)),
        (date(2026, 8, 31), date(2026, 9, 29), date(2026, 10, 6)),
        (date(2027, 1, 30), date(2027, 2, 26), date(2027, 3, 5)),
        (date(2027, 1, 31), date(2027, 2, 27), date(2027, 3, 5)),
        (date(2028, 1, 30), date(2028, 2, 27), date(2028, 3, 3)),  # a leap year; due on a Sunday
        (date(2024, 9, 18), date(2024, 10, 17), date(2024, 10, 24)),
    ],
)
def test_first_payment_in_england(claimed, ends, paid):
    assert paydays(claimed, count=1) == [(claimed, ends, paid)]


def test_periods_that_start_on_the_31st_start_on_the_last_day_of_each_month():
    starts = [period.start for period in islice(assessment_periods(date(2026, 8, 31)), 7)]
    assert starts == [
        date(2026, 8, 31),
        date(2026, 9, 30),
        date(2026, 10, 31),
        date(2026, 11, 30),
        date(2026, 12, 31),
        date(2027, 1, 31),
        date(2027, 2, 28),
    ]


def test_periods_that_start_on_the_29th_start_on_the_27th_of_february():
    starts = [period.start for period in islice(assessment_periods(date(2026, 12, 29)), 4)]
    assert starts == [date(2026, 12, 29), date(2027, 1, 29), date(2027, 2, 27), date(2027, 3, 29)]


def test_a_claim_on_29_february_keeps_its_own_first_day():
    starts = [period.start for period in islice(assessment_periods(date(2028, 2, 29)), 2)]
    assert starts == [date(2028, 2, 29), date(2028, 3, 29)]


@pytest.mark.parametrize(
    ("nation", "paid"),
    [
        # 30 November 2026 is St Andrew's Day, a bank holiday in Scotland only.
        ("england", date(2026, 11, 30)),
        ("scotland", date(2026, 11, 27)),
    ],
)
def test_bank_holidays_are_those_of_the_nation(nation, paid):
    assert paydays(date(2026, 10, 24), nation, count=1)[0][2] == paid


def test_saint_patricks_day_is_a_bank_holiday_in_northern_ireland():
    claimed = date(2027, 2, 11)
    assert paydays(claimed, "england", count=1)[0][2] == date(2027, 3, 17)
    assert paydays(claimed, "northern_ireland", count=1)[0][2] == date(2027, 3, 16)


@given(CLAIM_DATES)
def test_every_day_belongs_to_one_period(claimed):
    periods = list(islice(assessment_periods(claimed), 14))
    for period, following in pairwise(periods):
        assert following.start == period.end + timedelta(days=1)
        assert 27 <= (following.start - period.start).days <= 32


@given(CLAIM_DATES, st.integers(0, 400))
def test_the_period_of_a_day_is_found_without_counting(claimed, days):
    day = claimed + timedelta(days=days)
    found = next(period for period in assessment_periods(claimed) if day in period)
    assert period_containing(claimed, day) == found


@given(CLAIM_DATES, st.sampled_from(["england", "wales", "scotland", "northern_ireland"]))
def test_payments_come_on_working_days_and_never_late(claimed, nation):
    for day in rules.timeline(claimed, nation).paydays:
        assert day.period.end < day.paid <= day.due
        assert day.paid.weekday() < 5
        assert day.paid not in rules.bank_holidays(nation, day.paid.year)


def test_an_advance_is_paid_back_to_the_penny_over_24_months():
    calendar = rules.timeline(date(2026, 11, 12), "england", advance=Decimal("424.90"))
    repayments = [event.amount for event in calendar.events if event.id == "advance_repayment"]
    assert len(repayments) == 24
    assert sum(repayments) == -Decimal("424.90")
    assert f"{repayments[0]}" == "-17.70"


def test_a_wage_is_put_to_its_period_and_a_wage_before_the_claim_is_refused():
    wage = (date(2026, 12, 12), 640)
    labels = [event.label for event in rules.timeline(date(2026, 11, 12), wages=[wage]).events if event.id == "wage"]
    assert labels == ["Wage, counted in assessment period 2"]
    with pytest.raises(rules.HouseholdError, match="none of the assessment periods"):
        rules.timeline(date(2026, 11, 12), wages=[(date(2026, 11, 1), 640)])
