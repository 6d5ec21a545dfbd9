"""The childcare costs element: UC Regs 2013 regs 31 to 35."""

from __future__ import annotations

from rules.amount import Amount
from rules.universal_credit.a_month import a_month
from rules.universal_credit.claim import Claim
from rules.universal_credit.health import group
from rules.universal_credit.line import REGULATIONS, Line, nothing
from rules.universal_credit.responsibility import counts_for_childcare

_LAW = "UC Regs 2013 regs 31 to 34"
_URL = f"{REGULATIONS}/regulation/34"


def childcare_line(claim: Claim, in_work: frozenset[int]) -> Line | None:
    """A share of what is paid for registered childcare, up to a maximum; None where nothing is paid.

    The maximum goes by the number of children for whom charges are paid.
    """
    paid = [child for child in claim.children if child.childcare and child.childcare.amount]
    if not paid:
        return None
    children = [child for child in paid if counts_for_childcare(child, claim.setting)]
    if not children:
        return _none("Childcare counts until the September after the sixteenth birthday", "UC Regs 2013 reg 33(1)(b)")
    if not work_condition(claim, in_work):
        return _none(
            "Everybody in the couple has to be in paid work, ill or a carer"
            if len(claim.adults) == 2
            else "It is for people in paid work",
            "UC Regs 2013 reg 32",
        )
    costs = Amount.total(a_month(child.childcare, "childcare") for child in children if child.childcare)
    most = claim.setting.law("childcare_maximum_" + ("one_child" if len(children) == 1 else "two_or_more"))
    share = (claim.setting.law("childcare_share") * costs).pennies()
    return Line("childcare_costs_element", "Childcare costs element", share.at_most(most), _LAW, _URL)


def work_condition(claim: Claim, in_work: frozenset[int]) -> bool:
    """Everybody is in paid work, or one of a couple is and the other cannot look after the children (reg 32(1)).

    Maternity Allowance counts as paid work (reg 32(2)).
    """
    maternity = {one.adult for one in claim.household.other_income or () if one.kind == "maternity_allowance"}
    in_work |= maternity
    return bool(in_work) and all(
        place in in_work or _cannot_look_after(place, claim) for place in range(len(claim.adults))
    )


def _cannot_look_after(place: int, claim: Claim) -> bool:
    adult = claim.adults[place]
    return bool(adult.carer) or group(adult, claim.setting) != "none"


def _none(why: str, law: str) -> Line:
    return nothing("no_childcare_costs_element", "No childcare costs element", why, law, _URL)
