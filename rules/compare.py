"""Two awards side by side, line by line, with the reason for each difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from rules.amount import pounds
from rules.estimate import Estimate, estimate
from rules.pairing import paired
from rules.universal_credit.line import Line

_NIL = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Difference:
    """One line in both awards; None where it is not in one of them. Amounts are in pounds per assessment period."""

    first: Line | None
    second: Line | None
    reason: str

    @property
    def line(self) -> Line:
        """The line of the second award where it has one."""
        return self.second or self.first  # type: ignore[return-value]  # a pair has at least one

    @property
    def amounts(self) -> tuple[Decimal, Decimal]:
        return _value(self.first), _value(self.second)

    @property
    def difference(self) -> Decimal:
        return _value(self.second) - _value(self.first)


@dataclass(frozen=True, slots=True)
class Comparison:
    first: Estimate
    second: Estimate
    changed_facts: tuple[tuple[str, object, object], ...]
    lines: tuple[Difference, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "first": {"on": self.first.on.isoformat(), "award": _money(self.first)},
            "second": {"on": self.second.on.isoformat(), "award": _money(self.second)},
            "changed_facts": [{"fact": f, "first": _plain(a), "second": _plain(b)} for f, a, b in self.changed_facts],
            "lines": [
                {
                    "id": one.line.id,
                    "label": one.line.label,
                    "first": f"{one.amounts[0]:.2f}",
                    "second": f"{one.amounts[1]:.2f}",
                    "difference": f"{one.difference:.2f}",
                    "reason": one.reason,
                    "law": one.line.law,
                    "url": one.line.url,
                }
                for one in self.lines
            ],
        }


def compare(
    first: Mapping[str, Any],
    second: Mapping[str, Any],
    on: date,
    second_on: date | None = None,
    reforms: Sequence[str] = (),
    second_reforms: Sequence[str] = (),
) -> Comparison:
    """Two households, or one on two dates or under two sets of parameters. Raises what `estimate` raises."""
    one = estimate(first, on, reforms)
    other = estimate(second, second_on or on, second_reforms)
    changed = tuple(changes(first, second))
    lines = tuple(
        Difference(before, after, _reason(before, after, bool(changed)))
        for before, after in paired(one.result.lines, other.result.lines)
    )
    return Comparison(one, other, changed, lines)


def changes(first: object, second: object, path: str = "") -> list[tuple[str, object, object]]:
    """The facts that differ, with their paths as in `missing`; a part that is absent is None."""
    if isinstance(first, Mapping) and isinstance(second, Mapping):
        keys = [*first, *(key for key in second if key not in first)]
        return [
            found
            for key in keys
            for found in changes(first.get(key), second.get(key), f"{path}.{key}" if path else str(key))
        ]
    if isinstance(first, list) and isinstance(second, list):
        return [
            found
            for place in range(max(len(first), len(second)))
            for found in changes(_at(first, place), _at(second, place), f"{path}[{place}]")
        ]
    return [] if first == second else [(path, first, second)]


def _at(values: Sequence[object], place: int) -> object:
    return values[place] if place < len(values) else None


def _reason(before: Line | None, after: Line | None, facts_changed: bool) -> str:
    """Why a line differs: a reform, a rate, another sum, or that it is not there; empty where it is the same."""
    if after is None:
        return f"Only in the first: {_told(before)}"
    if before is None:
        return f"Only in the second: {_told(after)}"
    if before.amount.value == after.amount.value:
        return ""
    if after.reforms or before.reforms:
        return " and ".join(name.replace("_", " ") for name in (*before.reforms, *after.reforms))
    old = {rate.name: rate for rate in before.amount.rates}
    rates = [
        f"{new.label}: {_in_words(old[new.name].value, new.unit)} until then, "
        f"{_in_words(new.value, new.unit)} from {new.start:%-d %B %Y} ({new.law})"
        for new in after.amount.rates
        if new.name in old and old[new.name].value != new.value
    ]
    if rates and not facts_changed:
        return "; ".join(rates)
    sums = f"{before.working or pounds(before.amount.value)} became {after.working or pounds(after.amount.value)}"
    return "; ".join([*rates, sums])


def _told(line: Line | None) -> str:
    return (line.why or line.working or line.label) if line else ""


def _value(line: Line | None) -> Decimal:
    return line.amount.value if line else _NIL


def _in_words(value: Decimal, unit: str) -> str:
    return f"{value * 100:f}".rstrip("0").rstrip(".") + "%" if unit == "share" else pounds(value)


def _money(one: Estimate) -> str | None:
    return None if one.result.award is None else str(one.result.award)


def _plain(value: object) -> object:
    return f"{value}" if isinstance(value, Decimal | date) else value
