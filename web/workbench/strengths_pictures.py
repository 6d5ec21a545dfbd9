"""The pentagon of assets, before and now, and the line of times that were OK or not over the days of payment."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

from web.charts import picture

_SIDE, _FAR = 300, 92  # pixels: of the picture, and from its middle to the highest level
_HIGHEST = 5
_WIDTH, _TOP, _STEP, _LEFT = 640, 40, 50, 90
_AFTER = timedelta(days=30)  # how far the last stretch is drawn


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time of one state; `end` is None for the one that goes on."""

    start: date
    end: date | None
    state: str
    note: str


def pentagon(assets: Mapping[str, Any], names: Mapping[str, str]) -> Markup:
    """Two shapes over five axes: what there was before, dashed, and what there is now."""
    words = ". ".join(
        f"{name}: {_said(assets[key]['before'])} before, {_said(assets[key]['now'])} now" for key, name in names.items()
    )
    parts = [_ring(names, level) for level in range(1, _HIGHEST + 1)]
    for key, style in (("before", "quiet"), ("now", "strong")):
        corners = [_corner(place, assets[name][key] or 0) for place, name in enumerate(names)]
        parts.append(Markup('<polygon class="{}" points="{}"/>').format(style, " ".join(corners)))
    for place, name in enumerate(names.values()):
        x, y = _corner(place, _HIGHEST + 1).split(",")
        parts.append(Markup('<text x="{}" y="{}" text-anchor="middle">{}</text>').format(x, y, name))
    return picture("pentagon", "Assets before and now", words, _SIDE, _SIDE, parts)


def timeline(stretches: Sequence[Stretch], paydays: Sequence[date], states: Sequence[str]) -> Markup:
    """A line that is high while things are OK and low while they are not, with a mark for each day of payment."""
    first = stretches[0].start
    last = max(stretches[-1].start + _AFTER, *(day for day in paydays if day <= stretches[-1].start + _AFTER), first)
    days = max((last - first).days, 1)

    def across(day: date) -> float:
        return _LEFT + (day - first).days / days * (_WIDTH - _LEFT - 20)

    up = {state: _TOP + place * _STEP for place, state in enumerate(states)}
    parts = [Markup('<text x="0" y="{}">{}</text>').format(y + 5, state) for state, y in up.items()]
    bottom = _TOP + len(states) * _STEP
    for day in (one for one in paydays if first <= one <= last):
        line = Markup('<line class="grid" x1="{0:.1f}" y1="{1}" x2="{0:.1f}" y2="{2}"/>')
        parts.append(line.format(across(day), _TOP - 20, bottom - 20))
        parts.append(Markup('<circle class="strong" cx="{:.1f}" cy="{}" r="4"/>').format(across(day), bottom - 20))
    corners = [
        f"{across(day):.1f},{up[one.state]}" for one in stretches for day in (one.start, min(one.end or last, last))
    ]
    parts.append(Markup('<polyline class="strong" points="{}"/>').format(" ".join(corners)))
    for day, anchor in ((first, "start"), (last, "end")):
        text = Markup('<text x="{:.1f}" y="{}" text-anchor="{}">{:%-d %b %Y}</text>')
        parts.append(text.format(across(day), bottom + 10, anchor, day))
    words = ". ".join(f"From {one.start:%-d %B %Y}: {one.state}" for one in stretches)
    title = "Times that were OK and not OK, and days of payment"
    return picture("ok-timeline", title, words, _WIDTH, bottom + 24, parts)


def _ring(names: Mapping[str, str], level: int) -> Markup:
    corners = " ".join(_corner(place, level) for place in range(len(names)))
    return Markup('<polygon class="grid" points="{}"/>').format(corners)


def _corner(place: int, level: int) -> str:
    """Where a level is on an axis; the first points up and the others follow clockwise."""
    turn = 2 * math.pi * place / _HIGHEST
    far = _FAR * level / _HIGHEST
    return f"{_SIDE / 2 + far * math.sin(turn):.1f},{_SIDE / 2 - far * math.cos(turn):.1f}"


def _said(level: int | None) -> str:
    return "not said" if level is None else f"{level} of {_HIGHEST}"
