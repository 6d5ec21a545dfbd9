"""Health, caring, studying, and the disability and other benefits that somebody has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from bot.components.reading import Fact, Item, Reading

LOWER_RATE_FROM = date(2026, 4, 6)
ENOUGH_CARE = 35  # hours a week (UC Regs 2013 reg 30); it reads words here, the award does not rest on it
_HAS = frozenset(
    [
        "have",
        "has",
        "got",
        "get",
        "gets",
        "getting",
        "on",
        "in",
        "awarded",
        "given",
        "receive",
        "receives",
        "receiving",
        "placed",
        "put",
        "found",
        "am",
        "is",
        "with",
        "also",
        "plus",
        "already",
    ]
)
_HAS_NOT = frozenset(
    [
        "apply",
        "applied",
        "applying",
        "waiting",
        "wait",
        "refused",
        "lost",
        "want",
        "can",
        "could",
        "will",
        "would",
        "how",
        "what",
        "claiming",
        "appeal",
        "appealing",
        "turned",
        "denied",
        "stopped",
        "stop",
        "arrears",
        "need",
        "ask",
        "should",
        "do",
        "does",
        "if",
        "why",
        "when",
        "until",
        "before",
        "lose",
        "losing",
        "rejected",
        "wont",
        "for",
        "still",
        "form",
        "assessment",
        "trying",
        "did",
    ]
)
_AFTER_NOT = {
    "arrears",
    "assessment",
    "decision",
    "rate",
    "backpay",
    "form",
    "appeal",
    "and",
    "same",
    "payment",
    "award",
    "?",
}


def health_facts(reading: Reading) -> Iterator[Fact]:
    for place, item in enumerate(reading.items):
        if item.is_a("HEALTH") and (adult := _adult(reading, item, item.id == "none")) is not None:
            group = _group(reading, place)
            if group:
                yield reading.fact(f"adults[{adult}].health", group, item)


def _adult(reading: Reading, item: Item, may_be_unclear: bool = False) -> int | None:
    """Whose it is; with one adult known, and no other named, an unclear one is theirs."""
    if item.owner == 1 and not reading.partner_known:
        return None
    if item.owner in (0, 1) and not reading.rule_question(item):
        return item.owner
    alone = reading.household.get("partner") is False
    return 0 if may_be_unclear and alone and item.owner == "unclear" else None


def _group(reading: Reading, place: int) -> dict[str, Any] | None:
    item = reading.items[place]
    if item.id == "none":
        return {"group": "none"} if _is_said_plainly(reading, place) else None
    if not has(reading, place):
        return None
    if item.id == "terminal":
        return {"group": "lcwra", "terminally_ill": True}
    protected = item.id == "lcwra" and _had_it_since(reading, item)
    return {"group": item.id, **({"protection": "award_before_april_2026"} if protected else {})}


_SINCE = re.compile(r"\bsince (?:[0-9]{1,2}(?:st|nd|rd|th)? )?(?P<month>[a-z]{3,9} )?(?P<year>20[0-9]{2})\b")
_FOR_YEARS = re.compile(
    r"\bfor (?:about |over |nearly )?(?:[2-9]|1[0-9]|two|three|four|five|six|seven|eight|nine|ten) (?:years|yrs)\b"
)


def _had_it_since(reading: Reading, item: Item) -> bool:
    """Since before the lower rate came (UC Regs 2013 sch 5A): "since 2023", "since feb 2026", "for 3 years"."""
    behind = reading.text[item.end :].lower()
    said = _SINCE.search(behind)
    if said:
        early = (said["month"] or "")[:3] in ("jan", "feb", "mar")
        return int(said["year"]) < LOWER_RATE_FROM.year + early
    return bool(_FOR_YEARS.search(behind)) and reading.today.year - LOWER_RATE_FROM.year < 2


def _is_said_plainly(reading: Reading, place: int) -> bool:
    """ "fit" of health, not of a fit, of fitting, or under an if."""
    item = reading.items[place]
    if reading.hypothetical(item):
        return False
    if item.norm not in ("fit", "healthy"):
        return True
    odd = {
        "a",
        "had",
        "having",
        "another",
        "to",
        "doesnt",
        "they",
        "it",
        "will",
        "found",
        "say",
        "said",
        "eating",
        "food",
        "eat",
    }
    return not odd & {o.norm for o in reading.clause(item)} and reading.kind(place - 1) != "NO"


def has(reading: Reading, place: int) -> bool:
    """Whether the benefit or group at `place` is one that somebody has: "im on lcwra", not "can i get lcwra"."""
    item = reading.items[place]
    before = [o for o in reading.clause(item) if o.start < item.start]
    after = reading.at(place + 1)
    refused = any(o.is_a("NO", "IF") or o.norm in _HAS_NOT for o in before) or (
        after is not None and after.norm in _AFTER_NOT - {"?", "and"}
    )
    if refused or reading.rule_question(item) or reading.hypothetical(item):
        return False
    held = any(
        o.norm in _HAS or o.norm in ("im", "ive") or (o.is_a("PARTNER") and o is before[-1]) for o in before[-4:]
    )
    rest = [o for o in reading.clause(item) if o is not item and not o.is_a("BREAK", "SELF", "BENEFIT")]
    listed = not rest and "?" not in reading.text[item.end : item.end + 2] and len(reading.items) > 2
    return held or listed


def receives_facts(reading: Reading) -> Iterator[Fact]:
    """The benefits that each adult has, together with those known before; a child's is that child's disability."""
    for adult in (0, 1):
        if adult == 1 and not reading.partner_known:
            continue  # "he gets the child benefit", of somebody who is not their partner
        items = [
            item for place, item in enumerate(reading.items)
            if item.is_a("BENEFIT") and item.owner == adult and has(reading, place)
        ]  # fmt: skip
        if items:
            known = _known_of(reading, adult).get("receives") or []
            said = [item.id for item in items if item.id not in known]
            yield reading.fact(f"adults[{adult}].receives", [*known, *dict.fromkeys(said)], items[0], items[-1])
    yield from _disability(reading)


def _known_of(reading: Reading, adult: int) -> dict[str, Any]:
    adults = reading.household.get("adults") or []
    return adults[adult] if adult < len(adults) else {}


def _disability(reading: Reading) -> Iterator[Fact]:
    """The addition for a disabled child that the rate leads to (UC Regs 2013 reg 24); only where there is one child."""
    children = reading.household.get("children") or []
    singles = {item.norm for item in reading.items if item.is_a("KID", "BABY")}
    if len(children) > 1 or len(singles) > 1 or any(item.is_a("KIDS", "TWINS") for item in reading.items):
        return
    for place, item in enumerate(reading.items):
        if (
            item.is_a("BENEFIT")
            and item.owner == "child"
            and has(reading, place)
            and item.id.startswith(("dla_", "cdp_", "pip_", "adp_"))
        ):
            higher = item.id.endswith(("care_highest", "daily_living_enhanced"))
            yield reading.fact("children[0].disability", "higher" if higher else "lower", item)


def carer_facts(reading: Reading) -> Iterator[Fact]:
    for place, item in enumerate(reading.items):
        adult = _adult(reading, item)
        if adult is None or reading.hypothetical(item):
            continue
        if item.is_a("NOT_CARER"):
            yield reading.fact(f"adults[{adult}].carer", False, item)
        elif _cares(reading, place):
            yield reading.fact(f"adults[{adult}].carer", True, item)


def _cares(reading: Reading, place: int) -> bool:
    item = reading.items[place]
    if item.is_a("CARER"):
        return reading.kind(place - 1) not in ("NO", "STRANGER") and reading.norm(place - 1) != "my"
    if item.id in ("carers_allowance", "carer_support_payment"):
        return has(reading, place) or _is_paid(reading, place)
    at_work = any(reading.kind(p) == "JOB" for p in range(place - 4, place))
    if not item.is_a("CARE") or at_work or _is_childcare(reading, place) or reading.kind(place - 1) == "NO":
        return False
    clause = reading.clause(item)
    hours = [o.value for o in clause if o.is_a("HOURS") and abs(reading.items.index(o) - place) <= 7]
    return any(value is not None and value >= ENOUGH_CARE for value in hours)


def _is_paid(reading: Reading, place: int) -> bool:
    """ "carers allowance £86 a week": nobody says what it pays unless they have it, save in a question."""
    before = [o for o in reading.clause(reading.items[place]) if o.start < reading.items[place].start]
    asked = any(o.is_a("NO", "IF") or o.norm in _HAS_NOT for o in before)
    return (not asked and reading.kind(place + 1) == "NUMBER") or (not asked and reading.norm(place + 1) == "£")


def _is_childcare(reading: Reading, place: int) -> bool:
    ahead = [reading.at(p) for p in range(place + 1, place + 4)]
    child = any(o and o.is_a("KID", "KIDS", "BABY", "TWINS") for o in ahead)
    return child and not any(o.norm == "disabled" for o in reading.clause(reading.items[place]))


def student_facts(reading: Reading) -> Iterator[Fact]:
    for item in reading.items:
        adult = _adult(reading, item)
        if item.is_a("STUDENT", "NOT_STUDENT") and adult is not None and not reading.hypothetical(item):
            yield reading.fact(f"adults[{adult}].student", item.is_a("STUDENT"), item)
