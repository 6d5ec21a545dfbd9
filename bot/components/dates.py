"""Dates as people say them, in a text: "12 november 2026", "3rd nov", "12/11", "last tues", "2 weeks ago".

Day before month, as in the UK. Today is an argument, never a clock.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from dateutil import parser, relativedelta

_MONTH = (
    r"(?:january|february|march|april|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|may(?! (?:i|be|have|not|get|need))|jun|jul|aug|sept?|oct|nov|dec"
    r"|ionawr|chwefror|mawrth|ebrill|mai|mehefin|gorffennaf|awst|medi|hydref|tachwedd|rhagfyr)\b"
)
_WELSH_MONTHS = (
    *("ionawr", "chwefror", "mawrth", "ebrill", "mai", "mehefin"),
    *("gorffennaf", "awst", "medi", "hydref", "tachwedd", "rhagfyr"),
)
_DAY_OF_WEEK = r"(?:mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|rs|rsday|urs|ursday|urday)?\b"
_COUNTS = ("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNT = rf"(?:{'|'.join(_COUNTS)})"
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_DATE = re.compile(
    r"\b(?P<iso>(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2})\b"
    r"|(?<![0-9£.])(?P<numeric>[0-9]{1,2}(?:/[0-9]{1,2}(?:/(?:[0-9]{4}|[0-9]{2}))?|[.-][0-9]{1,2}[.-](?:[0-9]{4}|[0-9]{2})))(?![0-9/])"
    rf"|(?<![0-9£.,])(?P<named>[0-9]{{1,2}} ?(?:st|nd|rd|th)? (?:of )?{_MONTH}(?:,? (?:19|20)[0-9]{{2}}\b)?"
    rf"|\b{_MONTH} [0-9]{{1,2}}(?:st|nd|rd|th)\b(?:,? (?:19|20)[0-9]{{2}}\b)?)"
    rf"|\b(?P<month>{_MONTH} (?:19|20)[0-9]{{2}})\b"
    rf"|\b(?P<weekday>(?:last |on |this |next |til |until )?{_DAY_OF_WEEK})"
    r"|\b(?P<near>today|yesterday|heddiw|ddoe)\b"
    rf"|(?<![0-9£.])\b(?P<ago>(?:[0-9]{{1,3}}|{_COUNT}) (?:days?|weeks?|wks?|fortnight|months?|mths?) ago)\b"
    rf"|\b(?P<start>(?:start|beginning|begining|first) of (?:{_MONTH}|(?:the|this|last) month\b))"
    r"|(?<![0-9£.])\b(?P<day>(?:the )?[0-9]{1,2}(?:st|nd|rd|th|fed|eg|ain))\b(?! form)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DateSaid:
    """A date in the text, from character `start` to `end`; `kind` is the way in which it was said."""

    kind: str
    words: str
    start: int
    end: int

    def on(self, today: date, future: bool = False) -> date | None:
        """The day meant. Where the year (or month) was not said: the last one up to today, or the next one."""
        try:
            return _DAY_MEANT[self.kind](self.words.lower(), today, future)
        except (ValueError, OverflowError):
            return None


def dates_said(text: str) -> list[DateSaid]:
    return [DateSaid(m.lastgroup or "", m.group(), m.start(), m.end()) for m in _DATE.finditer(text)]


def _iso(words: str, _today: date, _future: bool) -> date:
    return date.fromisoformat(words)


def _written(words: str, today: date, future: bool) -> date | None:
    """A day and month, with or without a year. A two-figure year that would be in the future is of the last century."""
    words = re.sub(r"(?<=[0-9]) ?(?:st|nd|rd|th)\b", "", words).replace(" of ", " ")
    first, second = _parsed(words, 2000), _parsed(words, 2004)
    if first is None or second is None:
        return None
    if first.year != second.year:
        return _with_year(first, today, future)
    if first.year > today.year + 1 and not re.search(r"[0-9]{4}", words):
        return first.replace(year=first.year - 100)
    return first


def _parsed(words: str, year: int) -> date | None:
    """The date, with `year` where it has none; a day and month that are both possible only as day first."""
    if re.match(r"[0-9]{1,2}[/.-](?:1[3-9]|[2-9][0-9])\b", words):
        return None
    return parser.parse(words, _MONTHS, dayfirst=True, default=datetime(year, 1, 1)).date()  # noqa: DTZ001 only the day is kept


class _MonthNames(parser.parserinfo):
    """Those of dateutil, and the Welsh ones."""

    MONTHS = [(*names, welsh) for names, welsh in zip(parser.parserinfo.MONTHS, _WELSH_MONTHS, strict=True)]  # noqa: RUF012


_MONTHS = _MonthNames()


def _with_year(day: date, today: date, future: bool) -> date:
    this_year = day.replace(year=today.year)
    if future:
        return this_year if this_year >= today else day.replace(year=today.year + 1)
    return this_year if this_year <= today else day.replace(year=today.year - 1)


def _weekday(words: str, today: date, future: bool) -> date:
    named = next(place for place, name in enumerate(_WEEKDAYS) if name in words.split(" ")[-1][:3])
    future = future or words.startswith(("next", "til", "until"))
    step = relativedelta.weekday(named, 1 if future else -1)
    from_day = today + relativedelta.relativedelta(days=1 if future else -1 if "last" in words else 0)
    return from_day + relativedelta.relativedelta(weekday=step)


def _near(words: str, today: date, _future: bool) -> date:
    return today - relativedelta.relativedelta(days=1 if words in ("yesterday", "ddoe") else 0)


def _ago(words: str, today: date, _future: bool) -> date:
    said, unit, _ = words.split(" ")
    number = int(said) if said.isdigit() else max(_COUNTS.index(said), 1)
    if unit.startswith("d"):
        return today - relativedelta.relativedelta(days=number)
    if unit.startswith(("w", "f")):
        return today - relativedelta.relativedelta(weeks=number * (2 if unit == "fortnight" else 1))
    return today - relativedelta.relativedelta(months=number)


def _start(words: str, today: date, future: bool) -> date | None:
    """The first of the month that is named."""
    month = words.split(" of ")[1]
    if month.endswith(" month"):
        return today.replace(day=1) - relativedelta.relativedelta(months=month.startswith("last"))
    return _written(f"1 {month}", today, future)


def _day_of_month(words: str, today: date, future: bool) -> date:
    day = int(re.search(r"[0-9]+", words).group())  # type: ignore[union-attr]
    this_month = today.replace(day=day)
    if future:
        return this_month if this_month >= today else this_month + relativedelta.relativedelta(months=1)
    return this_month if this_month <= today else this_month - relativedelta.relativedelta(months=1)


def _no_day(_words: str, _today: date, _future: bool) -> None:
    return None


_DAY_MEANT = {
    "iso": _iso,
    "numeric": _written,
    "named": _written,
    "month": _no_day,
    "weekday": _weekday,
    "near": _near,
    "ago": _ago,
    "start": _start,
    "day": _day_of_month,
}
