"""Where people live: rent, landlord, area, rooms and who else lives there."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from rules import local_housing_allowance
from rules.household import Child, Household, Housing, NonDependant, Regular
from rules.not_known.unknown import Change, Unknown, unchanged, with_child, with_fact, with_housing
from rules.universal_credit.claim import Claim
from rules.universal_credit.entitlement import claimants
from rules.universal_credit.line import Setting
from rules.universal_credit.private_rent import category_of
from rules.universal_credit.responsibility import counts
from rules.universal_credit.size_criteria import children_rooms

_MANY = 20


def unknown_home(household: Household, setting: Setting) -> Iterator[Unknown]:
    housing = household.housing
    if housing is None:
        yield _all_about_rent()
        return
    yield from _landlord(housing)
    yield from _rent(housing)
    yield from _rooms(housing)
    yield from _area(household, housing, setting)
    yield from _sexes_of_children(household, housing, setting)
    yield from _ages_of_others(housing)


def _all_about_rent() -> Unknown:
    no_rent = with_fact(housing=Housing(tenure="none"))
    a_penny = Housing(
        tenure="private",
        rent=Regular(amount=Decimal("0.01"), per="month"),
        lha=Regular(amount=Decimal(1), per="month"),
    )
    return Unknown(
        "housing",
        "Rent",
        "Do you pay rent, and if so how much, and to whom?",
        "no rent",
        no_rent,
        (no_rent, with_fact(housing=a_penny)),
        None,
    )


def _landlord(housing: Housing) -> Iterator[Unknown]:
    """Taken to be a private one; with a social one only the number of bedrooms could lower the award."""
    if housing.tenure is None:
        private = with_housing(tenure="private")
        spare = with_housing(tenure="social", bedrooms=_MANY)
        yield Unknown(
            "housing.tenure",
            "Landlord",
            "Who is your landlord: the council or a housing association, or somebody else?",
            "a private landlord",
            private,
            (private, spare),
            (private, with_housing(tenure="social", bedrooms=1)),
        )


def _rent(housing: Housing) -> Iterator[Unknown]:
    if housing.tenure in (None, "private", "social") and housing.rent is None:
        nothing = with_housing(rent=Regular(amount=Decimal(0), per="month"))
        a_penny = with_housing(rent=Regular(amount=Decimal("0.01"), per="month"))
        yield Unknown("housing.rent", "Rent", "How much is your rent?", "0.00", nothing, (nothing, a_penny), None)


def _rooms(housing: Housing) -> Iterator[Unknown]:
    if housing.tenure == "social" and housing.bedrooms is None and not housing.bedroom_tax_exempt:
        one, many = with_housing(bedrooms=1), with_housing(bedrooms=_MANY)
        yield Unknown(
            "housing.bedrooms",
            "Bedrooms",
            "How many bedrooms does your home have?",
            "no spare bedroom",
            one,
            (many,),
            (one,),
        )


def _area(household: Household, housing: Housing, setting: Setting) -> Iterator[Unknown]:
    """Without the area, the rent is taken to be within its allowance; it could be that of the cheapest area."""
    if housing.tenure not in (None, "private") or housing.lha or housing.brma:
        return
    category, _ = category_of(housing, Claim(household, setting, claimants(household, setting)))
    lowest = local_housing_allowance.lowest(household.nation, category, setting.rates_on)
    within = unchanged
    yield Unknown(
        "housing.brma",
        "Local Housing Allowance",
        "Which area do you rent in (the broad rental market area), or how much is the Local Housing Allowance?",
        "the rent is within it",
        within,
        (with_housing(lha=Regular(amount=lowest.value, per="month")),),
        (within,),
    )


def _sexes_of_children(household: Household, housing: Housing, setting: Setting) -> Iterator[Unknown]:
    """Where it decides how many rooms are counted; the way that counts the fewest is assumed."""
    matters = (housing.tenure == "social" and not housing.bedroom_tax_exempt) or (housing.brma and not housing.lha)
    children = household.children or ()
    unknown = [place for place, child in enumerate(children) if child.sex is None and counts(child, setting)]
    if not matters or not unknown:
        return
    ways = {
        sexes: children_rooms(_with_sexes(children, unknown, sexes, setting), setting)
        for sexes in product(("female", "male"), repeat=min(len(unknown), 6))
    }
    fewest, most = min(ways, key=ways.__getitem__), max(ways, key=ways.__getitem__)
    if ways[fewest] == ways[most]:
        return
    for place, low, high in zip(unknown, fewest, most, strict=False):
        yield Unknown(
            f"children[{place}].sex",
            "A girl or a boy",
            f"Is child number {place + 1} a girl or a boy?",
            "a girl" if low == "female" else "a boy",
            with_child(place, sex=low),
            (with_child(place, sex=low),),
            (with_child(place, sex=high),),
        )


def _with_sexes(
    children: tuple[Child, ...], unknown: list[int], sexes: tuple[str, ...], setting: Setting
) -> list[Child]:
    given = dict(zip(unknown, sexes, strict=False))
    return [
        child.model_copy(update={"sex": given.get(place, child.sex)})
        for place, child in enumerate(children)
        if counts(child, setting) and (setting.age(child) or 0) < setting.rate("renting.children_share_until").value
    ]


def _ages_of_others(housing: Housing) -> Iterator[Unknown]:
    if housing.tenure not in ("private", "social"):
        return
    for place, person in enumerate(housing.non_dependants):
        if not person.age_known:
            grown_up, young = _other_aged(place, 21), _other_aged(place, 20)
            yield Unknown(
                f"housing.non_dependants[{place}].birth_date",
                "The age of somebody who lives with you",
                f"How old is person number {place + 1} who lives with you?",
                "21 or over",
                grown_up,
                (grown_up,),
                (young,),
            )


def _other_aged(place: int, age: int) -> Change:
    def change(household: Household) -> Household:
        others: list[NonDependant] = list(household.housing.non_dependants if household.housing else ())
        others[place] = others[place].model_copy(update={"age": age})
        return with_housing(non_dependants=tuple(others))(household)

    return change


def greater_london() -> Unknown:
    """Whether the higher benefit cap of Greater London applies."""
    elsewhere, london = with_fact(in_greater_london=False), with_fact(in_greater_london=True)
    return Unknown(
        "in_greater_london",
        "Greater London",
        "Do you live in Greater London?",
        "no",
        elsewhere,
        (elsewhere,),
        (london,),
    )
