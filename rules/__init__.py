"""The law: the only door to it. Nothing here reads a clock, a database or a user; the date is always an argument."""

from __future__ import annotations

from datetime import date

from rules.amount import pounds
from rules.better_off import BetterOff, Work, better_off
from rules.circumstances import Missing
from rules.compare import Comparison, compare
from rules.errors import HouseholdError, NoRate, RulesError, UnknownParameter, UnknownReform
from rules.estimate import Estimate, check, estimate
from rules.household import Regular
from rules.parameters import Rate, law, reform_names
from rules.sweep import Sweep, sweep
from rules.timeline import Timeline, timeline
from rules.universal_credit.line import Line
from rules.universal_credit.timing import PAYMENT_URL, PERIODS_URL, bank_holidays
from rules.version import RULES_VERSION

__all__ = [
    "PAYMENT_URL",
    "PERIODS_URL",
    "RULES_VERSION",
    "BetterOff",
    "Comparison",
    "Estimate",
    "HouseholdError",
    "Line",
    "Missing",
    "NoRate",
    "Rate",
    "Regular",
    "RulesError",
    "Sweep",
    "Timeline",
    "UnknownParameter",
    "UnknownReform",
    "Work",
    "bank_holidays",
    "better_off",
    "check",
    "compare",
    "estimate",
    "pounds",
    "rate",
    "reform_names",
    "sweep",
    "timeline",
]


def rate(name: str, on: date) -> Rate:
    """The value of a parameter on a day, with its law. Raises UnknownParameter or NoRate."""
    return law().rate(name, on)
