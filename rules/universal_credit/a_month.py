"""Money at an interval as an amount for each assessment period, which is a month.

UC Regs 2013 Sch 4 para 7 (rent) and reg 73 (unearned income). Pay counts when it is paid (reg 54), so for pay this is
the average month, good for planning.
"""

from __future__ import annotations

from decimal import Decimal

from rules.amount import Amount
from rules.household import Earnings, Regular

_A_YEAR = {"week": 52, "fortnight": 26, "four_weeks": 13, "year": 1}


def a_month(money: Regular | Earnings, label: str) -> Amount:
    """The amount for a month, not rounded."""
    amount = Amount.fact(money.amount, label)
    if money.per == "month":
        return amount
    if money.per == "hour":
        hours = money.hours_per_week if isinstance(money, Earnings) and money.hours_per_week else Decimal(0)
        amount = amount * Amount.number(hours, f"{hours} hours")
    return amount * Amount.number(_A_YEAR.get(money.per, 52)) / Amount.number(12)
