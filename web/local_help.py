"""Local help under the answers that call for it: who helps near somebody, in a reply of the chat.

The area is told once and is then a fact of the household like any other, so nothing asks for it again.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from bot.answer_files import AnswerFile
from bot.answers import Library
from bot.languages import N_, day_in_words, gettext, spoken
from web.places import Area, Directory, Place, helping, needs_in

Json = dict[str, Any]

# More would bury the answer; the page has them all.
_MOST = 3
_FEW_WORDS = 6

_INTRO = N_("Near you, in {area}:")
_INTRO_MADE_UP = N_("Near you, in {area} (made up, to show how this looks):")
_NONE_IN_AREA = N_("I know of no place in {area} that helps with this. The contacts above are for your whole nation.")
_NOT_KNOWN = N_(
    "I have no list of places for where you are. The contacts above are for your whole nation and know who is near you."
)
_ASK = N_("Tell me the name of your town or council area, and I will look for help near you.")

# "near leeds", "in bolton": somewhere is named, though not "near me" or "in debt".
_SOMEWHERE = re.compile(
    r"\b(?:near|around|round|live in|based in|from|yn|ger)\s+"
    r"(?!me\b|here\b|by\b|the\b|my\b|us\b|a\b|debt\b|work\b|uc\b|universal\b|fy\b|y\b|yma\b)[a-z]{3,}",
    re.IGNORECASE,
)


class LocalHelp:
    """The directory as the chat of one charity sees it."""

    def __init__(self, directory: Directory, charity: str) -> None:
        self.directory = directory
        self.charity = charity

    def heard(self, message: str, household: Json) -> Json:
        """The household with the area that a message names, and its nation where none was known."""
        area = self.directory.named_in(message, self.charity)
        if area is None:
            return household
        nation = {"nation": area.nations[0]} if len(area.nations) == 1 else {}
        return {**nation, **household, "place": area.area}

    def is_asked_for(self, message: str, before: Json, household: Json) -> bool:
        """Whether a message only names a town or, with a town known, a need: "exampleton", "what about food"."""
        if household.get("place") != before.get("place"):
            return True
        return "place" in household and len(message.split()) <= _FEW_WORDS and bool(needs_in(message))

    def under(self, replies: list[Json], library: Library, message: str, household: Json, on: date) -> list[Json]:
        """The replies, with local help under the first that calls for it."""
        for number, reply in enumerate(replies):
            file = library.answers.get(reply.get("answer_id", ""))
            if file and file.local_help and self.directory.of_charity(self.charity):
                area = self.directory.known_as(household.get("place"), self.charity)
                parts = _near(area, file, message, on) if area else _no_area(file, message)
                if not parts:
                    continue
                text = "\n\n".join([reply["text"], *(part["text"] for part in parts)])
                return [
                    *replies[:number],
                    {**reply, "text": text, "after": [*reply.get("after", []), *parts]},
                    *replies[number + 1 :],
                ]
        return replies


def _needs(file: AnswerFile, message: str) -> tuple[str, ...]:
    """What to look for: what the message names of what the answer is about, or all of that."""
    return tuple(need for need in needs_in(message) if need in file.local_help) or file.local_help


def _near(area: Area, file: AnswerFile, message: str, on: date) -> list[Json]:
    """What stands under a reply, each part with its language."""
    found = helping(area, _needs(file, message), on)[:_MOST]
    if not found:
        return [_said(_NONE_IN_AREA, area=area.area)] if _is_about_help(file) else []
    intro = _said(_INTRO_MADE_UP if area.made_up else _INTRO, area=area.area)
    return [intro, {"language": area.language, "text": "\n".join(map(_as_item, found))}]


def _no_area(file: AnswerFile, message: str) -> list[Json]:
    """Asked only where somebody looks for help, and not under every answer that has some."""
    if not _is_about_help(file):
        return []
    return [_said(_NOT_KNOWN if _SOMEWHERE.search(message) else _ASK)]


def _is_about_help(file: AnswerFile) -> bool:
    return bool({"local_help", "crisis_food_money"} & set(file.topics))


def _said(words: str, **values: str) -> Json:
    return {"language": spoken(), "text": gettext(words).format(**values)}


def _as_item(place: Place) -> str:
    """One line of Markdown."""
    words = [_plain_text(one) for one in (place.what, place.whom, place.where, place.when) if one]
    return f"- **{_plain_text(place.name)}**: " + ". ".join([*words, *reached(place), _looked_at(place)]) + "."


def reached(place: Place) -> list[str]:
    """How a place is reached, as Markdown."""
    ways = []
    if place.phone:
        ways.append(f"[{place.phone}](tel:{place.phone.replace(' ', '')})")
    if place.email:
        ways.append(f"[{place.email}](mailto:{place.email})")
    if place.url:
        ways.append(f"[{place.url.removeprefix('https://')}]({place.url})")
    return ways


def _looked_at(place: Place) -> str:
    return gettext("Checked {day}").format(day=day_in_words(place.checked))


def _plain_text(text: str) -> str:
    """Words of an entry, in which nothing is Markdown."""
    return re.sub(r"([\\*_`<>\[\]])", r"\\\1", text)
