"""Many people who chat at once, each with time to think: what the whole programme answers, how fast, and at what cost.

Everything runs on the same cores: the people, the web server, Rasa and its action server. Stock Rasa with one custom
action meets the same crowds in the same run. `python -m bench.load [PEOPLE ...]`; the numbers are in
docs/reliability.md.
"""

from __future__ import annotations

import random
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from statistics import quantiles

import httpx
import psutil

from bench.serving import served, wait_until_ready
from bench.stock_rasa import StockRasa, stock_rasa
from bench.turn import ASKED, CLAIMED, TOLD, WANTED
from web.clock import today
from web.stack import parts

CROWDS = (16, 32, 64, 256)
THINK_SECONDS, SECONDS, WARM_UP_SECONDS = 3.0, 60.0, 10.0

# What somebody says, in order and over again: questions, dates, an estimate, and what hangs on it.
SAID = (
    ASKED,
    CLAIMED.format(day=today() - timedelta(days=11)),
    WANTED,
    TOLD,
    "why so low",
    "what if i earned 900",
    "can they sanction me for missing an appointment",
    "how do i ask for a mandatory reconsideration",
)
# One address and one charity for all of these people: the limits for both are out of the way.
_LIMITS = {"RIGHTFUL_TURNS_PER_MINUTE": "1000000", "RIGHTFUL_STARTS_PER_MINUTE": "1000000"}
_CHARITY = """
name: Crowd
colour: "#1d4e63"
nations: [england]
limits: {starts_per_minute: 1000000, turns_per_minute: 1000000}
"""

# Says one text under one turn id, and returns what became of it.
Say = Callable[[str, str], str]


@dataclass
class Met:
    """What a crowd met. A turn is timed from its first try to its reply, however often it was told to wait."""

    seconds: list[float] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)
    cost: dict[str, float] = field(default_factory=dict)  # share of one core, by part
    memory: float = 0.0  # megabytes of all parts at the end


class Visitor:
    """Somebody in a browser, who sends the same words again when the chat is busy."""

    def __init__(self, url: str, charity: str) -> None:
        self._client = httpx.Client(base_url=url, timeout=60.0)
        begun = self._client.post("/chat/start", json={"charity": charity}).raise_for_status().json()
        self._client.headers["Authorization"] = f"Bearer {begun['conversation']}"

    def __call__(self, text: str, turn: str) -> str:
        answer = self._client.post("/chat/say", json={"text": text, "turn": turn})
        if answer.status_code == httpx.codes.SERVICE_UNAVAILABLE:
            return "busy"
        if answer.status_code != httpx.codes.OK:
            return f"error {answer.status_code}"
        return "answered" if answer.json()["service"] == "full" else "reduced"


