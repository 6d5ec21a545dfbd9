"""Which pay days fall in an assessment period: UC Regs 2013 regs 54 and 61.

Pay counts in the period in which it is paid. Where monthly pay comes twice in one period and not at all in the one
beside it, one of the two is put there, so that each period has one (reg 61(6)). This does not help weekly, fortnightly
or four-weekly pay.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from rules.household import Earnings
from rules.universal_credit.timing import AssessmentPeriod, payment_date, period_containing

_DAYS = {"week": 7, "fortnight": 14, "four_weeks": 28}
_A_YEAR = {7: 52, 14: 26, 28: 13, None: 12}


def days_between(job: Earnings) -> int | None:
    """Days from one pay day to the next: 7, 14 or 28; None for a calendar month.

    An hourly or yearly wage says nothing about it, so the dates do; one date alone is taken as that of monthly pay.
    """
    if job.per in _DAYS or job.per == "month":
        return _DAYS.get(job.per)
    apart = [(later - earlier).days for earlier, later in pairwise(sorted(job.pay_dates))]
    shortest = min(apart, default=31)
    return shortest if shortest in _DAYS.values() else None


def pays_a_year(job: Earnings) -> int:
    return _A_YEAR[days_between(job)]


def pay_days(job: Earnings, first: date, last: date) -> list[date]:
    """The days of pay from `first` to `last`: those given, and before and after them in the same rhythm.

    A monthly pay day that is no working day is moved to the working day before.
    """
    given = sorted(job.pay_dates)
    if not given:
        return []
    found = {day for day in given if first <= day <= last}
    found |= {day for day in _before(job, given[0], first) if day <= last}
    found |= {day for day in _after(job, given[-1], last) if day >= first}
    return sorted(found)


def counted(job: Earnings, period: AssessmentPeriod, claim_date: date) -> list[date]:
    """The days whose pay counts in the period, with monthly pay put right where it came twice."""
    here = pay_days(job, period.start, period.end)
    if days_between(job) is not None:
        return here
    before = _days_in(job, _period_before(period, claim_date))
    after = _days_in(job, period_containing(claim_date, period.end + timedelta(days=1)))
    if len(here) > 1:
        if before == []:
            return here[1:]
        return here[:-1] if after == [] else here
    if not here:
        if before and len(before) > 1:
            return before[-1:]
        return after[:1] if after and len(after) > 1 else []
    return here


def _days_in(job: Earnings, period: AssessmentPeriod | None) -> list[date] | None:
    return None if period is None else pay_days(job, period.start, period.end)


def _period_before(period: AssessmentPeriod, claim_date: date) -> AssessmentPeriod | None:
    if period.start <= claim_date:
        return None
    return period_containing(claim_date, period.start - timedelta(days=1))


def _before(job: Earnings, day: date, first: date) -> Iterator[date]:
    step = days_between(job)
    number = 1
    while True:
        earlier = _months_from(day, -number) if step is None else day - timedelta(days=step * number)
        if earlier < first - timedelta(days=5):
            return
        if earlier >= first:
            yield earlier
        number += 1


def _after(job: Earnings, day: date, last: date) -> Iterator[date]:
    step = days_between(job)
    number = 1
    while True:
        later = _months_from(day, number) if step is None else day + timedelta(days=step * number)
        if later > last:
            return
        yield later
        number += 1


def _months_from(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    length = monthrange(year, month + 1)[1]
    return payment_date(date(year, month + 1, min(day.day, length)), None)
