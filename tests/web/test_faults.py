"""What breaks while people talk: no acknowledged turn is lost, no estimate is shown without its record, and whoever is
there is told what to do meanwhile."""

import shutil
import signal
import subprocess
import threading
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import event, text

from tests.conftest import need
from tests.web import engines
from tests.web.conftest import PlayedRasa, reply
from web import create_app, model
from web.clock import LONDON
from web.rasa import RasaBusy
from web.settings import Settings
from web.store import Conversation, Receipt, Turn

ESTIMATE = reply("You may get this.", "estimated", estimate={"award": "424.90"}, lines=[])


class Busy(PlayedRasa):
    def send(self, sender, text, metadata):
        raise RasaBusy


def counted(app):
    with app.extensions["store"].transaction() as session:
        return session.query(Turn).count(), session.query(Receipt).count()


# ---- Too many people -----------------------------------------------------------------------------------------------


def test_who_comes_on_top_is_told_what_to_do_and_can_send_the_same_message_again(app, chat, rasa, say_back):
    app.extensions["gateway"].rasa = Busy()
    answer = chat.say("what is the taper", turn="one")
    assert answer.status_code == 503
    error = answer.get_json()["error"]
    assert error["problem"] == "Many people are asking just now."
    for part in ("send it again in a moment", "999", "/answers", "drop-in"):
        assert part in error["instead"]
    assert counted(app) == (0, 0)

    app.extensions["gateway"].rasa = rasa
    say_back(reply("45p."))
    assert chat.say("what is the taper", turn="one").get_json()["replies"][0]["text"] == "45p."
    assert counted(app)[0] == 1


def test_somebody_in_danger_is_answered_however_many_others_ask(app, chat):
    app.extensions["gateway"].rasa = Busy()
    content = chat.say("i want to kill myself").get_json()
    assert content["replies"][0]["status"] == "crisis"


# ---- The database --------------------------------------------------------------------------------------------------


@pytest.fixture
def full(app):
    """The disk has no room for another page."""
    store = app.extensions["store"]

    def fill():
        store.engine.dispose()
        with store.engine.connect() as connection:
            pages = connection.execute(text("PRAGMA page_count")).scalar_one()

        @event.listens_for(store.engine, "connect")
        def no_room(connection, _record):
            connection.execute(f"PRAGMA max_page_count={pages}")

        store.engine.dispose()

    return fill


def test_with_a_full_disk_no_estimate_is_shown_without_its_record(app, chat, say_back, full):
    say_back(reply("First."))
    assert chat.say("hello").status_code == 200
    before = counted(app)
    full()
    refused = None
    for number in range(200):  # until the free room inside the file is used up
        say_back({**ESTIMATE, "text": "x" * 3000})
        answer = chat.say("what would i get", turn=f"full-{number}")
        if answer.status_code != 200:
            refused = answer
            break
    assert refused is not None
    assert refused.status_code == 503
    error = refused.get_json()["error"]
    assert "cannot write" in error["problem"]
    assert "424.90" not in refused.text
    assert counted(app)[0] == before[0] + number, "what was acknowledged is there, and the refused turn is not"
    assert chat.say("i want to end my life").get_json()["replies"][0]["status"] == "crisis"


def test_a_database_that_is_killed_loses_no_acknowledged_turn_and_is_found_again():
    programs = engines.installed()
    need(programs, "PostgreSQL is not installed (Debian: apt-get install postgresql)")
    server = engines.PostgreSQL(programs, habits=())  # as it comes: what is written is on the disk
    try:
        app = create_app(Settings.from_environment({"RIGHTFUL_DATABASE": server.database()}))
        rasa = app.extensions["gateway"].rasa = PlayedRasa()
        browser = app.test_client()
        token = browser.post("/chat/start", json={"charity": "demo"}).get_json()["conversation"]
        headers = {"Authorization": f"Bearer {token}"}

        def say(words, turn):
            rasa.replies.append([reply(f"About {words}.", household={"savings": "5"}, declined=[])])
            return browser.post("/chat/say", json={"text": words, "turn": turn}, headers=headers)

        assert say("rent", "one").status_code == 200
        server.process.send_signal(signal.SIGKILL)
        server.process.wait()
        down = say("pay", "two")
        assert down.status_code == 503
        assert "try again" in down.get_json()["error"]["instead"]
        assert browser.get("/ready").status_code == 503
        assert browser.get("/answers/taper_rate").status_code in (200, 503)

        (server.data / "postmaster.pid").unlink(missing_ok=True)
        server.start()
        assert browser.get("/ready").status_code == 200
        assert say("pay", "two").status_code == 200
        told = browser.post("/chat/export", headers=headers, json={}).get_json()
        assert [turn["said"] for turn in told["turns"]] == ["rent", "pay"]
        assert told["household"] == {"savings": "5"}
        app.extensions["store"].engine.dispose()
    finally:
        server.stop()


# ---- Two tabs, twice, and a line that breaks -----------------------------------------------------------------------


class Slow(PlayedRasa):
    """Keeps everybody waiting until all are there, so that their turns meet."""

    def __init__(self, people):
        super().__init__()
        self.together = threading.Barrier(people, timeout=10)

    def send(self, sender, text, metadata):
        with suppress(threading.BrokenBarrierError):  # the second try of one comes alone
            self.together.wait()
        household = {**metadata["household"], text: "1"}
        return [reply(f"You said {text}.", household=household, declined=[])]


