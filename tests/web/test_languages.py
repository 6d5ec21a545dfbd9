"""One catalogue for every word of the interface, gathered and compiled; and which language a request speaks."""

import ast
import io
import json
import re
import subprocess
import sys

import pytest
from babel.messages import pofile
from babel.messages.mofile import read_mo

from bot.answers import CONTACTS
from bot.languages import of_data
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


def _calls(folder):
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield node


def _constants(nodes):
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_the_words_of_the_rules_and_of_the_contacts_are_in_the_catalogue():
    questions = {text for call in _calls("rules/not_known") for text in _constants(call.args) if text.endswith("?")}
    lines = _constants(call.args[1] for call in _calls("rules/universal_credit") if call.func.id == "Line")
    hours = set(re.findall(r"^ +hours: (.+)$", CONTACTS.read_text(encoding="utf-8"), re.MULTILINE))
    assert len(questions) > 10
    assert len(lines) > 10
    assert questions <= set(of_data.QUESTIONS)
    assert lines <= set(of_data.LINES)
    assert hours <= set(of_data.HOURS)


def test_the_statement_of_rights_is_there_in_welsh(browser):
    page = browser.get("/rights?language=cy").get_data(as_text=True)
    assert '<html lang="cy">' in page
    assert "Eich hawliau ar Gredyd Cynhwysol" in page
    assert page.count('<dd lang="cy">') >= 4 * 25
    assert page.count("Nid oes cynghorydd") >= 25  # the flag, on each that is translated
    assert "yn Saesneg: nid yw" in page  # and those that are not
    assert browser.get("/rights?language=xx").status_code == 404


def test_a_translation_is_on_the_page_of_its_answer_with_its_flag(browser):
    page = browser.get("/answers/five_week_wait?language=cy").get_data(as_text=True)
    assert '<div class="reply" lang="cy">' in page
    assert "has not checked this translation yet" in page
    assert 'lang="cy"' not in browser.get("/answers/pip_refused").get_data(as_text=True)
