"""Runs all parts in the foreground: says what starts, starts again what dies, and stops everything on Ctrl-C."""

from __future__ import annotations

import logging
import tempfile
import threading
import time
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from circus import get_arbiter
from circus.stream import FileStream

from web.settings import ROOT, Settings
from web.stack import Part, answers, check_ports, parts

LOGS = ROOT / "var" / "log"
_PATIENCE_SECONDS = 180.0

Say = Callable[[str], None]


def run(settings: Settings, say: Say, kinds: Collection[str] = ()) -> None:
    """Blocks until it is interrupted. Only parts of these kinds, where some are named. Raises PortTaken at once."""
    which = [part for part in parts(settings) if not kinds or part.kind in kinds]
    check_ports(which)
    LOGS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        arbiter = get_arbiter(
            [_watcher(part, say) for part in which],
            controller=f"ipc://{folder}/control",
            pubsub_endpoint=f"ipc://{folder}/events",
        )
        # Circus looks after its parts once more while it stops them, which Tornado would print as an error.
        logging.getLogger("tornado.application").setLevel(logging.CRITICAL)
        threading.Thread(target=_announce, args=(which, settings, say), daemon=True).start()
        arbiter.start()  # returns when a signal has stopped every part
        say("Everything has stopped.")


def _watcher(part: Part, say: Say) -> dict[str, Any]:
    started = []

    def spawned(watcher: Any, arbiter: Any, hook_name: str, **_more: Any) -> bool:  # noqa: ARG001 circus's own form
        say(f"Starting the {part.name} ..." if not started else f"The {part.name} stopped; it is started again.")
        started.append(time.monotonic())
        return True

    log = Path(LOGS / f"{part.name.replace(' ', '-').lower()}.log")
    return {
        "name": part.name,
        "cmd": part.command[0],
        "args": list(part.command[1:]),
        "env": part.environment,
        "working_dir": str(ROOT),
        "graceful_timeout": 10,
        "max_retry": -1,
        "hooks": {"before_spawn": (spawned, True)},
        "stdout_stream": {"stream": FileStream(str(log), max_bytes=1_000_000, backup_count=2)},
        "stderr_stream": {"stream": FileStream(str(log), max_bytes=1_000_000, backup_count=2)},
    }


def _announce(which: list[Part], settings: Settings, say: Say) -> None:
    """Say when each part is ready and, once, where to go."""
    waiting, until = list(which), time.monotonic() + _PATIENCE_SECONDS
    while waiting and time.monotonic() < until:
        for part in [part for part in waiting if answers(part)]:
            say(f"The {part.name} is ready.")
            waiting.remove(part)
        time.sleep(0.2)
    if waiting:
        late = " and ".join(part.name for part in waiting)
        say(f"The {late} did not get ready. What it said is in {LOGS.relative_to(ROOT)}/.")
    elif any(part.kind == "web" for part in which):
        say(f"\nOpen {settings.public_url}/ in a browser. Ctrl-C stops everything.\n")
