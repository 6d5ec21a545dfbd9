"""The languages of the interface: one catalogue for all its words (gettext), and which language a request speaks.

The catalogue is in `bot/languages`, because the conversation's own words belong in it too. CONTRIBUTING.md says how to
add to it.
"""

from __future__ import annotations

from flask import Flask, abort, g, request
from flask_babel import Babel, get_locale

from bot.languages import CATALOGUE, ENGLISH, LANGUAGES, N_

__all__ = ["CATALOGUE", "LANGUAGES", "N_", "asked_language", "speak", "speak_in"]


def speak(app: Flask) -> None:
    """Give an application its languages; templates say in which one they are."""
    Babel(
        app,
        default_domain="rightful",
        default_translation_directories=str(CATALOGUE),
        locale_selector=lambda: g.get("language", LANGUAGES[0]),
    )
    app.jinja_env.globals["language"] = lambda: str(get_locale())


def speak_in(language: str) -> None:
    """The language of this request; one that is not spoken here is English."""
    g.language = language if language in LANGUAGES else LANGUAGES[0]


def asked_language() -> str:
    """The language that an address asks for (`?language=`); English unless it says so."""
    language = request.args.get("language") or ENGLISH
    if language not in LANGUAGES:
        abort(404)
    return language
