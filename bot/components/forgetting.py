"""What somebody takes back: "forget the savings", "scrap what i said about my partner", "remove my rent".

A fact taken back has no value (None): it is then as if it had never been said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.components.reading import Fact, Reading

_TAKES_BACK = re.compile(
    r"^(?:(?:no|ok|actually|sorry|please|pls|oh|wait|can you|could you|can u|just)[ ,]+)*"
    r"(?:forget|ignore|scrap|scratch|remove|delete|disregard|take (?:off|out|away)|leave out|drop)\s+"
    r"(?:(?:about|that|the bit|the thing|what i (?:said|told you|put|wrote)|my|the|bit|about|our|his|her|on"
    r"|i have|ive got|partners|partner's|husbands|husband's|wifes|wife's)\s+)*(?P<what>[\w' ]+)",
    re.IGNORECASE,
)

# The word for a fact, and the path that goes; a partner's own facts are named with the partner.
_OF_SELF = (
    (r"savings?|capital|isa|money in the bank", "savings"),
    (r"rent|housing costs", "housing.rent"),
    (r"landlord|tenure|home|flat|house", "housing.tenure"),
    (r"bedrooms?|rooms?", "housing.bedrooms"),
    (r"kids?|child(?:ren)?|son|daughter|bairns?|weans?", "children"),
    (r"(?:other )?income|pension|benefits?", "other_income"),
    (r"claim date|date", "claim_date"),
    (r"area|town|city|where i live|place|nation|country", "nation"),
)
_OF_AN_ADULT = (
    (r"age", "age"),
    (r"jobs?|wages?|pay|earnings|salary|work|hours", "earnings"),
    (r"health|illness|lcwra|lcw|sickness", "health"),
    (r"car(?:ing|er)", "carer"),
)
_PARTNERS = re.compile(r"\b(?:partner|husband|wife|boyfriend|girlfriend|his|her)(?:'?s)?\b", re.IGNORECASE)


def forgotten_facts(reading: Reading) -> Iterator[Fact]:
    """The fact that a message takes back, where it opens with that and names a fact that is known."""
    said = _TAKES_BACK.match(reading.text)
    path = _path(said.group("what"), bool(_PARTNERS.search(said.group()))) if said else None
    if said and path and reading.items:
        yield Fact(path, None, said.group().strip(), 0)


def _path(what: str, partners: bool) -> str | None:
    for pattern, path in _OF_SELF:
        if re.match(rf"(?:{pattern})\b", what, re.IGNORECASE):
            return path
    for pattern, key in _OF_AN_ADULT:
        if re.match(rf"(?:{pattern})\b", what, re.IGNORECASE):
            return f"adults[{int(partners)}].{key}"
    return "partner" if partners or _PARTNERS.match(what) else None
