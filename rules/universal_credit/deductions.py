"""What is taken from an award for debts: Claims and Payments Regs 2013 (SI 2013/380) Schs 6 and 7, and the policy cap.

The order is that of the Schedules as guidance sets it out since April 2026: child maintenance first. An advance comes
before all of them. All together take no more than a share of the standard allowance, but ongoing child maintenance, and
as a last resort rent, service charges, gas and electricity, can go over it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from rules.amount import NIL, Amount, pounds
from rules.universal_credit.advances import repayment_line
from rules.universal_credit.claim import Claim
from rules.universal_credit.line import LEGISLATION, Line
from rules.universal_credit.standard_allowance import standard_allowance

LAW = "Claims and Payments Regs 2013 Schs 6 and 7"
URL = f"{LEGISLATION}/uksi/2013/380/schedule/6"


class Kind(NamedTuple):
    """A debt: its name for people, and whether it may go over the cap (for rent arrears only the smallest rate)."""

    name: str
    over_cap: bool = False


# In the order in which they are taken (Sch 6 para 5; child maintenance first).
KINDS = {
    "child_maintenance": Kind("child maintenance", over_cap=True),
    "housing_costs": Kind("owed service charges", over_cap=True),
    "rent_arrears": Kind("rent arrears", over_cap=True),
    "electricity": Kind("electricity", over_cap=True),
    "gas": Kind("gas", over_cap=True),
    "council_tax": Kind("council tax"),
    "court_fine": Kind("a court fine"),
    "water": Kind("water"),
    "social_fund": Kind("a social fund loan"),
    "hardship_payment": Kind("a hardship payment"),
    "penalty": Kind("a penalty"),
    "fraud_overpayment": Kind("an overpayment by fraud"),
    "civil_penalty": Kind("a civil penalty"),
    "overpayment": Kind("an overpayment"),
    "tax_credit_overpayment": Kind("a tax credit overpayment"),
    "budgeting_advance": Kind("a budgeting advance"),
    "integration_loan": Kind("an integration loan"),
    "eligible_loan": Kind("a loan"),
}
_OTHER = Kind("another debt")
_OUTSIDE_CAP = "fraud_overpayment"


class Taken(NamedTuple):
    """One debt: what was to be taken and what is, in pounds per assessment period."""

    name: str
    asked: Decimal
    taken: Decimal


def deduction_lines(claim: Claim, award: Amount) -> list[Line]:
    """The repayment of an advance and the deductions for debts, each not more than is left to take."""
    advance = repayment_line(claim.household, award, claim.setting)
    lines = [advance] if advance else []
    if not any(one.amount for one in claim.household.deductions):
        return lines
    repaid = -advance.amount.value if advance else NIL
    least = claim.setting.rate("sanctions_and_deductions.least_left").value
    found = taken(claim, repaid, max(award.value - repaid - least, NIL))
    total = Amount.total(Amount.fact(one.taken, one.name) for one in found)
    lines.append(Line("deductions", "Taken away for debts", total.taken_away(), LAW, URL, _why(found, claim)))
    return lines


def taken(claim: Claim, repaid: Decimal, left: Decimal) -> list[Taken]:
    """What each debt gets in the order of the law. `repaid` goes to an advance, `left` is what can be taken at all."""
    room = max(cap(claim).value - repaid, NIL)
    found = []
    for one in sorted(claim.household.deductions, key=lambda one: _place(one.kind)):
        amount = min(one.amount, left)
        over = _may_go_over(one.kind, claim)
        allowed = amount if over is None else min(amount, max(room, over))
        found.append(Taken(KINDS.get(one.kind, _OTHER).name, one.amount, allowed))
        room = max(room - allowed, NIL)
        left -= allowed
    return found


def cap(claim: Claim) -> Amount:
    """The most that an advance and debts take together, to the penny: a share of the standard allowance."""
    share = claim.setting.rate("sanctions_and_deductions.deductions_cap")
    return (share * standard_allowance(claim).amount).pennies()


def standard_rate(kind: str, claim: Claim) -> Amount | None:
    """What the law takes for a debt of this kind in a month, where it fixes it; None where it does not."""
    allowance = standard_allowance(claim).amount
    if kind == "child_maintenance":
        weekly = claim.setting.rate("sanctions_and_deductions.child_maintenance_weekly")
        return (weekly * Amount.number(52) / Amount.number(12)).pennies()
    if kind == "rent_arrears":
        return (claim.setting.rate("sanctions_and_deductions.rent_arrears_least_share") * allowance).pennies()
    if kind in ("housing_costs", "electricity", "gas", "council_tax", "court_fine", "water"):
        return (claim.setting.rate("sanctions_and_deductions.third_party_share") * allowance).pennies()
    return None


def _may_go_over(kind: str, claim: Claim) -> Decimal | None:
    """How much of a debt may go over the cap: nothing for most, all of it (None), or the smallest rate of arrears."""
    if kind == "rent_arrears":
        smallest = standard_rate(kind, claim)
        return smallest.value if smallest else NIL
    if kind == _OUTSIDE_CAP or KINDS.get(kind, _OTHER).over_cap:
        return None
    return NIL


def _place(kind: str) -> int:
    return list(KINDS).index(kind) if kind in KINDS else len(KINDS)


def _why(found: list[Taken], claim: Claim) -> str:
    less = [one for one in found if one.taken < one.asked]
    limit = cap(claim)
    if not less:
        return ""
    names = " and ".join(f"{one.name} ({pounds(one.taken)} of {pounds(one.asked)})" for one in less)
    share = claim.setting.rate("sanctions_and_deductions.deductions_cap").shown
    return (
        f"All deductions together usually take no more than {share} of the standard allowance, {pounds(limit.value)}, "
        f"so less is taken for {names}; if more is taken, you can ask for less"
    )
