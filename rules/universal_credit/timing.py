"""When things happen: assessment periods and payment days.

UC Regs 2013 reg 21 (assessment periods) and Claims and Payments Regs 2013 reg 47 (payment monthly in arrears).
"""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

import holidays

from rules.parameters import Parameters

PERIODS_LAW = "UC Regs 2013 reg 21"
PERIODS_URL = "https://www.legislation.gov.uk/uksi/2013/376/regulation/21"
PAYMENT_LAW = "Claims and Payments Regs 2013 reg 47"
PAYMENT_URL = "https://www.legislation.gov.uk/uksi/2013/380/regulation/47"

_BANK_HOLIDAYS_OF = {"england": "ENG", "wales": "WLS", "scotland": "SCT", "northern_ireland": "NIR"}


class AssessmentPeriod(NamedTuple):
    """One assessment period: both days belong to it."""

    start: date
    end: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.start <= day <= self.end


def assessment_periods(claim_date: date) -> Iterator[AssessmentPeriod]:
    """Assessment periods without end, from the first day of entitlement (reg 21(1) and (2))."""
    months = 0
    while True:
        start = _start(claim_date, months)
        yield AssessmentPeriod(start, _start(claim_date, months + 1) - timedelta(days=1))
        months += 1


@lru_cache(maxsize=4096)
def period_containing(claim_date: date, on: date) -> AssessmentPeriod:
    """The assessment period that contains `on`, which is not before the claim date."""
    months = (on.year - claim_date.year) * 12 + on.month - claim_date.month
    if _start(claim_date, months) > on:
        months -= 1
    elif _start(claim_date, months + 1) <= on:
        months += 1
    return AssessmentPeriod(_start(claim_date, months), _start(claim_date, months + 1) - timedelta(days=1))


def _start(claim_date: date, months: int) -> date:
    """First day of the period that begins `months` months after the first one."""
    year, month = divmod(claim_date.month - 1 + months, 12)
    year, month = claim_date.year + year, month + 1
    day = claim_date.day
    if day == 31:
        return date(year, month, monthrange(year, month)[1])  # reg 21(2)(a): the last day of each month
    if day in (29, 30) and month == 2 and months:
        return date(year, month, 28 if isleap(year) else 27)  # reg 21(2)(b)
    return date(year, month, day)


def payment_due(period: AssessmentPeriod, parameters: Parameters) -> date:
    """The pay day before weekends and bank holidays are looked at: seven days after the period ends (reg 47)."""
    in_arrears = parameters["claims_and_payments.paid_in_arrears"].on(period.end)
    delay = int(parameters.rate("claims_and_payments.payment_delay", period.end).value)
    return (period.end if in_arrears else period.start) + timedelta(days=delay)


def payment_date(due: date, nation: str | None) -> date:
    """The last working day on or before `due`. Where the nation is not known, England's bank holidays count."""
    day = due
    while day.weekday() >= 5 or day in bank_holidays(nation or "england", day.year):
        day -= timedelta(days=1)
    return day


@lru_cache(maxsize=64)
def bank_holidays(nation: str, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv=_BANK_HOLIDAYS_OF[nation], years=year))
