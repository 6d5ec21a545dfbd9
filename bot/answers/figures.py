"""Figures as people read them, and the few that are worked out from rates: {figure.<name>} in an answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from bot.languages import gettext, span_in_words
from rules import Rate, rate

Figure = Callable[[date], tuple[str, list[Rate]]]

_SPANS = ("days", "weeks", "months", "years")


def in_words(rate: Rate) -> str:
    """£424.90, £16,000, 55%, 24 months, 1 month, 35 hours a week, 2."""
    if rate.unit.startswith("pounds"):
        pence = 0 if rate.value == rate.value.to_integral_value() else 2
        return f"£{rate.value:,.{pence}f}"
    if rate.unit == "share":
        return f"{_plain(rate.value * 100)}%"
    if rate.unit in _SPANS:
        return span_in_words(_plain(rate.value), rate.unit[:-1])
    if rate.unit == "hours per week":
        return gettext("{n} hours a week").format(n=_plain(rate.value))
    return _plain(rate.value)


def _plain(number: Decimal) -> str:
    """Without zeros at its end: 55, not 55.00."""
    return f"{number.normalize():,f}"


def taken_from_each_pound(on: date) -> tuple[str, list[Rate]]:
    taper = rate("universal_credit.taper", on)
    return f"{taper.value * 100:.0f}p", [taper]


def kept_from_each_pound(on: date) -> tuple[str, list[Rate]]:
    taper = rate("universal_credit.taper", on)
    return f"{(1 - taper.value) * 100:.0f}p", [taper]


FIGURES: dict[str, Figure] = {
    "taken_from_each_pound": taken_from_each_pound,
    "kept_from_each_pound": kept_from_each_pound,
}
