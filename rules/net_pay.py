"""From pay before tax to take-home pay, by one stated method.

All pay of one person before tax has one personal allowance; National Insurance is worked out job by job. A pension
contribution comes off before tax (net pay arrangement), after it (relief at source), or is a lower pay (salary
sacrifice). A real payslip counts the tax year so far and can differ; what Universal Credit counts is the pay that is
reported for the assessment period (UC Regs 2013 regs 55 and 61).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from rules.household import PensionRelief
from rules.income_tax import Taxes

_NIL = Decimal(0)


@dataclass(frozen=True, slots=True)
class Job:
    """A month's pay before tax and pension contribution, in pounds.

    Over State Pension age there is no National Insurance on it (Social Security Contributions and Benefits Act 1992
    s.6(3)).
    """

    gross: Decimal
    pension: Decimal = _NIL
    relief: PensionRelief = "net_pay"
    over_pension_age: bool = False

    @property
    def taxable(self) -> Decimal:
        return self.gross if self.relief == "relief_at_source" else self.gross - self.pension

    @property
    def insured(self) -> Decimal:
        if self.over_pension_age:
            return _NIL
        return self.gross - self.pension if self.relief == "salary_sacrifice" else self.gross


@dataclass(frozen=True, slots=True)
class NetPay:
    """A month's pay of one person and what comes off it, each to the penny."""

    gross: Decimal
    tax: Decimal
    national_insurance: Decimal
    pension: Decimal

    @property
    def net(self) -> Decimal:
        return max(self.gross - self.tax - self.national_insurance - self.pension, _NIL)


def net_pay(jobs: Iterable[Job], taxes: Taxes) -> NetPay:
    """Take-home pay of all jobs of one person."""
    jobs = tuple(jobs)
    return NetPay(
        gross=sum((job.gross for job in jobs), _NIL),
        tax=taxes.income_tax(sum((job.taxable for job in jobs), _NIL)),
        national_insurance=sum((taxes.of_employees(job.insured) for job in jobs), _NIL),
        pension=sum((job.pension for job in jobs), _NIL),
    )


def net_profit(
    profit: Decimal, pension: Decimal, jobs: Iterable[Job], taxes: Taxes, over_pension_age: bool = False
) -> NetPay:
    """What is left of a month's profit: its tax is what it adds to the tax on the person's pay.

    Over State Pension age there is no class 2 or 4 National Insurance (SI 2001/1004 regs 43 and 91).
    """
    paid = sum((job.taxable for job in jobs), _NIL)
    relieved = max(profit - pension, _NIL)
    return NetPay(
        gross=profit,
        tax=taxes.income_tax(paid + relieved) - taxes.income_tax(paid),
        national_insurance=_NIL if over_pension_age else taxes.of_self_employed(profit),
        pension=pension,
    )