def at_once(app, headers, *messages):
    """Sends (text, turn) all at the same time; the answers in the order of the messages."""
    answers = [None] * len(messages)

    def send(place, words, turn):
        body = {"text": words, "turn": turn}
        answers[place] = app.test_client().post("/chat/say", json=body, headers=headers)

    threads = [threading.Thread(target=send, args=(place, *message)) for place, message in enumerate(messages)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_two_tabs_lose_nothing_that_either_was_told(app, chat):
    app.extensions["gateway"].rasa = Slow(2)
    answers = at_once(app, chat.headers, ("savings", "a"), ("rent", "b"))
    assert [answer.status_code for answer in answers] == [200, 200]
    with app.extensions["store"].transaction() as session:
        assert set(session.query(Conversation).one().household) == {"savings", "rent"}
    assert counted(app)[0] == 2


def test_a_message_that_is_sent_twice_at_once_is_one_turn_with_one_reply(app, chat):
    app.extensions["gateway"].rasa = Slow(2)
    first, second = at_once(app, chat.headers, ("savings", "same"), ("savings", "same"))
    assert first.get_json()["replies"] == second.get_json()["replies"]
    assert counted(app) == (1, 1)


def test_who_lost_the_line_before_the_reply_gets_it_by_sending_again(app, chat, say_back):
    say_back(ESTIMATE)
    lost = chat.say("what would i get", turn="one").get_json()  # written, but it never arrived
    again = chat.say("what would i get", turn="one").get_json()
    assert again["replies"] == lost["replies"]
    assert counted(app) == (1, 1)


# ---- The clock -----------------------------------------------------------------------------------------------------


def at(monkeypatch, *when):
    moment = datetime(*when, tzinfo=LONDON)
    monkeypatch.setattr("web.turns.now", lambda: moment)


@pytest.mark.parametrize(
    ("before", "after", "day"),
    [
        ((2026, 11, 23, 23, 59, 59), (2026, 11, 24, 0, 0, 1), date(2026, 11, 24)),
        ((2026, 3, 29, 0, 59, 59), (2026, 3, 29, 2, 0, 1), date(2026, 3, 29)),  # summer time begins
        ((2026, 10, 25, 1, 59, 59), (2026, 10, 25, 1, 0, 1), date(2026, 10, 25)),  # an hour comes twice
        ((2026, 4, 5, 23, 59, 59), (2026, 4, 6, 0, 0, 1), date(2026, 4, 6)),  # new rates
    ],
)
def test_a_conversation_goes_on_over_a_change_of_the_clock(app, chat, rasa, say_back, monkeypatch, before, after, day):
    at(monkeypatch, *before)
    say_back(reply("First."), household={"savings": "7"})
    assert chat.say("one").status_code == 200
    at(monkeypatch, *after)
    say_back(reply("Second."))
    assert chat.say("two").status_code == 200
    assert rasa.heard[-1]["metadata"]["today"] == day.isoformat()
    assert rasa.heard[-1]["metadata"]["household"] == {"savings": "7"}
    with app.extensions["store"].transaction() as session:
        assert [turn.text for turn in session.query(Turn).order_by(Turn.number)] == ["one", "two"]


def test_summer_time_makes_no_conversation_an_hour_older(app, chat, say_back, monkeypatch):
    say_back(reply("First."), household={"savings": "7"})
    at(monkeypatch, 2026, 3, 28, 2, 30)
    chat.say("one")
    # 24 hours by the clock on the wall are 23 hours and a half gone: nothing is forgotten yet.
    at(monkeypatch, 2026, 3, 29, 3, 0)
    keep = app.extensions["settings"]
    app.extensions["store"].forget_old(datetime(2026, 3, 29, 3, 0, tzinfo=LONDON), keep.keep_hours, keep.keep_days)
    with app.extensions["store"].transaction() as session:
        assert session.query(Conversation).one().household == {"savings": "7"}


# ---- A model that cannot be read -----------------------------------------------------------------------------------


def test_a_corrupt_model_is_made_again_and_not_served(tmp_path, monkeypatch):
    broken = tmp_path / "model.tar.gz"
    broken.write_bytes(b"\x1f\x8b not a model")
    assert not model.is_whole(broken)
    whole = shutil.make_archive(str(tmp_path / "whole"), "gztar", Path(__file__).parent, "conftest.py")
    assert model.is_whole(Path(whole))
    cut = tmp_path / "cut.tar.gz"
    cut.write_bytes(Path(whole).read_bytes()[:-20])
    assert not model.is_whole(cut)

    trained = []

    def run(*command):
        trained.append(command)
        name = command[command.index("--fixed-model-name") + 1] if "--fixed-model-name" in command else None
        if name:
            shutil.copy(whole, tmp_path / f"{name}.tar.gz")
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(model, "current", lambda: broken)
    monkeypatch.setattr(model, "MODELS", tmp_path)
    monkeypatch.setattr(model, "_run", run)
    assert model.train() is True
    assert model.is_whole(broken)
    assert model.train() is False
