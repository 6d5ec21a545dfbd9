"""Sanctions: how long they last and what they take (UC Regs 2013 regs 101 to 111)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from typing import Literal

from rules.amount import Amount, pounds
from rules.household import Sanction
from rules.universal_credit.claim import Claim
from rules.universal_credit.health import group
from rules.universal_credit.line import REGULATIONS, Line, Setting, nothing
from rules.universal_credit.standard_allowance import standard_allowance
from rules.universal_credit.work_requirements import requirements

Level = Literal["lowest", "low", "medium", "high"]

_LAW = "UC Regs 2013 regs 110 and 111"
_URL = f"{REGULATIONS}/regulation/111"
_TEN_PENCE = Decimal("0.1")


def sanction_line(claim: Claim, award: Amount) -> Line | None:
    """What a sanction takes from the award: a daily amount for each day of it in the period (reg 110).

    It never takes more than the standard allowance, or half of it for one of a couple, nor more than the award.
    """
    sanction = claim.household.sanction
    if sanction is None or not sanction.days or sanction.adult >= len(claim.adults):
        return None
    days = days_in_period(sanction, claim.setting)
    if not days:
        return None
    daily, why = daily_reduction(sanction.adult, claim)
    if not daily.value:
        return nothing("no_sanction_reduction", "No reduction for a sanction", why, _LAW, _URL)
    reduction = (daily * Amount.number(days, f"{days} days")).at_most(most(claim).named("the most in a month"))
    reduction = reduction.at_most(award.named("award")).pennies()
    return Line("sanction_reduction", "Taken away by a sanction", reduction.taken_away(), _LAW, _URL, why)


def days_in_period(sanction: Sanction, setting: Setting) -> int:
    """How many days of a sanction fall in the period; without a first day, as many as there can be."""
    period = setting.period
    length = (period.end - period.start).days + 1
    if sanction.starts is None:
        return min(sanction.days, length)
    last = sanction.starts + timedelta(days=sanction.days - 1)
    return max((min(last, period.end) - max(sanction.starts, period.start)).days + 1, 0)


def most(claim: Claim) -> Amount:
    """The standard allowance, or half of it where one of a couple is sanctioned (reg 110(3))."""
    allowance = standard_allowance(claim).amount
    return allowance / Amount.number(2) if claim.is_joint else allowance


def daily_reduction(place: int, claim: Claim) -> tuple[Amount, str]:
    """The reduction for a day and why it is that much (reg 111).

    The standard allowance for a day, down to ten pence, and half of that for one of a couple; 40% of it where there are
    interviews only or where a young child, a pregnancy or an adoption lifts the requirements; nothing with LCWRA.
    """
    adult = claim.adults[place]
    if group(adult, claim.setting) == "lcwra":
        return Amount.fact(0, "daily reduction"), "Somebody with LCWRA loses nothing by a sanction"
    yearly = standard_allowance(claim).amount * Amount.number(12) / Amount.number(365)
    full = Amount.fact(_down_to_ten_pence(yearly.value), "daily reduction")
    if claim.is_joint:
        full = full / Amount.number(2)
    lower = at_lower_rate(place, claim)
    if not lower:
        return full, f"The standard allowance for a day is {pounds(yearly.value)}, which is taken down to ten pence"
    share = claim.setting.rate("sanctions_and_deductions.lower_rate")
    reduced = Amount.fact(_down_to_ten_pence((full * share).value), "daily reduction")
    return reduced, f"{share.shown} of the full rate of {pounds(full.value)}, because {lower}"


def length(level: Level, failed: date, complied: date | None, earlier: int, setting: Setting) -> int | None:
    """Days of a new sanction for an adult; None while it stays open because nobody has complied yet.

    `earlier` is how many sanctions of the level there were in the year before, not counting the last fourteen days.
    """
    open_days = (complied - failed).days if complied else None
    if level == "lowest":
        return open_days
    if level == "low":
        extra = _number(("low_level_extra", "low_level_second", "low_level_third"), earlier, setting)
        return None if open_days is None else open_days + extra
    if level == "medium":
        return _number(("medium_level_first", "medium_level_second"), earlier, setting)
    return _number(("high_level_first", "high_level_longest"), earlier, setting)


def hardship_payment(reduction: Decimal, days: int, setting: Setting) -> Amount:
    """A recoverable hardship payment for some days after a period with this reduction (regs 117 and 118)."""
    share = setting.rate("sanctions_and_deductions.hardship_share")
    taken = Amount.fact(reduction, "reduction of the period before")
    daily = (share * taken * Amount.number(12) / Amount.number(365)).pennies()
    return (daily * Amount.number(days, f"{days} days")).pennies()


def at_lower_rate(place: int, claim: Claim) -> str:
    """Why the lower rate applies (reg 111(2)); empty where it does not. There is no hardship payment with it."""
    age = claim.setting.age(claim.adults[place])
    if age is not None and age < claim.setting.law("minimum_age").value:
        return "of the age"
    found = requirements(place, claim)
    if found == "interview":
        return "there are work-focused interviews only"
    young_child = found == "none" and not claim.adults[place].carer
    return "a child under one lifts the requirements" if young_child else ""


def _down_to_ten_pence(value: Decimal) -> Decimal:
    return value.quantize(_TEN_PENCE, rounding=ROUND_DOWN)


def _number(names: tuple[str, ...], earlier: int, setting: Setting) -> int:
    name = names[min(earlier, len(names) - 1)]
    return int(setting.rate(f"sanctions_and_deductions.{name}").value)
