"""People as a statement can have them wrong: health, caring, children, a partner, an age."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from rules.household import Adult, Child, Household
from rules.statement.changing import with_adults
from rules.universal_credit.line import Setting


def no_allowance(household: Household, setting: Setting) -> Iterator[Household]:
    """Nobody with limited capability for work and no child, which is what gives a work allowance."""
    well = with_adults(household, _not_ill)
    yield well.model_copy(update={"children": ()})


def other_rate(household: Household, setting: Setting) -> Iterator[Household]:
    for route in ("none", "award_before_april_2026"):

        def changed(adult: Adult, route: str = route) -> Adult:
            if adult.health is None or adult.health.group != "lcwra":
                return adult
            facts = {"protection": route, "severe_conditions": False, "terminally_ill": False}
            return adult.model_copy(update={"health": adult.health.model_copy(update=facts)})

        yield with_adults(household, changed)


def not_found_ill(household: Household, setting: Setting) -> Iterator[Household]:
    yield with_adults(household, _not_ill)


def _not_ill(adult: Adult) -> Adult:
    health = adult.health.model_copy(update={"group": "none"}) if adult.health else None
    return adult.model_copy(update={"health": health, "receives": ()})


def no_carer(household: Household, setting: Setting) -> Iterator[Household]:
    """Nobody is a carer, or only one of two is."""
    yield with_adults(household, lambda adult: adult.model_copy(update={"carer": False}))
    yield household.model_copy(update={"carers_share_one_person": True})


def a_child_less(household: Household, setting: Setting) -> Iterator[Household]:
    children = household.children or ()
    for place in range(len(children)):
        yield household.model_copy(update={"children": children[:place] + children[place + 1 :]})
    if len(children) > 2:
        yield household.model_copy(update={"children": children[:2]})


def all_children_later(household: Household, setting: Setting) -> Iterator[Household]:
    """The higher amount for a first child born before April 2017 is left out."""

    def lower(child: Child) -> Child:
        return child.model_copy(update={"birth_date": setting.period.start - timedelta(days=365), "age": None})

    yield household.model_copy(update={"children": tuple(lower(child) for child in household.children or ())})


def no_disability(household: Household, setting: Setting) -> Iterator[Household]:
    children = household.children or ()
    for rate in ("none", "lower", "higher"):
        for place in range(len(children)):
            child = children[place].model_copy(update={"disability": rate})
            yield household.model_copy(update={"children": (*children[:place], child, *children[place + 1 :])})


def no_childcare(household: Household, setting: Setting) -> Iterator[Household]:
    children = household.children or ()
    paying = [place for place, child in enumerate(children) if child.childcare and child.childcare.amount]
    yield household.model_copy(update={"children": tuple(_free(child) for child in children)})
    for place in paying:
        yield household.model_copy(
            update={"children": (*children[:place], _free(children[place]), *children[place + 1 :])}
        )


def _free(child: Child) -> Child:
    return child.model_copy(update={"childcare": None})


def alone(household: Household, setting: Setting) -> Iterator[Household]:
    for adult in household.adults or ():
        yield household.model_copy(update={"adults": (adult,)})


def under_25(household: Household, setting: Setting) -> Iterator[Household]:
    yield with_adults(household, lambda adult: adult.model_copy(update={"birth_date": None, "age": 24}))
