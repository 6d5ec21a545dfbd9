"""A claim's payment days as an iCalendar file, for the calendar on a phone."""

from __future__ import annotations

from datetime import UTC, datetime, time

from icalendar import Calendar, Event

import rules


def as_ics(timeline: rules.Timeline) -> bytes:
    """All-day events; the same timeline always gives the same file, so importing it twice adds nothing."""
    calendar = Calendar()
    calendar.add("prodid", "-//rightful//claim calendar//EN")
    calendar.add("version", "2.0")
    for number, one in enumerate(timeline.events):
        event = Event()
        event.add("uid", f"{timeline.claim_date:%Y%m%d}-{one.id}-{number}@rightful")
        event.add("dtstamp", datetime.combine(timeline.claim_date, time(), UTC))
        event.add("dtstart", one.date)
        event.add("summary", f"Universal Credit: {one.label}")
        event.add("description", f"Estimated. {one.law}")
        calendar.add_component(event)
    return calendar.to_ical()
