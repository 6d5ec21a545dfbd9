"""Several troubles told at once are all heard, in order; a question with some of them in it stays a question."""

from pathlib import Path

import pytest
import yaml

from bot import troubles
from bot.answers import Library
from bot.crisis import recognise

AMY = """im 26, been on mates sofas since mum chucked me out for my drinking. lost my job at the shop, always late. some
days i cant get out of bed. last month i tried to end my life. work coach keeps pushing me to workshops and i dread the
appointments in case they stop my money"""

STORIES = [
    (AMY, ["danger", "home", "job", "ill_mind", "drink", "jobcentre"]),
    (
        "got the sack, owe two months rent and the landlord wants me out, bailiffs are coming for the council tax and "
        "my partner left. i dont know where to start",
        ["home", "rent", "job", "debt", "alone"],  # bailiffs may mean the home as well
    ),
    (
        "my nan died, i look after my dad, ive a pile of letters i cant open and the loan sharks ring all day",
        ["debt", "alone", "caring", "paper"],
    ),
    ("colli fy swydd, yfed gormod, dyledion mawr a dim lle i fyw. be dwi'n neud", ["home", "job", "drink", "debt"]),
]


def heard(text):
    return [one.id for one in troubles.several(text, recognise(text))]


@pytest.mark.parametrize(("text", "all_of_them"), STORIES)
def test_all_troubles_are_heard_in_order(text, all_of_them):
    assert heard(text) == all_of_them


@pytest.mark.parametrize(
    "text",
    [
        "lost my job and im depressed",  # two: each has its answer
        "how much will i get, lost my job, rent arrears, debts and anxiety",  # asks for a figure
        "what is the taper",
        "i work 16 hours, rent is 600, 2 kids aged 3 and 5",
        "my drinking water is cold and the sofa is broken",
        "",
    ],
)
def test_a_question_stays_a_question(text):
    assert heard(text) == []


def test_questions_of_the_answers_stay_questions():
    asked = [question for file in Library.load().answers.values() for question in file.questions]
    assert [question for question in asked if heard(question)] == []


def test_every_trouble_leads_to_an_answer_and_to_dangers_that_there_are():
    library = Library.load()
    content = yaml.safe_load(Path(troubles.__file__).with_name("troubles.yaml").read_text(encoding="utf-8"))
    for one in content.values():
        assert one["answer"] in library.answers
        for kind in one.get("crisis", []):
            assert f"crisis_{kind}" in library.answers
        assert one.get("call", "crisis_suicide") in library.answers
        assert ("above" in one["do"]) == ("call" in one), "what is above must have been said"
