"""What holds a conversation together: greeting, stopping, why, what if, a person, and not understanding."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

import rules
from bot.actions import thresholds
from bot.actions.answer import answer
from bot.actions.estimate import means_something
from bot.actions.explanation import explanation
from bot.actions.five_week_wait import first_payment
from bot.actions.library import LIBRARY, answer_reply, meant, told_of
from bot.actions.minimum_wage import NAMED
from bot.actions.questions import asked_as
from bot.actions.taper import pay_and_award
from bot.actions.turn import Turn
from bot.actions.wording import comparison_text, why_asked_text
from bot.languages import gettext

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
        near = [one["answer_id"] for one in turn.ranking if one["confidence"] >= thresholds.CLARIFY_BEST]
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
        if not turn.contradiction and "claim_date" in told and (turn.asking == "claim_date" or told == {"claim_date"}):
            asking = first_payment(turn)
            turn.say_refusal()
            turn.send(dispatcher, asking)
            return [SlotSet("household", turn.household)]
        if not turn.asking and (told_of(turn) or turn.asked_before):
            return answer(turn, dispatcher, tracker)
        if turn.facts or turn.asking or turn.entities:
            return [FollowupAction("estimate_form")]
        return answer(turn, dispatcher, tracker)


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
            return answer(turn, dispatcher, tracker)
        result = turn.estimate()
        if result and not turn.asking and not means_something(turn, result):
            return answer(turn, dispatcher, tracker)
        asked = next((one for one in (result.missing if result else ()) if asked_as(one.fact) == turn.asking), None)
        if asked and _ABOUT_THE_QUESTION.search(turn.text):
            turn.reply("answered", why_asked_text(asked), topics=["calculate_entitlement"])
        elif result:
            text, lines = explanation(result, turn.text)
            shown = [line for line in result.as_json()["lines"] if line["id"] in {one.id for one in lines}]
            turn.reply("answered", text, topics=["calculate_entitlement"], lines=shown, sources=_laws(shown))
        turn.send(dispatcher, turn.asking)
        return [SlotSet("household", turn.household)]


def _laws(lines: list[dict[str, Any]]) -> list[dict[str, str]]:
    return list({line["url"]: {"title": line["law"], "url": line["url"]} for line in lines}.values())


class ActionWhatIf(Action):
    """What a change would do; the household stays as it was."""

    def name(self) -> str:
        return "action_what_if"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        turn = Turn.of(tracker)
        tried = turn.might_be()
        if tried is None or not turn.before:
            return _nothing_to_compare(turn, dispatcher, tracker)
        turn.household = turn.before
        household, on = tried
        try:
            found = rules.compare(turn.before, household, turn.on, on)
        except rules.NoRate as error:
            turn.reply("not_sure", f"{error} {gettext('So I cannot compare with that day.')}", topics=["what_if_hours"])
        else:
            content = found.second.as_json()
            remark = gettext("I have taken the minimum wage.") + " " if _by_minimum_wage(turn) else ""
            turn.reply(
                "estimated",
                remark + comparison_text(found),
                topics=["what_if_hours"],
                lines=content["lines"],
                estimate=content,
                comparison=found.as_json(),
                taper=pay_and_award(household, turn) if _pay_changes(turn.before, household) else None,
            )
        turn.send(dispatcher, turn.asking)
        return [SlotSet("household", turn.household)]


def _pay_changes(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Whether what is tried out is another pay."""
    return [one.get("earnings") for one in before.get("adults") or []] != [
        one.get("earnings") for one in after.get("adults") or []
    ]


def _by_minimum_wage(turn: Turn) -> bool:
    """Whether hours were tried out whose pay nobody has told."""
    jobs = [job for fact in (*turn.supposed, *turn.facts) if isinstance(fact.value, list) for job in fact.value]
    return any(isinstance(job, dict) and job.get("amount") == NAMED for job in jobs)


def _nothing_to_compare(turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """What is asked of the future before anything is known: how hours change it, and the estimate to begin with."""
    if turn.brought_news and not meant(turn):
        answer_reply(turn, "what_if_hours", "answered")
        turn.send(dispatcher, turn.asking)
        return [SlotSet("household", turn.household), FollowupAction("estimate_form")]
    return answer(turn, dispatcher, tracker)


class ActionNotSure(Action):
    """When nothing fits: say so, and say who does know."""

    def name(self) -> str:
        return "action_not_sure"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        turn = Turn.of(tracker)
        answer_reply(turn, "not_sure", "not_sure")
        turn.send(dispatcher, turn.asking)
        return [SlotSet("household", turn.household)]
