"""The award: the elements, what is taken from them, and what is paid (Welfare Reform Act 2012 s.8)."""

from __future__ import annotations

from dataclasses import dataclass

from rules.amount import Amount
from rules.household import Household
from rules.universal_credit import earnings, housing, unearned_income
from rules.universal_credit.advances import repayment_line
from rules.universal_credit.benefit_cap import could_apply
from rules.universal_credit.capital import capital_limit, capital_lines
from rules.universal_credit.caring import carer_elements
from rules.universal_credit.children import child_elements
from rules.universal_credit.entitlement import exclusions
from rules.universal_credit.health import health_lines, lcwra_decision
from rules.universal_credit.line import LEGISLATION, Excluded, Line, Setting
from rules.universal_credit.standard_allowance import standard_allowance

_AWARD_LAW = "Welfare Reform Act 2012 s.8"
_AWARD_URL = f"{LEGISLATION}/ukpga/2012/5/section/8"


@dataclass(frozen=True, slots=True)
class Award:
    """Every line in order. `award` and `payable` are None where the law needs more than the household says."""

    lines: tuple[Line, ...]
    award: Amount | None
    payable: Amount | None
    excluded: tuple[Excluded, ...]


def work_out(household: Household, setting: Setting) -> Award:
    """The award for one assessment period. Every circumstance of the household must be known (see circumstances)."""
    excluded = (
        *exclusions(household, setting),
        *housing.not_worked_out(household),
        *earnings.not_worked_out(household),
        *unearned_income.not_worked_out(household),
        *_not_worked_out(household),
    )
    if any(one.blocks for one in excluded):
        return Award((), None, None, excluded)
    over_limit = capital_limit(household, setting)
    if over_limit:
        lines, award = [over_limit], Amount.fact(0, "no award")
    else:
        lines, award = _lines_to_award(household, setting)
        capped = could_apply(household, lines, award, setting)
        excluded = (*excluded, *([capped] if capped and not household.benefit_cap else []))
    lines.append(Line("award", "Your award", award, _AWARD_LAW, _AWARD_URL))
    payable = award.named("award")
    repayment = repayment_line(household, award, setting)
    if repayment:
        lines.append(repayment)
        payable = payable - repayment.amount.parts[0]
    lines.append(Line("payable", "What is paid", payable, _AWARD_LAW, _AWARD_URL))
    return Award(tuple(lines), award, payable, excluded)


def _lines_to_award(household: Household, setting: Setting) -> tuple[list[Line], Amount]:
    elements = _elements(household, setting)
    maximum = Amount.total(_named(line) for line in elements if line.amount.value)
    reductions = [
        *earnings.earnings_lines(household, setting),
        *unearned_income.unearned_income_lines(household),
        *capital_lines(household, setting),
    ]
    taken = [line.amount.parts[0].named(line.label.lower()) for line in reductions if line.amount.value]
    award = maximum.named("maximum amount")
    for amount in taken:
        award = award - amount
    maximum_line = Line("maximum_award", "Maximum amount", maximum, _AWARD_LAW, _AWARD_URL)
    return [*elements, maximum_line, *reductions], award.not_below_nil()


def _elements(household: Household, setting: Setting) -> list[Line]:
    """In the order of the Act: s.9 standard allowance, s.10 children, s.11 housing, s.12 particular needs."""
    lcwra = lcwra_decision(household, setting)
    rent = housing.housing_line(household)
    return [
        standard_allowance(household, setting),
        *child_elements(household, setting),
        *health_lines(household, setting, lcwra),
        *carer_elements(household, setting, lcwra),
        *([rent] if rent else []),
    ]


def _named(line: Line) -> Amount:
    return line.amount.named(line.label.lower())


def _not_worked_out(household: Household) -> list[Excluded]:
    """Facts that are taken in but whose effect is not worked out: said, never silently ignored."""
    found: list[Excluded] = []
    for place, child in enumerate(household.children or ()):
        if child.childcare:
            found.append(
                Excluded(
                    f"children[{place}].childcare",
                    "Help with childcare costs is not worked out here: the real award can be higher.",
                    "UC Regs 2013 regs 31 to 35",
                    "childcare_costs",
                )
            )
    for fact, given, effect, law, route in (
        (
            "transitional_element",
            household.transitional_element,
            "The transitional element is not worked out here: the real award can be higher.",
            "Transitional Provisions Regs 2014 reg 55",
            "managed_migration_tp",
        ),
        (
            "benefit_cap",
            household.benefit_cap,
            "The benefit cap is not worked out here: it can lower an award without earnings, health or carer money.",
            "UC Regs 2013 regs 78 to 83",
            "benefit_cap",
        ),
        (
            "deductions",
            household.deductions,
            "Deductions for debts are not worked out here: what is paid can be lower than the award.",
            "Claims and Payments Regs 2013 Schs 6 and 7",
            "deductions_debt",
        ),
        (
            "sanction",
            household.sanction,
            "A sanction is not worked out here: what is paid can be lower than the award.",
            "UC Regs 2013 regs 110 and 111",
            "sanctions",
        ),
    ):
        if given:
            found.append(Excluded(fact, effect, law, route))
    return found
