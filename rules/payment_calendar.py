"""The payments to come: each assessment period with the wages that count in it, its award, and when what is paid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from rules.amount import pounds
from rules.circumstances import assume, described
from rules.errors import HouseholdError
from rules.household import Household
from rules.household_reading import read_household
from rules.not_known import unknowns
from rules.parameters import Parameters, law
from rules.universal_credit.award import Award, work_out
from rules.universal_credit.claim import Claim
from rules.universal_credit.earnings import earned, work_allowance
from rules.universal_credit.entitlement import claimants
from rules.universal_credit.line import Setting, setting_for
from rules.universal_credit.pay_dates import counted, days_between, pay_days
from rules.universal_credit.surplus_earnings import surplus
from rules.universal_credit.timing import AssessmentPeriod, payment_date, payment_due, period_containing

TWICE_MONTHLY_BY_DEFAULT = "northern_ireland"
_SECOND_HALF_AFTER = timedelta(days=15)
_NIL = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Wage:
    """A pay day in a period. `counts` is False where monthly pay of this day is put to another period (reg 61(6))."""

    adult: int
    day: date
    counts: bool


@dataclass(frozen=True, slots=True)
class Payment:
    """One assessment period and what is paid for it, in pounds. `paid` has two days where it is paid twice a month.

    `notes` say what is unusual. `forecast`: the period begins after the last day with rates, so those are used.
    """

    period: AssessmentPeriod
    paid: tuple[tuple[date, Decimal], ...]
    award: Decimal
    wages: tuple[Wage, ...]
    notes: tuple[str, ...]
    forecast: bool

    @property
    def total(self) -> Decimal:
        return sum((amount for _, amount in self.paid), _NIL)


@dataclass(frozen=True, slots=True)
class PaymentCalendar:
    payments: tuple[Payment, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "payments": [
                {
                    "start": one.period.start.isoformat(),
                    "end": one.period.end.isoformat(),
                    "award": f"{one.award:.2f}",
                    "paid": [{"date": day.isoformat(), "amount": f"{amount:.2f}"} for day, amount in one.paid],
                    "wages": [
                        {"date": wage.day.isoformat(), "adult": wage.adult, "counts": wage.counts} for wage in one.wages
                    ],
                    "notes": list(one.notes),
                    "forecast": one.forecast,
                }
                for one in self.payments
            ]
        }


def payment_calendar(
    facts: Mapping[str, Any], on: date, number: int = 12, twice_monthly: bool | None = None
) -> PaymentCalendar | None:
    """The payments for the period that contains `on` and those after it; None where no award can be worked out.

    What is not known is taken as the estimate takes it, and nothing else is expected to change. A claim is taken to be
    made again after a month without an award. `twice_monthly`: None follows the nation. Raises HouseholdError without a
    claim date and for whatever `estimate` refuses.
    """
    household = described(read_household(facts, on))
    if household.claim_date is None:
        raise HouseholdError("claim_date", "Without the first day of the claim there is no calendar.", "Add it.")
    parameters = law()
    first = period_containing(household.claim_date, on)
    setting = setting_for(first, parameters)
    known = assume(household, unknowns(household, setting))
    if work_out(known, setting).award is None:
        return None
    halves = household.nation == TWICE_MONTHLY_BY_DEFAULT if twice_monthly is None else twice_monthly
    payments: list[Payment] = []
    period, carried = first, household.surplus_earnings
    for _ in range(number):
        payment, carried = _payment(known, period, carried, halves, parameters)
        payments.append(payment)
        period = period_containing(household.claim_date, period.end + timedelta(days=1))
    return PaymentCalendar(tuple(payments))


def _payment(
    household: Household, period: AssessmentPeriod, carried: Decimal, halves: bool, parameters: Parameters
) -> tuple[Payment, Decimal]:
    """The payment for a period, and the surplus earnings that it carries on."""
    last_day = last_day_with_rates(parameters)
    setting = setting_for(period, parameters, min(period.start, last_day))
    with_surplus = household.model_copy(update={"surplus_earnings": carried}) if carried else household
    result = work_out(with_surplus, setting)
    award = result.award.value if result.award else _NIL
    payable = result.payable.value if result.payable else _NIL
    left = _NIL if award else _surplus(with_surplus, setting, result)
    wages = tuple(_wages(household, period))
    notes = tuple(_notes(household, period, wages, award, carried, left))
    paid = _paid(period, payable, halves, household, parameters)
    return Payment(period, paid, award, wages, notes, period.start > last_day), left


def last_day_with_rates(parameters: Parameters) -> date:
    """The last day on which every rate is known: those of other benefits and of tax change before the award's."""
    return min((one.known_until for one in parameters.series.values() if one.known_until), default=date.max)


