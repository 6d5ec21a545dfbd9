"""The law: the only door to it. Nothing here reads a clock, a database or a user; the date is always an argument."""

from __future__ import annotations

from datetime import date

from rules.amount import pounds
from rules.circumstances import Missing
from rules.errors import HouseholdError, NoRate, RulesError, UnknownParameter, UnknownReform
from rules.estimate import Estimate, check, estimate
from rules.parameters import Rate, law, reform_names
from rules.timeline import Timeline, timeline
from rules.universal_credit.line import Line
from rules.universal_credit.timing import PAYMENT_URL, PERIODS_URL, bank_holidays
from rules.version import RULES_VERSION

__all__ = [
    "PAYMENT_URL",
    "PERIODS_URL",
    "RULES_VERSION",
    "Estimate",
    "HouseholdError",
    "Line",
    "Missing",
    "NoRate",
    "Rate",
    "RulesError",
    "Timeline",
    "UnknownParameter",
    "UnknownReform",
    "bank_holidays",
    "check",
    "estimate",
    "pounds",
    "rate",
    "reform_names",
    "timeline",
]


def rate(name: str, on: date) -> Rate:
    """The value of a parameter on a day, with its law. Raises UnknownParameter or NoRate."""
    return law().rate(name, on)
