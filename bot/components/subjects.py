"""What each amount of money is for: the word beside it.

The nearest word to the left within the same clause, else the next word to the right. Each word takes one amount;
amounts that "and" or "plus" join share it. Money with no such word beside it is for nothing that we know.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from bot.components.money import Amount, amounts
from bot.components.reading import Item, Reading

_STRONG = ("RENT", "TENURE", "BASIS", "EARN", "SAVINGS", "INCOME", "ADVANCE", "SELF_EMPLOYED", "COSTS", "INHERITED",
           "BENEFIT", "OTHER_MONEY", "HOURS")  # fmt: skip
_WEAK = ("JOB", "PAID")
_ANOTHER_MATTER = (
    "SINGLE",
    "ALONE",
    "COUPLE",
    "KID",
    "KIDS",
    "NO_KIDS",
    "BABY",
    "NO_WORK",
    "NO_SAVINGS",
    "HEALTH",
    "DATE",
)
_FARTHEST_LEFT = 8
_FARTHEST_RIGHT = 2
_BOUNDS = {"over", "under", "than", "below", "above", "until", "upto", "max", "maximum", "minimum", "least", "first"}
_DENIALS = {"not", "dont", "havent", "never", "isnt"}
_PERMISSION = {"can", "could", "cud", "allowed", "may"}


@dataclass(slots=True)
class MoneySaid:
    """An amount and the item that says what it is for (None: not said)."""

    amount: Amount
    subject: Item | None
    owner: object
    corrects: bool = False


def money_said(reading: Reading) -> list[MoneySaid]:
    said: list[MoneySaid] = []
    taken: set[int] = set()
    for amount in amounts(reading):
        if _is_a_bound(reading, amount) or not _may_be_money(reading, amount):
            continue
        owner = reading.items[amount.first].owner
        if reading.norm(amount.first - 1) == "from" and reading.norm(amount.last + 1) == "to":
            continue  # what it was before a change
        joined = _shares(reading, said, amount)
        place = None if joined else _subject(reading, amount, taken)
        if place is not None:
            taken.add(place)
            amount.per = amount.per or _how_often_behind(reading, place)
        subject = joined or (reading.items[place] if place is not None else None)
        if place is not None and reading.kind(place - 1) == "NO":
            continue  # "im not earning 800"
        said.append(MoneySaid(amount, subject, owner, corrects=_corrects(reading, amount)))
    return said


def _how_often_behind(reading: Reading, subject: int) -> str | None:
    """ "500 rent a month": the words behind the subject, unless they belong to the next amount."""
    after = reading.at(subject + 1)
    return (
        after.id
        if after and after.is_a("PER") and after.id != "hour" and reading.kind(subject + 2) != "NUMBER"
        else None
    )


def _may_be_money(reading: Reading, amount: Amount) -> bool:
    """Small whole numbers ("1 job", "2 of us") are counts unless something makes them money."""
    if reading.kind(amount.last + 1) == "JOB" and amount.high < 10:
        return False
    return amount.certain or amount.high >= 20 or amount.high == 0 or reading.asking is not None


def _is_a_bound(reading: Reading, amount: Amount) -> bool:
    """ "over 16k", "first 400", "can i earn 500": a limit asked about, or money that they say they do not have."""
    before = [reading.norm(amount.first - step) for step in (1, 2)]
    clause = [
        item.norm
        for item in reading.clause(reading.items[amount.first])
        if item.start < reading.items[amount.first].start
    ]
    asks_leave = any(a in _PERMISSION and b in ("i", "we", "you", "to") for a, b in itertools.pairwise(clause))
    denied = bool(_DENIALS & {reading.norm(amount.first - step) for step in (1, 2, 3)} & set(clause[-3:]))
    return bool(_BOUNDS & set(before)) or denied or asks_leave or reading.rule_question(reading.items[amount.first])


def _corrects(reading: Reading, amount: Amount) -> bool:
    return any(reading.kind(amount.first - step) == "CORRECTION" for step in (1, 2))


def _shares(reading: Reading, said: list[MoneySaid], amount: Amount) -> Item | None:
    """The subject of the amount before, when only "and" or "plus" stands between, or when this one corrects it."""
    if not said or said[-1].subject is None:
        return None
    between = [item for item in reading.items[said[-1].amount.last + 1 : amount.first] if item.norm != "£"]
    joined = bool(between) and all(item.norm in ("and", "plus") for item in between)
    corrected = any(item.is_a("CORRECTION") or item.norm == "now" for item in between) and not any(
        item.is_a(*_STRONG) for item in between
    )
    right = _to_the_right(reading, amount, set())
    if (joined and right is None) or (corrected and len(between) <= 4):
        return said[-1].subject
    return None


def _subject(reading: Reading, amount: Amount, taken: set[int]) -> int | None:
    if amount.per == "hour" and (hours := _hours_beside(reading, amount)) is not None:
        return hours
    left = _to_the_left(reading, amount, taken)
    right = _to_the_right(reading, amount, taken)
    strong = any(place is not None and not reading.items[place].is_a(*_WEAK) for place in (left, right))
    if not strong and (jobs := _several_jobs(reading, amount)) is not None:
        return jobs
    if left is None:
        return right if right is not None else _in_the_clause_before(reading, amount, taken)
    if right is not None and reading.items[left].is_a(*_WEAK):
        return right
    if right is not None and reading.items[right].is_a("COSTS", "BASIS"):
        return right
    return left


def _hours_beside(reading: Reading, amount: Amount) -> int | None:
    """ "i work 25 hours in a nursery 12.60 ph": what is paid by the hour is for the hours before it."""
    clause = reading.items[amount.first].clause
    hours = [p for p in range(amount.first) if reading.items[p].is_a("HOURS") and reading.items[p].clause == clause]
    return hours[-1] if hours else None


def _several_jobs(reading: Reading, amount: Amount) -> int | None:
    """The place of "2 jobs" before the amount in its sentence: each sum that nothing else takes is of one of them."""
    sentence = reading.items[amount.first].sentence
    for place in range(amount.first - 1, -1, -1):
        item, before = reading.items[place], reading.at(place - 1)
        if item.sentence != sentence:
            return None
        if (
            item.norm in ("jobs", "part time jobs")
            and before
            and before.is_a("NUMBER")
            and 2 <= (before.value or 0) <= 4
        ):
            return place
    return None


def _to_the_left(reading: Reading, amount: Amount, taken: set[int]) -> int | None:
    clause = reading.items[amount.first].clause
    weak = None
    for place in range(amount.first - 1, max(-1, amount.first - 1 - _FARTHEST_LEFT), -1):
        item = reading.items[place]
        if item.clause != clause or place in taken or item.is_a(*_ANOTHER_MATTER) or _belongs_to_another(item):
            return weak
        if item.is_a(*_STRONG):
            return place
        if item.is_a(*_WEAK) and weak is None:
            weak = place
    return weak


def _belongs_to_another(item: Item) -> bool:
    """The "net" of the amount before."""
    return item.is_a("BASIS") and item.used


def _to_the_right(reading: Reading, amount: Amount, taken: set[int]) -> int | None:
    if amount.basis:
        return None
    farthest = _FARTHEST_RIGHT + 2 * (reading.norm(amount.last + 1) == "from")
    for place in range(amount.last + 1, min(len(reading.items), amount.last + 2 + farthest)):
        item = reading.items[place]
        if item.is_a("BREAK", "NUMBER") or item.norm in ("and", "plus", "but", "£") or place in taken:
            return None
        if item.is_a(*_STRONG) or (item.is_a("JOB") and (farthest > _FARTHEST_RIGHT or " " in item.norm)):
            return place
    return None


def _in_the_clause_before(reading: Reading, amount: Amount, taken: set[int]) -> int | None:
    """ "council flat, 88.50 a week": a sum that comes round, right behind a comma and the word for the home."""
    place = amount.first - 1
    if not amount.per or reading.norm(place) != ",":
        return None
    while (item := reading.at(place)) and (
        item.norm in (",", "in") or item.is_a("BEDROOM", "PLACE") or (item.is_a("NUMBER") and item.used)
    ):
        place -= 1
    return place if place not in taken and reading.kind(place) in ("RENT", "TENURE", "EARN", "JOB") else None
