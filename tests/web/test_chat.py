"""The chat gateway as a browser meets it."""

import pytest

from .conftest import Chat, reply


def test_a_visit_starts_with_the_notice_that_this_is_a_programme(browser):
    started = browser.post("/chat/start", json={"charity": "demo"})
    assert started.status_code == 201
    content = started.get_json()
    assert content["charity"]["name"] == "Riverside Advice"
    assert "computer programme" in content["replies"][0]["text"]
    assert "Set-Cookie" not in started.headers


def test_a_charity_that_is_not_set_up_is_said_so(browser):
    refused = browser.post("/chat/start", json={"charity": "nobody"})
    assert refused.status_code == 404
    assert "not set up" in refused.get_json()["error"]["problem"]


def test_what_was_learned_is_kept_and_sent_with_the_next_message(chat, rasa, say_back):
    say_back(reply(status="asking"), household={"savings": "500"}, asking="savings", declined=["adults[0].health"])
    known = chat.say("i have 500 saved").get_json()["known"]
    assert [(one["fact"], one["label"], one["value"]) for one in known] == [("savings", "Savings", "£500.00")]

    say_back(reply(), household={"savings": "500"})
    chat.say("and now?")
    metadata = rasa.heard[-1]["metadata"]
    assert metadata["household"] == {"savings": "500"}
    assert metadata["asking"] == "savings"
    assert metadata["declined"] == ["adults[0].health"]


def test_a_retry_with_the_same_turn_id_gets_the_same_replies_and_is_recorded_once(chat, rasa, say_back):
    say_back(reply("first"))
    say_back(reply("second"))
    once, again = chat.say("hello there", turn="t1").get_json(), chat.say("hello there", turn="t1").get_json()
    assert once["replies"] == again["replies"]
    assert len(rasa.heard) == 1


def test_a_button_is_passed_on_only_when_it_was_offered(chat, rasa, say_back):
    payload = '/choose{"fact": "savings", "value": "\\"0\\""}'
    chat.say(payload, button=True)
    assert not rasa.heard[-1]["text"].startswith("/"), "a payload that was never offered is only words"

    say_back(reply(quick_replies=[{"title": "None", "payload": payload}]))
    chat.say("how much would i get")
    say_back(reply())
    chat.say(payload, button=True)
    assert rasa.heard[-1]["text"] == payload

    say_back(reply())
    chat.say("/restart")
    assert rasa.heard[-1]["text"] == "restart"


def test_crisis_comes_first_even_when_rasa_is_not_there(chat, rasa):
    answer = chat.say("i dont want to be here anymore")
    replies = answer.get_json()["replies"]
    assert replies[0]["status"] == "crisis"
    assert "116 123" in replies[0]["text"]
    assert rasa.heard == []


def test_somebody_without_money_who_waits_is_told_the_day_too(chat, rasa, say_back):
    say_back(reply("With a claim on ..."), household={"claim_date": "2026-11-12"})
    replies = chat.say("got no money til uc comes").get_json()["replies"]
    assert [one["status"] for one in replies] == ["crisis", "answered"]
    assert "advance" in replies[0]["text"]
    assert rasa.heard[-1]["text"] == "/first_payment"


def test_without_rasa_the_answers_are_searched_and_that_is_said(chat):
    content = chat.say("what is the taper").get_json()
    assert content["service"] == "reduced"
    assert content["replies"][0]["answer_id"] == "reduced_service"
    assert content["replies"][1]["answer_id"] == "taper_rate"
    assert content["replies"][1]["sources"]
    receipt = chat.browser.get(f"/receipts/{content['replies'][1]['receipt']}").get_data(as_text=True)
    assert "universal_credit.taper" in receipt, "a receipt shows the rates behind the figures"


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "////", "\x07\x08"])
def test_no_words_get_a_polite_sentence(chat, text):
    refused = chat.say(text)
    assert refused.status_code == 400
    assert refused.get_json()["error"] == {
        "problem": "There were no words in that message.",
        "instead": "Write your question, or a few words of it.",
    }


def test_a_message_that_is_too_long_is_not_read_and_2000_characters_are(chat, say_back):
    assert "longer than 2,000 characters" in chat.say("a" * 2001).get_json()["error"]["problem"]
    say_back(reply())
    assert chat.say("a" * 2000).status_code == 200


def test_binary_is_answered_politely(chat):
    assert chat.say("\x00\x01\x02").status_code == 400
    raw = chat.browser.post("/chat/say", data=b"\xff\xfe\x00", headers=chat.headers, content_type="application/json")
    assert raw.status_code == 400
    assert "could not read" in raw.get_json()["error"]["problem"]


