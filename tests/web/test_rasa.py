"""Speaking to several Rasa servers: a conversation keeps to one, a dead one is gone around, and a queue stays short."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from web import rasa as module
from web.rasa import Rasa, RasaBusy, RasaNotThere


class Played:
    """A server that answers as it is told, and notes who was sent to it."""

    def __init__(self, body=b'[{"custom": {"text": "Yes."}}]', status=200, dies=False):
        self.senders, self.gate = [], threading.Event()
        self.gate.set()
        played = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                message = self.rfile.read(int(self.headers["Content-Length"]))
                played.senders.append(message)
                played.gate.wait(10)
                if dies:
                    self.connection.close()
                    return
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.gate.set()
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def serving():
    started = []

    def start(**how):
        started.append(Played(**how))
        return started[-1]

    yield start
    for one in started:
        one.stop()


def test_a_conversation_keeps_to_one_server_and_the_servers_share_the_conversations(serving):
    servers = [serving(), serving()]
    rasa = Rasa([one.url for one in servers])
    for sender in map(str, range(20)):
        before = [len(one.senders) for one in servers]
        for _ in range(3):
            rasa.send(sender, "hello", {})
        grown = [len(one.senders) - was for one, was in zip(servers, before, strict=True)]
        assert sorted(grown) == [0, 3]
    assert all(len(one.senders) >= 9 for one in servers)


def test_a_server_that_is_gone_is_gone_around(serving):
    gone, there = serving(), serving()
    rasa = Rasa([gone.url, there.url])
    gone.stop()
    for sender in map(str, range(10)):
        assert rasa.send(sender, "hello", {}) == [{"text": "Yes."}]
    assert len(there.senders) == 10


@pytest.mark.parametrize("how", [{"body": b"[]"}, {"body": b"<html>"}, {"status": 500}, {"body": b'[{"text": "x"}]'}])
def test_an_answer_that_cannot_be_used_counts_as_none(serving, how):
    with pytest.raises(RasaNotThere):
        Rasa([serving(**how).url]).send("somebody", "hello", {})


def test_a_model_that_takes_too_long_counts_as_none(serving):
    slow = serving()
    slow.gate.clear()
    with pytest.raises(RasaNotThere):
        Rasa([slow.url], timeout=0.2).send("somebody", "hello", {})


def test_more_than_can_be_answered_soon_are_told_at_once(serving, monkeypatch):
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 0.1)
    server = serving()
    server.gate.clear()
    rasa = Rasa([server.url])
    outcomes = []

    def talk(number):
        try:
            rasa.send(str(number), "hello", {})
            outcomes.append("answered")
        except RasaBusy:
            outcomes.append("busy")

    people = [threading.Thread(target=talk, args=(number,)) for number in range(module.AT_ONCE + module.MAY_WAIT + 3)]
    for one in people:
        one.start()
    while outcomes.count("busy") < module.MAY_WAIT + 3:
        time.sleep(0.02)
    server.gate.set()
    for one in people:
        one.join()
    assert outcomes.count("answered") == module.AT_ONCE
    assert rasa.send("afterwards", "hello", {}) == [{"text": "Yes."}]


def test_a_turn_that_a_dying_server_had_is_taken_by_another_one(serving):
    servers = [serving(dies=True), serving(dies=True), serving()]
    rasa = Rasa([one.url for one in servers])
    for sender in map(str, range(6)):
        assert rasa.send(sender, "hello", {}) == [{"text": "Yes."}]
    assert servers[0].senders or servers[1].senders, "one of them had a turn first"
    with pytest.raises(RasaNotThere):
        Rasa([servers[0].url]).send("a", "hello", {})
