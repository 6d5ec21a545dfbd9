"""Pictures of money over time as SVG, with the same facts as text for those who do not see them."""

from __future__ import annotations

from decimal import Decimal
from html import escape

import rules

_WIDTH, _HEIGHT, _EDGE = 640, 240, 36


def budget_svg(result: rules.FiveWeeks) -> str:
    """What is left on each day of the wait. Below the line in the middle there is no money."""
    left = [day.left for day in result.days]
    high, low = max(*left, Decimal(1)), min(*left, Decimal(0))
    step = Decimal(_WIDTH - 2 * _EDGE) / max(len(left) - 1, 1)

    def at(place: int, amount: Decimal) -> str:
        x = _EDGE + step * place
        y = _EDGE + (high - amount) / (high - low) * (_HEIGHT - 2 * _EDGE)
        return f"{x:.1f},{y:.1f}"

    nil = at(0, Decimal(0)).split(",")[1]
    points = " ".join(at(place, amount) for place, amount in enumerate(left))
    first, last = result.days[0].date, result.days[-1].date
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-labelledby="budget-title budget-text">'
        f'<title id="budget-title">Money left on each day of the wait</title>'
        f'<desc id="budget-text">{escape(budget_in_words(result))}</desc>'
        f'<line x1="{_EDGE}" y1="{nil}" x2="{_WIDTH - _EDGE}" y2="{nil}" stroke="currentColor" stroke-width="1"/>'
        f'<polyline points="{points}" fill="none" stroke="currentColor" stroke-width="3"/>'
        f'<text x="{_EDGE}" y="{_HEIGHT - 8}" font-size="14" fill="currentColor">{first:%-d %B}</text>'
        f'<text x="{_WIDTH - _EDGE}" y="{_HEIGHT - 8}" font-size="14" fill="currentColor" '
        f'text-anchor="end">{last:%-d %B}: first payment</text>'
        f'<text x="{_EDGE}" y="20" font-size="14" fill="currentColor">{rules.pounds(high)}</text>'
        f"</svg>"
    )


def budget_in_words(result: rules.FiveWeeks) -> str:
    """The picture in one or two sentences."""
    start, end = result.days[0], result.days[-1]
    text = (
        f"From {rules.pounds(start.left)} on {start.date:%-d %B} to {rules.pounds(end.left)} on {end.date:%-d %B}, "
        "the day of the first payment."
    )
    if result.runs_out:
        text += f" The money runs out on {result.runs_out:%-d %B}, and {rules.pounds(result.short_by)} is missing."
    return text
