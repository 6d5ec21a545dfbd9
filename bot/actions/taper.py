"""The taper in somebody's own household: what it takes now, and what is left as pay grows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import rules
from bot.actions.explanation import explanation
from bot.actions.turn import Turn
from bot.languages import gettext

_POINTS = 11
_LEAST_TOP, _STEP = Decimal(2000), Decimal(500)  # pounds a month before tax: the chart goes past what is earned now


def own_taper(turn: Turn) -> bool:
    """Add what the taper takes in this very household; False where no pay is known."""
    if turn.brought_news or not any(adult.get("earnings") for adult in turn.household.get("adults") or []):
        return False
    result = turn.estimate()
    if result is None:
        return True  # the reply that no rate is known says it
    text, lines = explanation(result, "taper")
    if lines:
        taper = pay_and_award(turn.household, turn)
        told = gettext("For what you have told me: {text}").format(text=text)
        turn.reply("answered", told, topics=["taper_estimate"], taper=taper)
    return bool(lines)


def pay_and_award(household: dict[str, Any], turn: Turn) -> dict[str, Any] | None:
    """Take-home pay and Universal Credit together, as the pay of whoever works grows; None where there is no award."""
    adults = household.get("adults") or []
    working = next((place for place, one in enumerate(adults) if one.get("earnings")), None)
    if working is None:
        return None
    try:
        found = rules.sweep(household, turn.on, _top(adults[working]["earnings"]), _POINTS, working)
    except rules.RulesError:
        return None  # the estimate beside it says what is wrong
    return found.as_json() if found else None


def _top(earnings: list[dict[str, Any]]) -> Decimal:
    """Past twice the amounts that are monthly, in whole steps; pay by the week or hour stays below the least top."""
    monthly = sum(Decimal(str(one["amount"])) for one in earnings if one.get("per") == "month")
    return max(_LEAST_TOP, (2 * monthly // _STEP + 1) * _STEP)
