"""One turn as an action sees it: what the person said, what is known, and what is sent back.

The gateway owns the conversation. Each message carries the household, today's date and what was asked last in its
metadata; a reply carries the household back. Actions change nothing but what they return.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

import rules
from bot.actions.facts import Fact, apply
from bot.actions.wording import period_assumed_text, refusal_text

Payload = dict[str, Any]


@dataclass
class Turn:
    """What one message brings: the household `before` it, and with the facts of this message in it."""

    text: str
    today: date
    nation: str | None
    before: dict[str, Any]
    household: dict[str, Any]
    asking: str | None
    declined: list[str]
    facts: list[Fact]
    ranking: list[dict[str, Any]]
    entities: dict[str, Any]
    intent: str
    refusal: rules.HouseholdError | None = None
    replies: list[Payload] = field(default_factory=list)

    @classmethod
    def of(cls, tracker: Tracker) -> Turn:
        message = tracker.latest_message
        metadata = _metadata(tracker)
        before = dict(metadata.get("household") or {})
        turn = cls(
            text=message.get("text") or "",
            today=date.fromisoformat(metadata["today"]),
            nation=metadata.get("nation"),
            before=before,
            household=before,
            asking=metadata.get("asking"),
            declined=list(metadata.get("declined") or []),
            facts=[Fact.of(fact) for fact in message.get("facts") or []],
            ranking=list(message.get("answer_ranking") or []),
            entities={one["entity"]: one["value"] for one in message.get("entities") or []},
            intent=(message.get("intent") or {}).get("name") or "",
        )
        turn._take_in()
        return turn

    def _take_in(self) -> None:
        """Put the facts of this message into the household; a fact that cannot be right leaves it as it was."""
        facts = [*self.facts, *_chosen(self.entities)]
        declined = self._declined_now()
        changed = apply(self.before, facts)
        try:
            rules.check(changed, _calculation_day(changed, self.today))
        except rules.HouseholdError as error:
            self.refusal = error
        else:
            self.household = changed
        self.declined = [*self.declined, *(fact for fact in declined if fact not in self.declined)]
        self.nation = self.household.get("nation") or self.nation

    @property
    def on(self) -> date:
        """The day of the calculation: today, or the first day of a claim that is still to be made."""
        return _calculation_day(self.household, self.today)

    def estimate(self) -> rules.Estimate | None:
        """The estimate of what is known; None, with a reply that says so, for a day without rates."""
        try:
            return rules.estimate(self.household, self.on)
        except rules.NoRate as error:
            self.reply("not_sure", f"{error} So I cannot work out a figure for that day.")
            return None

    @property
    def brought_news(self) -> bool:
        return self.household != self.before

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
        payload |= {key: value for key, value in parts.items() if value}
        self.replies.append(payload)

    @property
    def remarks(self) -> str:
        """What was taken for granted in reading this message."""
        taken = [fact for fact in self.facts if "per" in fact.assumed]
        return " ".join(period_assumed_text(fact.path, fact.value) for fact in taken)

    def say_refusal(self) -> None:
        """Say which fact of this message could not be taken in."""
        if self.refusal:
            self.reply("refused", refusal_text(self.refusal))

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


def _chosen(entities: dict[str, Any]) -> Iterable[Fact]:
    """The fact behind a button."""
    if "fact" in entities and "value" in entities:
        yield Fact.of_button(entities["fact"], entities["value"])
