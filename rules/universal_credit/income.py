"""Earnings, other income and capital: what is taken from the maximum amount (UC Regs 2013 regs 22, 54 to 73)."""

from __future__ import annotations

from rules.amount import Amount
from rules.household import Household
from rules.universal_credit.a_month import a_month
from rules.universal_credit.children import counts
from rules.universal_credit.health import has_limited_capability
from rules.universal_credit.line import REGULATIONS, Excluded, Line, Setting, nothing

# What regulation 66 lists, with a name for people; anything it does not list is left out of account.
_COUNTS = {
    "carers_allowance": "Carer's Allowance",
    "carer_support_payment": "Carer Support Payment",
    "new_style_jsa": "new-style Jobseeker's Allowance",
    "new_style_esa": "new-style ESA",
    "new_style_esa_support": "new-style ESA with the support component",
    "maternity_allowance": "Maternity Allowance",
    "occupational_pension": "occupational pension",
    "state_pension": "State Pension",
    "spousal_maintenance": "maintenance for an adult",
    "widowed_parents_allowance": "Widowed Parent's Allowance",
    "insurance": "insurance for lost income",
}
_DOES_NOT_COUNT = {
    "child_maintenance": "child maintenance",
    "bereavement_support_payment": "Bereavement Support Payment",
    "lodger": "rent from a lodger",
}


def earnings_lines(household: Household, setting: Setting) -> list[Line]:
    """The earnings reduction: the taper on take-home pay above the work allowance (reg 22(1)(b))."""
    jobs = [
        a_month(job, "take-home pay" if place == 0 else "partner's take-home pay")
        for place, adult in enumerate(household.adults or ())
        for job in adult.earnings or ()
        if job.amount
    ]
    if not jobs:
        return []
    pay = Amount.total(jobs).pennies() if len(jobs) > 1 else jobs[0].pennies()
    allowance = work_allowance(household, setting)
    taper = setting.law("taper")
    reduction = taper * ((pay - allowance).not_below_nil() if allowance else pay)
    return [
        Line(
            "earnings_reduction",
            "Taken away for earnings",
            reduction.pennies().taken_away(),
            "UC Regs 2013 reg 22(1)(b)",
            f"{REGULATIONS}/regulation/22",
            "" if allowance else "There is no work allowance without a child or limited capability for work",
        )
    ]


def work_allowance(household: Household, setting: Setting) -> Amount | None:
    """The work allowance: only with a child or limited capability for work, lower with housing costs (reg 22)."""
    has_child = any(counts(child, setting) for child in household.children or ())
    if not has_child and not has_limited_capability(household):
        return None
    housing = household.housing
    with_housing = housing is not None and housing.tenure in ("private", "social") and housing.rent is not None
    return setting.law("work_allowance_with_housing" if with_housing else "work_allowance_without_housing")


def unearned_income_lines(household: Household) -> list[Line]:
    """Income that counts pound for pound (regs 22(1)(a), 65 and 66), and income that does not."""
    lines: list[Line] = []
    for income in household.other_income or ():
        if income.kind in _COUNTS:
            lines.append(
                Line(
                    "unearned_income_reduction",
                    f"Taken away for {_COUNTS[income.kind]}",
                    a_month(income, _COUNTS[income.kind]).pennies().taken_away(),
                    "UC Regs 2013 regs 22(1)(a) and 66",
                    f"{REGULATIONS}/regulation/66",
                )
            )
        elif income.kind in _DOES_NOT_COUNT:
            name = _DOES_NOT_COUNT[income.kind]
            lines.append(
                nothing(
                    "no_unearned_income_reduction",
                    f"Nothing taken away for {name}",
                    "It is not in the list of income that counts",
                    "UC Regs 2013 reg 66",
                    f"{REGULATIONS}/regulation/66",
                )
            )
    return lines


def capital_lines(household: Household, setting: Setting) -> list[Line]:
    """Tariff income: an amount for each step of savings, or part of one, above the lower limit (reg 72)."""
    lower = setting.law("capital_lower_limit")
    if household.savings is None or household.savings <= lower.value:
        return []
    steps = ((Amount.fact(household.savings, "savings") - lower) / setting.law("tariff_step")).whole_steps()
    return [
        Line(
            "capital_reduction",
            "Taken away for savings",
            (steps * setting.law("tariff_income_per_step")).pennies().taken_away(),
            "UC Regs 2013 reg 72",
            f"{REGULATIONS}/regulation/72",
        )
    ]


def not_worked_out(household: Household) -> list[Excluded]:
    """Income whose effect is not worked out here."""
    found: list[Excluded] = []
    for place, adult in enumerate(household.adults or ()):
        for number, job in enumerate(adult.earnings or ()):
            path = f"adults[{place}].earnings[{number}]"
            if job.basis == "gross":
                found.append(
                    Excluded(
                        f"{path}.basis",
                        "Universal Credit counts pay after tax, National Insurance and pension. Give the take-home pay "
                        "from the payslip.",
                        "UC Regs 2013 reg 55",
                        "earnings_take_home",
                        blocks=True,
                    )
                )
            if job.pay_dates:
                found.append(
                    Excluded(
                        f"{path}.pay_dates",
                        "Pay is spread evenly over the year here, not put to the assessment periods of its pay days.",
                        "UC Regs 2013 regs 54 and 61",
                        "earnings_two_paydays",
                    )
                )
        if adult.self_employment:
            found.append(
                Excluded(
                    f"adults[{place}].self_employment",
                    "Profit from self-employment, and the minimum income floor, are not worked out here.",
                    "UC Regs 2013 regs 57 to 64",
                    "self_employed",
                    blocks=True,
                )
            )
    for number, income in enumerate(household.other_income or ()):
        if income.kind in ("student_income", "rental", "other"):
            found.append(
                Excluded(
                    f"other_income[{number}].kind",
                    "Whether this income counts depends on where it comes from; it is left out here.",
                    "UC Regs 2013 regs 66 to 71",
                    "unearned_income",
                    blocks=True,
                )
            )
    return found
