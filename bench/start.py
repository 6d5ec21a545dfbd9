"""From `make run` in a checkout that is set up and trained to the first answer, and the memory of each part then."""

from __future__ import annotations

import subprocess

import psutil

from bench.measure import Row, timed
from bench.serving import RIGHTFUL, Chat, Served, served, wait_until_ready
from web import model
from web.settings import ROOT
from web.stack import Part, parts

QUESTION = "what is the taper"


def measure() -> list[Row]:
    """The two commands of `make run`, then megabytes. Memory that processes share counts in each of them."""
    checking, _ = timed(
        lambda: subprocess.run(
            [RIGHTFUL, "train"], cwd=ROOT, env=model.environment(), check=True, stdout=subprocess.DEVNULL
        )
    )
    with served() as ours:
        answering, _ = timed(lambda: first_answer(ours))
        memory = megabytes(ours)
    return [
        Row("start: finding that the model is up to date", checking, "s"),
        Row("start: serving to the first answer", answering, "s"),
        *(Row(f"memory: {name}", size, "MB") for name, size in memory.items()),
        Row("memory: all", sum(memory.values()), "MB"),
    ]


def first_answer(ours: Served) -> None:
    """Returns when Rasa has answered a question over HTTP."""
    wait_until_ready(ours.process, parts(ours.settings))
    chat = Chat(ours.settings.public_url)
    chat.begin()
    chat.say(QUESTION)


def megabytes(ours: Served) -> dict[str, float]:
    """Resident memory of each part with its own children, and of the supervisor that started them."""
    supervisor = psutil.Process(ours.process.pid)
    sizes = {"supervisor": resident(supervisor)}
    for part in parts(ours.settings):
        root = next(child for child in supervisor.children() if runs(child, part))
        sizes[part.name] = sum(resident(process) for process in (root, *root.children(recursive=True)))
    return sizes


def runs(process: psutil.Process, part: Part) -> bool:
    """Whether this is the process of a part: a script is started by its interpreter, so the ends are compared."""
    return tuple(process.cmdline()[-2:]) == part.command[-2:] and f"{part.port}" in " ".join(process.cmdline())


def resident(process: psutil.Process) -> float:
    return float(process.memory_info().rss / 1_000_000)
