"""Circumstances that are not known: what is assumed instead, how far the award could be from it, and what to ask.

Not known is not zero. Each circumstance that is absent has an assumed value (the award is worked out on
it), values that give the lowest and the highest award it could lead to (together the range), and a question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import product

from rules.household import Adult, Child, Earnings, Health, Household, Housing, OtherIncome, Regular
from rules.universal_credit.award import work_out
from rules.universal_credit.children import birth_year_decides
from rules.universal_credit.health import rate_undecided
from rules.universal_credit.line import Setting

Change = Callable[[Household], Household]

_PLENTY = Decimal(1_000_000)
_HIGHEST_HEALTH = Health(group="lcwra", protection="award_before_april_2026")
_HIGHEST_PARTNER = Adult(age=25, health=_HIGHEST_HEALTH, carer=True, earnings=())


@dataclass(frozen=True, slots=True)
class Unknown:
    """A circumstance that is not known; `label` names it. `highest` is None where there is no upper bound (rent)."""

    fact: str
    label: str
    question: str
    assumed_value: str
    assumed: Change
    lowest: tuple[Change, ...]
    highest: tuple[Change, ...] | None


@dataclass(frozen=True, slots=True)
class Range:
    """Lowest and highest award over everything that is not known; None where a side has no bound."""

    low: Decimal
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Missing:
    """A question, and by how much its answer can change the award (None where there is no bound)."""

    fact: str
    question: str
    changes_award_by_up_to: Decimal | None


def described(household: Household) -> Household:
    """The same household with at least one adult in it: somebody asks, so somebody is there."""
    if household.adults is None:
        return household.model_copy(update={"adults": (Adult(),), "adults_complete": False})
    return household


def unknowns(household: Household, setting: Setting) -> list[Unknown]:
    """What is not known, in the order in which people tell it."""
    return [
        *_partner(household),
        *_ages(household),
        *_children(household, setting),
        *_housing(household),
        *_earnings(household),
        *_bases(household),
        *_savings(household),
        *_health(household, setting),
        *_carers(household),
        *_other_income(household),
    ]


def assume(household: Household, unknown: Iterable[Unknown]) -> Household:
    """The household with every unknown circumstance at its assumed value."""
    for one in unknown:
        household = one.assumed(household)
    return household


def award_range(household: Household, unknown: list[Unknown], setting: Setting) -> Range | None:
    """Lowest and highest award over everything that is not known; None where no award can be worked out."""
    lows = [
        award
        for case in _cases(household, [one.lowest for one in unknown])
        if (award := _award(case, setting)) is not None
    ]
    bounded = [one.highest for one in unknown if one.highest is not None]
    highs = [award for case in _cases(household, bounded) if (award := _award(case, setting)) is not None]
    if not lows or not highs:
        return None
    return Range(min(lows), max(highs) if len(bounded) == len(unknown) else None)


def missing(household: Household, unknown: list[Unknown], setting: Setting) -> list[Missing]:
    """What to ask, the answer that can change the award most first."""
    found = []
    for one in unknown:
        others = [other for other in unknown if other.fact != one.fact]
        known = assume(household, others)
        cases = [change(known) for change in (*one.lowest, *(one.highest or ()), one.assumed)]
        awards = [award for case in cases if (award := _award(case, setting)) is not None]
        spread = max(awards) - min(awards) if awards else Decimal(0)
        found.append(Missing(one.fact, one.question, None if one.highest is None else spread))
    return sorted(found, key=lambda m: (m.changes_award_by_up_to is not None, -(m.changes_award_by_up_to or 0)))


def _award(household: Household, setting: Setting) -> Decimal | None:
    award = work_out(household, setting).award
    return award.value if award else None


def _cases(household: Household, changes: Iterable[tuple[Change, ...]]) -> Iterator[Household]:
    for combination in product(*changes):
        case = household
        for change in combination:
            case = change(case)
        yield case


def _partner(household: Household) -> Iterator[Unknown]:
    if household.adults_complete:
        return

    def with_partner(partner: Adult) -> Change:
        return lambda h: h.model_copy(
            update={"adults": (*(h.adults or (Adult(),))[:1], partner), "adults_complete": True}
        )

    def alone(h: Household) -> Household:
        return h.model_copy(update={"adults_complete": True})

    rich = Adult(age=25, health=Health(group="none"), carer=False, earnings=(_pay(_PLENTY),))
    yield Unknown(
        "adults",
        "Partner",
        "Do you live with a partner?",
        "no partner",
        alone,
        (with_partner(rich), alone),
        (with_partner(_HIGHEST_PARTNER), alone),
    )


def _ages(household: Household) -> Iterator[Unknown]:
    for place, adult in enumerate(household.adults or ()):
        if not adult.age_known:
            yield Unknown(
                f"adults[{place}].birth_date",
                _whose(place, "age"),
                "How old are you?" if place == 0 else "How old is your partner?",
                "25 or over",
                _adult(place, age=25),
                (_adult(place, age=24),),
                (_adult(place, age=25),),
            )


def _children(household: Household, setting: Setting) -> Iterator[Unknown]:
    if household.children is None:
        none = _fact(children=())
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
            name = "your child" if len(household.children) == 1 else f"child number {place + 1}"
            older, younger = _child_born(place, date(2017, 4, 5)), _child_born(place, date(2017, 4, 6))
            yield Unknown(
                f"children[{place}].birth_date",
                "A child's birth date",
                f"When was {name} born?",
                "born on or after 6 April 2017",
                younger,
                (younger,),
                (older,),
            )


def _housing(household: Household) -> Iterator[Unknown]:
    housing = household.housing
    if housing is None:
        no_rent = _fact(housing=Housing(tenure="none"))
        a_penny = _fact(housing=Housing(tenure="private", rent=Regular(amount=Decimal("0.01"), per="month")))
        yield Unknown(
            "housing",
            "Rent",
            "Do you pay rent, and if so how much, and to whom?",
            "no rent",
            no_rent,
            (no_rent, a_penny),
            None,
        )
        return
    if housing.tenure is None:
        private = _housing_fact(tenure="private")
        yield Unknown(
            "housing.tenure",
            "Landlord",
            "Who is your landlord: the council or a housing association, or somebody else?",
            "a private landlord",
            private,
            (private,),
            (private,),
        )
    if housing.tenure in (None, "private", "social") and housing.rent is None:
        nothing = _housing_fact(rent=Regular(amount=Decimal(0), per="month"))
        yield Unknown("housing.rent", "Rent", "How much is your rent?", "0.00", nothing, (nothing,), None)


def _earnings(household: Household) -> Iterator[Unknown]:
    for place, adult in enumerate(household.adults or ()):
        if adult.earnings is None and adult.self_employment is None:
            none = _adult(place, earnings=())
            yield Unknown(
                f"adults[{place}].earnings",
                _whose(place, "pay"),
                "How much do you earn after tax?" if place == 0 else "How much does your partner earn after tax?",
                "no earnings",
                none,
                (_adult(place, earnings=(_pay(_PLENTY),)),),
                (none,),
            )


def _bases(household: Household) -> Iterator[Unknown]:
    """Whether a wage is before or after tax: people seldom say, and only the larger ones differ."""
    for place, adult in enumerate(household.adults or ()):
        for number, job in enumerate(adult.earnings or ()):
            if job.basis is None and job.amount:
                net, gross = _job(place, number, "net"), _job(place, number, "gross")
                yield Unknown(
                    f"adults[{place}].earnings[{number}].basis",
                    _whose(place, "pay is before or after tax"),
                    f"Is {'your' if place == 0 else 'your partner’s'} pay before or after tax?",
                    "after tax",
                    net,
                    (net,),
                    (gross,),
                )


def _savings(household: Household) -> Iterator[Unknown]:
    if household.savings is None:
        none = _fact(savings=Decimal(0))
        yield Unknown(
            "savings",
            "Savings",
            "How much do you have in savings and investments?",
            "0.00",
            none,
            (_fact(savings=_PLENTY),),
            (none,),
        )


def _health(household: Household, setting: Setting) -> Iterator[Unknown]:
    for place, adult in enumerate(household.adults or ()):
        health = adult.health or Health()
        if health.group is None:
            none = _adult(place, health=health.model_copy(update={"group": "none"}))
            yield Unknown(
                f"adults[{place}].health",
                _whose(place, "limited capability for work"),
                "Has the jobcentre decided that you have limited capability for work (LCW or LCWRA)?"
                if place == 0
                else "Has the jobcentre decided that your partner has limited capability for work (LCW or LCWRA)?",
                "none",
                none,
                (none,),
                (_adult(place, health=_HIGHEST_HEALTH),),
            )
        elif health.group == "lcwra" and rate_undecided(health, household, setting):
            protected = health.model_copy(update={"protection": "award_before_april_2026"})
            yield Unknown(
                f"adults[{place}].health.protection",
                "A route to the higher LCWRA rate",
                "Did the award have the LCWRA element, or was a health assessment awaited, before 6 April 2026?",
                "none: the lower rate",
                lambda h: h,
                (lambda h: h,),
                (_adult(place, health=protected),),
            )


def _carers(household: Household) -> Iterator[Unknown]:
    for place, adult in enumerate(household.adults or ()):
        if adult.carer is None:
            no = _adult(place, carer=False)
            yield Unknown(
                f"adults[{place}].carer",
                _whose(place, "caring for somebody disabled"),
                "Do you care for somebody disabled for 35 hours a week or more?"
                if place == 0
                else "Does your partner care for somebody disabled for 35 hours a week or more?",
                "no",
                no,
                (no,),
                (_adult(place, carer=True), no),
            )


def _other_income(household: Household) -> Iterator[Unknown]:
    if household.other_income is None:
        none = _fact(other_income=())
        plenty = OtherIncome(kind="occupational_pension", amount=_PLENTY, per="month")
        yield Unknown(
            "other_income",
            "Other income",
            "Do you get any other money, such as a pension, Carer's Allowance, new-style JSA or ESA?",
            "none",
            none,
            (_fact(other_income=(plenty,)),),
            (none,),
        )


def _whose(place: int, thing: str) -> str:
    return f"{'Your' if place == 0 else 'Your partner’s'} {thing}"


def _fact(**facts: object) -> Change:
    return lambda household: household.model_copy(update=facts)


def _housing_fact(**facts: object) -> Change:
    def change(household: Household) -> Household:
        housing = (household.housing or Housing()).model_copy(update=facts)
        return household.model_copy(update={"housing": housing})

    return change


def _adult(place: int, **facts: object) -> Change:
    def change(household: Household) -> Household:
        adults = list(household.adults or (Adult(),))
        adults[place] = adults[place].model_copy(update=facts)
        return household.model_copy(update={"adults": tuple(adults)})

    return change


def _job(place: int, number: int, basis: str) -> Change:
    def change(household: Household) -> Household:
        adults = household.adults or (Adult(),)
        jobs = list(adults[place].earnings or ())
        jobs[number] = jobs[number].model_copy(update={"basis": basis})
        return _adult(place, earnings=tuple(jobs))(household)

    return change


def _child_born(place: int, birth_date: date) -> Change:
    def change(household: Household) -> Household:
        children: list[Child] = list(household.children or ())
        children[place] = children[place].model_copy(update={"birth_date": birth_date, "age": None})
        return household.model_copy(update={"children": tuple(children)})

    return change


def _pay(amount: Decimal) -> Earnings:
    return Earnings(amount=amount, per="month", basis="net")
