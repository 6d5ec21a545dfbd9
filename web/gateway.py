"""One turn of a conversation: crisis first, then Rasa, and the answers alone when Rasa is not there.

Pure but for the call to Rasa: it stores nothing and logs nothing, so that the chat and the command line share it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from flask_babel import gettext

from bot import crisis, troubles
from bot.answers import Library
from bot.answers.plans import plan
from bot.answers.replies import payload
from bot.answers.told import told
from bot.languages import ENGLISH, speaking
from bot.languages.detector import Detector
from bot.troubles import Trouble
from web.local_help import LocalHelp
from web.places import Directory
from web.rasa import Rasa, RasaBusy, RasaNotThere

Json = dict[str, Any]

LONGEST_MESSAGE = 2000
BUTTONS_REMEMBERED = 40
MESSAGES_REMEMBERED = 3
# Below this likeness a search result is a guess, and titles are offered instead.
_LIKE_ENOUGH = 0.45

# Words of somebody who has no money because the first payment has not come.
_WAITING = re.compile(
    r"\b(?:un)?til+\b|\bwait|\bfirst pay|\b(?:5|five) ?w(?:ee)?ks?\b|\bbefore (?:my )?(?:uc|universal)", re.IGNORECASE
)
# What Rasa is told instead of a message about having no money: work out, or ask for, the day of the first payment.
_FIRST_PAYMENT = "/first_payment"
# Replies that say nothing yet.
_UNCLEAR = ("not_sure", "clarify", "refused", "nothing")
# A danger beside which not even the rest of the same story is taken up.
_UNSAID = {"child_at_risk"}
# Dangers beside which nothing else is said.
_ALONE = {"suicide", "self_harm", "child_at_risk"}


class MessageRefused(Exception):
    """A message that cannot be read: `problem` and `instead` are for the person."""

    def __init__(self, problem: str, instead: str) -> None:
        super().__init__(f"{problem} {instead}")
        self.problem = problem
        self.instead = instead


@dataclass(frozen=True)
class State:
    """What a conversation remembers between turns.

    `offered` maps the payloads of buttons to their titles; `language` is that of the last message that showed one;
    `said_before` are the last messages, newest first, on which a question such as "can they do that" leans.
    """

    sender: str
    charity: str = "demo"
    nation: str | None = None
    language: str = "en"
    household: Json = field(default_factory=dict)
    asking: str | None = None
    declined: list[str] = field(default_factory=list)
    offered: dict[str, str] = field(default_factory=dict)
    said_before: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """The replies of a turn, the state after it, and the words to record. `service` is full or reduced."""

    replies: list[Json]
    state: State
    said: str
    service: str = "full"


class Gateway:
    """Takes turns. `today` is an argument of each, so that a turn can be taken again on another day."""

    def __init__(self, library: Library, rasa: Rasa, directory: Directory | None = None) -> None:
        self.library = library
        self.rasa = rasa
        self.directory = directory or Directory({})
        self.detector = Detector(library.texts())

    def greeting(self, state: State, today: date) -> Outcome:
        """What is said before the first message: that this is a computer programme, and what it keeps."""
        with speaking(state.language):
            notice = payload(self.library, "notice", today, state.nation, "answered")
        del notice["status"]  # it answers nothing: nobody has asked yet
        return Outcome([notice], state, "")

    def turn(self, state: State, text: str, today: date, *, button: bool = False) -> Outcome:
        """One message in, the replies out. Raises MessageRefused for what is no message, and RasaBusy."""
        heard = None if button else self.detector.heard(text)
        near = LocalHelp(self.directory, state.charity)
        before = state.household
        household = before if button else near.heard(text, before)
        nation = household.get("nation") or state.nation
        state = replace(state, language=heard or state.language, household=household, nation=nation)
        with speaking(state.language):
            outcome = self._turn(state, text, today, button=button)
            if near.is_asked_for(text, before, household) and all(one["status"] in _UNCLEAR for one in outcome.replies):
                outcome = replace(outcome, replies=[self._where_help_is(outcome.state, today)])
            replies = near.under(outcome.replies, self.library, text, outcome.state.household, today)
            said_before = (outcome.said, *state.said_before)[:MESSAGES_REMEMBERED]
            return offering(replace(outcome, replies=replies, state=replace(outcome.state, said_before=said_before)))

    def _turn(self, state: State, text: str, today: date, *, button: bool) -> Outcome:
        offered = state.offered | facts_buttons(state.household) if button else {}
        if text in offered:
            return self._ask_rasa(state, text, offered[text], today)
        message = readable(text).lstrip("/ ")
        if not message:
            raise MessageRefused(
                gettext("There were no words in that message."), gettext("Write your question, or a few words of it.")
            )
        found = crisis.recognise(message)
        weighing = [] if button or _UNSAID & {one.kind for one in found} else troubles.several(message, found)
        if weighing:
            return self._heard_out(state, message, found, weighing, today)
        if found:
            return self._crisis(state, message, found, today)
        return self._ask_rasa(state, message, message, today)

    def _where_help_is(self, state: State, today: date) -> Json:
        """What to say to somebody who only names a town."""
        return payload(self.library, "local_help", today, state.nation, "answered")

    def urgent(self, text: str, today: date) -> list[Json]:
        """Whom to call, where a message says that somebody is in danger; nothing else of what it asks."""
        answers = dict.fromkeys(one.answer_id for one in crisis.recognise(readable(text)))
        with speaking(self.detector.heard(text) or ENGLISH):
            return [payload(self.library, answer, today, None, "crisis") for answer in answers]

    def _crisis(self, state: State, message: str, found: list[crisis.Crisis], today: date) -> Outcome:
        """Who to call now, whatever else was said; the conversation goes on after it."""
        answers = list(dict.fromkeys(one.answer_id for one in found))
        replies = [payload(self.library, answer, today, state.nation, "crisis") for answer in answers]
        outcome = Outcome(replies, state, message)
        if _ALONE & {one.kind for one in found}:
            return outcome
        text = _FIRST_PAYMENT if _WAITING.search(message) else message
        try:
            more = self._through_rasa(state, text, message, today, in_crisis=True)
        except (RasaNotThere, RasaBusy):
            return replace(outcome, service="reduced")
        return replace(more, replies=replies + [reply for reply in more.replies if reply["status"] != "nothing"])

    def _heard_out(
        self, state: State, message: str, found: list[crisis.Crisis], weighing: list[Trouble], today: date
    ) -> Outcome:
        """Who to call about the worst danger, then all that was told in an order, and one next step.

        Other dangers are in that order, each with its button, but for those whose step says to call now. The facts of
        the message are kept.
        """
        dangers = list(dict.fromkeys(one.answer_id for one in found))
        urgent = list(dict.fromkeys([*dangers[:1], *(one.call for one in weighing if one.call)]))
        replies = [payload(self.library, answer, today, state.nation, "crisis") for answer in urgent]
        others = [answer for answer in dangers if answer not in urgent]
        replies.append(plan(self.library, weighing, others, today, state.nation))
        outcome = Outcome(replies, state, message)
        try:
            taken = self._through_rasa(state, message, message, today, in_crisis=True)
        except (RasaNotThere, RasaBusy):
            return replace(outcome, service="reduced")
        asked = [] if troubles.is_lost(message) else [one for one in taken.replies if one["status"] == "answered"][:1]
        return replace(outcome, replies=replies if urgent else [*asked, *replies], state=taken.state)

    def _ask_rasa(self, state: State, text: str, said: str, today: date) -> Outcome:
        try:
            return self._through_rasa(state, text, said, today)
        except RasaNotThere:
            return self._without_rasa(state, said, today)

    def _through_rasa(self, state: State, text: str, said: str, today: date, *, in_crisis: bool = False) -> Outcome:
        metadata = {
            "household": state.household,
            "today": today.isoformat(),
            "nation": state.household.get("nation") or state.nation,
            "language": state.language,
            "charity": state.charity,
            "asking": state.asking,
            "declined": state.declined,
            "in_crisis": in_crisis,
            "said_before": state.said_before,
        }
        replies = self.rasa.send(state.sender, text, metadata)
        return Outcome(replies, _after(state, replies), said)

    def _without_rasa(self, state: State, text: str, today: date) -> Outcome:
        """Lexical search over the same answers, and plain words that there is less than usual."""
        replies = [payload(self.library, "reduced_service", today, state.nation, "answered")]
        found = self.library.search(text, state.nation, limit=3)
        if found and found[0].likeness >= _LIKE_ENOUGH:
            replies.append(payload(self.library, found[0].id, today, state.nation, "answered", found[0].likeness))
        else:
            replies.append(payload(self.library, "not_sure", today, state.nation, "not_sure"))
        return Outcome(replies, state, text, "reduced")


def facts_buttons(household: Json) -> dict[str, str]:
    """The buttons of "what you have told me": payload -> title, to be asked a fact again and to have it forgotten."""
    buttons = {}
    for one in told(household):
        buttons |= {change_payload(one["fact"]): f"Change: {one['label']}"}
        buttons |= {forget_payload(one["fact"]): f"Forget: {one['label']}"}
    return buttons


def change_payload(fact: str) -> str:
    """Says that a fact is to be asked again."""
    return "/change_fact" + json.dumps({"fact": fact})


def forget_payload(fact: str) -> str:
    """Says that a fact is to be forgotten."""
    return "/choose" + json.dumps({"fact": fact, "value": "null"})


def readable(text: str) -> str:
    """The message without control characters. Raises MessageRefused when it is too long or not text."""
    if len(text) > LONGEST_MESSAGE:
        raise MessageRefused(
            gettext(
                "That message is longer than %(most)s characters, so I have not read it.", most=f"{LONGEST_MESSAGE:,}"
            ),
            gettext("Tell me the most important part first."),
        )
    if "\x00" in text or text.count("\ufffd") > 2:
        raise MessageRefused(
            gettext("I could not read that: it does not look like text."), gettext("Type your question in words.")
        )
    return "".join(letter if letter.isprintable() else " " for letter in text).strip()


def _after(state: State, replies: list[Json]) -> State:
    """The state that the replies of Rasa carry; what they do not mention stays as it was."""
    carried = next((reply for reply in reversed(replies) if "household" in reply), {})
    household = carried.get("household", state.household)
    return replace(
        state,
        household=household,
        nation=household.get("nation") or state.nation,
        asking=carried.get("asking", state.asking),
        declined=carried.get("declined", state.declined),
    )


def offering(outcome: Outcome) -> Outcome:
    """The outcome with the buttons of its replies remembered, so that only what was offered can be pressed."""
    offered = dict(outcome.state.offered)
    for reply in outcome.replies:
        offered |= {button["payload"]: button["title"] for button in reply.get("quick_replies", [])}
    state = replace(outcome.state, offered=dict(list(offered.items())[-BUTTONS_REMEMBERED:]))
    return replace(outcome, state=state)


def record(reply: Json) -> Json:
    """A reply without what only the gateway needs, and without saying the lines of an estimate twice."""
    shown = {key: value for key, value in reply.items() if key not in ("household", "asking", "declined")}
    if "estimate" in shown:
        shown["estimate"] = {key: value for key, value in shown["estimate"].items() if key != "lines"}
    return shown
