"""Surplus earnings: what is carried forward after earnings that ended an award (UC Regs 2013 reg 54A)."""

from __future__ import annotations

from decimal import Decimal

from rules.amount import Amount
from rules.universal_credit.claim import Claim
from rules.universal_credit.employed_earnings import Income

LAW = "UC Regs 2013 reg 54A"
URL = "https://www.legislation.gov.uk/uksi/2013/376/regulation/54A"


def carried(claim: Claim) -> list[Income]:
    """Surplus earnings from an earlier award, which count as earnings of this period (reg 54A(2))."""
    amount = claim.household.surplus_earnings
    if not amount:
        return []
    why = "Earnings over the limit in a month without an award are carried forward to a claim in the next six months"
    return [Income(Amount.fact(amount, "surplus earnings"), why)]


def surplus(earned: Decimal, maximum: Decimal, other: Decimal, allowance: Decimal, claim: Claim) -> Decimal:
    """What of a month's earnings, with what was carried into it, is carried on, in pounds; nil where there is none.

    That is what is over the point at which the award is nil by more than a fixed amount (reg 54A(3) and (6)).
    `maximum` is the maximum amount, `other` what is taken away for income and capital, `allowance` the work allowance.
    """
    nil_point = (maximum - other) / claim.setting.law("taper").value + allowance
    return max(earned - nil_point - claim.setting.law("surplus_earnings_ignored").value, Decimal(0))
