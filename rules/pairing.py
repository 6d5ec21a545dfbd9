"""The lines of two awards side by side: which line of one is which of the other."""

from __future__ import annotations

from collections.abc import Sequence

from rules.universal_credit.line import Line

Pair = tuple[Line | None, Line | None]


def paired(first: Sequence[Line], second: Sequence[Line]) -> list[Pair]:
    """Pairs in the order of the award: lines of one id and label first, then what is left of one id in its order."""
    rest = list(second)
    partner: dict[int, Line | None] = {}
    for by_label in (True, False):
        for place, line in enumerate(first):
            if partner.get(place) is None:
                partner[place] = _taken(rest, line, by_label)
    pairs: list[Pair] = [(line, partner[place]) for place, line in enumerate(first)]
    for line in rest:
        pairs.insert(_place_for(line, second, pairs), (None, line))
    return pairs


def _taken(rest: list[Line], line: Line, by_label: bool) -> Line | None:
    for place, other in enumerate(rest):
        if other.id == line.id and (other.label == line.label or not by_label):
            return rest.pop(place)
    return None


def _place_for(line: Line, second: Sequence[Line], pairs: list[Pair]) -> int:
    """After the pair of the line that comes before it in its own award."""
    before = next((second[place - 1] for place, other in enumerate(second) if other is line and place), None)
    return next((place + 1 for place, (_, other) in enumerate(pairs) if other is before), 0)
