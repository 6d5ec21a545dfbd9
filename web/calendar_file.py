"""Payment days, the first wait and the payments to come as iCalendar files, for the calendar on a phone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from icalendar import Calendar, Event

import rules


def as_ics(timeline: rules.Timeline) -> bytes:
    """All-day events; the same timeline always gives the same file, so importing it twice adds nothing."""
    events = ((one.date, f"Universal Credit: {one.label}", one.law) for one in timeline.events)
    return _calendar(timeline.claim_date, "claim", events)


def recorded_as_ics(timeline: Mapping[str, Any]) -> bytes:
    """The same of a timeline as it was recorded in a reply: the object of the output contract."""
    events = (
        (date.fromisoformat(one["date"]), f"Universal Credit: {one['label']}", one["law"]) for one in timeline["events"]
    )
    return _calendar(date.fromisoformat(timeline["claim_date"]), "claim", events)


def five_weeks_as_ics(result: rules.FiveWeeks) -> bytes:
    """What comes and goes in the wait, and the day on which the money runs out."""
    events = [(one.date, f"{one.label}: {rules.pounds(one.amount)}", "") for day in result.days for one in day.money]
    if result.runs_out:
        events.append((result.runs_out, f"The money runs out: {rules.pounds(result.short_by)} is missing", ""))
    return _calendar(result.claim_date, "wait", sorted(events))


def payments_as_ics(result: rules.PaymentCalendar) -> bytes:
    """The payments to come with their amounts."""
    events = (
        (day, f"Universal Credit: about {rules.pounds(amount)}", ". ".join(one.notes))
        for one in result.payments
        for day, amount in one.paid
    )
    return _calendar(result.payments[0].period.start, "payments", events)


def _calendar(first: date, name: str, events: Iterable[tuple[date, str, str]]) -> bytes:
    """All-day events of a day, a summary and a description."""
    calendar = Calendar()
    calendar.add("prodid", "-//rightful//claim calendar//EN")
    calendar.add("version", "2.0")
    for number, (day, summary, description) in enumerate(events):
        event = Event()
        event.add("uid", f"{first:%Y%m%d}-{name}-{number}@rightful")
        event.add("dtstamp", datetime.combine(first, time(), UTC))
        event.add("dtstart", day)
        event.add("summary", summary)
        event.add("description", f"Estimated. {description}")
        calendar.add_component(event)
    return calendar.to_ical()
