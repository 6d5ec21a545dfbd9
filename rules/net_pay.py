"""From pay before tax to take-home pay, by one stated method.

Each month stands alone (code 1257L on a "month 1" basis, S1257L in Scotland), National Insurance is that of category A
on monthly pay, and a pension contribution comes off the pay before tax (net pay arrangement). A real payslip counts the
tax year so far and can differ; what Universal Credit counts is the pay reported for the assessment period.
Sources: Income Tax Act 2007 ss.6, 10 and 35; Social Security Contributions and Benefits Act 1992 s.8.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rules.amount import Amount
from rules.parameters import Parameters

_MONTHS = Amount.number(12)
_BANDS = ("basic", "higher", "additional")
_SCOTTISH_BANDS = ("starter", "basic", "intermediate", "higher", "advanced", "top")


@dataclass(frozen=True, slots=True)
class NetPay:
    """A month's pay and what comes off it, each rounded to the penny."""

    gross: Amount
    tax: Amount
    national_insurance: Amount
    pension: Amount

    @property
    def net(self) -> Amount:
        return self.gross - self.tax - self.national_insurance - self.pension


def net_pay(gross: Amount, pension: Amount, on: date, scottish: bool, parameters: Parameters) -> NetPay:
    """Take-home pay of one month. `gross` and `pension` are amounts a month."""
    gross, pension = gross.pennies(), pension.pennies()

    def law(name: str) -> Amount:
        return Amount.law(parameters.rate(name, on))

    allowance = law("income_tax.personal_allowance") / _MONTHS
    taxable = (gross - pension - allowance).not_below_nil()
    prefix, bands = ("income_tax.scottish_", _SCOTTISH_BANDS) if scottish else ("income_tax.", _BANDS)
    tax, below = [], Amount.number(0)
    for band in bands[:-1]:
        limit = law(f"{prefix}{band}_rate_limit") / _MONTHS
        tax.append(law(f"{prefix}{band}_rate") * (taxable.at_most(limit) - below).not_below_nil())
        below = limit
    tax.append(law(f"{prefix}{bands[-1]}_rate") * (taxable - below).not_below_nil())

    threshold, upper = law("national_insurance.primary_threshold"), law("national_insurance.upper_earnings_limit")
    insured = law("national_insurance.main_rate") * (gross.at_most(upper) - threshold).not_below_nil()
    insured_above = law("national_insurance.additional_rate") * (gross - upper).not_below_nil()
    return NetPay(gross, Amount.total(tax).pennies(), (insured + insured_above).pennies(), pension)
