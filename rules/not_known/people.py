"""Who there is and how old: nation, partner, ages, children."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from rules.household import Adult, Child, Health, Household, Regular
from rules.not_known.unknown import PLENTY, Change, Unknown, pay, whose, with_adult, with_child, with_fact
from rules.universal_credit.line import Setting
from rules.universal_credit.responsibility import birth_year_decides, counts_for_childcare


def unknown_people(household: Household, setting: Setting) -> Iterator[Unknown]:
    yield from _partner(household)
    yield from _ages(household)
    yield from _children(household, setting)
    yield from _childcare(household, setting)
    yield from _nation(household)


def _partner(household: Household) -> Iterator[Unknown]:
    if household.adults_complete:
        return

    def with_partner(partner: Adult) -> Change:
        return lambda h: h.model_copy(
            update={"adults": (*(h.adults or (Adult(),))[:1], partner), "adults_complete": True}
        )

    def alone(h: Household) -> Household:
        return h.model_copy(update={"adults_complete": True})

    rich = Adult(age=25, health=Health(group="none"), carer=False, earnings=(pay(PLENTY),))
    unwell = Health(group="lcwra", protection="award_before_april_2026")
    yield Unknown(
        "adults",
        "Partner",
        "Do you live with a partner?",
        "no partner",
        alone,
        (with_partner(rich), alone),
        (with_partner(Adult(age=25, health=unwell, carer=True, earnings=())), alone),
    )


def _ages(household: Household) -> Iterator[Unknown]:
    """Age sets the standard allowance, the shared rate of a private rent and the wage of the minimum income floor."""
    for place, adult in enumerate(household.adults or ()):
        if adult.age_known:
            continue
        ages = (18, 24, 25, 35) if adult.self_employment else (24, 35)
        possible = tuple(with_adult(place, age=age) for age in ages)
        yield Unknown(
            f"adults[{place}].birth_date",
            whose(place, "age"),
            "How old are you?" if place == 0 else "How old is your partner?",
            "25 or over",
            with_adult(place, age=25),
            possible,
            possible,
        )


def _children(household: Household, setting: Setting) -> Iterator[Unknown]:
    if household.children is None:
        none = with_fact(children=())
        yield Unknown(
            "children",
            "Children",
            "Do any children live with you? How old are they?",
            "no children",
            none,
            (none,),
            None,
        )
        return
    for place, child in enumerate(household.children):
        if birth_year_decides(child, setting):
            older = with_child(place, birth_date=date(2017, 4, 5), age=None)
            younger = with_child(place, birth_date=date(2017, 4, 6), age=None)
            yield Unknown(
                f"children[{place}].birth_date",
                "A child's birth date",
                f"When was {_name(place, household.children)} born?",
                "born on or after 6 April 2017",
                younger,
                (younger,),
                (older, younger),
            )


def _childcare(household: Household, setting: Setting) -> Iterator[Unknown]:
    """Asked once, where there is a child it could be paid for and somebody works, or may work."""
    children = household.children or ()
    if not any(_may_work(adult) for adult in household.adults or ()) or any(child.childcare for child in children):
        return
    for place, child in enumerate(children):
        if counts_for_childcare(child, setting):
            none = with_child(place, childcare=Regular(amount=Decimal(0), per="month"))
            most = _all_with_childcare(Regular(amount=PLENTY, per="month"))
            yield Unknown(
                f"children[{place}].childcare",
                "Childcare",
                "Do you pay for registered childcare, and if so how much?",
                "no childcare costs",
                none,
                (none,),
                (most, none),
            )
            return


def _may_work(adult: Adult) -> bool:
    return bool(adult.earnings or adult.self_employment) or adult.earnings is None


def _all_with_childcare(costs: Regular) -> Change:
    return lambda h: h.model_copy(
        update={"children": tuple(child.model_copy(update={"childcare": costs}) for child in h.children or ())}
    )


def _nation(household: Household) -> Iterator[Unknown]:
    """Asked where it changes the sum: Scotland's income tax on pay before tax or on profit."""
    if household.nation is not None or not any(_taxed_here(adult) for adult in household.adults or ()):
        return
    england, scotland = with_fact(nation="england"), with_fact(nation="scotland")
    yield Unknown(
        "nation",
        "Nation",
        "Do you live in England, Wales, Scotland or Northern Ireland?",
        "England",
        england,
        (england, scotland),
        (england, scotland),
    )


def _taxed_here(adult: Adult) -> bool:
    """Whether income tax has to be worked out for somebody: pay or profit before tax."""
    trade = adult.self_employment
    return any(job.basis == "gross" for job in adult.earnings or ()) or (trade is not None and trade.basis == "gross")


def _name(place: int, children: tuple[Child, ...]) -> str:
    return "your child" if len(children) == 1 else f"child number {place + 1}"
