"""Income tax and National Insurance on one month's income, each month alone (code 1257L, S1257L or C1257L, month 1).

Income Tax Act 2007 ss.6, 10 and 35 (Scotland: Scottish rate resolutions); Social Security Contributions and Benefits
Act 1992 ss.8 (class 1, category A), 11 (class 2) and 15 (class 4). Amounts are in pounds a month, to the penny.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from rules.amount import PENNY
from rules.parameters import Parameters

_MONTHS = 12
_NIL = Decimal(0)
_BANDS = ("basic", "higher", "additional")
_SCOTTISH_BANDS = ("starter", "basic", "intermediate", "higher", "advanced", "top")


@dataclass(frozen=True, slots=True)
class Band:
    """A share of what lies between two monthly amounts; `to` is None for the last band."""

    above: Decimal
    to: Decimal | None
    share: Decimal

    def of(self, income: Decimal) -> Decimal:
        upper = income if self.to is None else min(income, self.to)
        return self.share * (upper - self.above) if upper > self.above else _NIL


@dataclass(frozen=True, slots=True)
class Taxes:
    """What is taken from income in force on a day, in Scotland or elsewhere."""

    allowance: Decimal
    tax: tuple[Band, ...]
    class_1: tuple[Band, ...]
    class_4: tuple[Band, ...]
    class_2: Decimal
    class_2_from: Decimal

    def income_tax(self, income: Decimal) -> Decimal:
        """Tax on a month's income before the personal allowance."""
        taxable = income - self.allowance
        return _penny(sum((band.of(taxable) for band in self.tax), _NIL)) if taxable > 0 else _NIL

    def of_employees(self, pay: Decimal) -> Decimal:
        """National Insurance class 1 on the pay of one job."""
        return _penny(sum((band.of(pay) for band in self.class_1), _NIL))

    def of_self_employed(self, profit: Decimal) -> Decimal:
        """National Insurance classes 2 and 4 on profit."""
        flat = self.class_2 if profit >= self.class_2_from else _NIL
        return _penny(sum((band.of(profit) for band in self.class_4), flat))


@lru_cache(maxsize=512)
def taxes(on: date, scottish: bool, parameters: Parameters) -> Taxes:
    """The taxes of a day. Raises NoRate for a day without rates."""

    def law(name: str) -> Decimal:
        return parameters.rate(name, on).value

    prefix, names = ("income_tax.scottish_", _SCOTTISH_BANDS) if scottish else ("income_tax.", _BANDS)
    limits = [law(f"{prefix}{name}_rate_limit") / _MONTHS for name in names[:-1]]
    shares = [law(f"{prefix}{name}_rate") for name in names]
    weekly = parameters["national_insurance.class_2_weekly"].on(on)
    return Taxes(
        allowance=law("income_tax.personal_allowance") / _MONTHS,
        tax=_bands([_NIL, *limits], shares),
        class_1=_bands(
            [law("national_insurance.primary_threshold"), law("national_insurance.upper_earnings_limit")],
            [law("national_insurance.main_rate"), law("national_insurance.additional_rate")],
        ),
        class_4=_bands(
            [law(f"national_insurance.class_4_{end}_profits_limit") / _MONTHS for end in ("lower", "upper")],
            [law("national_insurance.class_4_main_rate"), law("national_insurance.class_4_additional_rate")],
        ),
        class_2=weekly.value * 52 / _MONTHS if weekly else _NIL,
        class_2_from=law("national_insurance.class_2_threshold") / _MONTHS if weekly else _NIL,
    )


def _bands(starts: list[Decimal], shares: list[Decimal]) -> tuple[Band, ...]:
    ends = [*starts[1:], None]
    return tuple(Band(start, end, share) for start, end, share in zip(starts, ends, shares, strict=True))


def _penny(amount: Decimal) -> Decimal:
    return amount.quantize(PENNY, rounding=ROUND_HALF_UP)
