"""The home as a statement can have it wrong: rent, rooms, other grown-ups, the allowance of the area."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rules.household import Household, Housing
from rules.statement.changing import with_adults, with_housing
from rules.universal_credit.line import Setting


def other_allowance(household: Household, setting: Setting) -> Iterator[Household]:
    """The lower allowance although there are no housing costs, and the higher although there are."""
    yield household.model_copy(update={"housing": Housing(tenure="none")})
    rent = {"amount": Decimal(1), "per": "month"}
    yield household.model_copy(
        update={"housing": Housing.model_validate({"tenure": "private", "rent": rent, "lha": rent})}
    )


def no_help_with_rent(household: Household, setting: Setting) -> Iterator[Household]:
    yield household.model_copy(update={"housing": Housing(tenure="none")})


def rooms_counted_wrongly(household: Household, setting: Setting) -> Iterator[Household]:
    """An exemption or a needed room is left out, or one or two bedrooms are counted as spare."""
    housing = household.housing
    if housing is None or housing.tenure != "social":
        return
    yield with_housing(
        household, bedroom_tax_exempt=False, overnight_carer=False, foster_parent=False, couple_cannot_share=False
    )
    shared = tuple(child.model_copy(update={"needs_own_room": False}) for child in household.children or ())
    yield household.model_copy(update={"children": shared})
    for more in (1, 2):
        yield with_housing(household, bedrooms=(housing.bedrooms or 1) + more, bedroom_tax_exempt=False)


def others_counted_wrongly(household: Household, setting: Setting) -> Iterator[Household]:
    """Grown-ups who do not have to contribute do, or the disability benefit of the renter is left out."""
    housing = household.housing
    if housing is None or not housing.non_dependants:
        return
    others = housing.non_dependants
    plain = tuple(
        one.model_copy(
            update={
                "birth_date": None,
                "age": 40,
                "receives": (),
                "child_under_5": False,
                "prisoner": False,
                "armed_forces_on_operations": False,
            }
        )
        for one in others
    )
    unspared = with_adults(household, lambda adult: adult.model_copy(update={"receives": ()}))
    for home in (household, unspared):
        yield with_housing(home, non_dependants=others)
        yield with_housing(home, non_dependants=plain)
        for place in range(len(others)):
            yield with_housing(home, non_dependants=(*others[:place], plain[place], *others[place + 1 :]))


def another_size(household: Household, setting: Setting) -> Iterator[Household]:
    """The rate for shared homes although an exemption applies, or another number of rooms in the private allowance."""
    if household.housing is None or household.housing.tenure != "private" or household.housing.lha:
        return
    young = with_adults(
        household, lambda adult: adult.model_copy(update={"birth_date": None, "age": 30, "receives": ()})
    )
    yield with_housing(young, shared_rate_exempt=False, overnight_carer=False, foster_parent=False)
    fewer = (household.children or ())[:-1]
    yield household.model_copy(update={"children": fewer})


def without_service_charges(household: Household, setting: Setting) -> Iterator[Household]:
    yield with_housing(household, service_charges=None)
