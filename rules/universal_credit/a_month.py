"""Money at an interval as an amount for each assessment period, which is a month.

UC Regs 2013 Sch 4 para 7 (rent) and reg 73 (unearned income). Pay counts when it is paid (reg 54), so for pay this is
the average month, good for planning.
"""

from __future__ import annotations

from decimal import Decimal

from rules.amount import Amount
from rules.household import Earnings, Regular, SelfEmployment

_MONTHS = Amount.number(12)
_A_YEAR = {
    "week": Amount.number(52),
    "fortnight": Amount.number(26),
    "four_weeks": Amount.number(13),
    "year": Amount.number(1),
    "hour": Amount.number(52),
}


def a_month(money: Regular, label: str) -> Amount:
    """The amount for a month, to the penny."""
    return to_a_month(Amount.fact(money.amount, label), money.per)


def pay_a_month(job: Earnings, label: str) -> Amount:
    """The pay of a job for a month, to the penny."""
    pay = Amount.fact(job.amount, label)
    if job.per == "hour":
        hours = job.hours_per_week or Decimal(0)
        pay = pay * Amount.number(hours, f"{hours} hours")
    return to_a_month(pay, job.per)


def pension_a_month(work: Earnings | SelfEmployment) -> Decimal:
    """What goes into a pension in a month, to the penny; with an hourly wage the contribution is that of a week."""
    return to_a_month(Amount.fact(work.pension, "pension"), work.per).value


def to_a_month(amount: Amount, per: str) -> Amount:
    if per == "month":
        return amount.pennies()
    return (amount * _A_YEAR[per] / _MONTHS).pennies()
