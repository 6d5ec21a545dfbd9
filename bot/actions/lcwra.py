"""LCWRA on a calendar: from when the element is paid, where the claim and the first evidence have a date."""

from __future__ import annotations

import rules
from bot.actions.turn import Turn
from bot.actions.wording import lcwra_text


def lcwra_dates(turn: Turn) -> bool:
    """Add the dates of the element to the replies; False where the household says too little for them."""
    try:
        calendar = rules.lcwra_calendar(turn.household, turn.today)
    except rules.RulesError:
        return False
    turn.reply(
        "answered",
        lcwra_text(calendar, turn.today),
        topics=["lcwra_amount", "lcwra_what"],
        sources=[{"title": calendar.element.law, "url": calendar.element.url}],
    )
    return True
