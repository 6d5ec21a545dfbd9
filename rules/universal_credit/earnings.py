"""Employed earnings, the work allowance and the taper: UC Regs 2013 regs 22, 54, 55 and 61."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from rules.amount import Amount, pounds
from rules.household import Earnings, Household
from rules.net_pay import net_pay
from rules.universal_credit.a_month import a_month
from rules.universal_credit.children import counts
from rules.universal_credit.health import has_limited_capability
from rules.universal_credit.line import REGULATIONS, Excluded, Line, Setting


@dataclass(frozen=True, slots=True)
class Pay:
    """Take-home pay of one job for the assessment period, and how it follows from pay before tax if it does."""

    amount: Amount
    why: str = ""


def take_home(household: Household, setting: Setting) -> list[Pay]:
    """Each job's pay after tax, National Insurance and pension (reg 55(5)), as which pay of unsaid basis is taken."""
    return [
        _pay(job, "take-home pay" if place == 0 else "partner's take-home pay", household, setting)
        for place, adult in enumerate(household.adults or ())
        for job in adult.earnings or ()
        if job.amount
    ]


def earnings_lines(household: Household, setting: Setting) -> list[Line]:
    """The earnings reduction: the taper on take-home pay above the work allowance (reg 22(1)(b))."""
    jobs = take_home(household, setting)
    if not jobs:
        return []
    pay = Amount.total(job.amount for job in jobs).pennies() if len(jobs) > 1 else jobs[0].amount.pennies()
    allowance = work_allowance(household, setting)
    above = (pay - allowance).not_below_nil() if allowance else pay
    why = [] if allowance else ["There is no work allowance without a child or limited capability for work"]
    return [
        Line(
            "earnings_reduction",
            "Taken away for earnings",
            (setting.law("taper") * above).pennies().taken_away(),
            "UC Regs 2013 reg 22(1)(b)",
            f"{REGULATIONS}/regulation/22",
            ". ".join([*(job.why for job in jobs if job.why), *why]),
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


def not_worked_out(household: Household) -> list[Excluded]:
    """Work whose effect is not worked out here."""
    found: list[Excluded] = []
    for place, adult in enumerate(household.adults or ()):
        for number, job in enumerate(adult.earnings or ()):
            if job.pay_dates:
                found.append(
                    Excluded(
                        f"adults[{place}].earnings[{number}].pay_dates",
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
    return found


def _pay(job: Earnings, label: str, household: Household, setting: Setting) -> Pay:
    if job.basis != "gross":
        return Pay(a_month(job, label))
    pension = a_month(job.model_copy(update={"amount": job.pension}), "pension") if job.pension else Amount.number(0)
    scottish = household.nation == "scotland"
    pay = net_pay(a_month(job, "pay before tax"), pension, setting.period.start, scottish, setting.parameters)
    taken = [f"income tax {pounds(pay.tax.value)}", f"National Insurance {pounds(pay.national_insurance.value)}"]
    taken += [f"pension {pounds(pay.pension.value)}"] if job.pension else []
    return Pay(
        pay.net.named(label),
        f"{label.capitalize()} is {pounds(pay.gross.value)} a month less {' and '.join(taken)}, worked out for one "
        f"month with code {'S' if scottish else ''}1257L; a payslip counts the year so far and can differ",
    )


def total(household: Household, setting: Setting) -> Decimal:
    """All take-home pay of the household for the assessment period."""
    return sum((job.amount.value for job in take_home(household, setting)), Decimal(0))
