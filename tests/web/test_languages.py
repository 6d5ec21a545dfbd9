"""One catalogue for every word of the interface, gathered and compiled; and which language a request speaks."""

import io
import json
import re
import subprocess
import sys

import pytest
from babel.messages import pofile
from babel.messages.mofile import read_mo

from web.languages import CATALOGUE, LANGUAGES, speak_in
from web.settings import ROOT
from web.widget import script
from web.widget.words import WORDS

OTHERS = [language for language in LANGUAGES if language != "en"]


def _messages(path):
    with path.open("rb") as file:
        return {message.id: message.string for message in pofile.read_po(file) if message.id}


def test_the_catalogue_has_every_word_of_the_code(tmp_path):
    gathered = tmp_path / "rightful.pot"
    command = [sys.executable, "-m", "babel.messages.frontend", "-q", "extract", "-F", str(CATALOGUE / "babel.cfg")]
    options = ["-k", "N_", "--omit-header", "--no-location", "--sort-output", "-o", str(gathered), "."]
    subprocess.run([*command, *options], cwd=ROOT, check=True, capture_output=True)
    assert _messages(gathered).keys() == _messages(CATALOGUE / "rightful.pot").keys(), "run `make words`"


@pytest.mark.parametrize("language", OTHERS)
def test_what_was_translated_is_compiled(language):
    folder = CATALOGUE / language / "LC_MESSAGES"
    written = _messages(folder / "rightful.po")
    assert written.keys() == _messages(CATALOGUE / "rightful.pot").keys(), "run `make words`"
    compiled = read_mo(io.BytesIO((folder / "rightful.mo").read_bytes()))
    translated = {text: words for text, words in written.items() if words}
    assert {message.id: message.string for message in compiled if message.id} == translated, "run `make words`"


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_keeps_the_gaps_of_its_text(language):
    for text, words in _messages(CATALOGUE / language / "LC_MESSAGES" / "rightful.po").items():
        if words:
            gaps = [sorted(re.findall(r"\{\w+\}|%\(\w+\)s", one)) for one in (text, words)]
            assert gaps[0] == gaps[1], text


def test_the_widget_has_its_words_and_language_in_it(app):
    with app.app_context():
        made = script("cy")
    assert json.dumps("cy") in made
    assert "__" not in re.sub(r"__proto__", "", made)
    assert WORDS["launcher"]


def test_a_language_that_is_not_spoken_is_english(app):
    with app.test_request_context("/"):
        speak_in("fr")
        assert app.jinja_env.globals["language"]() == "en"


def test_a_page_says_its_language(browser):
    assert '<html lang="en">' in browser.get("/rights").text
