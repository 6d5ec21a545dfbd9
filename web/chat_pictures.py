"""Pictures in the chat: the days of a claim on a line, and what is left as pay grows. The data stand beside them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import format_date, gettext
from markupsafe import Markup

import rules
from web import charts

_PAYMENTS = 3  # as many as a phone shows without scrolling
_LINE, _WORDS, _TOP = 12, 30, 18
_DAY = Decimal("2.6")  # height of a day
_LEAST = 26  # height between two labels

Json = Mapping[str, Any]


def pictures(reply: Json, name: str) -> dict[str, Markup]:
    """Those that belong to a reply, by the part that they stand in. `name` is different for each reply."""
    drawn = {}
    if reply.get("timeline", {}).get("assessment_periods"):
        drawn["timeline"] = days_of_a_claim(reply["timeline"], f"{name}-days")
    if reply.get("taper", {}).get("points"):
        drawn["taper"] = pay_and_award(reply["taper"]["points"], f"{name}-taper")
    return drawn


def days_of_a_claim(timeline: Json, name: str) -> Markup:
    """The claim, the end of its first assessment period and the first payments, as far apart as their days are."""
    days = _days(timeline)
    parts, y, last = [], Decimal(_TOP), days[0][0]
    for day, words in days:
        y += max((day - last).days * _DAY, Decimal(_LEAST)) if day != last else 0
        last = day
        parts.append(
            Markup('<circle class="strong" cx="{}" cy="{:.0f}" r="6"/><text x="{}" y="{:.0f}">{}</text>').format(
                _LINE, y, _WORDS, y + 5, f"{_spoken(day)}: {words}"
            )
        )
    line = Markup('<line class="strong" x1="{}" y1="{}" x2="{}" y2="{:.0f}"/>').format(_LINE, _TOP, _LINE, y)
    title = gettext("The first payments of your claim")
    whole = ". ".join(f"{_spoken(day)}: {words}" for day, words in days) + "."
    return charts.picture(name, title, whole, charts.NARROW, int(y) + _TOP, [line, *parts])


def pay_and_award(points: list[Json], name: str) -> Markup:
    """Pay before tax against Universal Credit, and against both together."""

    def series(key: str) -> list[tuple[Decimal, Decimal]]:
        return [(Decimal(point["gross"]), Decimal(point[key])) for point in points]

    together = charts.Series(gettext("Both, after tax"), series("total"))
    award = charts.Series(gettext("Universal Credit"), series("award"), "proposal")
    words = gettext(
        "With no pay you have %(least)s a month. With %(gross)s before tax you have %(most)s.",
        least=_pounds(points[0]["total"]),
        gross=_pounds(points[-1]["gross"]),
        most=_pounds(points[-1]["total"]),
    )
    return charts.line_chart(
        name, gettext("What you have as pay grows"), words, [together, award], _whole, _whole, width=charts.NARROW
    )


def _days(timeline: Json) -> list[tuple[date, str]]:
    periods = timeline["assessment_periods"]
    first = periods[0]
    days = [
        (date.fromisoformat(first["start"]), gettext("you claim")),
        (date.fromisoformat(first["end"]), gettext("first period ends")),
    ]
    paid = gettext("you are paid")
    return days + [(date.fromisoformat(period["payment_date"]), paid) for period in periods[:_PAYMENTS]]


def _spoken(day: date) -> str:
    return format_date(day, "EEE d MMMM")


def _pounds(amount: str) -> str:
    return rules.pounds(Decimal(amount))


def _whole(amount: Decimal) -> str:
    return f"£{amount:,.0f}"
