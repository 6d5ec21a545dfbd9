"""Profit from self-employment: UC Regs 2013 regs 57 to 59."""

from __future__ import annotations

from rules.amount import Amount, pounds
from rules.net_pay import net_profit
from rules.universal_credit.a_month import pension_a_month, to_a_month
from rules.universal_credit.claim import Claim
from rules.universal_credit.employed_earnings import Income, jobs_before_tax, taken, taxes_for
from rules.universal_credit.pension_age import over_pension_age


def profit(place: int, claim: Claim) -> Income | None:
    """A month's profit of one adult less the tax, National Insurance and pension that belong to it (reg 57(2)).

    Those are counted in the month for which they arise; what is really paid in a period can differ.
    """
    adult = claim.adults[place]
    trade = adult.self_employment
    if trade is None:
        return None
    label = "profit" if place == 0 else "partner's profit"
    amount = to_a_month(Amount.fact(trade.profit, label), trade.per)
    if trade.basis == "net":
        return Income(amount)
    old = over_pension_age(adult, claim.setting)
    left = net_profit(amount.value, pension_a_month(trade), jobs_before_tax(adult, claim), taxes_for(claim), old)
    if left.net == left.gross:
        return Income(amount)
    why = f"{label.capitalize()} is {pounds(left.gross)} a month less {taken(left)}"
    return Income(Amount.fact(left.net, f"{label} after tax"), why)
