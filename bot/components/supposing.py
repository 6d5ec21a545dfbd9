"""What somebody tries out: "what if he moves out", "what about 20 hours", "suppose i had no savings".

Each is a fact like any other, but of a household that might be. A comparison uses them; nothing is remembered.
The path `on` stands for the day to work it out for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from dateutil.relativedelta import relativedelta

from bot.components.money import pounds
from bot.components.reading import Fact, Reading

_NOT_A_PARTNER = re.compile(r"\b(son|daughter|mum|mam|dad|lad|kid|child|brother|sister|mate|friend|lodger|we)\b")
_MONTHS = "january february march april may june july august september october november december".split()  # noqa: SIM905

Reads = Callable[[Reading, "re.Match[str]"], Any]


def supposed_facts(reading: Reading) -> Iterator[Fact]:
    """One fact for each thing that the message tries out."""
    text = reading.text.lower().replace("'", "")
    for pattern, path, read in _SUPPOSED:
        said = pattern.search(text)
        value = read(reading, said) if said else None
        if said and value is not None:
            whose = path.replace("{adult}", f"adults[{int(_of_partner(text[: said.end()], reading))}]")
            yield Fact(whose, value, said.group(), said.start())


def _of_partner(before: str, reading: Reading) -> bool:
    words = re.findall(
        r"\b(i|my|he|she|him|her|partner|husband|wife|boyfriend|girlfriend|bf|gf|fella|missus)\b", before
    )
    return bool(words) and words[-1] not in ("i", "my") and reading.partner_known


def _leaves(_reading: Reading, said: re.Match[str]) -> Any:
    return False if not _NOT_A_PARTNER.search(said.group()) or "we split" in said.group() else None


def _comes(_reading: Reading, said: re.Match[str]) -> Any:
    return True if not _NOT_A_PARTNER.search(said.group()) else None


def _hours(reading: Reading, said: re.Match[str]) -> Any:
    """The same pay an hour for other hours; where the pay an hour is not known, the minimum wage."""
    adults = reading.household.get("adults") or []
    adult = int(_of_partner(reading.text.lower()[: said.end()], reading))
    jobs = (adults[adult].get("earnings") or []) if adult < len(adults) else []
    wage = jobs[0]["amount"] if len(jobs) == 1 and jobs[0]["per"] == "hour" else "minimum_wage"
    hours = int(said.group("hours"))
    return [{"amount": wage, "per": "hour", "hours_per_week": hours, "basis": "gross"}] if 0 < hours <= 80 else None


def _goes_to(_reading: Reading, said: re.Match[str]) -> Any:
    return [{"amount": said.group("new").replace(",", ""), "per": _per(said.group("per"))}]


def _per(word: str | None) -> str:
    return {"week": "week", "wk": "week", "fortnight": "fortnight", "year": "year"}.get(word or "", "month")


def _inherits(reading: Reading, said: re.Match[str]) -> Any:
    more = Decimal(said.group("sum").replace(",", "")) * (1000 if said.group("k") else 1)
    return pounds(Decimal(str(reading.household.get("savings") or 0)) + more)


def _another_child(reading: Reading, _said: re.Match[str]) -> Any:
    return [*(reading.household.get("children") or []), {"age": 0}]


def _day(reading: Reading, said: re.Match[str]) -> Any:
    """The first day of a month named, the next one; of the new rates for "next april" and "next year"."""
    if said.group("month"):
        month = _MONTHS.index(said.group("month")) + 1
        start = reading.today + relativedelta(day=6 if month == 4 else 1, month=month)
        return (start if start > reading.today else start + relativedelta(years=1)).isoformat()
    rates = date(reading.today.year, 4, 6)
    return (rates if rates > reading.today else rates + relativedelta(years=1)).isoformat()


def _fixed(value: Any) -> Reads:
    return lambda _reading, _said: value


_WHO = r"(?:he|she|they|him|her|my \w+|the \w+|partner|husband|wife|bf|gf|we)"
_SUPPOSED: tuple[tuple[re.Pattern[str], str, Reads], ...] = tuple(
    (re.compile(pattern), path, read)
    for pattern, path, read in (
        (rf"\b{_WHO} (?:\w+ )?(?:move[sd]?|moving|goes|went) out\b", "partner", _leaves),
        (
            r"\b(?:we )?(?:split|splitting|separate[sd]?|break|broke|breaking) ?up\b|\bwe separated?\b",
            "partner",
            _leaves,
        ),
        (rf"\b{_WHO} (?:\w+ )?(?:left|leaves|leave) me\b", "partner", _leaves),
        (r"\b(?:i was|i were|im|with) (?:single|on my own|no partner)\b", "partner", _fixed(False)),
        (rf"\b{_WHO} (?:\w+ )?(?:move[sd]?|moving) (?:back )?in\b", "partner", _comes),
        (
            r"\b(?:move[sd]?|moving) in (?:together|with my (?:partner|boyfriend|girlfriend|bf|gf|fella|fiance\w?))\b",
            "partner",
            _fixed(True),
        ),
        (r"\bwe got (?:married|back together)\b", "partner", _fixed(True)),
        (
            r"\b(?P<hours>\d{1,2}) ?(?:hours|hrs|hr|h)\b(?! ?(?:notice|caring|childcare))(?!.*(?:[£@]| at \d| quid))",
            "{adult}.earnings",
            _hours,
        ),
        (r"\bfrom £?[\d,.]+ to £?(?P<new>\d[\d,.]*\d)(?: (?:a|per) (?P<per>\w+))?", "{adult}.earnings", _goes_to),
        (
            r"\b(?:lost|lose|loses|losing|quit|quits|leave|left|stopped|stop|stops|packed in|gave up|give up)(?: \w+)? (?:job|work|working)\b",
            "{adult}.earnings",
            _fixed([]),
        ),
        (r"\b(?:no|without a|without any|had no) (?:job|work|wages)\b", "{adult}.earnings", _fixed([])),
        (r"\b(?:no|without|spent (?:all )?(?:my|the|our)) savings\b", "savings", _fixed("0")),
        (
            r"\b(?:inherit|inherits|inherited|won|win|given|got given|left) £?(?P<sum>\d[\d,]*)(?P<k>k| grand| thousand)?\b",
            "savings",
            _inherits,
        ),
        (
            r"\b(?:got|get|had|have|put (?:in|on)|given|in|on|with|for|awarded|had) (?:the )?lcwra\b",
            "{adult}.health",
            _fixed({"group": "lcwra"}),
        ),
        (
            r"\b(?:got|get|had|have|put (?:in|on)|given|in|on|with) (?:the )?lcw\b",
            "{adult}.health",
            _fixed({"group": "lcw"}),
        ),
        (r"\bfit (?:for|to) work\b", "{adult}.health", _fixed({"group": "none"})),
        (r"\b(?:another|a new|a|one more) (?:baby|child|kid|bairn|wean)\b", "children", _another_child),
        (
            r"\b(?:turn|turns|turned|was|were|am|be) (?P<age>[1-6]\d)\b(?! ?(?:hours|hrs|quid|a week|a month))",
            "{adult}.age",
            lambda _r, s: int(s.group("age")),
        ),
        (
            r"\b(?P<rooms>[1-6]) ?(?:bed|beds|bedroom|bedrooms|bedroomed)\b",
            "housing.bedrooms",
            lambda _r, s: int(s.group("rooms")),
        ),
        (
            r"\b(?:car(?:e|ed|ing) for|a carer for) (?:my|his|her|our|the|somebody|someone)\b",
            "{adult}.carer",
            _fixed(True),
        ),
        (rf"\b(?:next (?:april|year|tax year)|new tax year|from (?P<month>{'|'.join(_MONTHS)}))\b", "on", _day),
    )
)
