"""Take-home pay from jobs: UC Regs 2013 regs 54, 55 and 61."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from rules.amount import PENNY, Amount, pounds
from rules.household import Adult, Earnings, Household
from rules.income_tax import Taxes, taxes
from rules.net_pay import Job, NetPay, net_pay
from rules.universal_credit.a_month import pay_a_month, pension_a_month
from rules.universal_credit.claim import Claim
from rules.universal_credit.line import Excluded
from rules.universal_credit.pay_dates import counted, days_between, pays_a_year
from rules.universal_credit.pension_age import over_pension_age


class Income(NamedTuple):
    """Money from work in the assessment period, after tax, National Insurance and pension, and how it follows."""

    amount: Amount
    why: str = ""


def take_home(place: int, claim: Claim) -> list[Income]:
    """Pay of one adult after tax, National Insurance and pension (reg 55(5)).

    Pay of which nobody said whether it is before or after tax is taken as after it. With pay days and a claim date the
    pay of the days in the period counts, and otherwise the average month.
    """
    adult = claim.adults[place]
    label = "take-home pay" if place == 0 else "partner's take-home pay"
    found = [_after_tax(job, label, claim) for job in adult.earnings or () if job.amount and job.basis != "gross"]
    jobs = jobs_before_tax(adult, claim)
    if jobs:
        found.append(_before_tax(adult, jobs, label, claim))
    return found


def jobs_before_tax(adult: Adult, claim: Claim) -> tuple[Job, ...]:
    jobs = tuple(_gross(adult))
    old = bool(jobs) and over_pension_age(adult, claim.setting)
    return tuple(_job(job, old) for job in jobs)


def taxes_for(claim: Claim) -> Taxes:
    """The taxes in force on the first day of the period, in the claimant's nation."""
    return taxes(claim.setting.rates_on, claim.household.nation == "scotland", claim.setting.parameters)


def taken(pay: NetPay) -> str:
    """What comes off, in words."""
    amounts = (("income tax", pay.tax), ("National Insurance", pay.national_insurance), ("pension", pay.pension))
    return " and ".join(f"{name} {pounds(amount)}" for name, amount in amounts if amount)


def not_worked_out(household: Household) -> list[Excluded]:
    """Pay days without a claim date, which cannot be put to assessment periods."""
    if household.claim_date:
        return []
    return [
        Excluded(
            f"adults[{place}].earnings[{number}].pay_dates",
            "Without the first day of the claim, pay is spread evenly over the year and not put to its pay days.",
            "UC Regs 2013 regs 54 and 61",
            "earnings_two_paydays",
        )
        for place, adult in enumerate(household.adults or ())
        for number, job in enumerate(adult.earnings or ())
        if job.pay_dates
    ]


def _gross(adult: Adult) -> Iterator[Earnings]:
    return (job for job in adult.earnings or () if job.amount and job.basis == "gross")


def _job(job: Earnings, over_pension_age: bool) -> Job:
    return Job(pay_a_month(job, "pay before tax").value, pension_a_month(job), job.pension_relief, over_pension_age)


def _after_tax(job: Earnings, label: str, claim: Claim) -> Income:
    days = _days(job, claim)
    if days is None:
        return Income(pay_a_month(job, label))
    if job.per in ("hour", "year"):
        each = (pay_a_month(job, label).value * 12 / pays_a_year(job)).quantize(PENNY)
    else:
        each = job.amount
    return Income(_of_days(each, days, label), _on_days(job, days))


def _before_tax(adult: Adult, jobs: tuple[Job, ...], label: str, claim: Claim) -> Income:
    """All pay before tax of one adult. What a pay day brings is the yearly share of the average month's net pay."""
    pay = net_pay(jobs, taxes_for(claim))
    words = _in_words(pay, label, claim)
    days = [(job, month, _days(job, claim)) for job, month in zip(_gross(adult), jobs, strict=True)]
    if all(one is None for _, _, one in days):
        return Income(Amount.fact(pay.net, label), words)
    amounts, whys = [], [words]
    for job, month, paid in days:
        net = pay.net * month.gross / pay.gross
        if paid is None:
            amounts.append(Amount.fact(net.quantize(PENNY), label))
        else:
            amounts.append(_of_days((net * 12 / pays_a_year(job)).quantize(PENNY), paid, label))
            whys.append(_on_days(job, paid))
    return Income(Amount.total(amounts), ". ".join(whys))


def _days(job: Earnings, claim: Claim) -> list[date] | None:
    """The pay days that count in the period; None where the pay is spread evenly."""
    claim_date = claim.household.claim_date
    return counted(job, claim.setting.period, claim_date) if job.pay_dates and claim_date else None


def _of_days(each: Decimal, days: list[date], label: str) -> Amount:
    if len(days) == 1:
        return Amount.fact(each, label)
    return (Amount.fact(each, label) * Amount.number(len(days), f"{len(days)} pay days")).pennies()


def _on_days(job: Earnings, days: list[date]) -> str:
    """Which pay days count, and why a month can have another number of them."""
    if not days:
        return "No pay day falls in this assessment period"
    listed = ", ".join(f"{day:%-d %B}" for day in days)
    more = len(days) > {7: 4, 14: 2}.get(days_between(job) or 0, 1)
    return f"Counted: the pay of {listed}" + (", one pay day more than usual" if more else "")


def _in_words(pay: NetPay, label: str, claim: Claim) -> str:
    code = {"scotland": "S1257L", "wales": "C1257L"}.get(claim.household.nation or "", "1257L")
    less = f" less {taken(pay)}" if taken(pay) else ", with nothing to take off"
    return (
        f"{label.capitalize()} is {pounds(pay.gross)} a month{less}, worked out for one month with code "
        f"{code}; a payslip counts the year so far and can differ"
    )
