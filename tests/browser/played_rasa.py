"""Rasa as far as the tests of real pages need it: the last word that a message has decides what is replied."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import rules
from web.rasa import RasaNotThere

TODAY = date(2026, 11, 23)
HOUSEHOLD = {"nation": "england", "adults": [{"age": 30, "earnings": []}], "children": [], "savings": "500"}
SOURCE = {
    "title": "Universal Credit Regulations 2013, regulation 22",
    "url": "https://www.legislation.gov.uk/uksi/2013/376/regulation/22",
    "checked": "2026-11-01",
}
NONE_AT_ALL = {"title": "None at all", "payload": '/choose{"fact": "savings", "value": "\\"0\\""}'}

Json = dict[str, Any]


class PlayedRasa:
    """Holds to the contract of web/rasa.py; "away" means that it is not there."""

    def send(self, _sender: str, text: str, metadata: Json) -> list[Json]:
        if "away" in text:
            raise RasaNotThere
        household = HOUSEHOLD if "told" in text or "worth" in text else metadata["household"]
        reply = {"topics": [], "sources": [SOURCE], "date": TODAY.isoformat(), "rules_version": "x"}
        return [{**reply, **self._about(text), "household": household, "asking": None, "declined": []}]

    def is_ready(self) -> bool:
        return True

    def _about(self, text: str) -> Json:
        if "worth" in text:
            estimate = rules.estimate(HOUSEHOLD, TODAY).as_json()
            return {
                "status": "estimated",
                "text": "You may get this.",
                "estimate": estimate,
                "lines": estimate["lines"],
            }
        if "paid" in text:
            timeline = rules.timeline(date(2026, 11, 12), "england", award=Decimal("484.90")).as_json()
            return {"status": "answered", "text": "Your first payment is on 18 December 2026.", "timeline": timeline}
        if "saved" in text:
            return {"status": "asking", "text": "How much do you have saved?", "quick_replies": [NONE_AT_ALL]}
        if "person" in text:
            return {"status": "handover", "text": "Yes, you can talk to a person."}
        return {"status": "answered", "answer_id": "taper_rate", "text": f"This is about {len(text)} letters."}
