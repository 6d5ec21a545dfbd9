"""Several Rasa servers and web servers behind nginx, on one PostgreSQL and one Redis: one conversation, told once."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil
import pytest
import redis

from tests.web import engines
from web import model
from web.settings import ROOT

from ..conftest import need
from .conftest import free_port

NGINX = "/usr/sbin/nginx"
RIGHTFUL = Path(sys.executable).with_name("rightful")
PATIENCE = 240


@dataclass
class Machines:
    url: str
    database: str
    redis: redis.Redis
    rasa: subprocess.Popen
    web: list[subprocess.Popen]
    environment: dict[str, str]

    def rasa_processes(self):
        children = psutil.Process(self.rasa.pid).children(recursive=True)
        running = [one for one in children if one.status() != psutil.STATUS_ZOMBIE]  # killed, and not yet cleared away
        return [one for one in running if "endpoints_shared" in " ".join(one.cmdline())]


def configured(folder, port, web_ports):
    """deploy/nginx/rightful.conf as it is, but for the ports, the certificate and the folders of its log."""
    text = (ROOT / "deploy" / "nginx" / "rightful.conf").read_text()
    for old, new in zip(("127.0.0.1:8000", "127.0.0.1:8001"), web_ports, strict=True):
        text = text.replace(old, f"127.0.0.1:{new}")
    text = re.sub(r"    ssl_.*;\n", "", text).replace("listen 443 ssl", f"listen 127.0.0.1:{port}")
    text = text.replace("listen 80;", f"listen 127.0.0.1:{free_port()};").replace("/var/log/nginx", str(folder))
    temporary = "".join(
        f"    {one}_temp_path {folder}/{one};\n" for one in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    site = folder / "nginx.conf"
    site.write_text(
        f"daemon off;\nworker_processes 1;\npid {folder}/nginx.pid;\nerror_log {folder}/error.log;\n"
        f"events {{ worker_connections 512; }}\nhttp {{\n{temporary}{text}\n}}\n"
    )
    return site


@pytest.fixture(scope="module")
def machines(tmp_path_factory):
    need(Path(NGINX).exists(), "nginx is not installed (Debian: apt-get install nginx-light)")
    need(shutil.which("redis-server"), "Redis is not installed (Debian: apt-get install redis-server)")
    need(engines.installed(), "PostgreSQL is not installed (Debian: apt-get install postgresql)")
    need(model.current().exists(), "there is no trained model for these files: run `make train`")
    folder = Path(tempfile.mkdtemp(prefix="rightful-machines-"))
    folder.chmod(0o755)
    server = engines.PostgreSQL(engines.installed(), habits=())
    redis_port, rasa_port, public = free_port(), free_port(), free_port()
    web_ports = [free_port(), free_port()]
    environment = {
        **os.environ,
        "PYTHONUNBUFFERED": "1",
        "RIGHTFUL_DATABASE": server.database(),
        "RIGHTFUL_REDIS": f"redis://127.0.0.1:{redis_port}",
        "RIGHTFUL_RASA_PORT": f"{rasa_port}",
        "RIGHTFUL_RASA_PROCESSES": "2",
        "RIGHTFUL_ACTIONS_PORT": f"{free_port()}",
        "RIGHTFUL_SECRET_KEY": "the same on all machines",
        "RIGHTFUL_PROXIES": "1",
        "RIGHTFUL_PUBLIC_URL": f"http://127.0.0.1:{public}",
    }
    running = []

    def start(*command, **more):
        log = (folder / f"{len(running)}.log").open("w")
        running.append(
            subprocess.Popen(command, cwd=ROOT, env={**environment, **more}, stdout=log, stderr=subprocess.STDOUT)
        )
        return running[-1]

    try:
        start("redis-server", "--port", f"{redis_port}", "--bind", "127.0.0.1", "--save", "", "--dir", str(folder))
        rasa = start(RIGHTFUL, "serve", "--part", "actions", "--part", "rasa")
        there = ",".join(f"http://127.0.0.1:{port}" for port in (rasa_port, rasa_port + 1))
        web = [
            start(RIGHTFUL, "serve", "--part", "web", RIGHTFUL_PORT=f"{port}", RIGHTFUL_RASA_URLS=there)
            for port in web_ports
        ]
        start(NGINX, "-c", str(configured(folder, public, web_ports)), "-p", str(folder))
        url = f"http://127.0.0.1:{public}"
        _wait(running, folder, [f"{url}/ready", *(f"{one}/" for one in there.split(","))])
        client = redis.Redis(port=redis_port)
        yield Machines(url, environment["RIGHTFUL_DATABASE"], client, rasa, web, environment)
    finally:
        for process in reversed(running):
            process.send_signal(signal.SIGINT)
        for process in running:
            process.wait(timeout=40)
        server.stop()
        shutil.rmtree(folder)


def _wait(running, folder, addresses):
    until = time.monotonic() + PATIENCE
    waiting = list(addresses)
    while waiting:
        dead = [place for place, process in enumerate(running) if process.poll() is not None]
        assert not dead, "\n".join((folder / f"{place}.log").read_text() for place in dead)
        assert time.monotonic() < until, f"{waiting} did not get ready"
        try:
            if httpx.get(waiting[0], timeout=2).status_code == 200:
                waiting.pop(0)
                continue
        except httpx.HTTPError:
            pass
        time.sleep(0.2)


class Chat:
    """A visitor with a new connection for each message, so that nginx may give each to another web server."""

    def __init__(self, url):
        self.url = url
        begun = httpx.post(f"{url}/chat/start", json={"charity": "demo"}, timeout=10).json()
        self.headers = {"Authorization": f"Bearer {begun['conversation']}"}

    def say(self, text, turn=None):
        body = {"text": text, "turn": turn or str(uuid.uuid4())}
        return httpx.post(f"{self.url}/chat/say", json=body, headers=self.headers, timeout=30)

    def told(self):
        return httpx.post(f"{self.url}/chat/export", json={}, headers=self.headers, timeout=10).json()


def test_one_conversation_over_all_of_them_is_one_conversation(machines):
    chat = Chat(machines.url)
    for text in ("how much would i get", "im 30", "single", "no kids"):
        answer = chat.say(text)
        assert answer.status_code == 200, answer.text
        assert answer.json()["service"] == "full"
    told = chat.told()
    assert [turn["said"] for turn in told["turns"]] == ["how much would i get", "im 30", "single", "no kids"]
    assert told["household"]["children"] == []
    assert told["household"]["adults"][0]["age"] in (30, "30")


def test_what_redis_keeps_is_which_form_is_going_on_and_no_word(machines):
    chat = Chat(machines.url)
    chat.say("how much would i get, zanzibarquokka")
    kept = [machines.redis.get(key) for key in machines.redis.keys("tracker:*")]
    assert any(b"estimate_form" in one for one in kept)
    assert not any(b"zanzibarquokka" in one for one in kept)
    assert all(0 < machines.redis.ttl(key) <= 3600 for key in machines.redis.keys("tracker:*"))


def test_turns_that_meet_are_each_taken_once(machines):
    chat = Chat(machines.url)
    answers = []

    def send(text, turn):
        answers.append(chat.say(text, turn))

    sent = [("my savings are 700", "a"), ("my savings are 700", "a"), ("my rent is 500 a month from the council", "b")]
    threads = [threading.Thread(target=send, args=message) for message in sent]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for text, turn in sent:  # whoever was told to wait sends it again
        assert chat.say(text, turn).status_code == 200
    told = chat.told()
    assert sorted(turn["said"] for turn in told["turns"]) == sorted({text for text, _ in sent})
    assert float(told["household"]["savings"]) == 700
    assert float(told["household"]["housing"]["rent"]["amount"]) == 500


def test_limits_are_counted_together(machines):
    """Codes may be tried ten times a minute, whichever web server the tries come to."""
    tried = [httpx.post(f"{machines.url}/handover", data={"code": "aaaaa-aaaaa"}).status_code for _ in range(12)]
    assert tried[:10] == [404] * 10
    assert tried[10:] == [429] * 2


def test_figures_for_whoever_runs_it_are_not_for_everybody(machines):
    assert httpx.get(f"{machines.url}/metrics").status_code == 404


def test_a_rasa_and_a_web_server_that_are_killed_lose_no_turn(machines):
    chat = Chat(machines.url)
    said = ["how much would i get", "im 41", "single"]
    for text in said:
        assert chat.say(text).status_code == 200
    machines.rasa_processes()[0].kill()
    web = psutil.Process(machines.web[0].pid).children(recursive=True)
    for process in web:
        process.kill()
    for text in ("no kids", "savings are 900", "no one else lives here"):
        answer = chat.say(text)
        assert answer.status_code == 200, answer.text
        said.append(text)
    told = chat.told()
    assert [turn["said"] for turn in told["turns"]] == said
    assert float(told["household"]["savings"]) == 900
    assert told["household"]["children"] == []
    until = time.monotonic() + PATIENCE
    while len(machines.rasa_processes()) < 2 and time.monotonic() < until:
        time.sleep(0.5)
    assert len(machines.rasa_processes()) == 2, "the supervisor starts it again"


def test_the_configuration_of_nginx_is_one_that_nginx_takes(tmp_path):
    need(Path(NGINX).exists(), "nginx is not installed (Debian: apt-get install nginx-light)")
    site = configured(tmp_path, free_port(), [free_port(), free_port()])
    checked = subprocess.run([NGINX, "-t", "-c", str(site), "-p", str(tmp_path)], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
