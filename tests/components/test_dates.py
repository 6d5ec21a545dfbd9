"""Dates as people say them: day first, the year worked out from today."""

from datetime import date

import pytest

from bot.components.dates import dates_said

TODAY = date(2026, 11, 23)  # a Monday


@pytest.mark.parametrize(
    ("text", "future", "day"),
    [
        ("12 november 2026", False, date(2026, 11, 12)),
        ("3rd nov", False, date(2026, 11, 3)),
        ("nov 3rd", False, date(2026, 11, 3)),
        ("3rd of december", False, date(2025, 12, 3)),
        ("3rd of december", True, date(2026, 12, 3)),
        ("03/11/2026", False, date(2026, 11, 3)),
        ("3/11", False, date(2026, 11, 3)),
        ("3.11.26", False, date(2026, 11, 3)),
        ("2026-11-03", False, date(2026, 11, 3)),
        ("1/5/90", False, date(1990, 5, 1)),
        ("last tues", False, date(2026, 11, 17)),
        ("last monday", False, date(2026, 11, 16)),
        ("monday", False, date(2026, 11, 23)),
        ("next friday", False, date(2026, 11, 27)),
        ("yesterday", False, date(2026, 11, 22)),
        ("2 weeks ago", False, date(2026, 11, 9)),
        ("a month of the 10th", False, date(2026, 11, 10)),
        ("the 28th", False, date(2026, 10, 28)),
        ("the 28th", True, date(2026, 11, 28)),
        ("29 february", False, None),
        ("31/02/2026", False, None),
        ("12/13/2026", False, None),
        ("june 2026", False, None),
    ],
)
def test_the_day_that_is_meant(text, future, day):
    assert [one.on(TODAY, future) for one in dates_said(text)] == [day]


@pytest.mark.parametrize(
    "text", ["i earn 12.71 an hour", "rent 300-350", "£12/11 quid", "may be 30", "saturated", "monitor", "sunny"]
)
def test_what_is_not_a_date(text):
    assert dates_said(text) == []
