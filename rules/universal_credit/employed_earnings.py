"""Take-home pay from jobs: UC Regs 2013 regs 54, 55 and 61."""

from __future__ import annotations

from typing import NamedTuple

from rules.amount import Amount, pounds
from rules.household import Adult, Earnings, Household
from rules.income_tax import Taxes, taxes
from rules.net_pay import Job, NetPay, net_pay
from rules.universal_credit.a_month import pay_a_month, pension_a_month
from rules.universal_credit.claim import Claim
from rules.universal_credit.line import Excluded


class Income(NamedTuple):
    """Money from work in the assessment period, after tax, National Insurance and pension, and how it follows."""

    amount: Amount
    why: str = ""


def take_home(place: int, claim: Claim) -> list[Income]:
    """Pay of one adult after tax, National Insurance and pension (reg 55(5)).

    Pay of which nobody said whether it is before or after tax is taken as after it.
    """
    adult = claim.adults[place]
    label = "take-home pay" if place == 0 else "partner's take-home pay"
    found = [Income(pay_a_month(job, label)) for job in adult.earnings or () if job.amount and job.basis != "gross"]
    jobs = jobs_before_tax(adult)
    if jobs:
        pay = net_pay(jobs, taxes_for(claim))
        found.append(Income(Amount.fact(pay.net, label), _in_words(pay, label, claim)))
    return found


def jobs_before_tax(adult: Adult) -> tuple[Job, ...]:
    return tuple(_job(job) for job in adult.earnings or () if job.amount and job.basis == "gross")


def taxes_for(claim: Claim) -> Taxes:
    """The taxes in force on the first day of the period, in the claimant's nation."""
    return taxes(claim.setting.period.start, claim.household.nation == "scotland", claim.setting.parameters)


def taken(pay: NetPay) -> str:
    """What comes off, in words."""
    parts = [f"income tax {pounds(pay.tax)}", f"National Insurance {pounds(pay.national_insurance)}"]
    return " and ".join(parts + ([f"pension {pounds(pay.pension)}"] if pay.pension else []))


def not_worked_out(household: Household) -> list[Excluded]:
    """Pay days, which need the calendar and not one period."""
    return [
        Excluded(
            f"adults[{place}].earnings[{number}].pay_dates",
            "Pay is spread evenly over the year here, not put to the assessment periods of its pay days.",
            "UC Regs 2013 regs 54 and 61",
            "earnings_two_paydays",
        )
        for place, adult in enumerate(household.adults or ())
        for number, job in enumerate(adult.earnings or ())
        if job.pay_dates
    ]


def _job(job: Earnings) -> Job:
    return Job(pay_a_month(job, "pay before tax").value, pension_a_month(job), job.pension_relief)


def _in_words(pay: NetPay, label: str, claim: Claim) -> str:
    code = {"scotland": "S1257L", "wales": "C1257L"}.get(claim.household.nation or "", "1257L")
    return (
        f"{label.capitalize()} is {pounds(pay.gross)} a month less {taken(pay)}, worked out for one month with code "
        f"{code}; a payslip counts the year so far and can differ"
    )
