"""Whether a reply helped, and its dates for a phone: only in the chat that it belongs to."""

import pytest

import rules
from web.store import usage

from .conftest import TODAY, Chat, reply


def said(chat, say_back, **more):
    say_back(reply("Here.", **more))
    return chat.say("how long do i wait").get_json()["replies"][0]["receipt"]


def send(chat, path, **body):
    return chat.browser.post(f"/chat/{path}", json=body, headers=chat.headers)


def counts(app):
    with app.extensions["store"].transaction() as session:
        return [(use.answer_id, use.given, use.helpful, use.unhelpful) for use in usage.use_of_answers(session)]


def test_a_rating_counts_once_and_can_be_changed(app, chat, say_back):
    receipt = said(chat, say_back, answer_id="five_week_wait")
    assert send(chat, "rate", receipt=receipt, rating="helpful").status_code == 204
    assert send(chat, "rate", receipt=receipt, rating="helpful").status_code == 204
    assert counts(app) == [("five_week_wait", 1, 1, 0)]
    send(chat, "rate", receipt=receipt, rating="unhelpful")
    assert counts(app) == [("five_week_wait", 1, 0, 1)]


@pytest.mark.parametrize("path", ["rate", "calendar"])
def test_nobody_else_reaches_a_reply(app, chat, say_back, path):
    receipt = said(chat, say_back, answer_id="five_week_wait")
    stranger = Chat(app.test_client())
    body = {"receipt": receipt, "rating": "helpful"}
    assert send(stranger, path, **body).status_code == 404
    assert send(stranger, path, **body).data == send(stranger, path, **{**body, "receipt": "nosuchcode"}).data
    assert counts(app) == [("five_week_wait", 1, 0, 0)]


def test_nonsense_is_refused_with_a_sentence(chat, say_back):
    receipt = said(chat, say_back)
    answer = send(chat, "rate", receipt=receipt, rating="<script>")
    assert answer.status_code == 400
    assert answer.get_json()["error"]["instead"]


def test_the_dates_of_a_reply_as_a_file(chat, say_back):
    timeline = rules.timeline(TODAY, "england").as_json()
    receipt = said(chat, say_back, timeline=timeline)
    file = send(chat, "calendar", receipt=receipt).get_json()["file"]
    assert file.startswith("BEGIN:VCALENDAR")
    assert file.count("BEGIN:VEVENT") == len(timeline["events"])
    assert send(chat, "calendar", receipt=said(chat, say_back)).status_code == 404
