"""All facts in one message. The readers of each subject, in the order in which they may spend the numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.components.answers_to_questions import answer_facts
from bot.components.children import children_facts
from bot.components.children_needs import childcare_facts, disability_facts
from bot.components.claim import birth_date_facts, claim_date_facts
from bot.components.corrections import correction_facts
from bot.components.forgetting import forgotten_facts
from bot.components.health import carer_facts, health_facts, receives_facts, student_facts
from bot.components.housing import bedroom_facts, rent_facts, tenure_facts
from bot.components.income import (
    advance_facts,
    earnings_facts,
    minimum_wage_facts,
    other_income_facts,
    savings_facts,
    self_employment_facts,
)
from bot.components.others_at_home import non_dependant_facts
from bot.components.people import age_facts, partner_facts, turning_facts
from bot.components.places import place_facts
from bot.components.reading import Fact, Reading, read
from bot.components.subjects import money_said
from bot.components.supposing import supposed_facts


def extract(
    text: str, today: date, asking: str | None = None, household: Mapping[str, Any] | None = None
) -> list[dict[str, Any]]:
    """The facts of the message in order of mention: {"fact", "value", "words"}.

    The value is None where a fact is taken back. `assumed` is there too where a part of the value was not said:
    ["per"] for rent or earnings taken as monthly.
    """
    reading = read(text, today, asking, dict(household or {}))
    return _as_json(list(forgotten_facts(reading)) or _settled(reading, _stated(reading)))


def suppose(
    text: str, today: date, asking: str | None = None, household: Mapping[str, Any] | None = None
) -> list[dict[str, Any]]:
    """What the message tries out, in the same shape; the path `on` is the day to work it out for."""
    return _as_json(list(supposed_facts(read(text, today, asking, dict(household or {})))))


def _as_json(facts: list[Fact]) -> list[dict[str, Any]]:
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
        *turning_facts(reading),
        *partner_facts(reading),
        *tenure_facts(reading),
        *rent_facts(reading, money),
        *minimum_wage_facts(reading),
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
    with_children = _with_children(reading, facts)
    facts += [*non_dependant_facts(reading), *disability_facts(with_children), *childcare_facts(with_children)]
    facts = [fact for fact in facts if fact.fact not in {one.fact for one in corrected}] + corrected
    if not corrected and (reading.asking == "people" or not any(_answers(one.fact, reading.asking) for one in facts)):
        told = {fact.fact for fact in facts}
        facts += [fact for fact in answer_facts(reading, money) if fact.fact not in told]
    return facts


def _with_children(reading: Reading, facts: list[Fact]) -> Reading:
    """The reading with the children that this very message tells of in its household."""
    told = [fact.value for fact in facts if fact.fact == "children"]
    return replace(reading, household={**reading.household, "children": told[-1]}) if told else reading


def _answers(path: str, asking: str | None) -> bool:
    if asking is None:
        return False
    same = {"adults": "partner", "adults[0].birth_date": "adults[0].age", "adults[1].birth_date": "adults[1].age"}
    if asking == "people":
        return path in ("partner", "children")
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
    # What is said of a child comes after the children themselves.
    return sorted(by_path.values(), key=lambda f: (f.fact.startswith("children["), f.at))
