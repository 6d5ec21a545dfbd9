"""Figures for whoever runs the server: turns and replies are counted, and nobody else sees them."""

import re

from web.rasa import RasaBusy

from .conftest import reply


def figure(browser, name):
    page = browser.get("/metrics").get_data(as_text=True)
    found = re.search(rf"^{re.escape(name)} ([\d.]+)$", page, re.MULTILINE)
    return float(found[1]) if found else 0.0


def test_turns_and_replies_are_counted(chat, say_back):
    full, answered = 'rightful_turns_total{service="full"}', 'rightful_replies_total{status="answered"}'
    before = figure(chat.browser, full), figure(chat.browser, answered)
    say_back(reply("One."))
    chat.say("what is the taper")
    assert (figure(chat.browser, full), figure(chat.browser, answered)) == (before[0] + 1, before[1] + 1)


def test_a_turn_that_was_sent_away_is_counted(chat, monkeypatch, app):
    def busy(*_):
        raise RasaBusy

    name = 'rightful_turns_total{service="busy"}'
    before = figure(chat.browser, name)
    monkeypatch.setattr(app.extensions["gateway"].rasa, "send", busy)
    assert chat.say("what is the taper").status_code == 503
    assert figure(chat.browser, name) == before + 1


def test_nobody_else_sees_the_figures(browser):
    assert browser.get("/metrics", environ_base={"REMOTE_ADDR": "192.0.2.7"}).status_code == 404
    assert browser.get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 404
