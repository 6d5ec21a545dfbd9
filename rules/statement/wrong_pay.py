"""Pay as a statement can have it wrong. Each change gives the households that the mistake would have been right for."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rules.amount import PENNY
from rules.household import Adult, Earnings, Household
from rules.net_pay import net_pay
from rules.statement.changing import with_adults, with_jobs
from rules.universal_credit.a_month import pay_a_month
from rules.universal_credit.claim import Claim
from rules.universal_credit.employed_earnings import jobs_before_tax, taxes_for
from rules.universal_credit.entitlement import claimants
from rules.universal_credit.line import Setting
from rules.universal_credit.pay_dates import counted, pays_a_year


def twice(household: Household, setting: Setting) -> Iterator[Household]:
    """All pay twice, and the pay of one job twice."""
    household = _after_tax(household, setting)
    yield with_jobs(household, lambda job: _doubled(job, household, setting))
    for place, adult in enumerate(household.adults or ()):
        for number, job in enumerate(adult.earnings or ()):
            yield _one_job(household, place, number, _doubled(job, household, setting))


def _doubled(job: Earnings, household: Household, setting: Setting) -> Earnings:
    """The pay of the period twice: that of its pay days where they are known."""
    number = _pays_here(job, household, setting)
    return _scaled(job, Decimal(2) if number is None else Decimal(2 * number * 12) / pays_a_year(job))


def other_period(household: Household, setting: Setting) -> Iterator[Household]:
    """A pay day more or less than there was, or than the average month has."""
    household = _after_tax(household, setting)
    for place, adult in enumerate(household.adults or ()):
        for number, job in enumerate(adult.earnings or ()):
            here = _pays_here(job, household, setting)
            year = pays_a_year(job)
            usual = year // 12
            for pays in sorted({usual, usual + 1, 0} if here is None else {here - 1, here + 1}):
                if pays >= 0:
                    by = Decimal(pays * 12) / year
                    yield _one_job(household, place, number, _scaled(job, by))


def _after_tax(household: Household, setting: Setting) -> Household:
    """Pay before tax as what it is after tax, so that a multiple of it is a multiple of take-home pay."""
    claim = Claim(household, setting, claimants(household, setting))

    def changed(adult: Adult) -> Adult:
        jobs = jobs_before_tax(adult, claim)
        if not jobs:
            return adult
        pay = net_pay(jobs, taxes_for(claim))
        kept = pay.net / pay.gross
        return adult.model_copy(update={"earnings": tuple(_net(job, kept) for job in adult.earnings or ())})

    return with_adults(household, changed)


def _net(job: Earnings, kept: Decimal) -> Earnings:
    """A job after tax, where `kept` is the share of all pay before tax that is left."""
    if job.basis != "gross":
        return job
    month = pay_a_month(job, "pay").value
    each = {"amount": (month * kept * 12 / pays_a_year(job)).quantize(PENNY), "basis": "net", "pension": Decimal(0)}
    per = {"week": "week", "fortnight": "fortnight", "four_weeks": "four_weeks"}.get(job.per, "month")
    return job.model_copy(update={**each, "per": per, "hours_per_week": None})


def _pays_here(job: Earnings, household: Household, setting: Setting) -> int | None:
    if not job.pay_dates or household.claim_date is None:
        return None
    return len(counted(job, setting.period, household.claim_date))


def _one_job(household: Household, place: int, number: int, changed: Earnings) -> Household:
    adults = list(household.adults or ())
    jobs = list(adults[place].earnings or ())
    jobs[number] = changed
    adults[place] = adults[place].model_copy(update={"earnings": tuple(jobs)})
    return household.model_copy(update={"adults": tuple(adults)})


def _scaled(job: Earnings, by: Decimal) -> Earnings:
    return job.model_copy(update={"amount": job.amount * by, "pension": job.pension * by, "pay_dates": ()})


def before_tax(household: Household, setting: Setting) -> Iterator[Household]:
    yield with_jobs(household, lambda job: job.model_copy(update={"basis": "net"}))
