"""The hours in which a charity's people can be reached, and what is said about them at a moment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import rules

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SPAN = re.compile(r"(\d{1,2}):(\d\d)\s*[-–]\s*(\d{1,2}):(\d\d)")
_LOOK_AHEAD = 21  # days: over Christmas and a week of training


@dataclass(frozen=True, slots=True)
class Span:
    """From one time of a day to a later one."""

    start: time
    end: time


def spans(text: str) -> tuple[Span, ...]:
    """The spans in "10:00-12:30, 13:30-16:00". Raises ValueError with what would be right."""
    found = tuple(_span(part.strip()) for part in text.split(","))
    if any(earlier.end > later.start for earlier, later in pairwise(found)):
        raise ValueError("these hours overlap, or are not in order.")
    return found


def _span(text: str) -> Span:
    match = _SPAN.fullmatch(text)
    try:
        hours = [int(number) for number in match.groups()] if match else []
        span = Span(time(hours[0], hours[1]), time(hours[2], hours[3]))
    except (ValueError, IndexError):
        raise ValueError(f'"{text}" is not a time of day: write hours like 10:00-15:00.') from None
    if span.start >= span.end:
        raise ValueError(f'"{text}" ends before it starts.')
    return span


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """The hours of each weekday (one that is not named is closed), and days on which all is closed."""

    week: Mapping[str, tuple[Span, ...]]
    closed: frozenset[date] = frozenset()

    def words(self, at: datetime, nation: str | None = None) -> str:
        """Whether they are open now, and if not, when they open next. Nothing where no hours are known."""
        if not any(self.week.values()):
            return ""
        until = next((span.end for span in self._of(at.date()) if span.start <= at.time() < span.end), None)
        if until and _is_bank_holiday(at.date(), nation):
            return "Today is a bank holiday, so they may be closed."
        if until:
            return f"They are open now, until {_clock(until)}."
        return f"They are closed now. {self._next(at, nation)}".strip()

    def _next(self, at: datetime, nation: str | None) -> str:
        """The next opening that no bank holiday puts in doubt."""
        for ahead in range(_LOOK_AHEAD):
            day = at.date() + timedelta(days=ahead)
            starts = [span.start for span in self._of(day) if ahead or span.start > at.time()]
            if starts and not _is_bank_holiday(day, nation):
                return f"They open next {_day(day, ahead)} at {_clock(starts[0])}."
        return ""

    def _of(self, day: date) -> tuple[Span, ...]:
        return () if day in self.closed else self.week.get(WEEKDAYS[day.weekday()], ())


def _is_bank_holiday(day: date, nation: str | None) -> bool:
    return day in rules.bank_holidays(nation or "england", day.year)


def _day(day: date, ahead: int) -> str:
    return ("today", "tomorrow")[ahead] if ahead < 2 else f"on {day:%A %-d %B}"


def _clock(at: time) -> str:
    """10am, 3.30pm, midday."""
    if at == time(12):
        return "midday"
    minutes = f".{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"
