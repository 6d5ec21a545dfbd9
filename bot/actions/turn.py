"""One turn as an action sees it: what the person said, what is known, and what is sent back.

The gateway owns the conversation. Each message carries the household, today's date and what was asked last in its
metadata; a reply carries the household back. Actions change nothing but what they return.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

import rules
from bot.actions.contradiction import Contradiction, contradiction
from bot.actions.facts import Fact, apply
from bot.actions.minimum_wage import with_minimum_wage
from bot.actions.questions import parts
from bot.actions.wording import changed_text, contradiction_text, no_rate_text, period_assumed_text, refusal_text
from bot.languages import ENGLISH, speak, spoken

Payload = dict[str, Any]

WHAT_IF = "what_if"
# A town that somebody named, which need not be the rental market area that a private rent needs.
_TOWN = "housing.brma"


@dataclass
class Turn:
    """What one message brings: the household `before` it, and with the facts of this message in it.

    `asked_before`: it only says where somebody lives, and the ranking is that of the question before it.
    """

    text: str
    today: date
    nation: str | None
    before: dict[str, Any]
    household: dict[str, Any]
    asking: str | None
    declined: list[str]
    facts: list[Fact]
    supposed: list[Fact]
    ranking: list[dict[str, Any]]
    part_rankings: list[list[dict[str, Any]]]
    entities: dict[str, Any]
    intent: str
    in_crisis: bool = False
    asked_before: bool = False
    refusal: rules.HouseholdError | None = None
    contradiction: Contradiction | None = None
    replies: list[Payload] = field(default_factory=list)

    @classmethod
    def of(cls, tracker: Tracker) -> Turn:
        message = tracker.latest_message
        metadata = _metadata(tracker)
        before = dict(metadata.get("household") or {})
        speak(metadata.get("language") or ENGLISH)
        turn = cls(
            text=message.get("text") or "",
            today=date.fromisoformat(metadata["today"]),
            nation=metadata.get("nation"),
            before=before,
            household=before,
            asking=metadata.get("asking"),
            declined=list(metadata.get("declined") or []),
            facts=[Fact.of(fact) for fact in message.get("facts") or []],
            supposed=[Fact.of(fact) for fact in message.get("supposed") or []],
            ranking=list(message.get("answer_ranking") or []),
            part_rankings=[part for part in message.get("part_rankings") or [] if part],
            entities={one["entity"]: one["value"] for one in message.get("entities") or []},
            intent=(message.get("intent") or {}).get("name") or "",
            in_crisis=bool(metadata.get("in_crisis")),
            asked_before=bool(message.get("asked_before")),
        )
        turn._take_in()
        return turn

    def _take_in(self) -> None:
        """Put the facts of this message into the household.

        One that cannot be right leaves all as it was, and one that contradicts what is known waits for an answer.
        """
        facts = [*self.facts, *self._by_button()]
        if self.intent != WHAT_IF:
            self.contradiction = contradiction(self.before, facts, self.asking, self.text if self.facts else "no")
        if self.contradiction:
            facts = [fact for fact in facts if not _belongs(fact, self.contradiction.fact)]
        declined = [
            *(part for asked in self._declined_now() for part in parts(asked)),
            *(fact.path for fact in facts if fact.value is None),
        ]
        if self.intent != WHAT_IF or not self.before:
            self._tell(facts)
        self.declined = [fact for fact in dict.fromkeys([*self.declined, *declined]) if fact != self.wanted]
        self.nation = self.household.get("nation") or self.nation

    def _tell(self, facts: list[Fact]) -> None:
        """One fact after the other, so that one that cannot be right takes none of the others with it."""
        together = self._with(self.before, facts)
        if together is not None:
            self.household = together
            return
        self.refusal, household = None, self.before
        for fact in facts:
            refused, changed = self.refusal, self._with(household, [fact])
            if changed is not None:
                household = changed
            elif fact.path == _TOWN:
                self.refusal = refused  # guessed from a town that somebody named; it is asked when it matters
        self.household = household

    def _with(self, household: dict[str, Any], facts: Iterable[Fact]) -> dict[str, Any] | None:
        """The household with these facts; None, and the reason in `refusal`, where that cannot be right."""
        facts = list(facts)
        changed = with_minimum_wage(apply(household, facts), self.today)
        try:
            rules.check(changed, _calculation_day(changed, self.today))
        except rules.HouseholdError as error:
            if error.fact == _TOWN and all(fact.path != _TOWN for fact in facts):
                return self._with(household, [*facts, Fact(_TOWN, None)])
            self.refusal = error
            return None
        return changed

    def might_be(self) -> tuple[dict[str, Any], date] | None:
        """The household that a "what if" tries out, and the day to work it out for; None where it tries nothing."""
        told = {fact.path for fact in self.facts}
        tried = [*self.facts, *(fact for fact in self.supposed if fact.path not in told)]
        days = [date.fromisoformat(fact.value) for fact in tried if fact.path == "on"]
        changed = self._with(self.before, [fact for fact in tried if fact.path != "on"])
        if changed is None or (changed == self.before and not days):
            return None
        return changed, max([*days, _calculation_day(changed, self.today)])

    def _by_button(self) -> Iterable[Fact]:
        """The fact behind a button: its value, or None where it is to be forgotten or asked again."""
        if "fact" in self.entities and "value" in self.entities:
            yield Fact.of_button(self.entities["fact"], self.entities["value"])
        elif self.wanted:
            yield Fact(self.wanted, None)

    @property
    def wanted(self) -> str | None:
        """The fact that the person wants to be asked again."""
        return self.entities.get("fact") if self.intent == "change_fact" else None

    @property
    def on(self) -> date:
        """The day of the calculation: today, or the first day of a claim that is still to be made."""
        return _calculation_day(self.household, self.today)

    def estimate(self) -> rules.Estimate | None:
        """The estimate of what is known; None, with a reply that says so, for a day without rates."""
        try:
            return rules.estimate(self.household, self.on)
        except rules.NoRate as error:
            self.reply("not_sure", no_rate_text(error))
            return None

    @property
    def brought_news(self) -> bool:
        return self.household != self.before

    @property
    def asks_for_the_figure(self) -> bool:
        """ "so how much", in reply to a question that the figure needs."""
        return self.intent == "estimate" and bool(self.asking) and not self.facts

    @property
    def said_nothing(self) -> bool:
        """Whether a reply to a question neither answers it nor says anything else that is understood."""
        told = self.facts or self.entities or self._declined_now() or self.replies or self.refusal
        return bool(self.asking) and not told

    def _declined_now(self) -> list[str]:
        if self.intent == "skip_fact" and self.entities.get("fact"):
            return [self.entities["fact"]]
        if self.intent == "dont_know" and self.asking and not self.facts:
            named = [fact for fact, words in _SUBJECTS.items() if words.search(self.text)]
            return named[:1] or [self.asking]
        return []

    def reply(self, status: str, text: str, **parts: Any) -> None:
        """Add a reply. `parts` are keys of the payload of the contract; empty ones are left out."""
        payload: Payload = {"status": status, "text": text, "date": self.today.isoformat()}
        if spoken() != ENGLISH:
            payload["language"] = spoken()
        payload |= {key: value for key, value in parts.items() if value}
        self.replies.append(payload)

    @property
    def remarks(self) -> str:
        """What was taken for granted in reading this message."""
        taken = [fact for fact in self.facts if "per" in fact.assumed]
        changed = [] if self.contradiction else changed_text(self.before, self.household, self.facts)
        return " ".join([*changed, *(period_assumed_text(fact.path, fact.value) for fact in taken)])

    def say_refusal(self) -> None:
        """Say which fact of this message could not be taken in."""
        if self.refusal:
            self.reply("refused", refusal_text(self.refusal))

    def ask_which_is_right(self) -> str | None:
        """Ask about a contradiction; what is then asked."""
        if self.contradiction is None:
            return None
        found = self.contradiction
        values = ((found.before, found.old), (found.now, found.fact.value))
        self.reply(
            "asking",
            contradiction_text(found.label, found.before, found.now),
            topics=["calculate_entitlement"],
            quick_replies=[fact_button(f"{title}".capitalize(), found.fact.path, value) for title, value in values],
        )
        return found.fact.path

    def offer_button(self, title: str, payload: str) -> None:
        """Put a button under the last reply."""
        self.replies[-1].setdefault("quick_replies", []).append({"title": title, "payload": payload})

    def send(self, dispatcher: CollectingDispatcher, asking: str | None = None) -> None:
        """Hand all replies to Rasa; the last one carries the household and what is asked."""
        if self.replies:
            self.replies[-1] |= {"household": self.household, "declined": self.declined, "asking": asking}
        for payload in self.replies:
            payload["rules_version"] = rules.RULES_VERSION
            dispatcher.utter_message(json_message=payload)


# The fact that somebody who does not know names: "dunno savings, he sorts it" is not about the rent asked for.
_SUBJECTS = {
    "savings": re.compile(r"\b(saving|savings|saved|isa)\b", re.IGNORECASE),
    "housing.rent": re.compile(r"\brent\b", re.IGNORECASE),
}


def _calculation_day(household: dict[str, Any], today: date) -> date:
    claim_date = household.get("claim_date")
    return max(today, date.fromisoformat(claim_date)) if claim_date else today


def _metadata(tracker: Tracker) -> dict[str, Any]:
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return dict(event.get("metadata") or {})
    return {}


def _belongs(fact: Fact, contradicted: Fact) -> bool:
    """Whether a fact stands or falls with the one contradicted: what is told of a partner, with the partner."""
    return fact.path == contradicted.path or (contradicted.path == "partner" and fact.path.startswith("adults[1]"))


def fact_button(title: str, fact: str, value: Any) -> dict[str, str]:
    """A button that tells a fact."""
    return {"title": title, "payload": "/choose" + json.dumps({"fact": fact, "value": json.dumps(value)})}
