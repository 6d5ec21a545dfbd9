"""The web application with a Rasa that the test plays, and a database of its own.

The application's database is SQLite's, or that of RIGHTFUL_TEST_ENGINE (postgresql). A test that asks for `database`
runs on both engines.
"""

import os
from datetime import date

import pytest

from tests.conftest import need
from tests.web import engines
from web import create_app
from web.rasa import RasaNotThere
from web.settings import Settings
from web.store import Store

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


@pytest.fixture(scope="session")
def postgresql():
    """A PostgreSQL server with nothing in it."""
    programs = engines.installed()
    need(programs, "PostgreSQL is not installed (Debian: apt-get install postgresql)")
    server = engines.PostgreSQL(programs)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def ready_tables(postgresql):
    """The name of a PostgreSQL database with the latest tables, which is quicker to copy than to make."""
    return engines.migrated(postgresql)


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request):
    """The two engines that the store runs on."""
    return request.param


@pytest.fixture
def database(request, engine, tmp_path):
    """The address of a database of this test's own."""
    yield from _database(request, engine, tmp_path)


@pytest.fixture
def app_database(request, tmp_path):
    """The address of the application's database."""
    yield from _database(request, os.environ.get("RIGHTFUL_TEST_ENGINE", "sqlite"), tmp_path)


def _database(request, engine, tmp_path):
    if engine == "sqlite":
        yield f"sqlite:///{tmp_path}/test.db"
        return
    server = request.getfixturevalue("postgresql")
    address = server.database(request.getfixturevalue("ready_tables"))
    yield address
    server.drop(address)


@pytest.fixture
def store(database):
    """The tables in a database of their own, without an application."""
    made = Store(database)
    made.create()
    yield made
    made.engine.dispose()


@pytest.fixture
def app(app_database, rasa):
    app = create_app(Settings.from_environment({"RIGHTFUL_DATABASE": app_database}))
    app.extensions["gateway"].rasa = rasa
    app.testing = True
    yield app
    app.extensions["store"].engine.dispose()


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
