"""The last day of each step of a challenge, from the day it is counted from.

A month in these rules ends on the same day of the next month, or on its last day where there is no such day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dateutil.relativedelta import relativedelta

from rules.parameters import Rate, law

Step = Literal[
    "mandatory_reconsideration",
    "late_reconsideration",
    "written_reasons",
    "appeal",
    "independent_case_examiner",
    "parliamentary_ombudsman",
]


@dataclass(frozen=True, slots=True)
class TimeLimit:
    last_day: date
    law: str
    url: str


def time_limit(step: Step, counted_from: date) -> TimeLimit:
    """The last day of a step: counted from the decision, from the reconsideration notice for an appeal, and so on."""
    rate = law().rate(f"decisions_and_appeals.{step}", counted_from)
    return TimeLimit(counted_from + relativedelta(months=int(rate.value)), rate.law, rate.url)


def reconsideration_after_reasons(decided: date, asked: date, sent: date) -> TimeLimit:
    """The last day to ask for a reconsideration where written reasons were asked for in time (D&A Regs reg 5(1)).

    Reasons sent within the month add fourteen days to it; reasons sent later give fourteen days from then.
    """
    month = time_limit("mandatory_reconsideration", decided)
    if asked > time_limit("written_reasons", decided).last_day:
        return month
    added: Rate = law().rate("decisions_and_appeals.reasons_add", decided)
    start = max(sent, month.last_day)
    return TimeLimit(start + timedelta(days=int(added.value)), added.law, added.url)


def late_reconsideration_after_reasons(decided: date, asked: date, sent: date) -> date:
    """The last day of the late route: twelve months after the time in which it could be asked for."""
    in_time = reconsideration_after_reasons(decided, asked, sent).last_day
    whole = int(law().rate("decisions_and_appeals.late_reconsideration", decided).value)
    ordinary = int(law().rate("decisions_and_appeals.mandatory_reconsideration", decided).value)
    return in_time + relativedelta(months=whole - ordinary)
