"""What `make run` promises: progress, one address, loopback only, no words in logs, and children that come back."""

import json
import time
import uuid

import httpx
import psutil

from web.settings import ROOT

SECRET = "zanzibarquokka"


def start_chat(served):
    started = httpx.post(f"{served.url}/chat/start", json={"charity": "demo"}, timeout=10)
    return {"Authorization": f"Bearer {started.json()['conversation']}"}


def say(served, headers, text):
    body = {"text": text, "turn": str(uuid.uuid4())}
    return httpx.post(f"{served.url}/chat/say", json=body, headers=headers, timeout=30)


def children(served):
    return psutil.Process(served.process.pid).children(recursive=True)


def test_it_says_what_starts_and_prints_one_address(served):
    said = "\n".join(served.said)
    for part in ("action server", "Rasa server", "web server"):
        assert f"Starting the {part} ..." in said
        assert f"The {part} is ready." in said
    assert said.count("http://") == 1
    assert f"Open {served.url}/" in said


def test_everything_listens_on_this_machine_only(served):
    ours = {served.process.pid, *(child.pid for child in children(served))}
    listening = [
        connection
        for connection in psutil.net_connections(kind="inet")
        if connection.pid in ours and connection.status == psutil.CONN_LISTEN
    ]
    assert {connection.laddr.port for connection in listening} >= {
        served.settings.port,
        *served.settings.rasa_ports,
        served.settings.actions_port,
    }
    assert {connection.laddr.ip for connection in listening} == {"127.0.0.1"}


def test_rasas_own_api_is_off(served):
    assert httpx.get(f"{served.settings.rasa_urls[0]}/conversations/x/tracker", timeout=10).status_code == 404
    assert httpx.post(f"{served.settings.rasa_urls[0]}/model/parse", json={"text": "hi"}, timeout=10).status_code == 404


def test_what_people_write_is_in_no_log(served):
    headers = start_chat(served)
    assert say(served, headers, f"what is the taper {SECRET}").status_code == 200
    assert say(served, headers, f"how much would i get {SECRET} im 30 single").status_code == 200
    assert SECRET not in "\n".join(served.said)
    for log in (ROOT / "var" / "log").glob("*"):
        assert SECRET not in log.read_text(errors="replace"), log


def test_a_child_that_dies_comes_back_and_the_estimate_goes_on(served):
    headers = start_chat(served)
    say(served, headers, "how much would i get? im 30, single, no kids, no savings, not ill")
    rasa = next(child for child in children(served) if "rasa" in " ".join(child.cmdline()) and "run" in child.cmdline())
    rasa.kill()

    meanwhile = say(served, headers, "what is the taper").json()
    assert meanwhile["service"] in ("reduced", "full")
    assert any(reply.get("answer_id") == "taper_rate" for reply in meanwhile["replies"])

    until = time.monotonic() + 120
    while time.monotonic() < until:
        content = say(served, headers, "rent is 500 a month from the council").json()
        if content["service"] == "full":
            break
        time.sleep(1)
    assert "The Rasa server stopped; it is started again." in served.said
    known = {one["fact"]: one["value"] for one in content["known"]}
    assert known["adults[0].age"] == "30", json.dumps(content)
    assert known["housing.rent"] == "£500.00 a month"
