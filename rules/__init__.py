"""The law: the only door to it. Nothing here reads a clock, a database or a user; the date is always an argument."""

from __future__ import annotations

from datetime import date

from rules import local_housing_allowance
from rules.amount import pounds
from rules.better_off import BetterOff, Work, better_off, with_work
from rules.circumstances import Missing
from rules.compare import Comparison, compare
from rules.errors import HouseholdError, NoRate, RulesError, UnknownParameter, UnknownReform
from rules.estimate import Estimate, check, estimate
from rules.five_weeks import FiveWeeks, Money, Plan, five_weeks
from rules.household import Household, Regular
from rules.lcwra_calendar import LcwraCalendar, lcwra_calendar
from rules.parameters import Rate, Reform, Series, law, reform, reform_names
from rules.payment_calendar import PaymentCalendar, payment_calendar
from rules.sanction_and_hardship import SanctionResult, sanction
from rules.statement import Checked, CheckedLine, Reason, check_statement
from rules.sweep import Sweep, sweep
from rules.time_limits import TimeLimit, time_limit
from rules.timeline import Timeline, timeline
from rules.transition import Transition, transition
from rules.universal_credit.line import Line
from rules.universal_credit.timing import PAYMENT_URL, PERIODS_URL, bank_holidays
from rules.version import RULES_VERSION

__all__ = [
    "PAYMENT_URL",
    "PERIODS_URL",
    "RULES_VERSION",
    "BetterOff",
    "Checked",
    "CheckedLine",
    "Comparison",
    "Estimate",
    "FiveWeeks",
    "Household",
    "HouseholdError",
    "LcwraCalendar",
    "Line",
    "Missing",
    "Money",
    "NoRate",
    "PaymentCalendar",
    "Plan",
    "Rate",
    "Reason",
    "Reform",
    "Regular",
    "RulesError",
    "SanctionResult",
    "Series",
    "Sweep",
    "TimeLimit",
    "Timeline",
    "Transition",
    "UnknownParameter",
    "UnknownReform",
    "Work",
    "bank_holidays",
    "better_off",
    "check",
    "check_statement",
    "compare",
    "estimate",
    "five_weeks",
    "lcwra_calendar",
    "local_housing_allowance",
    "parameters",
    "payment_calendar",
    "pounds",
    "rate",
    "reform",
    "reform_names",
    "sanction",
    "sweep",
    "time_limit",
    "timeline",
    "transition",
    "with_work",
]


def rate(name: str, on: date) -> Rate:
    """The value of a parameter on a day, with its law. Raises UnknownParameter or NoRate."""
    return law().rate(name, on)


def parameters() -> list[Series]:
    """Every parameter with all of its dated values, by name."""
    return [law().series[name] for name in sorted(law().series)]
