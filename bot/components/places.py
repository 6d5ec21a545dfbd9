"""Where somebody lives: the nation, and the town for the Local Housing Allowance."""

from __future__ import annotations

from collections.abc import Iterator

from bot.components.reading import Fact, Item, Reading

_ELSEWHERE = {
    "to",
    "from",
    "as",
    "like",
    "job",
    "work",
    "works",
    "working",
    "than",
    "versus",
    "visiting",
    "hospital",
    "born",
    "near",
    "bank",
    "jobcentre",
}
_COMPARES = {"same", "different", "difference", "compared", "than", "differ", "also"}


# Towns, boroughs and parts whose whole is in Greater London.
_GREATER_LONDON = {
    "london",
    "croydon",
    "bromley",
    "enfield",
    "ealing",
    "hackney",
    "lambeth",
    "southwark",
    "lewisham",
    "greenwich",
    "tower hamlets",
    "islington",
    "camden",
    "haringey",
    "tottenham",
    "brixton",
    "peckham",
    "walthamstow",
    "ilford",
    "romford",
    "barking",
    "dagenham",
    "hounslow",
    "hillingdon",
    "wembley",
    "east london",
    "south london",
    "north london",
    "west london",
}


def place_facts(reading: Reading) -> Iterator[Fact]:
    """The nation and town of the places said, where all are in one nation."""
    places = [
        item for place, item in enumerate(reading.items) if item.is_a("PLACE", "AREA") and _lives_there(reading, place)
    ]
    nations = {_nation(item) for item in places}
    if len(nations) != 1:
        return
    yield reading.fact("nation", nations.pop(), places[0])
    towns = [item for item in places if item.is_a("PLACE")]
    if len({item.id for item in towns}) == 1:
        yield reading.fact("housing.brma", _town(towns[0]), towns[0])
    yield from _greater_london(reading, places)


def _greater_london(reading: Reading, places: list[Item]) -> Iterator[Fact]:
    """The benefit cap is another one there. Taken back when somebody who lived there names another place."""
    there = {item.norm in _GREATER_LONDON for item in places}
    if there == {True} or (there == {False} and reading.household.get("in_greater_london")):
        yield reading.fact("in_greater_london", there.pop(), places[0])


def _nation(item: Item) -> str:
    return item.id.split("|")[0]


def _town(item: Item) -> str:
    name = item.id.split("|")[1]
    small = ("upon", "on", "in", "le", "super")
    return " ".join(word if word in small else word.capitalize() for word in name.split(" "))


def _lives_there(reading: Reading, place: int) -> bool:
    item = reading.items[place]
    before = [reading.norm(p) for p in range(max(0, place - 3), place)]
    sentence = reading.sentence(item)
    if (
        item.owner is None
        or reading.rule_question(item)
        or set(before[-2:]) & (_ELSEWHERE | {"not"})
        or reading.hypothetical(item)
    ):
        return False
    if item.is_a("AREA") and item.norm in ("england", "scotland", "wales", "ni", "northern ireland"):
        compared = any(o.norm in _COMPARES for o in sentence if o.clause == item.clause)
        return not compared and (item.norm != "ni" or _stands_alone(reading, place) or before[-1:] == ["in"])
    return True


def _stands_alone(reading: Reading, place: int) -> bool:
    return len([o for o in reading.clause(reading.items[place]) if not o.is_a("BREAK")]) == 1
