"""The minimum income floor of the self-employed: UC Regs 2013 regs 62 to 64."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from dateutil.relativedelta import relativedelta

from rules.amount import PENNY, Amount
from rules.universal_credit.claim import Claim
from rules.universal_credit.employed_earnings import taxes_for
from rules.universal_credit.work_requirements import individual_threshold, requirements

LAW = "UC Regs 2013 reg 62"


def applies(place: int, claim: Claim) -> bool:
    """Gainful self-employment, all work-related requirements, and the start-up period over (regs 62(1), 63, 64).

    A period that begins in the start-up period has no floor (reg 62(5)).
    """
    trade = claim.adults[place].self_employment
    if trade is None or not trade.gainful or place not in claim.claimants:
        return False
    months = int(claim.setting.rate("self_employment.start_up_period").value)
    if trade.started and claim.setting.period.start < trade.started + relativedelta(months=months):
        return False
    return requirements(place, claim) == "all"


def raised_by(place: int, earned: Decimal, partner_earned: Decimal, claim: Claim) -> Amount | None:
    """What is added to the earnings of one claimant to reach the floor (reg 62(2) and (3)); None for nothing.

    In a couple the floor gives way to what the two together have over the couple's threshold.
    """
    if not applies(place, claim):
        return None
    floor = net_threshold(place, claim)
    if earned >= floor:
        return None
    if len(claim.adults) == 2:
        together = floor + net_threshold(1 - place, claim)
        if earned + partner_earned >= together:
            return None
        floor -= max(floor + partner_earned - together, Decimal(0))
    if floor <= earned:
        return None
    return Amount.fact(floor - earned, "added to reach the minimum income floor")


def net_threshold(place: int, claim: Claim) -> Decimal:
    """The individual threshold less the income tax and class 4 National Insurance on it, to the penny (reg 62(4)).

    The law leaves the deduction to the Secretary of State; this is the sum that the published figures follow. In
    Scotland the Scottish rates are used.
    """
    gross = individual_threshold(place, claim)
    taxes = taxes_for(claim)
    net = gross - taxes.income_tax(gross) - taxes.of_self_employed(gross)
    return net.quantize(PENNY, rounding=ROUND_HALF_UP)
