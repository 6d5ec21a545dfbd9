"""The widget as one file for each language: the script with its words in it, without comments and blanks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from flask_babel import force_locale, gettext
from rjsmin import jsmin

from web.widget.words import WORDS

_SOURCE = Path(__file__).with_name("widget.js")


@cache
def script(language: str) -> str:
    """The widget in a language; what the catalogue lacks stays English."""
    with force_locale(language):
        words = json.dumps(_translated(WORDS), ensure_ascii=False)
    source = _SOURCE.read_text(encoding="utf-8")
    made: str = jsmin(source.replace("__LANGUAGE__", language).replace("__WORDS__", words))
    return made


def _translated(words: Mapping[str, Any]) -> dict[str, Any]:
    return {name: gettext(value) if isinstance(value, str) else _translated(value) for name, value in words.items()}
