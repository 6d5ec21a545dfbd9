"""A sanction from the failure to its end: days, what it takes a day and in all, and a hardship payment.

UC Regs 2013 regs 101 to 111 and 116 to 119.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from rules.circumstances import assume, described
from rules.errors import HouseholdError
from rules.household_reading import read_household
from rules.not_known import unknowns
from rules.parameters import law
from rules.universal_credit.claim import Claim
from rules.universal_credit.entitlement import claimants
from rules.universal_credit.line import setting_for
from rules.universal_credit.sanctions import Level, at_lower_rate, daily_reduction, hardship_payment, length
from rules.universal_credit.timing import period_containing

LAW = "UC Regs 2013 regs 101 to 111"
ASK_FOR_LESS = (
    "Say in the journal why you had a good reason, and ask for a mandatory reconsideration",
    "Do what was asked as soon as you can: a lowest level sanction then ends, a low level one some days later",
    "Ask for a hardship payment if you cannot pay for essentials; it has to be paid back",
)


@dataclass(frozen=True, slots=True)
class SanctionResult:
    """Pounds for a day and in all; `days` and `total` are None while a sanction stays open."""

    days: int | None
    daily: Decimal
    why: str
    total: Decimal | None
    hardship_daily: Decimal | None

    def as_json(self) -> dict[str, Any]:
        def shown(amount: Decimal | None) -> str | None:
            return None if amount is None else f"{amount:.2f}"

        return {
            "days": self.days,
            "daily": f"{self.daily:.2f}",
            "why": self.why,
            "total": shown(self.total),
            "hardship_daily": shown(self.hardship_daily),
            "law": LAW,
            "what_to_do": list(ASK_FOR_LESS),
        }


def sanction(
    facts: Mapping[str, Any], level: Level, failed: date, complied: date | None = None, earlier: int = 0, adult: int = 0
) -> SanctionResult:
    """A new sanction of one adult; `earlier` is how many of the level there were in the year before.

    The hardship payment is that for a day after a period from which all of `total`, or a whole month, was taken. Raises
    HouseholdError for dates in the wrong order or an adult who is not there, and whatever `estimate` raises.
    """
    if complied and complied < failed:
        raise HouseholdError("complied", "You complied before the failure.", "Check the two dates.")
    household = described(read_household(facts, failed))
    if adult >= len(household.adults or ()):
        raise HouseholdError(f"adults[{adult}]", "There is no such adult.", "Give 0, or 1 for the partner.")
    setting = setting_for(period_containing(household.claim_date or failed, failed), law())
    known = assume(household, unknowns(household, setting))
    claim = Claim(known, setting, claimants(known, setting))
    daily, why = daily_reduction(adult, claim)
    days = length(level, failed, complied, earlier, setting)
    total = None if days is None else daily.value * days
    month = daily.value * min(days or 30, 30)
    full_rate = level != "lowest" and not at_lower_rate(adult, claim)
    hardship = hardship_payment(month, 1, setting).value if full_rate and month else None
    return SanctionResult(days, daily.value, why, total, hardship)
