"""The whole programme on free ports with a database of its own, for as long as it is measured."""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil

from web import model
from web.settings import ROOT, Settings
from web.stack import LOOPBACK, Part, answers

RIGHTFUL = Path(sys.executable).with_name("rightful")
PATIENCE_SECONDS = 120
_LOOK_AGAIN_SECONDS = 0.1

Json = dict[str, Any]


class DidNotAnswer(Exception):
    """What is measured did not come up, or did not do what is measured: a time would mean nothing."""


@dataclass(frozen=True)
class Served:
    """A running `rightful serve` that has not answered anything yet."""

    process: subprocess.Popen[bytes]
    settings: Settings


@contextmanager
def served(more: Mapping[str, str] | None = None) -> Iterator[Served]:
    """Starts `rightful serve` with `more` settings, and stops all of it in the end."""
    with tempfile.TemporaryDirectory() as folder:
        chosen = {
            "RIGHTFUL_DATABASE": f"sqlite:///{folder}/bench.db",
            "RIGHTFUL_PORT": f"{free_port()}",
            "RIGHTFUL_RASA_PORT": f"{free_port()}",
            "RIGHTFUL_ACTIONS_PORT": f"{free_port()}",
            **(more or {}),
        }
        process = subprocess.Popen(
            [RIGHTFUL, "serve"],
            cwd=ROOT,
            env=model.environment(**chosen),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        with stopped_in_the_end(process):
            yield Served(process, Settings.from_environment(chosen))


@contextmanager
def stopped_in_the_end(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Asks a process to stop, and makes sure that none of its children outlives it."""
    try:
        yield
    finally:
        family = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
        for child in psutil.wait_procs(family, timeout=5)[1]:
            child.kill()


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def wait_until_ready(process: subprocess.Popen[bytes], which: list[Part]) -> None:
    """Returns when each part answers. Raises DidNotAnswer."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not all(answers(part) for part in which):
        if time.monotonic() > until or process.poll() is not None:
            late = " and ".join(part.name for part in which)
            raise DidNotAnswer(f"The {late} did not start. What our own parts said is in var/log/.")
        time.sleep(_LOOK_AGAIN_SECONDS)


class Chat:
    """One browser's side of the chat."""

    def __init__(self, url: str) -> None:
        self._client = httpx.Client(base_url=url, timeout=30.0)

    def begin(self) -> None:
        """A new conversation."""
        started = self._client.post("/chat/start", json={"charity": "demo"}).raise_for_status().json()
        self._client.headers["Authorization"] = f"Bearer {started['conversation']}"

    def say(self, text: str, *, button: bool = False) -> list[Json]:
        """The replies to one message. Raises DidNotAnswer when they are not from Rasa."""
        body = {"text": text, "turn": str(uuid.uuid4()), "button": button}
        turn: Json = self._client.post("/chat/say", json=body).raise_for_status().json()
        if turn["service"] != "full":
            raise DidNotAnswer(f"Rasa did not answer {text!r}.")
        replies: list[Json] = turn["replies"]
        return replies
