"""Handing over to a person: the charity's contact, a code, and what it opens."""

from datetime import timedelta

import pytest

from web import handover
from web.clock import now
from web.store import Handover
from web.store.migrate import every_table

from .conftest import reply

HOUSEHOLD = {"adults": [{"age": 30}], "savings": "500"}


@pytest.fixture
def code(chat, say_back):
    say_back(reply(), household=HOUSEHOLD)
    chat.say("my partner Dave left me, can i claim")
    say_back(reply(status="handover"), household=HOUSEHOLD)
    chat.say("can i talk to a person")
    made = chat.say(handover.PAYLOAD, button=True).get_json()["replies"][0]["text"]
    return made.split("**")[1]


def opened(browser, code):
    return browser.post("/handover", data={"code": code})


def test_the_charitys_own_contact_and_the_offer_come_with_the_handover(chat, say_back):
    say_back(reply("Yes, you can.", status="handover"))
    said = chat.say("can i talk to a person").get_json()["replies"][0]
    assert said["text"].startswith("**Riverside Advice:**")
    assert "can see what you told me" in said["text"]
    assert said["quick_replies"][-1]["payload"] == handover.PAYLOAD


def test_the_code_opens_what_was_told_and_asked_without_names(browser, code):
    page = opened(browser, code).get_data(as_text=True)
    assert "Savings" in page
    assert "£500.00" in page
    assert "can i claim" in page
    assert "Dave" not in page


@pytest.mark.parametrize("typed", ["{code}", " {code} ", "{CODE}"])
def test_a_code_can_be_typed_in_any_case(browser, code, typed):
    assert opened(browser, typed.format(code=code, CODE=code.upper())).status_code == 200


def test_no_code_is_made_that_was_not_offered(chat, rasa, say_back):
    say_back(reply())
    chat.say(handover.PAYLOAD, button=True)
    assert rasa.heard[-1]["text"] == handover.PAYLOAD.lstrip("/")


def test_the_code_itself_is_stored_nowhere(app, code):
    with app.extensions["store"].engine.connect() as connection:
        everything = "".join(
            str(row) for table in every_table().tables.values() for row in connection.execute(table.select())
        )
    assert code.replace("-", "") not in everything
    assert code not in everything


@pytest.mark.parametrize("wrong", ["", "aaaaa-aaaaa", "x" * 500, "' or 1=1"])
def test_a_wrong_code_gets_a_page_that_helps_and_keeps_what_was_typed(browser, wrong):
    page = opened(browser, wrong)
    assert page.status_code == 404
    assert "This code opens nothing" in page.get_data(as_text=True)


def test_an_expired_code_looks_like_a_wrong_one(app, browser, code):
    with app.extensions["store"].transaction() as session:
        session.query(Handover).update({"expires": now() - timedelta(minutes=1)})
    assert opened(browser, code).get_data() == opened(browser, "aaaaa-aaaaa").get_data().replace(
        b"aaaaa-aaaaa", code.encode()
    )


def test_deleting_the_chat_closes_the_code(chat, browser, code):
    browser.post("/chat/erase", headers=chat.headers)
    assert opened(browser, code).status_code == 404


def test_old_codes_go_with_the_schedule(app, code):
    store = app.extensions["store"]
    store.forget_old(now() + timedelta(days=handover.KEPT_DAYS + 1), keep_hours=24, keep_days=90)
    with store.transaction() as session:
        assert session.query(Handover).count() == 0


def test_codes_cannot_be_tried_for_long(browser):
    tried = [browser.post("/handover", data={"code": f"aaaaa-{number:05}"}).status_code for number in range(12)]
    assert tried[0] == 404
    assert tried[-1] == 429
