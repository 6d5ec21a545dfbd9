"""What a child needs that changes the award: a disability benefit, and childcare that is paid for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.components.reading import Fact, Reading

_CHILD = r"(?:son|daughter|lad|boy|girl|child|kid|baby|youngest|eldest|oldest|little one|bairn|wean|(?P<old>\d{1,2}) ?(?:yo|years? old|yr old))"
_BENEFIT = r"(?P<rate>high(?:est|er)?|middle|mid|low(?:est|er)?|enhanced|standard)?(?: rate)? ?(?:of )?(?:care )?(?P<benefit>dla|cdp|child disability payment)(?: (?:at )?(?:the )?(?P<after>high(?:est|er)?|middle|mid|low(?:est|er)?))?"
_DISABILITY = re.compile(
    rf"\b{_CHILD}s? (?:\w+ ){{0,4}}?(?:gets?|has|on|receives?|getting|got)(?: the| a)? {_BENEFIT}\b"
)
_OF_ONE_SPOKEN_OF = re.compile(rf"\b(?:he|she|who|they) (?:gets?|has|is on|receives?|got) (?:the )?{_BENEFIT}\b")
_CHILDCARE = re.compile(
    r"\b(?:nursery|childminder|child ?care|after ?school club|breakfast club|creche|playgroup|holiday club)\b"
)
_SUM = re.compile(
    r"£? ?(?P<sum>\d[\d,]*(?:\.\d{1,2})?) ?(?:quid|pounds)? ?"
    r"(?:(?:a|per|every|each|/|p) ?)?(?P<per>week|wk|month|mnth|mth|w|cm|pw|pcm|pm)?\b"
)
_EXTREMES = ((max, re.compile(r"\b(?:eldest|oldest)")), (min, re.compile(r"\byoungest")))
_PER = {"week": "week", "wk": "week", "w": "week", "pw": "week"}


def disability_facts(reading: Reading) -> Iterator[Fact]:
    """The addition for a disabled child: the highest rate of care is the higher one (regulation 24(2))."""
    text = reading.text.lower().replace("'", "")
    said = _DISABILITY.search(text) or _OF_ONE_SPOKEN_OF.search(text)
    if said and not reading.text.lower().startswith(("if", "what if", "does", "do ", "can ")):
        rate = said.group("rate") or said.group("after") or ""
        place = _which(reading, said.groupdict().get("old"), said.group())
        if place is not None:
            level = "higher" if rate.startswith(("high", "enhanced")) else "lower"
            yield Fact(f"children[{place}].disability", level, said.group(), said.start())


def childcare_facts(reading: Reading) -> Iterator[Fact]:
    """What is paid for childcare, for the youngest child: the law looks at the sum and the number of children."""
    text = reading.text.lower()
    about = _CHILDCARE.search(text)
    if not about or re.search(r"\b(if|would|how much|what|can i|should|do i|help with|free|thinking)\b", text):
        return
    clause = text[max(0, about.start() - 45) : about.end() + 45]
    sums = [match for match in _SUM.finditer(clause) if match.group("per")]
    children = _children(reading)
    if len(sums) == 1 and children:
        youngest = min(range(len(children)), key=lambda place: children[place].get("age", 99))
        per = _PER.get(sums[0].group("per"), "month")
        amount = sums[0].group("sum").replace(",", "")
        path = f"children[{youngest}].childcare"
        yield Fact(path, {"amount": amount, "per": per}, sums[0].group().strip(), about.start())


def _children(reading: Reading) -> list[dict[str, Any]]:
    return reading.household.get("children") or []


def _which(reading: Reading, old: str | None, words: str) -> int | None:
    """The place of the child meant: the only one, the one of that age, the eldest or the youngest."""
    children = _children(reading)
    ages = [child.get("age") for child in children]
    extreme = next((pick for pick, name in _EXTREMES if name.search(words)), None)
    if extreme and None not in ages and ages.count(extreme(ages)) == 1:
        return ages.index(extreme(ages))
    if old:
        places = [place for place, child in enumerate(children) if child.get("age") == int(old)]
        return places[0] if len(places) == 1 else None
    return 0 if len(children) == 1 else None
