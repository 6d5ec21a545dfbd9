"""Corrections of money said before: "sorry thats a WEEK", "no, weekly", "650 not 500".

The amount stays as the household has it when only how often changes; the old amount names the fact when both are said.
Where more than one fact could be meant, nothing is corrected.
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from bot.components.money import amounts, pounds
from bot.components.reading import Fact, Item, Reading

_THATS = {"thats", "its", "it", "is", "that", "paid", "are", "be"}


def correction_facts(reading: Reading) -> Iterator[Fact]:
    said = amounts(reading)
    if not said:
        yield from _how_often(reading)
    for old, new in _old_and_new(reading, said):
        yield from _replaced(reading, old, new)


def _how_often(reading: Reading) -> Iterator[Fact]:
    periods = [
        item
        for place, item in enumerate(reading.items)
        if item.is_a("PER") and item.id != "hour" and _corrects(reading, place)
    ]
    if len({item.id for item in periods}) != 1:
        return
    item = periods[0]
    basis = {o.id for o in reading.sentence(item) if o.is_a("BASIS")}
    meant = [one for one in _money_known(reading.household) if _is_meant(reading, item, one[0])]
    if len(meant) > 1:
        meant = [one for one in meant if one[0] == reading.asking]
    for path, value in meant[:1] if len(meant) == 1 else []:
        net_or_gross = {"basis": basis.pop()} if path.endswith(".earnings") and len(basis) == 1 else {}
        yield reading.fact(path, _with(value, per=item.id, **net_or_gross), item)


def _corrects(reading: Reading, place: int) -> bool:
    item = reading.items[place]
    sentence = reading.sentence(item)
    led = any(o.is_a("CORRECTION") for o in sentence) or sentence[0].is_a("NO")
    stated = reading.norm(place - 1) in _THATS
    alone = len(reading.items) == 1
    return (
        (led or stated or alone)
        and reading.norm(place - 1) != "not"
        and not reading.rule_question(item)
        and not reading.hypothetical(item)
        and not any(o.is_a("DATE") for o in sentence)
    )


def _is_meant(reading: Reading, item: Item, path: str) -> bool:
    """By the word said beside it, and where none is said, any money known."""
    sentence = reading.sentence(item)
    if any(o.is_a("RENT") for o in sentence):
        return path == "housing.rent"
    if any(o.is_a("EARN", "JOB") for o in sentence):
        return path == f"adults[{item.owner}].earnings"
    return True


def _money_known(household: dict[str, Any]) -> list[tuple[str, Any]]:
    """The facts that are an amount at an interval: path and value."""
    known: list[tuple[str, Any]] = []
    if (household.get("housing") or {}).get("rent"):
        known.append(("housing.rent", household["housing"]["rent"]))
    for place, adult in enumerate(household.get("adults") or []):
        if len(adult.get("earnings") or []) == 1:
            known.append((f"adults[{place}].earnings", adult["earnings"]))
        if adult.get("self_employment"):
            known.append((f"adults[{place}].self_employment", adult["self_employment"]))
    if len(household.get("other_income") or []) == 1:
        known.append(("other_income", household["other_income"]))
    return known


def _with(value: Any, **changes: str) -> Any:
    """The same value with other keys; a profit is named `profit`, not `amount`."""
    value = copy.deepcopy(value)
    target = value[0] if isinstance(value, list) else value
    if "profit" in target and "amount" in changes:
        changes["profit"] = changes.pop("amount")
    target.update(changes)
    return value


def _old_and_new(reading: Reading, said: list[Any]) -> Iterator[tuple[Any, Any]]:
    """ "650 not 500", "not 500, 650"."""
    for first, second in itertools.pairwise(said):
        if reading.norm(second.first - 1) == "not":
            yield second, first
        elif reading.norm(first.first - 1) == "not":
            yield first, second


def _replaced(reading: Reading, old: Any, new: Any) -> Iterator[Fact]:
    savings = [("savings", reading.household["savings"])] if reading.household.get("savings") is not None else []
    same = [(path, value) for path, value in [*_money_known(reading.household), *savings] if _sum_of(value) == old.high]
    if len(same) == 1:
        path, value = same[0]
        changed = (
            pounds(new.high)
            if path == "savings"
            else _with(value, amount=pounds(new.high), **({"per": new.per} if new.per else {}))
        )
        yield reading.fact(
            path, changed, reading.items[min(old.first, new.first)], reading.items[max(old.last, new.last)]
        )


def _sum_of(value: Any) -> Decimal | None:
    target = value[0] if isinstance(value, list) else value
    if isinstance(target, dict):
        target = target.get("amount", target.get("profit"))
    try:
        return Decimal(str(target))
    except InvalidOperation:
        return None
