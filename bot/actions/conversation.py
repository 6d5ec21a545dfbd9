"""What holds a conversation together: greeting, stopping, why, what if, a person, and not understanding."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import thresholds
from bot.actions.estimate import show
from bot.actions.five_week_wait import first_payment
from bot.actions.library import LIBRARY, answer_reply
from bot.actions.questions import asked_as
from bot.actions.turn import Turn
from bot.actions.wording import comparison_text, why_asked_text

Domain = dict[str, Any]
Events = list[dict[str, Any]]


# "Why do you ask", not "why is it so low".
_ABOUT_THE_QUESTION = re.compile(r"\b(ask|asking|need|know|matter|question)", re.IGNORECASE)

# The answer file and status of the reply to each intent that always gets the same one.
_STANDING = {
    "greet": ("greeting", "answered"),
    "thanks": ("thanks", "answered"),
    "goodbye": ("goodbye", "answered"),
    "handover": ("handover_to_a_person", "handover"),
}


class ActionStandingAnswer(Action):
    """Greeting, thanks, goodbye and the way to a person."""

    def name(self) -> str:
        return "action_standing_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        turn = Turn.of(tracker)
        answer_reply(turn, *_STANDING[turn.intent])
        turn.send(dispatcher, turn.asking)
        return [SlotSet("household", turn.household)]


class ActionRefuse(Action):
    """Says what this cannot do, once, and who can: the best of the answers on things out of scope."""

    def name(self) -> str:
        return "action_refuse"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        turn = Turn.of(tracker)
        near = [one["answer_id"] for one in turn.ranking if one["confidence"] >= thresholds.CLARIFY_FROM]
        out_of_scope = [one for one in near if "out_of_scope_other" in LIBRARY.answers[one].topics]
        answer_reply(turn, out_of_scope[0] if out_of_scope else "out_of_scope_other", "refused")
        turn.send(dispatcher, turn.asking)
        return [SlotSet("household", turn.household)]


class ActionTakeFacts(Action):
    """Takes facts outside the estimate: a claim date says when the money comes, all else begins the estimate."""

    def name(self) -> str:
        return "action_take_facts"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        turn = Turn.of(tracker)
        told = {fact.path for fact in turn.facts}
        if "claim_date" in told and (turn.asking == "claim_date" or told == {"claim_date"}):
            asking = first_payment(turn)
            turn.say_refusal()
            turn.send(dispatcher, asking)
            return [SlotSet("household", turn.household)]
        if turn.facts or turn.asking or turn.entities:
            return [FollowupAction("estimate_form")]
        return [FollowupAction("action_answer")]


class ActionStop(Action):
    """Ends the estimate; what was said stays known until the person deletes the chat."""

    def name(self) -> str:
        return "action_stop"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        turn = Turn.of(tracker)
        answer_reply(turn, "stopped", "answered")
        turn.send(dispatcher)
        return [SlotSet("next_fact", None), SlotSet("household", turn.household)]


class ActionWhy(Action):
    """Why a question is asked: what it changes. Why the figure is what it is: the very lines of the estimate."""

    def name(self) -> str:
        return "action_why"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        turn = Turn.of(tracker)
        if not turn.household and not turn.asking:
            return [FollowupAction("action_answer")]
        result = turn.estimate()
        asked = next((one for one in (result.missing if result else ()) if asked_as(one.fact) == turn.asking), None)
        if asked and _ABOUT_THE_QUESTION.search(turn.text):
            turn.reply("answered", why_asked_text(asked), topics=["calculate_entitlement"])
        elif result:
            show(turn, result)
        turn.send(dispatcher, turn.asking)
        return [SlotSet("household", turn.household)]


class ActionWhatIf(Action):
    """What a change would do; the household stays as it was."""

    def name(self) -> str:
        return "action_what_if"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        turn = Turn.of(tracker)
        if not turn.brought_news or not turn.before:
            return [FollowupAction("action_answer")]
        after = turn.estimate()
        turn.household = turn.before
        before = turn.estimate() if after else None
        if after and before:
            content = after.as_json()
            turn.reply(
                "estimated",
                comparison_text(before, after),
                topics=["what_if_hours"],
                lines=content["lines"],
                estimate=content,
            )
        turn.send(dispatcher, turn.asking)
        return [SlotSet("household", turn.household)]


class ActionNotSure(Action):
    """When nothing fits: say so, and say who does know."""

    def name(self) -> str:
        return "action_not_sure"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        turn = Turn.of(tracker)
        answer_reply(turn, "not_sure", "not_sure")
        turn.send(dispatcher, turn.asking)
        return [SlotSet("household", turn.household)]
