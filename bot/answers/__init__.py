"""The words: loads the answers, the rights and the contacts, and fills their placeholders for a date and a nation.

* `{universal_credit.taper}`: a rate, in words (55%)
* `{universal_credit.taper.start}`: the first day of that rate (24 November 2021)
* `{figure.kept_from_each_pound}`: worked out from rates (45p)
* `{contact.samaritans}`: a help line of the nation (Samaritans on 116 123, with its hours)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import rules
from bot.answer_files import (
    FOLDERS,
    JURISDICTIONS,
    AnswerFile,
    Source,
    Translation,
    read_answers,
    read_translations,
)
from bot.answers import contacts as help_lines
from bot.answers import figures
from bot.answers.contacts import Contacts
from bot.answers.search import Search
from bot.languages import ENGLISH, LANGUAGES, day_in_words, spoken

CONTACTS = Path(__file__).parents[1] / "contacts.yaml"

_PLACEHOLDER = re.compile(r"\{([a-z0-9_.]+)\}")


class AnswerError(Exception):
    """Base of what can go wrong with an answer; `str()` is one sentence."""


class UnknownAnswer(AnswerError):
    """No answer has that id."""


class UnknownPlaceholder(AnswerError):
    """A placeholder names no rate, no figure and no contact."""


class NoContact(AnswerError):
    """A contact exists, but has no line in that nation."""


@dataclass(frozen=True)
class Answer:
    """An answer ready to be said: `text` is Markdown, `rates` are the rates of law its figures rest on.

    `translation` is what it was said from, where that is not the English file.
    """

    id: str
    version: str
    title: str
    topics: tuple[str, ...]
    text: str
    rates: tuple[rules.Rate, ...]
    sources: tuple[Source, ...]
    status: str | None
    calculation: str | None
    translation: Translation | None = None


@dataclass(frozen=True)
class Found:
    """One result of a search; `likeness` runs from 0 to 1 and is no probability."""

    id: str
    title: str
    likeness: float


class Library:
    """All answers and rights, with the contacts they name."""

    def __init__(
        self,
        answers: Mapping[str, AnswerFile],
        contacts: Contacts,
        translations: Mapping[str, Mapping[str, Translation]] | None = None,
    ) -> None:
        """`translations`: language -> answer id -> translation; those that are out of date are not said."""
        self.answers = dict(answers)
        self.contacts = contacts
        self.translations = {
            language: {one.id: one for one in those.values() if one.is_of(self.answers[one.id])}
            for language, those in (translations or {}).items()
        }
        self._search = Search({a.id: self._asked(a) for a in self.answers.values()})

    @classmethod
    def load(cls) -> Library:
        """Reads the repository's own files. Raises AnswerFileError with all mistakes in them."""
        answers = read_answers(*FOLDERS)
        translations = {
            language: read_translations(answers, language, *FOLDERS) for language in LANGUAGES if language != ENGLISH
        }
        return cls(answers, help_lines.read_contacts(CONTACTS), translations)

    def __getitem__(self, answer_id: str) -> AnswerFile:
        try:
            return self.answers[answer_id]
        except KeyError:
            raise UnknownAnswer(f"There is no answer called {answer_id}.") from None

    def translation(self, answer_id: str) -> Translation | None:
        """The answer in the language of this turn; None for English and where there is none that is up to date."""
        return self.translations.get(spoken(), {}).get(answer_id)

    def title(self, answer_id: str) -> str:
        """The title in the language of this turn, or in English."""
        return (self.translation(answer_id) or self[answer_id]).title

    def texts(self) -> dict[str, list[str]]:
        """What is written in each language, to tell them apart: titles, questions and texts."""
        each: dict[str, Mapping[str, AnswerFile | Translation]] = {ENGLISH: self.answers, **self.translations}
        return {
            language: [text for one in those.values() for text in (one.title, *one.questions, one.text)]
            for language, those in each.items()
        }

    def _asked(self, answer: AnswerFile) -> tuple[str, ...]:
        also = (those[answer.id] for those in self.translations.values() if answer.id in those)
        return (*answer.questions, answer.title, *(text for one in also for text in (*one.questions, one.title)))

    def for_nation(self, answer_id: str, nation: str | None) -> str:
        """The id of the version of an answer that holds in a nation; the given id where there is no better one."""
        given = self[answer_id]
        shared = _without_nation(answer_id)
        for other in (f"{shared}_{nation}", shared):
            if other in self.answers and nation in self[other].jurisdiction:
                return other
        return given.id

    def render(self, answer_id: str, on: date, nation: str | None = None) -> Answer:
        """The answer in the language of this turn, with its figures of that day and its contacts of that nation.

        Raises UnknownAnswer, UnknownPlaceholder, NoContact, and rules.NoRate where the law has no figure that day.
        """
        file = self[answer_id]
        rates: list[rules.Rate] = []
        translation = self.translation(answer_id)
        written = translation or file
        text = _PLACEHOLDER.sub(lambda match: self._fill(file, match[1], on, nation, rates), written.text)
        return Answer(
            id=file.id,
            version=file.version,
            title=written.title,
            topics=file.topics,
            text=text,
            rates=tuple({rate.name: rate for rate in rates}.values()),
            sources=file.sources,
            status=file.status,
            calculation=file.calculation,
            translation=translation,
        )

    def search(self, text: str, nation: str | None = None, limit: int = 5) -> list[Found]:
        """The answers whose questions are most like the text, among those that hold in the nation."""
        among = [a.id for a in self.answers.values() if nation is None or nation in a.jurisdiction]
        return [Found(name, self.title(name), likeness) for name, likeness in self._search.find(text, limit, among)]

    def _fill(self, file: AnswerFile, name: str, on: date, nation: str | None, rates: list[rules.Rate]) -> str:
        room, _, rest = name.partition(".")
        if room == "contact":
            return self._contact(file, rest, nation)
        if room == "figure":
            if rest not in figures.FIGURES:
                raise UnknownPlaceholder(f"The answer {file.id} names {{{name}}}, which is not a figure.")
            words, used = figures.FIGURES[rest](on)
            rates += used
            return words
        asks_for_day = name.endswith(".start")
        try:
            rate = rules.rate(name.removesuffix(".start"), on)
        except rules.UnknownParameter:
            raise UnknownPlaceholder(f"The answer {file.id} names {{{name}}}, which is not a rate.") from None
        rates.append(rate)
        return day_in_words(rate.start) if asks_for_day else figures.in_words(rate)

    def _contact(self, file: AnswerFile, name: str, nation: str | None) -> str:
        """A person of a nation gets its lines; an answer for some nations only never names another's."""
        if name not in self.contacts:
            raise UnknownPlaceholder(f"The answer {file.id} names {{contact.{name}}}, which is not a contact.")
        if nation is None and len(file.jurisdiction) == 1:
            nation = file.jurisdiction[0]
        words = help_lines.in_words(self.contacts[name], nation)
        if not words:
            raise NoContact(f"The answer {file.id} names {{contact.{name}}}, which has no line in {nation}.")
        return words


def _without_nation(answer_id: str) -> str:
    for nation in JURISDICTIONS:
        answer_id = answer_id.removesuffix(f"_{nation}")
    return answer_id
