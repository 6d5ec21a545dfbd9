"""The five-week wait: the first payment's day from a claim date."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

import rules
from bot.actions.turn import Turn
from bot.actions.wording import first_payment_text
from bot.languages import gettext

Domain = dict[str, Any]
Events = list[dict[str, Any]]


class ActionFirstPayment(Action):
    """When the money comes, or the question that it takes to say so."""

    def name(self) -> str:
        return "action_first_payment"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        turn = Turn.of(tracker)
        asking = first_payment(turn)
        turn.send(dispatcher, asking)
        return [SlotSet("household", turn.household)]


def first_payment(turn: Turn) -> str | None:
    """Add the payment days of this claim to the replies; without a claim date, ask for it. Returns what is asked."""
    claimed = turn.household.get("claim_date")
    if not claimed:
        turn.reply(
            "asking",
            gettext("What day did you claim? Tell me and I will work out your payment day."),
            topics=["payment_date"],
        )
        return "claim_date"
    advance = (turn.household.get("advance") or {}).get("amount")
    calendar = rules.timeline(date.fromisoformat(claimed), turn.nation, Decimal(str(advance)) if advance else None)
    turn.reply(
        "answered",
        first_payment_text(calendar, turn.today),
        topics=["five_week_wait", "payment_date"],
        timeline=calendar.as_json(),
        sources=[
            {"title": "Assessment periods: UC Regs 2013 reg 21", "url": rules.PERIODS_URL},
            {"title": "Payment: Claims and Payments Regs 2013 reg 47", "url": rules.PAYMENT_URL},
        ],
    )
    return None
