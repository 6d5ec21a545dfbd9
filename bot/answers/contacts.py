"""The help lines of contacts.yaml, and how a reply names them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from bot.languages import N_, gettext

NATION_NAMES = {
    "england": N_("England"),
    "wales": N_("Wales"),
    "scotland": N_("Scotland"),
    "northern_ireland": N_("Northern Ireland"),
}


@dataclass(frozen=True)
class Contact:
    """One help line. `hours` says when, and what to press; `text` is the word to send, where one texts."""

    name: str
    number: str
    nations: tuple[str, ...]
    purpose: str
    url: str
    checked: date
    hours: str | None = None
    text: str | None = None

    def words(self) -> str:
        """How a sentence names it: Samaritans on 116 123 (free, day and night)."""
        way = gettext("{name}: text {text} to {number}") if self.text else gettext("{name} on {number}")
        how = way.format(name=self.name, text=self.text, number=self.number)
        if self.name == self.number or self.name.endswith(f" {self.number}"):
            how = self.name
        return f"{how} ({gettext(self.hours)})" if self.hours else how


Contacts = Mapping[str, tuple[Contact, ...]]


def read_contacts(path: Path) -> Contacts:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {
        name: tuple(
            Contact(**{"purpose" if key == "for" else key: value for key, value in line.items()}) for line in lines
        )
        for name, lines in content.items()
    }


def in_words(lines: tuple[Contact, ...], nation: str | None) -> str:
    """The lines that serve the nation. Without a nation, all of them, each with the nations it serves."""
    serving = [line for line in lines if nation is None or nation in line.nations]
    if len(serving) == 1 and (nation or len(lines) == 1):
        return serving[0].words()
    where = gettext("in {nations}, {line}")
    return "; ".join(where.format(nations=_and(line.nations), line=line.words()) for line in serving)


def _and(nations: tuple[str, ...]) -> str:
    words = [gettext(NATION_NAMES[nation]) for nation in nations]
    if len(words) == 1:
        return words[0]
    return gettext("{these} and {last}").format(these=", ".join(words[:-1]), last=words[-1])
