"""The web application with a Rasa that the test plays, and a database of its own."""

from datetime import date

import pytest

from web import create_app
from web.rasa import RasaNotThere
from web.settings import Settings

TODAY = date(2026, 11, 23)


class PlayedRasa:
    """Answers what the test puts into `replies`; nothing there means that Rasa is not there."""

    def __init__(self):
        self.replies = []
        self.heard = []

    def send(self, sender, text, metadata):
        self.heard.append({"sender": sender, "text": text, "metadata": metadata})
        if not self.replies:
            raise RasaNotThere
        return self.replies.pop(0)

    def is_ready(self):
        return bool(self.replies)


@pytest.fixture
def rasa():
    return PlayedRasa()


@pytest.fixture
def app(tmp_path, rasa):
    app = create_app(Settings.from_environment({"RIGHTFUL_DATABASE": f"sqlite:///{tmp_path}/test.db"}))
    app.extensions["gateway"].rasa = rasa
    app.testing = True
    return app


@pytest.fixture
def browser(app):
    return app.test_client()


@pytest.fixture
def chat(browser):
    return Chat(browser)


class Chat:
    """A visitor's chat: `say` sends the next message."""

    def __init__(self, browser):
        self.browser = browser
        self.token = browser.post("/chat/start", json={"charity": "demo"}).get_json()["conversation"]
        self.sent = 0

    @property
    def headers(self):
        return {"Authorization": f"Bearer {self.token}"}

    def say(self, text, turn=None, **more):
        self.sent += 1
        body = {"text": text, "turn": turn or f"turn-{self.sent}", **more}
        return self.browser.post("/chat/say", json=body, headers=self.headers)


def reply(text="Here you are.", status="answered", **more):
    return {
        "status": status,
        "text": text,
        "topics": [],
        "sources": [],
        "date": "2026-11-23",
        "rules_version": "x",
        **more,
    }


@pytest.fixture
def say_back(rasa):
    """Let Rasa answer the next message with these replies."""

    def play(*replies, household=None, asking=None, declined=()):
        replies[-1].update(household=household or {}, asking=asking, declined=list(declined))
        rasa.replies.append(list(replies))

    return play
