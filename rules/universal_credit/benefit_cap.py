"""The benefit cap: Welfare Reform Act 2012 s.96 and UC Regs 2013 regs 78 to 83."""

from __future__ import annotations

from decimal import Decimal

from rules import local_housing_allowance
from rules.amount import Amount, pounds
from rules.household import Household
from rules.other_benefits.child_benefit import child_benefit
from rules.universal_credit.a_month import a_month
from rules.universal_credit.benefits import LIFTING_THE_CAP
from rules.universal_credit.claim import Claim
from rules.universal_credit.line import REGULATIONS, Line, nothing
from rules.universal_credit.unearned_income import COUNTS

_LAW = "UC Regs 2013 regs 78 to 81"
_URL = f"{REGULATIONS}/regulation/81"

# Other benefits that the cap counts (WRA 2012 s.96(10)), and those whose receipt lifts it (reg 83(1)).
_CAPPED = ("new_style_jsa", "new_style_esa", "maternity_allowance", "widowed_parents_allowance")
_LIFTING_INCOME = ("carers_allowance", "carer_support_payment", "new_style_esa_support")


def benefit_cap_lines(claim: Claim, elements: list[Line], award: Amount, earned: Decimal) -> list[Line]:
    """The reduction to the cap, or why there is none although the benefits are over it; nothing where they are not.

    `award` is the award before the cap and `earned` what is really earned. The excess is lowered by the childcare
    costs element (reg 81(1)(b)).
    """
    if not claim.setting.has("benefit_cap.single_elsewhere"):
        return []
    total = Amount.total([award.named("award before the cap"), *_other_benefits(claim)])
    cap = cap_for(claim)
    if total.value <= cap.value or not award.value:
        return []
    exception = _exception(claim, elements, earned)
    if exception:
        why, law, url = exception
        return [nothing("no_benefit_cap_reduction", "No benefit cap", why, law, url)]
    excess = total - cap
    childcare = [line.amount for line in elements if line.id == "childcare_costs_element"]
    if childcare:
        excess = (excess - childcare[0].named("childcare costs element")).not_below_nil()
    if not excess.value:
        return []
    reduction = excess.at_most(award.named("award before the cap")).pennies().taken_away()
    where = "in Greater London" if lives_in_greater_london(claim.household) else "outside London"
    return [Line("benefit_cap_reduction", "Taken away by the benefit cap", reduction, _LAW, _URL, f"You live {where}")]


def cap_for(claim: Claim) -> Amount:
    """A twelfth of the yearly limit, for London or elsewhere and for one person or a family (reg 80A)."""
    family = claim.is_joint or claim.children
    place = "london" if lives_in_greater_london(claim.household) else "elsewhere"
    return claim.setting.rate(f"benefit_cap.{'family' if family else 'single'}_{place}")


def lives_in_greater_london(household: Household) -> bool:
    """As the household says; otherwise by the rental market area, and outside London where neither is known."""
    if household.in_greater_london is not None:
        return household.in_greater_london
    area = household.housing.brma if household.housing else None
    return area is not None and local_housing_allowance.in_greater_london(area)


def area_unknown(household: Household) -> bool:
    """Whether nothing says if the home is in Greater London."""
    in_england = household.nation in (None, "england")
    area = household.housing.brma if household.housing else None
    return in_england and household.in_greater_london is None and area is None


def _other_benefits(claim: Claim) -> list[Amount]:
    """Child Benefit for every child unless it is not received, and the other benefits that the cap counts."""
    found = child_benefit(len(claim.children), claim.setting) if claim.household.child_benefit else None
    others = [
        a_month(income, COUNTS[income.kind])
        for income in claim.household.other_income or ()
        if income.kind in _CAPPED and income.amount
    ]
    return [*([found] if found else []), *others]


def _exception(claim: Claim, elements: list[Line], earned: Decimal) -> tuple[str, str, str] | None:
    """Why the cap does not apply, with the law and its url; None where it does."""
    household = claim.household
    threshold = claim.setting.rate("benefit_cap.earnings_threshold")
    if earned >= threshold.value:
        why = f"Take-home earnings of {pounds(earned)} are at or over {pounds(threshold.value)}"
        return why, "UC Regs 2013 reg 82(1)(a)", f"{REGULATIONS}/regulation/82"
    if household.benefit_cap:
        grace = household.benefit_cap.grace_until
        if grace and grace >= claim.setting.period.start:
            why = f"A grace period lasts until {grace:%-d %B %Y}"
            return why, "UC Regs 2013 reg 82(1)(b)", f"{REGULATIONS}/regulation/82"
    reason = _exempting_reason(claim, elements)
    return (reason, "UC Regs 2013 reg 83", f"{REGULATIONS}/regulation/83") if reason else None


def _exempting_reason(claim: Claim, elements: list[Line]) -> str | None:
    household = claim.household
    if household.benefit_cap and household.benefit_cap.exempt:
        return "The household is exempt"
    ids = {line.id for line in elements}
    if "lcwra_element" in ids:
        return "The award includes the LCWRA element"
    if "carer_element" in ids:
        return "The award includes a carer element"
    if any(
        income.kind in _LIFTING_INCOME and income.adult in claim.claimants for income in household.other_income or ()
    ):
        return "Somebody gets a benefit that lifts the cap"
    if any(not LIFTING_THE_CAP.isdisjoint(adult.receives) for _, adult in claim.claiming()):
        return "Somebody gets a benefit for disability or care"
    if any(child.disability != "none" for child in claim.children):
        return "A child gets a benefit for disability"
    return None
