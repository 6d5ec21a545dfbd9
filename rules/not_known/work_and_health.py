"""Work and health: earnings, pay before or after tax, limited capability for work, caring."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rules.household import Health, Household
from rules.not_known.unknown import PLENTY, Unknown, pay, unchanged, whose, with_adult, with_job
from rules.universal_credit.health import rate_undecided
from rules.universal_credit.line import Setting
from rules.universal_credit.pension_age import over_pension_age

_HIGHEST = Health(group="lcwra", protection="award_before_april_2026")


def unknown_work_and_health(household: Household, setting: Setting) -> Iterator[Unknown]:
    yield from _earnings(household, setting)
    yield from _bases(household)
    yield from _main_carer(household, setting)
    yield from _health(household, setting)
    yield from _carers(household)


def _earnings(household: Household, setting: Setting) -> Iterator[Unknown]:
    """None, very high, just enough to lift the benefit cap, or a penny, which opens help with childcare."""
    cap_lifted = setting.rate("benefit_cap.earnings_threshold").value
    for place, adult in enumerate(household.adults or ()):
        if adult.earnings is None and adult.self_employment is None:
            none = with_adult(place, earnings=())
            some = tuple(with_adult(place, earnings=(pay(amount),)) for amount in (Decimal("0.01"), cap_lifted))
            yield Unknown(
                f"adults[{place}].earnings",
                whose(place, "pay"),
                "How much do you earn after tax?" if place == 0 else "How much does your partner earn after tax?",
                "no earnings",
                none,
                (with_adult(place, earnings=(pay(PLENTY),)),),
                (none, *some),
            )


def _bases(household: Household) -> Iterator[Unknown]:
    """Whether a wage is before or after tax: people seldom say, and only the larger ones differ."""
    for place, adult in enumerate(household.adults or ()):
        for number, job in enumerate(adult.earnings or ()):
            if job.basis is None and job.amount:
                net, gross = with_job(place, number, basis="net"), with_job(place, number, basis="gross")
                yield Unknown(
                    f"adults[{place}].earnings[{number}].basis",
                    whose(place, "pay is before or after tax"),
                    f"Is {'your' if place == 0 else 'your partner’s'} pay before or after tax?",
                    "after tax",
                    net,
                    (net,),
                    (gross, net),
                )


def _main_carer(household: Household, setting: Setting) -> Iterator[Unknown]:
    """Who of a couple looks after the children most decides about the minimum income floor."""
    adults = household.adults or ()
    said = any(adult.main_carer is not None for adult in adults)
    if len(adults) < 2 or said or not household.children:
        return
    for place, adult in enumerate(adults):
        if adult.self_employment and not over_pension_age(adult, setting):
            no, yes = with_adult(place, main_carer=False), with_adult(place, main_carer=True)
            yield Unknown(
                f"adults[{place}].main_carer",
                whose(place, "part in looking after the children"),
                "Who looks after the children most?",
                "somebody else",
                no,
                (no, yes),
                (yes, no),
            )


def _health(household: Household, setting: Setting) -> Iterator[Unknown]:
    for place, adult in enumerate(household.adults or ()):
        health = adult.health or Health()
        if health.group is None:
            none = with_adult(place, health=health.model_copy(update={"group": "none"}))
            yield Unknown(
                f"adults[{place}].health",
                whose(place, "limited capability for work"),
                "Has the jobcentre decided that you have limited capability for work (LCW or LCWRA)?"
                if place == 0
                else "Has the jobcentre decided that your partner has limited capability for work (LCW or LCWRA)?",
                "none",
                none,
                (none,),
                (with_adult(place, health=_HIGHEST),),
            )
        elif health.group == "lcwra" and rate_undecided(health, household, setting):
            protected = health.model_copy(update={"protection": "award_before_april_2026"})
            yield Unknown(
                f"adults[{place}].health.protection",
                "A route to the higher LCWRA rate",
                "Did the award have the LCWRA element, or was a health assessment awaited, before 6 April 2026?",
                "none: the lower rate",
                unchanged,
                (unchanged,),
                (with_adult(place, health=protected),),
            )


def _carers(household: Household) -> Iterator[Unknown]:
    for place, adult in enumerate(household.adults or ()):
        if adult.carer is None:
            no = with_adult(place, carer=False)
            yield Unknown(
                f"adults[{place}].carer",
                whose(place, "caring for somebody disabled"),
                "Do you care for somebody disabled for 35 hours a week or more?"
                if place == 0
                else "Does your partner care for somebody disabled for 35 hours a week or more?",
                "no",
                no,
                (no,),
                (with_adult(place, carer=True), no),
            )
