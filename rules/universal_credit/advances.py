"""A new claim advance and how it is paid back: Payments on Account Regs 2013 (SI 2013/383) regs 5 and 10."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal

from rules.amount import PENNY, Amount
from rules.household import Advance, Household
from rules.parameters import Parameters
from rules.universal_credit.line import LEGISLATION, Line, Setting
from rules.universal_credit.timing import AssessmentPeriod, period_containing

LAW = "Payments on Account Regs 2013 reg 10"
URL = f"{LEGISLATION}/uksi/2013/383/regulation/10"


def repayments(advance: Advance, parameters: Parameters, first: AssessmentPeriod) -> list[Decimal]:
    """What is taken from each payment, the first one first: equal amounts, with the odd pennies in the last."""
    months = advance.months or int(
        parameters.rate("claims_and_payments.new_claim_advance_repayment", first.start).value
    )
    each = (advance.amount / months).quantize(PENNY, rounding=ROUND_DOWN)
    return [each] * (months - 1) + [advance.amount - each * (months - 1)]


def repayment_line(household: Household, award: Amount, setting: Setting) -> Line | None:
    """This period's repayment; without a claim date the first one. It never takes more than the award."""
    advance = household.advance
    if not advance or not advance.amount:
        return None
    first = _first_period(household, setting)
    due = repayments(advance, setting.parameters, first)
    place = _months_between(first, setting.period)
    if place >= len(due):
        return None
    amount = Amount.fact(due[place], f"repayment {place + 1} of {len(due)} of an advance of £{advance.amount:,.2f}")
    return Line("advance_repayment", "Advance paid back", amount.at_most(award.named("award")).taken_away(), LAW, URL)


def _first_period(household: Household, setting: Setting) -> AssessmentPeriod:
    if household.claim_date is None:
        return setting.period
    return period_containing(household.claim_date, household.claim_date)


def _months_between(first: AssessmentPeriod, later: AssessmentPeriod) -> int:
    return (later.end.year - first.end.year) * 12 + later.end.month - first.end.month
