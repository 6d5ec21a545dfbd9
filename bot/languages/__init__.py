"""The languages of the conversation: which one a turn is in, and its words in that language.

The catalogue of words is beside this file (gettext); CONTRIBUTING.md says how to add to it. Answers in other languages
are files of their own (bot/answers/cy).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path

from babel.dates import format_date

CATALOGUE = Path(__file__).parent
ENGLISH, WELSH = "en", "cy"
NAMES = {ENGLISH: "English", WELSH: "Cymraeg"}
LANGUAGES = tuple(NAMES)

_spoken: ContextVar[str] = ContextVar("language", default=ENGLISH)


def N_(text: str) -> str:  # noqa: N802 the name that gettext's tools know
    """Says that a text belongs in the catalogue; it is translated where it is used."""
    return text


def speak(language: str) -> None:
    """The language from here on; one that is not spoken is English."""
    _spoken.set(language if language in LANGUAGES else ENGLISH)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """The language of what is done inside."""
    before = _spoken.set(language if language in LANGUAGES else ENGLISH)
    try:
        yield
    finally:
        _spoken.reset(before)


def spoken() -> str:
    """The language of this turn."""
    return _spoken.get()


def gettext(text: str) -> str:
    """The text in the language of this turn; English where the catalogue lacks it."""
    return _catalogue(spoken()).gettext(text) if text else ""


def day_in_words(day: date) -> str:
    """3 November 2026; 3 Tachwedd 2026."""
    return str(format_date(day, "d MMMM yyyy", locale=spoken()))


def weekday_in_words(day: date) -> str:
    """Tuesday 3 November 2026."""
    return str(format_date(day, "EEEE d MMMM yyyy", locale=spoken()))


def span_in_words(number: str, unit: str) -> str:
    """A length of time, `unit` being day, week, month or year: 24 months; 24 mis, 2 flynedd."""
    if spoken() == WELSH:
        return f"{number} {_WELSH_SPANS[unit].get(number, _WELSH_SPANS[unit][''])}"
    return f"{number} {unit if number == '1' else unit + 's'}"


# Welsh has the singular after a number, and the number changes how it begins; "" is after all others.
_WELSH_SPANS = {
    "day": {"2": "ddiwrnod", "": "diwrnod"},
    "week": {"": "wythnos"},
    "month": {"2": "fis", "": "mis"},
    "year": {"1": "flwyddyn", "2": "flynedd", "3": "blynedd", "4": "blynedd", "6": "blynedd", "": "mlynedd"},
}


@cache
def _catalogue(language: str) -> NullTranslations:
    return translation("rightful", CATALOGUE, [language], fallback=True)
