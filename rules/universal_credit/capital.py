"""Savings and other capital: Welfare Reform Act 2012 s.5 and UC Regs 2013 regs 18, 46 to 49, 72 and Schedule 10."""

from __future__ import annotations

from datetime import date
from itertools import islice

from rules.amount import Amount, pounds
from rules.household import Household
from rules.universal_credit.claim import Claim
from rules.universal_credit.line import REGULATIONS, Line, Setting, nothing
from rules.universal_credit.timing import assessment_periods

# Capital that counts in part, by the parameter that says how much of it.
_SHARES = {"lifetime_isa": "universal_credit.lifetime_isa_share", "property": "universal_credit.property_share"}
_NAMES = {"lifetime_isa": "Lifetime ISA", "property": "property"}


def capital(household: Household, setting: Setting) -> Amount:
    """Savings and what else counts; the home, belongings, pensions, a business and the like do not (Sch 10).

    Of property a tenth comes off for the costs of a sale, and then the debts secured on it (reg 49(1)).
    """
    parts = [Amount.fact(household.savings or 0, "savings")]
    for item in household.capital:
        if item.kind in _SHARES:
            share = (Amount.fact(item.amount, _NAMES[item.kind]) * setting.rate(_SHARES[item.kind])).pennies()
            owed = Amount.fact(item.debts, "debts secured on it")
            parts.append((share - owed).not_below_nil() if item.debts else share)
    return Amount.total(parts)


def capital_limit(claim: Claim) -> Line | None:
    """The line that ends the calculation when capital is over the limit (WRA 2012 s.5, UC Regs 2013 reg 18)."""
    limit = claim.setting.law("capital_upper_limit")
    owned = capital(claim.household, claim.setting)
    if owned.value <= limit.value or disregarded(claim):
        return None
    return nothing(
        "no_award",
        "No award: savings over the limit",
        f"Savings of {pounds(owned.value)} are over {pounds(limit.value)}",
        "Welfare Reform Act 2012 s.5 and UC Regs 2013 reg 18",
        f"{REGULATIONS}/regulation/18",
    )


def disregarded(claim: Claim) -> bool:
    """Whether capital over the limit is left out: for some periods after tax credits (SI 2014/1230 reg 51)."""
    if not claim.household.capital_disregarded:
        return False
    last = disregard_ends(claim)
    return last is None or claim.setting.period.start <= last


def disregard_ends(claim: Claim) -> date | None:
    """The last day of the last period with the disregard; None where the claim date is not known."""
    if claim.household.claim_date is None:
        return None
    number = int(claim.setting.rate("migration.capital_ignored").value)
    return next(islice(assessment_periods(claim.household.claim_date), number - 1, None)).end


def capital_lines(claim: Claim) -> list[Line]:
    """Tariff income: an amount for each step of capital, or part of one, above the lower limit (reg 72)."""
    lower = claim.setting.law("capital_lower_limit")
    owned = capital(claim.household, claim.setting)
    if owned.value <= lower.value:
        return []
    if disregarded(claim):
        owned = owned.at_most(claim.setting.law("capital_upper_limit"))
    steps = ((owned - lower) / claim.setting.law("tariff_step")).whole_steps()
    return [
        Line(
            "capital_reduction",
            "Taken away for savings",
            (steps * claim.setting.law("tariff_income_per_step")).pennies().taken_away(),
            "UC Regs 2013 reg 72",
            f"{REGULATIONS}/regulation/72",
        )
    ]
