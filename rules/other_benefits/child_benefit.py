"""Child Benefit: Social Security Contributions and Benefits Act 1992 ss.141 to 145, Child Benefit (Rates) Regs 2006."""

from __future__ import annotations

from rules.amount import Amount
from rules.universal_credit.a_month import to_a_month
from rules.universal_credit.line import Setting


def child_benefit(children: int, setting: Setting) -> Amount | None:
    """A month's Child Benefit for a number of children and young people; None for no child."""
    if not children:
        return None
    weekly = setting.rate("child_benefit.eldest")
    if children > 1:
        weekly = weekly + setting.rate("child_benefit.other") * Amount.number(children - 1)
    return to_a_month(weekly, "week").named("Child Benefit")
