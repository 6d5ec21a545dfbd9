"""Charts as SVG: lines and bars, in the colours of page.css, with their words for those who do not see them.

A chart never stands alone: the page that shows one has the same data in a table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup, escape

_WIDTH, _HEIGHT = 640, 320
NARROW = 300  # for a chat: the same text size in a narrower picture
_LEFT, _RIGHT, _TOP, _BOTTOM = 72, 16, 16, 40
_BAR, _GAP, _LABELS = 26, 14, 200

Words = Callable[[Decimal], str]


@dataclass(frozen=True, slots=True)
class Series:
    """Points in order of x. `style` is strong, quiet or proposal: a dash pattern as well as a colour."""

    label: str
    points: Sequence[tuple[Decimal, Decimal]]
    style: str = "strong"


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: Decimal
    style: str = "strong"


def line_chart(
    name: str,
    title: str,
    words: str,
    series: Sequence[Series],
    x_words: Words,
    y_words: Words,
    *,
    steps: bool = False,
    width: int = _WIDTH,
) -> Markup:
    """Lines over one scale that has nil in it. With `steps` a value holds until the next one."""
    points = [point for one in series for point in one.points]
    low_x, high_x = min(x for x, _ in points), max(x for x, _ in points)
    low_y, high_y = min(Decimal(0), *(y for _, y in points)), max(Decimal(1), *(y for _, y in points))

    def across(x: Decimal) -> Decimal:
        return _LEFT + (x - low_x) / ((high_x - low_x) or 1) * (width - _LEFT - _RIGHT)

    def up(y: Decimal) -> Decimal:
        return _TOP + (high_y - y) / (high_y - low_y) * (_HEIGHT - _TOP - _BOTTOM)

    parts = [_grid(up(y), y_words(y), width) for y in _quarters(low_y, high_y)]
    ticks = list(zip(_quarters(low_x, high_x), ("start", "middle", "middle", "middle", "end"), strict=True))
    parts += [
        Markup('<text x="{:.0f}" y="{}" text-anchor="{}">{}</text>').format(across(x), _HEIGHT - 12, anchor, x_words(x))
        for x, anchor in (ticks[::2] if width <= NARROW else ticks)
    ]
    for place, one in enumerate(series):
        corners = list(_corners(one.points)) if steps else one.points
        path = " ".join(f"{across(x):.1f},{up(y):.1f}" for x, y in corners)
        parts.append(Markup('<polyline class="{}" points="{}"/>').format(one.style, path))
        if len(series) > 1:
            parts.append(_key(place, one))
    return picture(name, title, words, width, _HEIGHT, parts)


def bar_chart(name: str, title: str, words: str, bars: Sequence[Bar], value_words: Words) -> Markup:
    """Bars to the right of nil, or to its left for what is lost; a label and a value at each."""
    low = min(Decimal(0), *(bar.value for bar in bars)) if bars else Decimal(0)
    high = max(Decimal(0), *(bar.value for bar in bars)) if bars else Decimal(0)
    room = _WIDTH - _LABELS - 110
    scale = room / ((high - low) or Decimal(1))
    nil = _LABELS - low * scale
    parts = []
    for place, bar in enumerate(bars):
        y = _TOP + place * (_BAR + _GAP)
        start, width = nil + min(bar.value, Decimal(0)) * scale, abs(bar.value) * scale
        parts.append(Markup('<text x="0" y="{}">{}</text>').format(y + 18, bar.label))
        parts.append(
            Markup('<rect class="{}" x="{:.1f}" y="{}" width="{:.1f}" height="{}"/>').format(
                bar.style, start, y, max(width, Decimal(1)), _BAR
            )
        )
        end = nil + max(bar.value, Decimal(0)) * scale + 6
        parts.append(Markup('<text x="{:.1f}" y="{}">{}</text>').format(end, y + 18, value_words(bar.value)))
    return picture(name, title, words, _WIDTH, _TOP * 2 + len(bars) * (_BAR + _GAP), parts)


def picture(name: str, title: str, words: str, width: int, height: int, parts: Sequence[Markup]) -> Markup:
    """The frame of every picture. `name` is different for each on a page; `words` say what it shows."""
    drawn = Markup(
        '<svg class="chart" viewBox="0 0 {width} {height}" role="img" aria-labelledby="{name}-title {name}-words">'
        '<title id="{name}-title">{title}</title><desc id="{name}-words">{words}</desc>{parts}</svg>'
    ).format(width=width, height=height, name=name, title=title, words=words, parts=Markup("").join(parts))
    if width <= NARROW:
        return drawn
    return Markup('<div class="picture" tabindex="0" role="region" aria-label="{}">{}</div>').format(title, drawn)


def _grid(y: Decimal, words: str, width: int) -> Markup:
    return Markup(
        '<line class="grid" x1="{}" y1="{:.1f}" x2="{}" y2="{:.1f}"/>'
        '<text x="{}" y="{:.1f}" text-anchor="end">{}</text>'
    ).format(_LEFT, y, width - _RIGHT, y, _LEFT - 6, y + 5, escape(words))


def _key(place: int, one: Series) -> Markup:
    y = _TOP + 14 + place * 22
    return Markup('<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/><text x="{}" y="{}">{}</text>').format(
        one.style, _LEFT + 12, y, _LEFT + 48, y, _LEFT + 56, y + 5, one.label
    )


def _quarters(low: Decimal, high: Decimal) -> list[Decimal]:
    return [low + (high - low) * part / 4 for part in range(5)]


def _corners(points: Sequence[tuple[Decimal, Decimal]]) -> list[tuple[Decimal, Decimal]]:
    corners: list[tuple[Decimal, Decimal]] = []
    for x, y in points:
        if corners:
            corners.append((x, corners[-1][1]))
        corners.append((x, y))
    return corners
