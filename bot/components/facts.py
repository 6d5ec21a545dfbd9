"""All facts in one message. The readers of each subject, in the order in which they may spend the numbers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.components.answers_to_questions import answer_facts
from bot.components.children import children_facts
from bot.components.claim import birth_date_facts, claim_date_facts
from bot.components.corrections import correction_facts
from bot.components.health import carer_facts, health_facts, receives_facts, student_facts
from bot.components.housing import bedroom_facts, rent_facts, tenure_facts
from bot.components.income import (
    advance_facts,
    earnings_facts,
    other_income_facts,
    savings_facts,
    self_employment_facts,
)
from bot.components.people import age_facts, partner_facts
from bot.components.places import place_facts
from bot.components.reading import Fact, Reading, read
from bot.components.subjects import money_said


def extract(
    text: str, today: date, asking: str | None = None, household: Mapping[str, Any] | None = None
) -> list[dict[str, Any]]:
    """The facts of the message in order of mention: {"fact", "value", "words"}.

    `assumed` is there too where a part of the value was not said: ["per"] for rent or earnings taken as monthly.
    """
    reading = read(text, today, asking, dict(household or {}))
    facts = _settled(reading, _stated(reading))
    return [
        {"fact": f.fact, "value": f.value, "words": f.words, **({"assumed": list(f.assumed)} if f.assumed else {})}
        for f in facts
    ]


def _stated(reading: Reading) -> list[Fact]:
    # These three spend the numbers that are rooms, ages and counts; what is left may be money.
    facts = [*bedroom_facts(reading), *children_facts(reading), *age_facts(reading)]
    money = money_said(reading)
    corrected = list(correction_facts(reading))
    facts += [
        *partner_facts(reading),
        *tenure_facts(reading),
        *rent_facts(reading, money),
        *earnings_facts(reading, money),
        *self_employment_facts(reading, money),
        *other_income_facts(reading, money),
        *savings_facts(reading, money),
        *advance_facts(reading, money),
        *health_facts(reading),
        *carer_facts(reading),
        *receives_facts(reading),
        *student_facts(reading),
        *place_facts(reading),
        *claim_date_facts(reading),
        *birth_date_facts(reading),
    ]
    facts = [fact for fact in facts if fact.fact not in {one.fact for one in corrected}] + corrected
    if not corrected and not any(_answers(fact.fact, reading.asking) for fact in facts):
        facts += list(answer_facts(reading, money))
    return facts


def _answers(path: str, asking: str | None) -> bool:
    if asking is None:
        return False
    same = {"adults": "partner", "adults[0].birth_date": "adults[0].age", "adults[1].birth_date": "adults[1].age"}
    if asking == "housing":
        return path == "housing.rent"
    return path in (asking, same.get(asking)) or (asking.startswith("children[") and path == "children")


def _settled(reading: Reading, facts: list[Fact]) -> list[Fact]:
    """One value a path: the last said, but for a partner, where two answers cancel out. A partner's facts imply one."""
    by_path: dict[str, Fact] = {}
    for fact in sorted(facts, key=lambda f: f.at):
        by_path[fact.fact] = fact
    partner = {fact.value for fact in facts if fact.fact == "partner"}
    if len(partner) > 1:
        del by_path["partner"]
    of_partner = [fact for fact in by_path.values() if fact.fact.startswith("adults[1]")]
    if partner == {False}:
        by_path = {path: fact for path, fact in by_path.items() if not path.startswith("adults[1]")}
    elif of_partner and not partner and len(reading.household.get("adults") or []) < 2:
        first = min(of_partner, key=lambda f: f.at)
        by_path["partner"] = Fact("partner", True, first.words, first.at - 1)
    return sorted(by_path.values(), key=lambda f: f.at)
