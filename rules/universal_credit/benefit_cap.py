"""The benefit cap: UC Regs 2013 regs 78 to 83. It is not applied here; where it could apply, the result says so."""

from __future__ import annotations

from rules.amount import Amount, pounds
from rules.household import Household
from rules.universal_credit import earnings
from rules.universal_credit.line import Excluded, Line, Setting

_LAW = "UC Regs 2013 regs 78 to 83"
# Income that lifts the cap or shows that it is lifted (reg 83(1)).
_LIFTING_INCOME = {"carers_allowance", "carer_support_payment", "new_style_esa_support"}


def could_apply(household: Household, lines: list[Line], award: Amount, setting: Setting) -> Excluded | None:
    """Said where the award alone is over the cap outside London and nothing that is known lifts the cap."""
    family = household.is_couple or any(line.id == "child_element" for line in lines)
    key = "family_elsewhere" if family else "single_elsewhere"
    cap = setting.parameters.rate(f"benefit_cap.{key}", setting.period.start).value
    if award.value <= cap or _lifted(household, lines, setting):
        return None
    return Excluded(
        "benefit_cap",
        f"The benefit cap can lower this: outside London to about {pounds(cap)} with Child Benefit counted, in London "
        "to a little more. It is not worked out here.",
        _LAW,
        "benefit_cap",
    )


def _lifted(household: Household, lines: list[Line], setting: Setting) -> bool:
    """Exempt by an element, a benefit, the household's own word, or earnings at the threshold (regs 82 and 83)."""
    if household.benefit_cap and household.benefit_cap.exempt:
        return True
    if any(line.id in ("lcwra_element", "carer_element") for line in lines):
        return True
    if any(income.kind in _LIFTING_INCOME for income in household.other_income or ()):
        return True
    if any(
        benefit not in ("child_benefit", "pension_credit") for a in household.adults or () for benefit in a.receives
    ):
        return True
    if any(child.disability != "none" for child in household.children or ()):
        return True
    threshold = setting.parameters.rate("benefit_cap.earnings_threshold", setting.period.start).value
    return earnings.total(household, setting) >= threshold
