"""Rent and service charges as a monthly amount: UC Regs 2013 Sch 4 paras 6 and 7."""

from __future__ import annotations

from decimal import Decimal

from rules.amount import Amount
from rules.household import Housing, Regular
from rules.universal_credit.a_month import a_month

_WEEKS_OF = {"week": 1, "fortnight": 2, "four_weeks": 4}
_PAYMENTS_A_YEAR = {"week": 52, "fortnight": 26, "four_weeks": 13}


def rent_and_charges(housing: Housing) -> Amount:
    """What the renter is liable for in a month: the rent and the service charges that count, each to the penny."""
    parts = [_rent(housing, housing.rent)] if housing.rent else []
    if housing.service_charges and housing.service_charges.amount:
        parts.append(a_month(housing.service_charges, "service charges"))
    return Amount.total(parts)


def _rent(housing: Housing, rent: Regular) -> Amount:
    """The rent; weeks without rent leave fewer payments in the year (para 7(3) and (3A))."""
    if not housing.rent_free_weeks or rent.per not in _WEEKS_OF:
        return a_month(rent, "rent")
    payments = _PAYMENTS_A_YEAR[rent.per] - Decimal(housing.rent_free_weeks) / _WEEKS_OF[rent.per]
    paid = Amount.number(payments, f"{payments.normalize():f} payments a year")
    return (Amount.fact(rent.amount, "rent") * paid / Amount.number(12)).pennies()
