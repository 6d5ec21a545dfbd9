"""Being led through an estimate: a form with one slot, the next fact, filled by asking the rules what is missing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

import rules
from bot.actions.library import answers_beside, show_button
from bot.actions.questions import asked_as, parts, quick_replies, together
from bot.actions.turn import Turn
from bot.actions.wording import NOT_ENOUGH_YET, NOT_UNDERSTOOD, estimate_text
from bot.answers.told import told
from bot.languages import gettext

Domain = dict[str, Any]
Events = list[dict[str, Any]]

DONE = "done"
TOPIC = "calculate_entitlement"
_SMALL_CHANGE = Decimal(5)

# What may be said in the middle of an estimate without being an answer to its question (bot/data/estimate.yml).
INTERRUPTIONS = {
    "ask",
    "show_answer",
    "greet",
    "thanks",
    "goodbye",
    "handover",
    "out_of_scope",
    "why",
    "what_if",
    "stop",
    "first_payment",
}


# What tells facts, and can ask something beside them.
TELLING = {"give_facts", "estimate", "correct"}


class ValidateEstimateForm(Action):
    """Takes in the facts of the message, and says whether anything that matters is still to be asked."""

    def name(self) -> str:
        return "validate_estimate_form"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        turn = Turn.of(tracker)
        if turn.intent in INTERRUPTIONS and not _answered_already(tracker):
            return []  # nothing for the form: Rasa lets the rules answer and comes back
        turn.say_refusal()
        turn.send(dispatcher, turn.asking)
        result = turn.estimate()
        next_fact = turn.contradiction or (result and next_question(turn, result))
        return [SlotSet("household", turn.household), SlotSet("next_fact", None if next_fact else DONE)]


class ActionAskNextFact(Action):
    """Shows the estimate as soon as it means something, and asks the fact that narrows it most."""

    def name(self) -> str:
        return "action_ask_next_fact"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        turn = Turn.of(tracker)
        if turn.intent in TELLING and not _answered_already(tracker):
            answers_beside(turn)
        which = turn.ask_which_is_right()
        if which:
            turn.send(dispatcher, which)
            return []
        result = turn.estimate()
        if result is None:
            turn.send(dispatcher)
            return []
        shown = means_something(turn, result) and (turn.brought_news or turn.asks_for_the_figure)
        if shown:
            show(turn, result)
        question = next_question(turn, result)
        if question:
            fact = asked_as(question.fact)
            lost = _why_asked_again(turn) if not _answered_already(tracker) else ""
            asked = gettext(question.question)
            text = asked if shown else " ".join(filter(None, (gettext(lost), turn.remarks, asked)))
            turn.reply("asking", text, topics=[TOPIC], quick_replies=quick_replies(fact, turn.on))
            turn.send(dispatcher, fact)
        return []


class ActionShowEstimate(Action):
    """The estimate when there is nothing left to ask."""

    def name(self) -> str:
        return "action_show_estimate"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        turn = Turn.of(tracker)
        if turn.intent in TELLING and not _answered_already(tracker):
            answers_beside(turn)
        result = turn.estimate()
        if result:
            show(turn, result)
        turn.send(dispatcher)
        return [SlotSet("next_fact", None), SlotSet("household", turn.household)]


def _why_asked_again(turn: Turn) -> str:
    """What goes before the same question, for somebody who did not answer it."""
    if turn.asks_for_the_figure:
        return NOT_ENOUGH_YET
    return NOT_UNDERSTOOD if turn.said_nothing else ""


def _answered_already(tracker: Tracker) -> bool:
    """Whether another action has replied to this message, so that the form is only being come back to."""
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return False
        if event.get("event") == "bot":
            return True
    return False


def show(turn: Turn, result: rules.Estimate) -> None:
    """Add the estimate as a reply, with its lines and, where something is left out, who knows about it."""
    content = result.as_json()
    turn.reply(
        "estimated",
        f"{turn.remarks} {estimate_text(result)}".strip(),
        topics=[TOPIC],
        lines=content["lines"],
        estimate=content,
        quick_replies=[
            show_button(route) for route in dict.fromkeys(one.route for one in result.result.excluded if one.blocks)
        ],
    )


def next_question(turn: Turn, result: rules.Estimate) -> rules.Missing | None:
    """The missing fact that narrows the award most, of those that change it and have not been declined.

    Somebody who tells something else instead of answering is not asked the same thing again at once: it comes last.
    Somebody who asks something in the middle is asked it again.
    """
    if turn.wanted:
        return _asked_again(turn, result)
    if result.result.award is None:
        return None
    open_facts = [one for one in result.missing if _worth_asking(one) and asked_as(one.fact) not in turn.declined]
    just_asked = parts(turn.asking or "")
    open_facts.sort(key=lambda one: (asked_as(one.fact) in just_asked) == turn.brought_news)
    return together(open_facts[0], open_facts) if open_facts else None


def _asked_again(turn: Turn, result: rules.Estimate) -> rules.Missing:
    """The question for a fact that the person wants to change."""
    known = next((one for one in result.missing if asked_as(one.fact) == turn.wanted), None)
    label = next((one["label"] for one in told(turn.before) if one["fact"] == turn.wanted), "this")
    return known or rules.Missing(turn.wanted or "", gettext("{label}: what is right?").format(label=label), None)


def _worth_asking(missing: rules.Missing) -> bool:
    """Whether the answer can change the award by more than a few pounds a month."""
    change = missing.changes_award_by_up_to
    return change is None or change > _SMALL_CHANGE


def means_something(turn: Turn, result: rules.Estimate) -> bool:
    """Whether the figure says something about this household: age, rent and pay are known, or will not be told.

    People seldom say that they have no partner and no children; until they do, the estimate says that it assumes it.
    """
    large = {"adults[0].birth_date", "housing", "housing.rent", "adults[0].earnings"}
    open_facts = {one.fact for one in result.missing if asked_as(one.fact) not in turn.declined}
    return result.result.award is None or not large & open_facts