def ours(people: int) -> Met:
    """A crowd before the whole programme."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "crowd.yaml").write_text(_CHARITY, encoding="utf-8")
        with served(_LIMITS | {"RIGHTFUL_CHARITIES": folder}) as started:
            wait_until_ready(started.process, parts(started.settings))
            family = psutil.Process(started.process.pid).children(recursive=True)
            return crowd(people, lambda: Visitor(started.settings.public_url, "crowd"), family)


def theirs(people: int) -> Met:
    """The same crowd before Rasa as it comes, with one custom action."""
    with stock_rasa() as stock:
        return crowd(people, lambda: _to_stock(stock), stock.processes())


def _to_stock(stock: StockRasa) -> Say:
    sender = str(uuid.uuid4())

    def say(_text: str, _turn: str) -> str:
        stock.act(sender)
        return "answered"

    return say


def crowd(people: int, enter: Callable[[], Say], family: list[psutil.Process]) -> Met:
    """So many people for a minute, after a warm-up that is not counted."""
    met, lock = Met(), threading.Lock()
    opens = time.monotonic() + WARM_UP_SECONDS
    closes = opens + SECONDS

    def live(number: int) -> None:
        chance = random.Random(number)  # noqa: S311 the same crowd each time
        time.sleep(chance.uniform(0, WARM_UP_SECONDS * 0.8))
        say = _tried(enter)
        for text in SAID * 1000:
            if time.monotonic() > closes:
                return
            began, turn = time.monotonic(), str(uuid.uuid4())
            outcomes = _said(say, text, turn, chance)
            if opens < began and time.monotonic() < closes + THINK_SECONDS:
                with lock:
                    met.seconds.append(time.monotonic() - began)
                    met.outcomes.update(outcomes)
            time.sleep(chance.uniform(0.5, 1.5) * THINK_SECONDS)

    threads = [threading.Thread(target=live, args=(number,), daemon=True) for number in range(people)]
    for thread in threads:
        thread.start()
    time.sleep(max(opens - time.monotonic(), 0))
    before = _used(family)
    time.sleep(max(closes - time.monotonic(), 0))
    after = _used(family)
    for thread in threads:
        thread.join(timeout=60)
    met.cost = {part: (after.get(part, 0) - before.get(part, 0)) / SECONDS for part in after}
    met.memory = sum(one.memory_info().rss for one in family if one.is_running()) / 1e6
    return met


def _said(say: Say, text: str, turn: str, chance: random.Random) -> list[str]:
    """What became of each try; somebody who is told that it is busy waits a moment and sends the same turn again."""
    outcomes = []
    for _ in range(20):
        try:
            outcomes.append(say(text, turn))
        except httpx.HTTPError as error:
            outcomes.append(f"error {type(error).__name__}")
        if outcomes[-1] != "busy":
            break
        time.sleep(chance.uniform(0.5, 1.5) * THINK_SECONDS)
    return outcomes


def _tried(enter: Callable[[], Say]) -> Say:
    for _ in range(20):
        try:
            return enter()
        except httpx.HTTPError:
            time.sleep(THINK_SECONDS)
    return enter()


def _used(family: list[psutil.Process]) -> dict[str, float]:
    """Seconds of processor time by part."""
    used: Counter[str] = Counter()
    for process in family:
        if process.is_running():
            times = process.cpu_times()
            used[_part(process.cmdline())] += times.user + times.system
    return dict(used)


def _part(command: list[str]) -> str:
    words = " ".join(command)
    names = {"gunicorn": "web", "bot.actions": "actions", "rasa_sdk": "actions", "rasa": "Rasa"}
    return next((part for word, part in names.items() if word in words), "other")


def line(what: str, people: int, met: Met) -> str:
    """A row of the table."""
    marks = quantiles(met.seconds, n=100) if len(met.seconds) > 1 else [0.0] * 99
    answered = met.outcomes["answered"] + met.outcomes["reduced"]
    errors = sum(count for outcome, count in met.outcomes.items() if outcome.startswith("error"))
    cost = ", ".join(f"{part} {share:.2f}" for part, share in sorted(met.cost.items()) if share >= 0.005)
    cells = (
        *(what, str(people), f"{answered / SECONDS:.1f}"),
        *(f"{marks[at] * 1000:,.0f}" for at in (49, 94, 98)),
        *(str(met.outcomes["busy"]), str(met.outcomes["reduced"]), str(errors), f"{met.memory:,.0f}", cost),
    )
    return f"| {' | '.join(cells)} |"


def main() -> None:
    crowds = [int(word) for word in sys.argv[1:]] or list(CROWDS)
    heads = [
        "what",
        "people",
        "turns/s",
        "median ms",
        "p95 ms",
        "p99 ms",
        "told busy",
        "reduced",
        "errors",
        "MB",
        "cores used by",
    ]
    print(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}", flush=True)
    for people in crowds:
        print(line("ours", people, ours(people)), flush=True)
        print(line("stock Rasa", people, theirs(people)), flush=True)


if __name__ == "__main__":
    main()
