"""The award: the elements, what is taken from them, and what is paid (Welfare Reform Act 2012 s.8)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from rules.amount import Amount
from rules.household import Household
from rules.universal_credit import employed_earnings, housing, unearned_income
from rules.universal_credit.benefit_cap import benefit_cap_lines
from rules.universal_credit.capital import capital_limit, capital_lines
from rules.universal_credit.caring import carer_elements
from rules.universal_credit.childcare import childcare_line
from rules.universal_credit.children import child_elements
from rules.universal_credit.claim import Claim
from rules.universal_credit.deductions import deduction_lines
from rules.universal_credit.earnings import Earned, earned, earnings_lines
from rules.universal_credit.entitlement import claimants, exclusions
from rules.universal_credit.health import health_lines, lcwra_decision
from rules.universal_credit.housing import housing_line
from rules.universal_credit.line import LEGISLATION, Excluded, Line, Setting, setting_for
from rules.universal_credit.northern_ireland import excluded_by_its_own_law, with_its_own_law
from rules.universal_credit.sanctions import sanction_line
from rules.universal_credit.standard_allowance import standard_allowance
from rules.universal_credit.timing import period_containing
from rules.universal_credit.transitional_protection import transitional_line

_LAW = "Welfare Reform Act 2012 s.8"
_URL = f"{LEGISLATION}/ukpga/2012/5/section/8"


class Award(NamedTuple):
    """Every line in order. `award` and `payable` are None where the law needs more than the household says."""

    lines: tuple[Line, ...]
    award: Amount | None
    payable: Amount | None
    excluded: tuple[Excluded, ...]


def work_out(household: Household, setting: Setting) -> Award:
    """The award for one assessment period. Every circumstance of the household must be known (see circumstances)."""
    claim = Claim(household, setting, claimants(household, setting))
    excluded = (
        *exclusions(household, claim.claimants, setting),
        *housing.not_worked_out(household),
        *employed_earnings.not_worked_out(household),
        *unearned_income.not_worked_out(household),
    )
    if household.nation == "northern_ireland":
        excluded = tuple(excluded_by_its_own_law(one) for one in excluded)
    if any(one.blocks for one in excluded):
        return Award((), None, None, excluded)
    over_limit = capital_limit(claim)
    if over_limit:
        lines, award = [over_limit], Amount.fact(0, "no award")
    else:
        lines, award = _lines_to_award(claim)
    lines.append(Line("award", "Your award", award, _LAW, _URL))
    payable = award.named("award")
    for reduction in _reductions(claim, award):
        lines.append(reduction)
        if reduction.amount.value:
            payable = payable - reduction.amount.parts[0].named(reduction.label.lower())
    lines.append(Line("payable", "What is paid", payable, _LAW, _URL))
    if household.nation == "northern_ireland":
        lines = [with_its_own_law(line, claim) for line in lines]
    return Award(tuple(lines), award, payable, excluded)


def elements(claim: Claim, work: Earned) -> list[Line]:
    """In the order of the Act: s.9 standard allowance, s.10 children, s.11 housing, s.12 particular needs."""
    lcwra = lcwra_decision(claim)
    rent = housing_line(claim)
    childcare = childcare_line(claim, work.in_work)
    return [
        standard_allowance(claim),
        *child_elements(claim),
        *health_lines(claim, lcwra),
        *carer_elements(claim, lcwra),
        *([rent] if rent else []),
        *([childcare] if childcare else []),
    ]


def _lines_to_award(claim: Claim) -> tuple[list[Line], Amount]:
    work = earned(claim)
    found = elements(claim, work)
    protection = transitional_line(claim.household.transitional_element, _elements_since(claim, work, found))
    if protection:
        found.append(protection)
    maximum = Amount.total(line.amount.named(line.label.lower()) for line in found if line.amount.value)
    housed = any(line.id == "housing_costs_element" and line.amount.value for line in found)
    reductions = [
        *earnings_lines(work, housed, claim),
        *unearned_income.unearned_income_lines(claim),
        *capital_lines(claim),
    ]
    award = _less(maximum.named("maximum amount"), reductions).not_below_nil()
    cap = benefit_cap_lines(claim, found, award, work.really + claim.household.surplus_earnings)
    if cap and cap[0].amount.value:
        award = _less(award.named("award before the cap"), cap)
    return [*found, Line("maximum_award", "Maximum amount", maximum, _LAW, _URL), *reductions, *cap], award


def _reductions(claim: Claim, award: Amount) -> list[Line]:
    """What is taken from the award: first a sanction (reg 110), then an advance and debts."""
    sanction = sanction_line(claim, award)
    if sanction is None:
        return deduction_lines(claim, award)
    left = award - sanction.amount.parts[0] if sanction.amount.value else award
    return [sanction, *deduction_lines(claim, left)]


def _less(amount: Amount, reductions: list[Line]) -> Amount:
    for line in reductions:
        if line.amount.value:
            amount = amount - line.amount.parts[0].named(line.label.lower())
    return amount


def _elements_since(claim: Claim, work: Earned, now: list[Line]) -> Iterator[list[Line]]:
    """The elements in each assessment period since the transitional element had the amount that is given."""
    since = claim.household.transitional_element_on
    if since and since < claim.setting.period.start:
        for setting in _settings_between(since, claim):
            yield elements(claim.in_another(setting), work)
    yield now


def _settings_between(since: date, claim: Claim) -> Iterator[Setting]:
    first_day = claim.household.claim_date or claim.setting.period.start
    period = period_containing(first_day, since)
    while period.start < claim.setting.period.start:
        yield setting_for(period, claim.setting.parameters, min(period.start, claim.setting.rates_on))
        period = period_containing(first_day, period.end + timedelta(days=1))
