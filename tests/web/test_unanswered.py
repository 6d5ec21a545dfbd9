"""A question without an answer reaches those who write answers, and says nothing of who asked it."""

from datetime import date

import pytest

from web.store import questions

from .conftest import Chat, reply
from .logged_in import log_in, token_of

ASKED = ["can i get uc on a boat", "can i get uc on a narrow boat?", "can I get UC on a boat"]


@pytest.fixture
def asked(app, say_back):
    """Three people ask nearly the same, a fourth something else."""
    for text in [*ASKED, "what about my allotment"]:
        say_back(reply("I am not sure.", "not_sure"))
        Chat(app.test_client()).say(text)


def groups(app):
    with app.extensions["store"].transaction() as session:
        return [(one.group.text, one.count, one.group.status) for one in questions.groups(session)]


def test_questions_that_are_alike_make_one_group(app, asked):
    assert groups(app) == [("can i get uc on a boat", 3, "new"), ("what about my allotment", 1, "new")]


def test_an_answered_question_is_not_kept(app, chat, say_back):
    say_back(reply("Five weeks.", answer_id="five_week_wait"))
    chat.say("how long do i wait")
    assert groups(app) == []


def test_the_public_sees_only_what_several_have_asked(browser, asked):
    page = browser.get("/questions/").get_data(as_text=True)
    assert "can i get uc on a boat" in page
    assert "allotment" not in page
    assert "allotment" not in browser.get("/data/questions.csv").get_data(as_text=True)


def test_what_identifies_somebody_is_taken_out_first(app, chat, say_back):
    say_back(reply("I am not sure.", "not_sure"))
    chat.say("my number is 07700 900123 ring me about my boat")
    assert "07700" not in groups(app)[0][0]


def test_a_long_story_is_not_kept(app, chat, say_back):
    say_back(reply("I am not sure.", "not_sure"))
    chat.say("so this is what happened to me " * 15)
    assert groups(app) == []


def test_an_editor_says_what_became_of_it(app, browser, asked):
    editor = log_in(app, "Ed", "editor")
    token = token_of(editor.get("/questions/work/"))
    wrong = {"csrf_token": token, "status": "answered", "answer_id": "boats"}
    answer = editor.post("/questions/work/1", data=wrong)
    assert answer.status_code == 422
    assert "There is no answer called boats" in answer.get_data(as_text=True)
    assert 'value="boats"' in answer.get_data(as_text=True)
    assert editor.post("/questions/work/1", data={**wrong, "answer_id": "no_fixed_address"}).status_code == 303
    page = browser.get("/questions/").get_data(as_text=True)
    assert "/answers/no_fixed_address" in page


def test_only_editors_come_here(app, browser):
    assert browser.get("/questions/work/").status_code == 302
    assert log_in(app, "Ada", "adviser").get("/questions/work/").status_code == 403


def test_old_questions_go_unless_somebody_works_on_them(app, asked):
    with app.extensions["store"].transaction() as session:
        questions.set_status(session, 1, "being_written", None, date(2026, 11, 23))
        questions.forget_old_questions(session, date(2100, 1, 1))
    assert groups(app) == [("can i get uc on a boat", 3, "being_written")]
