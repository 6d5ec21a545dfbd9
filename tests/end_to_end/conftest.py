"""Everything running as `make run` runs it, with the really trained model, on ports and a database of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.answers import Library
from web import model
from web.gateway import Gateway
from web.places import FOLDER, read_places
from web.rasa import Rasa
from web.settings import ROOT, Settings

from ..conftest import need

START_SECONDS = 240


@dataclass
class Served:
    """A running `rightful serve`, with what it says."""

    process: subprocess.Popen
    settings: Settings
    said: list[str] = field(default_factory=list)
    ready: threading.Event = field(default_factory=threading.Event)

    def listen(self):
        for line in self.process.stdout:
            self.said.append(line.strip())
            if line.startswith("Open "):
                self.ready.set()

    @property
    def url(self):
        return self.settings.public_url


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serve(folder: Path) -> Served:
    chosen = {
        "RIGHTFUL_DATABASE": f"sqlite:///{folder}/test.db",
        "RIGHTFUL_PORT": f"{free_port()}",
        "RIGHTFUL_RASA_PORT": f"{free_port()}",
        "RIGHTFUL_ACTIONS_PORT": f"{free_port()}",
        "RIGHTFUL_RASA_PROCESSES": "1",
    }
    process = subprocess.Popen(
        [Path(sys.executable).with_name("rightful"), "serve"],
        cwd=ROOT,
        env={**os.environ, **chosen, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    served = Served(process, Settings.from_environment(chosen))
    threading.Thread(target=served.listen, daemon=True).start()
    return served


def stop(served: Served) -> None:
    served.process.send_signal(signal.SIGINT)
    served.process.wait(timeout=30)


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    need(shutil.which(str(model.RASA / "rasa")), "Rasa's environment is not there: run `make setup`")
    need(model.current().exists(), "there is no trained model for these files: run `make train`")
    running = serve(tmp_path_factory.mktemp("served"))
    try:
        assert running.ready.wait(START_SECONDS), "\n".join(running.said)
        yield running
    finally:
        stop(running)


@pytest.fixture(scope="session")
def gateway(served):
    return Gateway(Library.load(), Rasa(served.settings.rasa_urls, timeout=30), read_places(FOLDER))
