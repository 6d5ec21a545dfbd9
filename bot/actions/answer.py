"""Answering a question from the reviewed answers: the best one, a choice of titles when unsure, or who does know."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import thresholds
from bot.actions.five_week_wait import first_payment
from bot.actions.lcwra import lcwra_dates
from bot.actions.library import LIBRARY, answer_reply, offer
from bot.actions.turn import Turn

Domain = dict[str, Any]
Events = list[dict[str, Any]]


class ActionAnswer(Action):
    """Answers with the best of the ranked answers, and goes on with the calculation that the answer ends in."""

    def name(self) -> str:
        return "action_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        turn = Turn.of(tracker)
        asking, events = turn.asking, []
        best = turn.ranking[0] if turn.ranking else {"answer_id": "not_sure", "confidence": 0.0}
        if best["confidence"] >= thresholds.ANSWERED_FROM:
            answer_reply(turn, best["answer_id"], "answered", confidence=best["confidence"])
            asking, events = _calculation(turn, best["answer_id"], tracker)
        elif best["confidence"] >= thresholds.CLARIFY_FROM:
            offer(turn, [one for one in turn.ranking if one["confidence"] >= thresholds.CLARIFY_FROM][:3])
        else:
            answer_reply(turn, "not_sure", "not_sure", confidence=best["confidence"])
        turn.say_refusal()
        turn.send(dispatcher, asking)
        return [SlotSet("household", turn.household), *events]


class ActionShowAnswer(Action):
    """Shows the answer that somebody chose by its title."""

    def name(self) -> str:
        return "action_show_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        turn = Turn.of(tracker)
        answer_id = turn.entities.get("answer", "")
        if answer_id not in LIBRARY.answers:
            answer_id = "not_sure"
        answer_reply(turn, answer_id, "answered", confidence=1.0)
        asking, events = _calculation(turn, answer_id, tracker)
        turn.send(dispatcher, asking)
        return [SlotSet("household", turn.household), *events]


def _calculation(turn: Turn, answer_id: str, tracker: Tracker) -> tuple[str | None, Events]:
    """What the answer ends in: what is now asked, and what Rasa does next."""
    calculation = LIBRARY.answers[answer_id].calculation
    if calculation == "first_payment":
        return first_payment(turn), []
    if calculation == "lcwra_dates" and lcwra_dates(turn):
        return turn.asking, []
    if calculation in ("estimate", "taper") and turn.brought_news and not tracker.active_loop:
        return turn.asking, [FollowupAction("estimate_form")]
    if calculation:
        turn.offer_button("Work out my figure", "/estimate")
    return turn.asking, []