def test_a_huge_request_is_refused_before_it_is_read(chat):
    refused = chat.browser.post("/chat/say", data="x" * 100_000, headers=chat.headers, content_type="application/json")
    assert refused.status_code in (400, 413)
    assert refused.get_json()["error"]["instead"]


@pytest.mark.parametrize("body", [{"text": 5, "turn": "a"}, {"text": "hi"}, ["hi"], {"text": {"a": 1}, "turn": "a"}])
def test_a_body_of_the_wrong_shape_is_refused(chat, body):
    assert chat.browser.post("/chat/say", json=body, headers=chat.headers).status_code == 400


def test_a_chat_that_is_deleted_is_gone_with_its_receipts(chat, say_back):
    say_back(reply())
    code = chat.say("hello there").get_json()["replies"][0]["receipt"]
    assert chat.browser.get(f"/receipts/{code}").status_code == 200
    assert chat.browser.post("/chat/erase", headers=chat.headers).status_code == 204
    assert chat.browser.get(f"/receipts/{code}").status_code == 404
    assert chat.say("hello?").status_code == 401


def test_a_page_that_no_charity_named_gets_nothing(browser):
    refused = browser.post("/chat/start", json={"charity": "demo"}, headers={"Origin": "https://elsewhere.example"})
    assert refused.status_code == 403
    assert "Access-Control-Allow-Origin" not in refused.headers


def test_two_chats_do_not_see_each_other(browser, rasa, say_back):
    one, other = Chat(browser), Chat(browser)
    say_back(reply(), household={"savings": "500"})
    one.say("i have 500 saved")
    say_back(reply())
    other.say("what about me")
    assert rasa.heard[-1]["metadata"]["household"] == {}
    assert rasa.heard[0]["sender"] != rasa.heard[1]["sender"]


def test_an_estimate_is_kept_with_the_household_it_was_worked_out_for(app, chat, say_back):
    estimate = {"award": "1.00", "lines": [{"id": "award"}], "assessment_period": {"start": "a", "end": "b"}}
    household = {"savings": "500"}
    say_back(reply(status="estimated", estimate=estimate, lines=estimate["lines"]), household=household)
    shown = chat.say("what would i get").get_json()["replies"][0]
    assert "lines" not in shown["estimate"], "lines travel once"
    assert "household" not in shown
    assert app.extensions["store"].receipt(shown["receipt"]).household == household


def test_what_identifies_a_person_is_not_stored(app, chat, say_back):
    say_back(reply())
    said = chat.say("my NI number is QQ 12 34 56 C, ring 07700 900123 or my partner Dave at dave@example.org")
    stored = app.extensions["store"].receipt(said.get_json()["replies"][0]["receipt"]).turn.text
    for secret in ("12 34 56", "07700", "dave@", "Dave"):
        assert secret not in stored


def test_a_fact_can_be_forgotten_and_asked_again_by_its_buttons(chat, rasa, say_back):
    say_back(reply(), household={"savings": "500"})
    known = chat.say("i have 500 saved").get_json()["known"][0]
    for button in ("change", "forget"):
        say_back(reply(), household={"savings": "500"})
        chat.say(known[button], button=True)
        assert rasa.heard[-1]["text"] == known[button]


def test_a_fact_that_is_not_known_has_no_buttons(chat, rasa, say_back):
    say_back(reply())
    chat.say('/change_fact{"fact": "savings"}', button=True)
    assert not rasa.heard[-1]["text"].startswith("/")


def test_a_chat_is_resumed_with_what_was_said_without_names(chat, browser, say_back):
    say_back(reply("Here it is."), household={"savings": "500"})
    chat.say("my partner Dave left")
    again = browser.post("/chat/resume", headers=chat.headers).get_json()
    assert [(turn["said"], turn["replies"][0]["text"]) for turn in again["turns"]] == [
        ("my partner [name] left", "Here it is.")
    ]
    assert again["known"][0]["fact"] == "savings"
    assert again["charity"]["name"] == "Riverside Advice"


def test_all_that_is_kept_can_be_taken_away(chat, browser, say_back):
    say_back(reply("Here it is."), household={"savings": "500"})
    chat.say("hello")
    kept = browser.post("/chat/export", headers=chat.headers).get_json()
    assert kept["household"] == {"savings": "500"}
    assert kept["turns"][0]["said"] == "hello"
    assert kept["turns"][0]["replies"][0]["text"] == "Here it is."


@pytest.mark.parametrize("path", ["/chat/resume", "/chat/export"])
def test_a_deleted_chat_cannot_be_resumed_or_saved(chat, browser, path):
    browser.post("/chat/erase", headers=chat.headers)
    refused = browser.post(path, headers=chat.headers)
    assert refused.status_code == 401
    assert "has ended" in refused.get_json()["error"]["problem"]
