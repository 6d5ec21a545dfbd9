"""The minimum wage where somebody named it instead of their pay: the rate of their age on the day."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import rules

NAMED = "minimum_wage"
_GROWN = 18


def with_minimum_wage(household: dict[str, Any], on: date) -> dict[str, Any]:
    """The household with the rate an hour in pounds wherever pay is only named; the given one is left alone.

    National Minimum Wage Regulations 2015 regs 4 and 4A. An age that is not known is taken as that of the full rate,
    because most are, and because more earnings never make the award look higher than it will be.
    """
    household = copy.deepcopy(household)
    for adult in household.get("adults") or []:
        for job in adult.get("earnings") or []:
            if job.get("amount") == NAMED:
                job["amount"] = f"{_rate(adult.get('age'), on)}"
    return household


def _rate(age: int | None, on: date) -> object:
    full = rules.rate("minimum_wage.living_wage_age", on).value
    if age is None or age >= full:
        return rules.rate("minimum_wage.living_wage", on).value
    return rules.rate("minimum_wage.aged_18_to_20" if age >= _GROWN else "minimum_wage.aged_16_to_17", on).value
