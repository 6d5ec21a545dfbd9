"""Amounts of money as people write them, and how often: "£1.2k a month", "350 a week after tax", "525pcm".

A number alone is only an amount when it stands beside a word that says what it is for (subjects.py). Of a range
("300-350") the amount keeps both ends: the reader of a fact takes the end that promises less money.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from bot.components.reading import Item, Reading

_MULTIPLES = {"k": 1000, "grand": 1000, "hundred": 100}
_AFTER_AN_AMOUNT = {"odd", "ish", "or so", "or", "so", "x", "about", "quid", "£", "each", "every", "plus"}
_LARGEST = Decimal(1_000_000)
_A_YEARS_PAY = 10_000


@dataclass(slots=True)
class Amount:
    """Money said in a message. `certain`: it can be nothing else (a £, a k, pence, or how often)."""

    low: Decimal
    high: Decimal
    first: int  # places among the items
    last: int
    certain: bool
    per: str | None = None
    basis: str | None = None
    hours: Decimal | None = None
    items: list[Item] = field(default_factory=list)


def pounds(value: Decimal) -> str:
    """The decimal string of the contract: "800", "88.50"."""
    return str(value.quantize(Decimal("0.01"))) if value % 1 else str(value.to_integral_value())


def usual_interval(value: Decimal) -> str:
    """How often earnings come when nobody said it: "i earn 24k" is a year's pay, smaller sums are a month's."""
    return "year" if value >= _A_YEARS_PAY else "month"


def amounts(reading: Reading) -> list[Amount]:
    """Every number that may be money, in order. Numbers that other readers have spent are left out."""
    found: list[Amount] = []
    place = 0
    while place < len(reading.items):
        amount = _amount(reading, place)
        if amount:
            found.append(amount)
            place = amount.last + 1
        else:
            place += 1
    return found


def _amount(reading: Reading, place: int) -> Amount | None:
    start = place
    sign = reading.norm(place) == "£"
    place += sign
    number = _number(reading, place)
    if number is None:
        return None
    value, last, multiplied = number
    low, high, last = _range(reading, value, last)
    certain = sign or multiplied or reading.norm(last + 1) in ("quid", "£") or _has_pence(reading.items[place])
    amount = Amount(low, high, start, last, certain)
    _read_on(reading, amount)
    if not amount.certain and _is_a_unit(reading, last + 1):
        return None
    return amount if Decimal(0) <= high < _LARGEST else None


def _has_pence(item: Item) -> bool:
    return item.kind == "NUMBER" and item.value is not None and -item.value.as_tuple().exponent == 2


def _is_a_unit(reading: Reading, place: int) -> bool:
    return reading.kind(place) in ("UNIT", "BEDROOM", "AGE", "KIDS", "KID", "BABY") or reading.norm(place) in (
        "under", "both", "of", "adults", "tier",
    )  # fmt: skip


def _number(reading: Reading, place: int) -> tuple[Decimal, int, bool] | None:
    """The value, the place of its last item, and whether a word multiplied it ("k", "grand", "hundred")."""
    item = reading.at(place)
    if item is None or item.used:
        return None
    if item.norm == "a" and reading.norm(place + 1) in _MULTIPLES and reading.norm(place - 1) != "half":
        return Decimal(_MULTIPLES[reading.norm(place + 1)]), place + 1, True
    if not item.is_a("NUMBER") or item.value is None:
        return None
    value, multiplied = item.value, False
    while (times := _MULTIPLES.get(reading.norm(place + 1))) and not (multiplied and times == 100):
        value, place, multiplied = value * times, place + 1, True
    return _and_more(reading, value, place, multiplied)


def _and_more(reading: Reading, value: Decimal, place: int, multiplied: bool) -> tuple[Decimal, int, bool]:
    """The fifty of "two hundred and fifty", the five hundred of "two thousand five hundred"."""
    if not multiplied or reading.norm(place) == "k":
        return value, place, multiplied
    skip = 2 if reading.norm(place + 1) == "and" else 1
    rest = reading.at(place + skip)
    if rest and rest.is_a("NUMBER") and rest.value is not None and not rest.used:
        hundred = reading.norm(place + skip + 1) == "hundred"
        more = rest.value * (100 if hundred else 1)
        if more < (1000 if value % 1000 == 0 else 100):
            return value + more, place + skip + hundred, True
    return value, place, multiplied


def _range(reading: Reading, value: Decimal, last: int) -> tuple[Decimal, Decimal, int]:
    step = last + 2 if reading.norm(last + 2) == "£" else last + 1
    before = [reading.norm(last - 1), reading.norm(last - 2)]
    link = ("-", "to", "or", "and") if "between" in before else ("-", "to", "or") if "from" not in before else ()
    if reading.norm(last + 1) in link and (second := _number(reading, step + (step == last + 1))):
        other, end, multiplied = second
        if multiplied and value < other / 100:
            value *= 1000
        if value >= 20 and value < other <= value * 2:
            return value, other, end
    return value, value, last


def _read_on(reading: Reading, amount: Amount) -> None:
    """How often and after or before tax, right behind the amount, in any order."""
    place = amount.last + 1
    while item := reading.at(place):
        if item.is_a("PER") and amount.per is None:
            amount.per, amount.certain, amount.last = item.id, True, place
        elif item.is_a("BASIS") and amount.basis is None:
            amount.basis, amount.last, item.used = item.id, place, True
        elif item.norm in _AFTER_AN_AMOUNT or item.norm in ("(", "per"):
            pass
        else:
            return
        place += 1
