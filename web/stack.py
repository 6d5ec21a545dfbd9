"""The three parts that run: Rasa, its action server and the web server, each a command."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from web import model
from web.settings import ROOT, Settings

_WEB_WORKERS, _WEB_THREADS = 2, 16
LOOPBACK = "127.0.0.1"


class PortTaken(Exception):
    """Another program listens where a part should."""


class StackDidNotStart(Exception):
    """A part did not answer in time."""


@dataclass(frozen=True)
class Part:
    """One process: its command, its environment and the address that answers when it is ready."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str]
    ready: str
    port: int


def parts(settings: Settings) -> list[Part]:
    """The parts in the order in which they start."""
    actions = Part(
        "action server",
        (sys.executable, "-m", "bot.actions.server", str(settings.actions_port)),
        model.environment(),
        f"http://{LOOPBACK}:{settings.actions_port}/health",
        settings.actions_port,
    )
    rasa = Part(
        "Rasa server",
        (
            *(str(model.RASA / "rasa"), "run", "--interface", LOOPBACK, "--port", str(settings.rasa_port)),
            *("--model", str(model.current()), "--endpoints", "bot/endpoints.yml"),
            *("--credentials", "bot/credentials.yml"),
        ),
        model.environment(RIGHTFUL_ACTIONS_PORT=str(settings.actions_port)),
        f"{settings.rasa_url}/",
        settings.rasa_port,
    )
    web = Part(
        "web server",
        (
            *(sys.executable, "-m", "gunicorn", "web:create_app()", "--bind", f"{settings.host}:{settings.port}"),
            *("--worker-class", "gthread", "--workers", str(_WEB_WORKERS), "--threads", str(_WEB_THREADS)),
            *("--log-level", "error", "--worker-tmp-dir", str(ROOT / "var")),
        ),
        model.environment(),
        f"http://{settings.host}:{settings.port}/health",
        settings.port,
    )
    return [actions, rasa, web]


def check_ports(which: list[Part]) -> None:
    """Raises PortTaken with a sentence that says which setting to change."""
    names = {
        "action server": "RIGHTFUL_ACTIONS_PORT",
        "Rasa server": "RIGHTFUL_RASA_PORT",
        "web server": "RIGHTFUL_PORT",
    }
    for part in which:
        with socket.socket() as probe:
            if probe.connect_ex((LOOPBACK, part.port)) == 0:
                raise PortTaken(
                    f"Port {part.port} is taken by another program. Stop it, or set {names[part.name]} to another port."
                )


def answers(part: Part) -> bool:
    """Whether a part is ready."""
    try:
        return httpx.get(part.ready, timeout=2.0).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False


@contextmanager
def conversation_stack(settings: Settings, patience: float = 120.0) -> Iterator[Settings]:
    """Rasa and its action server for as long as needed: those that run already, or ones of our own on free ports."""
    which = parts(settings)[:2]
    if all(answers(part) for part in which):
        yield settings
        return
    own = Settings(**{**vars(settings), "rasa_port": _free_port(), "actions_port": _free_port()})
    log = ROOT / "var" / "log" / "conversation.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w") as output:
        running = [_start(part, output) for part in parts(own)[:2]]
        try:
            _wait(parts(own)[:2], running, patience, log)
            yield own
        finally:
            for process in running:
                process.terminate()
            for process in running:
                process.wait(timeout=20)


def _start(part: Part, output: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 the commands are this project's own
        part.command, cwd=ROOT, env=part.environment, stdout=output, stderr=subprocess.STDOUT
    )


def _wait(which: list[Part], running: list[subprocess.Popen[bytes]], patience: float, log: Path) -> None:
    until = time.monotonic() + patience
    while not all(answers(part) for part in which):
        if time.monotonic() > until or any(process.poll() is not None for process in running):
            raise StackDidNotStart(f"The conversation did not start. What it said is in {log.relative_to(ROOT)}.")
        time.sleep(0.2)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])