def _paid(
    period: AssessmentPeriod, payable: Decimal, halves: bool, household: Household, parameters: Parameters
) -> tuple[tuple[date, Decimal], ...]:
    """The pay days: one, or two halves about a fortnight apart; the first payment of a claim is whole in Scotland."""
    due = payment_due(period, parameters)
    day = payment_date(due, household.nation)
    first_in_scotland = household.nation == "scotland" and period.start == household.claim_date
    if not halves or first_in_scotland:
        return ((day, payable),)
    half = (payable / 2).quantize(_NIL)
    return (day, payable - half), (payment_date(due + _SECOND_HALF_AFTER, household.nation), half)


def _wages(household: Household, period: AssessmentPeriod) -> list[Wage]:
    """Pay days in the period, and those of monthly pay that count in it though they fall outside."""
    found = []
    for place, adult in enumerate(household.adults or ()):
        for job in adult.earnings or ():
            if not job.pay_dates or household.claim_date is None:
                continue
            counting = counted(job, period, household.claim_date)
            days = sorted({*pay_days(job, period.start, period.end), *counting})
            found += [Wage(place, day, day in counting) for day in days]
    return found


def _surplus(household: Household, setting: Setting, result: Award) -> Decimal:
    claim = Claim(household, setting, claimants(household, setting))
    work = earned(claim)
    amounts = {line.id: line.amount.value for line in result.lines}
    maximum = amounts.get("maximum_award", _NIL)
    other = -sum(
        (line.amount.value for line in result.lines if line.id in ("unearned_income_reduction", "capital_reduction")),
        _NIL,
    )
    allowance = work_allowance(bool(amounts.get("housing_costs_element")), claim)
    total = work.really + household.surplus_earnings
    return surplus(total, maximum, other, allowance.value if allowance else _NIL, claim)


def _notes(
    household: Household,
    period: AssessmentPeriod,
    wages: tuple[Wage, ...],
    award: Decimal,
    carried: Decimal,
    left: Decimal,
) -> list[str]:
    notes = []
    jobs = [job for adult in household.adults or () for job in adult.earnings or () if job.pay_dates]
    usual = {7: 4, 14: 2}
    for job in jobs:
        number = len(counted(job, period, household.claim_date or period.start))
        if number > usual.get(days_between(job) or 0, 1):
            notes.append(f"{number} pay days count here, one more than usual, so the payment is lower")
        elif not number:
            notes.append("No pay day counts here, so the payment is higher")
    if any(not wage.counts or wage.day not in period for wage in wages):
        notes.append("Monthly pay that came twice is put one to each assessment period (UC Regs 2013 reg 61(6))")
    if carried:
        notes.append(f"Surplus earnings of {pounds(carried)} from the month before count here (UC Regs 2013 reg 54A)")
    if not award:
        notes.append("No award this month. Claim again at once: within six months the dates stay the same")
    if left:
        notes.append(f"{pounds(left)} of the earnings are carried forward to the next claim (UC Regs 2013 reg 54A)")
    return notes
