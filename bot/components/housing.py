"""The home: whose it is, its rent and its bedrooms."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from bot.components.money import pounds
from bot.components.reading import Fact, Item, Reading
from bot.components.subjects import MoneySaid

# One word that is also an ordinary word ("the council said no") needs the home beside it.
_OR_COUNCIL_TAX = ("pay the council", "from the council", "off the council")
_NEEDS_THE_HOME = ("council", "private", "ha", *_OR_COUNCIL_TAX)
_HOME = {
    "flat",
    "house",
    "tenant",
    "landlord",
    "tenancy",
    "home",
    "place",
    "bungalow",
    "room",
    "property",
    "renting",
    "studio",
}
_WISHES = {
    "need",
    "want",
    "allowed",
    "entitled",
    "rate",
    "lha",
    "moving",
    "move",
    "bidding",
    "exchange",
    "swap",
    "looking",
    "get",
}
_GOES = ("go", "goes", "going", "gone", "went")
_PCM = ("pcm", "p c m", "calendar month", "per calendar month", "a calendar month")


def tenure_facts(reading: Reading) -> Iterator[Fact]:
    said = [item for place, item in enumerate(reading.items) if item.is_a("TENURE") and _is_ours(reading, place)]
    kinds = {item.id for item in said}
    # Who has a mortgage owns the home, whatever they say of rent.
    owns = "owner" if kinds == {"owner", "none"} else None
    decisive = owns or next((kind for kind in ("temporary", "none") if kind in kinds), None)
    kind = decisive or (kinds.pop() if len(kinds) == 1 else None)
    if kind:
        yield reading.fact("housing.tenure", kind, next(item for item in said if item.id == kind))


def _is_ours(reading: Reading, place: int) -> bool:
    item = reading.items[place]
    if (
        item.owner is None
        or reading.rule_question(item)
        or reading.kind(place - 1) == "NO"
        or _is_hoped_for(reading, item)
    ):
        return False
    if item.norm not in _NEEDS_THE_HOME:
        return True
    clause = [other for other in reading.clause(item) if not other.is_a("BREAK")]
    if item.norm in _OR_COUNCIL_TAX:
        return any(o.is_a("RENT") for o in clause)
    beside = {other.norm for other in clause} & _HOME or any(
        o.is_a("RENT", "NUMBER", "BEDROOM", "PLACE") for o in clause
    )
    return bool(beside) or len(clause) <= 2 or (reading.asking or "").startswith("housing")


def _is_hoped_for(reading: Reading, item: Item) -> bool:
    before = [o for o in reading.sentence(item) if o.start < item.start]
    if item.id == "owner":
        before = [o for o in before if o.clause == item.clause]  # nobody hopes to "own my home" on benefits
    return any(o.is_a("IF") or o.norm in _WISHES | {"when", "was", "moved", "used"} for o in before[-5:])


def rent_facts(reading: Reading, money: list[MoneySaid]) -> Iterator[Fact]:
    named = any(said.subject is not None and said.subject.is_a("RENT") for said in money)
    for said in money:
        subject, amount = said.subject, said.amount
        if named and not (subject and subject.is_a("RENT")):
            continue
        last = reading.items[amount.last]
        is_rent = _names_rent(reading, subject) if subject else last.norm in _PCM
        first = reading.items[amount.first]
        if is_rent and said.owner is not None and not _is_arrears(reading, last) and not _is_a_rise(reading, first):
            per = amount.per or _per_beside(reading, subject) or _per_known(reading)
            value = {"amount": pounds(amount.low), "per": per or "month"}
            yield reading.fact("housing.rent", value, subject or first, first, last, assumed=() if per else ("per",))


def _names_rent(reading: Reading, subject: Item) -> bool:
    if subject.norm in _OR_COUNCIL_TAX:
        return any(o.is_a("RENT") for o in reading.clause(subject))
    return subject.is_a("RENT") or subject.id in ("social", "private", "temporary")


def _is_arrears(reading: Reading, last: Item) -> bool:
    return any(
        o.norm in ("arrears", "behind", "backdated", "owed", "owe", "short", "shortfall") for o in reading.clause(last)
    )


def _is_a_rise(reading: Reading, first: Item) -> bool:
    """ "going up 40", "went up by £12": the difference, where "to" does not make it the new rent."""
    before = [o.norm for o in reading.clause(first) if o.start < first.start]
    return any(a in _GOES and b in ("up", "down") for a, b in itertools.pairwise(before)) and before[-1] != "to"


def _per_beside(reading: Reading, subject: Item | None) -> str | None:
    """ "weekly rent of 100", "rent weekly 101"."""
    if subject is None:
        return None
    place = reading.items.index(subject)
    return next(
        (
            reading.items[p].id
            for p in (place - 1, place + 1)
            if reading.kind(p) == "PER" and reading.items[p].id != "hour"
        ),
        None,
    )


def _per_known(reading: Reading) -> str | None:
    rent = (reading.household.get("housing") or {}).get("rent") or {}
    return rent.get("per")


def bedroom_facts(reading: Reading) -> Iterator[Fact]:
    """Spends the numbers of every "2 bed", and gives those that are about the present home."""
    for place, item in enumerate(reading.items):
        if not item.is_a("BEDROOM"):
            continue
        before, after = reading.at(place - 1), reading.at(place + 1)
        number = (
            before
            if before and _is_a_number_of_rooms(before)
            else after
            if after and _is_a_number_of_rooms(after) and after.clause == item.clause
            else None
        )
        if number is None or number.used:
            continue
        number.used = True
        if not _is_somebody_elses_or_wanted(reading, item, number):
            yield reading.fact("housing.bedrooms", int(number.value or 0), item, number)


def _is_a_number_of_rooms(item: Item) -> bool:
    return item.is_a("NUMBER") and item.value is not None and item.value % 1 == 0 and 1 <= item.value <= 9


def _is_somebody_elses_or_wanted(reading: Reading, item: Item, number: Item) -> bool:
    clause = [o.norm for o in reading.clause(item)]
    wanted = _WISHES & set(clause) or any(o.is_a("IF") for o in reading.clause(item))
    return number.owner is None or reading.rule_question(item) or bool(wanted)
