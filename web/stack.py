"""The three parts that run: Rasa, its action server and the web server, each a command."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from web import model
from web.settings import ROOT, Settings

_WEB_WORKERS, _WEB_THREADS = 2, 16
LOOPBACK = "127.0.0.1"
KINDS = ("actions", "rasa", "web")


class PortTaken(Exception):
    """Another program listens where a part should."""


class StackDidNotStart(Exception):
    """A part did not answer in time."""


@dataclass(frozen=True)
class Part:
    """One process: its command, its environment and the address that answers when it is ready."""

    kind: str  # one of KINDS
    name: str
    command: tuple[str, ...]
    environment: dict[str, str]
    ready: str
    port: int


def parts(settings: Settings) -> list[Part]:
    """The parts in the order in which they start."""
    actions = Part(
        "actions",
        "action server",
        (sys.executable, "-m", "bot.actions.server", str(settings.actions_port)),
        model.environment(),
        f"http://{LOOPBACK}:{settings.actions_port}/health",
        settings.actions_port,
    )
    shared = _shared(settings.redis)
    endpoints = "bot/endpoints_shared.yml" if shared else "bot/endpoints.yml"
    rasa = [
        Part(
            "rasa",
            "Rasa server" if number == 1 else f"Rasa server {number}",
            (
                *(str(model.RASA / "rasa"), "run", "--interface", settings.rasa_host, "--port", str(port)),
                *("--model", str(model.current()), "--endpoints", endpoints),
                *("--credentials", "bot/credentials.yml"),
            ),
            model.environment(RIGHTFUL_ACTIONS_PORT=str(settings.actions_port), **shared),
            f"http://{settings.rasa_host}:{port}/",
            port,
        )
        for number, port in enumerate(() if settings.rasa_elsewhere else settings.rasa_ports, start=1)
    ]
    web = Part(
        "web",
        "web server",
        (
            *(sys.executable, "-m", "gunicorn", "web:create_app()", "--bind", f"{settings.host}:{settings.port}"),
            *("--worker-class", "gthread", "--workers", str(_WEB_WORKERS), "--threads", str(_WEB_THREADS)),
            *("--log-level", "error", "--keep-alive", "75", "--worker-tmp-dir", str(ROOT / "var")),
        ),
        model.environment(PROMETHEUS_MULTIPROC_DIR=str(_figures(settings.port))),
        f"http://{settings.host}:{settings.port}/health",
        settings.port,
    )
    return [actions, *rasa, web]


def _figures(port: int) -> Path:
    """Where the web server's processes leave their figures for each other; those of an earlier run are gone."""
    folder = ROOT / "var" / f"figures-{port}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _shared(redis: str) -> dict[str, str]:
    """What bot/endpoints_shared.yml needs to know of a Redis; nothing where there is none."""
    if not redis:
        return {}
    address = urlsplit(redis)
    return {
        "RIGHTFUL_REDIS_HOST": address.hostname or LOOPBACK,
        "RIGHTFUL_REDIS_PORT": str(address.port or 6379),
        "RIGHTFUL_REDIS_PASSWORD": address.password or "",
    }


def check_ports(which: list[Part]) -> None:
    """Raises PortTaken with a sentence that says which setting to change."""
    names = {
        "action server": "RIGHTFUL_ACTIONS_PORT",
        "web server": "RIGHTFUL_PORT",
    }
    for part in which:
        with socket.socket() as probe:
            if probe.connect_ex((LOOPBACK, part.port)) == 0:
                setting = names.get(part.name, "RIGHTFUL_RASA_PORT")
                raise PortTaken(
                    f"Port {part.port} is taken by another program. Stop it, or set {setting} to another port."
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
    which = [part for part in parts(settings) if part.kind != "web"]
    if all(answers(part) for part in which):
        yield settings
        return
    own = Settings(**{**vars(settings), "rasa_ports": (_free_port(),), "actions_port": _free_port()})
    needed = [part for part in parts(own) if part.kind != "web"]
    log = ROOT / "var" / "log" / "conversation.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w") as output:
        running = [_start(part, output) for part in needed]
        try:
            _wait(needed, running, patience, log)
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
