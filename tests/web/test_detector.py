"""Which language a message is in, also mixed and misspelt."""

import random

import pytest

from bot import crisis
from bot.answer_files import FOLDERS, read_answers, read_translations
from bot.answers import Library
from bot.languages.detector import Detector


@pytest.fixture(scope="module")
def detector():
    return Detector(Library.load().texts())


@pytest.mark.parametrize(
    ("message", "language"),
    [
        ("i am 30", None),
        ("500 pounds", "en"),
        ("im in llanelli and got no money", "en"),
        ("fi moyn neud cwyn am fy work coach", "cy"),
        ("sut dwin cael help da rhent", "cy"),
        ("pryd fydd y taliad cyntaf yn dod i fewn", "cy"),
        ("be ddyliwn i neud am y sancshwn ma", "cy"),
        ("asdf qwer zxcv", None),
        ("LCWRA", None),
        ("", None),
    ],
)
def test_a_message(detector, message, language):
    heard = detector.heard(message)
    assert heard == language or (language is None and heard != "cy")


def test_questions_that_were_not_learnt():
    answers = read_answers(*FOLDERS)
    welsh = [text for one in read_translations(answers, "cy", *FOLDERS).values() for text in one.questions]
    english = [text for one in answers.values() for text in one.questions]
    for texts in (welsh, english):
        random.Random(1).shuffle(texts)  # noqa: S311
    quarter = len(welsh) // 4
    learnt = Detector({"en": english[2000:], "cy": welsh[quarter:]})
    heard = [learnt.heard(text) for text in welsh[:quarter]]
    assert heard.count("cy") > 0.9 * quarter
    # Some of the questions of English answers are in Welsh, so a few are right here.
    assert [learnt.heard(text) for text in english[:2000]].count("cy") < 40


def test_crisis_in_welsh():
    library = Library.load()
    for kind in crisis.KINDS:
        for text in library.translations["cy"][f"crisis_{kind}"].questions:
            assert kind in [one.kind for one in crisis.recognise(text)], text


def test_every_translation_is_up_to_date():
    answers = read_answers(*FOLDERS)
    stale = [one.id for one in read_translations(answers, "cy", *FOLDERS).values() if not one.is_of(answers[one.id])]
    assert stale == []
