"""Answering a question from the reviewed answers: the best one, a choice of titles when unsure, or who does know."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import thresholds
from bot.actions.five_week_wait import first_payment
from bot.actions.lcwra import lcwra_dates
from bot.actions.library import LIBRARY, answer_reply, is_crisis, meant, offer, tells_about_a_household
from bot.actions.taper import own_taper
from bot.actions.turn import Turn
from bot.languages import gettext

Domain = dict[str, Any]
Events = list[dict[str, Any]]


class ActionAnswer(Action):
    """Answers all that the message asks, and goes on with the calculation that the last answer ends in."""

    def name(self) -> str:
        return "action_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        turn = Turn.of(tracker)
        return answer(turn, dispatcher, tracker)


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


def answer(turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """All that the message asks; a choice where it is not clear; who knows where nothing fits."""
    if turn.in_crisis:
        return _answer_beside_crisis(turn, dispatcher)
    asking, events = turn.asking, []
    answers = meant(turn)
    best = turn.ranking[0]["confidence"] if turn.ranking else 0.0
    for one in answers:
        answer_reply(turn, one["answer_id"], "answered", confidence=one["confidence"])
    if answers:
        asking, events = _calculation(turn, answers[-1]["answer_id"], tracker)
    elif "claim_date" in {fact.path for fact in turn.facts}:
        asking = first_payment(turn)
    elif tells_about_a_household(turn):
        return [SlotSet("household", turn.household), *([] if turn.asking else [FollowupAction("estimate_form")])]
    elif best >= thresholds.CLARIFY_BEST:
        offer(turn, [one for one in turn.ranking if one["confidence"] >= thresholds.CLARIFY_FROM][:3])
    else:
        answer_reply(turn, "not_sure", "not_sure", confidence=best)
    turn.say_refusal()
    turn.send(dispatcher, turn.ask_which_is_right() or asking)
    return [SlotSet("household", turn.household), *events]


def _answer_beside_crisis(turn: Turn, dispatcher: CollectingDispatcher) -> Events:
    """Who to call has been said: only a clear question is answered after it, and nothing is asked."""
    for one in meant(turn):
        if not is_crisis(one["answer_id"]):
            answer_reply(turn, one["answer_id"], "answered", confidence=one["confidence"])
    if not turn.replies:
        turn.reply("nothing", "")
    turn.send(dispatcher, turn.asking)
    return [SlotSet("household", turn.household)]


def _calculation(turn: Turn, answer_id: str, tracker: Tracker) -> tuple[str | None, Events]:
    """What the answer ends in: what is now asked, and what Rasa does next."""
    calculation = LIBRARY.answers[answer_id].calculation
    if calculation == "first_payment":
        return first_payment(turn), []
    if calculation == "lcwra_dates" and lcwra_dates(turn):
        return turn.asking, []
    if calculation == "taper" and own_taper(turn):
        return turn.asking, []
    if calculation in ("estimate", "taper") and turn.brought_news and not tracker.active_loop:
        return turn.asking, [FollowupAction("estimate_form")]
    if calculation:
        turn.offer_button(gettext("Work out my figure"), "/estimate")
    return turn.asking, []
