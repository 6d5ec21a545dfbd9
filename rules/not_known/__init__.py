"""Circumstances that are not known, one module for each part of life, in the order in which people tell them.

Not known is not zero: each has an assumed value, values that give the lowest and the highest award, and a question.
"""

from __future__ import annotations

from rules.household import Household
from rules.not_known.home import unknown_home
from rules.not_known.money import unknown_money
from rules.not_known.people import unknown_people
from rules.not_known.unknown import Unknown
from rules.not_known.work_and_health import unknown_work_and_health
from rules.universal_credit.line import Setting


def unknowns(household: Household, setting: Setting) -> list[Unknown]:
    """Every circumstance of the household that is not known."""
    return [
        *unknown_people(household, setting),
        *unknown_home(household, setting),
        *unknown_work_and_health(household, setting),
        *unknown_money(household),
    ]
