"""The last day of each step of a challenge, on the worked dates of the law."""

from datetime import date

import pytest

import rules
from rules.time_limits import late_reconsideration_after_reasons, reconsideration_after_reasons

DECIDED = date(2026, 11, 3)


@pytest.mark.parametrize(
    ("step", "last_day"),
    [
        ("mandatory_reconsideration", date(2026, 12, 3)),
        ("late_reconsideration", date(2027, 12, 3)),
        ("written_reasons", date(2026, 12, 3)),
        ("appeal", date(2026, 12, 3)),
        ("independent_case_examiner", date(2027, 5, 3)),
        ("parliamentary_ombudsman", date(2027, 11, 3)),
    ],
)
def test_from_3_november(step, last_day):
    assert rules.time_limit(step, DECIDED).last_day == last_day


def test_a_month_from_the_31st_ends_on_the_last_day():
    assert rules.time_limit("appeal", date(2027, 1, 31)).last_day == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("asked", "sent", "last_day"),
    [
        (date(2026, 11, 20), date(2026, 12, 1), date(2026, 12, 17)),
        (date(2026, 11, 20), date(2026, 12, 10), date(2026, 12, 24)),
        (date(2026, 12, 20), date(2026, 12, 22), date(2026, 12, 3)),  # asked too late for more time
    ],
)
def test_reasons_asked_for_in_time_add_fourteen_days(asked, sent, last_day):
    assert reconsideration_after_reasons(DECIDED, asked, sent).last_day == last_day


def test_the_late_route_closes_twelve_months_after_that():
    asked, sent = date(2026, 11, 20), date(2026, 12, 1)
    assert late_reconsideration_after_reasons(DECIDED, asked, sent) == date(2027, 12, 17)
