"""Sixteen people who chat at once, each with time to think, beside stock Rasa with one custom action.

Everything runs on the same cores: the people, the web server, Rasa and its action server.
"""

from __future__ import annotations

import random
import threading
import time
import uuid
from collections.abc import Callable
from datetime import timedelta

from bench.measure import Row, Times, rows, timed
from bench.serving import Chat, served, wait_until_ready
from bench.stock_rasa import stock_rasa
from bench.turn import ASKED, CLAIMED, TOLD, WANTED
from web.clock import today
from web.stack import parts

PEOPLE, THINK_SECONDS, SECONDS = 16, 3.0, 60.0

OURS, STOCK = "crowd of 16: ours", "crowd of 16: stock Rasa, one custom action"

Say = Callable[[], object]


def measure() -> list[Row]:
    """Each server alone for a minute with the same crowd. Raises DidNotAnswer when a reply is wrong or missing."""
    with stock_rasa() as stock:
        theirs = crowd(lambda: _person_of(lambda sender: stock.act(sender)))
    with served() as started:
        wait_until_ready(started.process, parts(started.settings))
        Chat(started.settings.public_url).begin()
        ours = crowd(lambda: _visitor(started.settings.public_url))
    times: Times = {STOCK: theirs, OURS: ours}
    return rows(times, "ms", STOCK)


def crowd(person: Callable[[], Say], people: int = PEOPLE, seconds: float = SECONDS) -> list[float]:
    """The seconds of every turn of so many people; what one of them raises is raised here."""
    times: list[float] = []
    trouble: list[BaseException] = []
    until = time.monotonic() + seconds

    def live(number: int) -> None:
        chance = random.Random(number)  # noqa: S311 - the same crowd each time
        try:
            say = person()
            time.sleep(chance.uniform(0, THINK_SECONDS))
            while time.monotonic() < until and not trouble:
                took, _ = timed(say)
                times.append(took)
                time.sleep(chance.uniform(0.5, 1.5) * THINK_SECONDS)
        except Exception as error:
            trouble.append(error)

    threads = [threading.Thread(target=live, args=(number,)) for number in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if trouble:
        raise trouble[0]
    return times


def _visitor(url: str) -> Say:
    """Somebody who asks, tells and wants to know, over and over."""
    chat = Chat(url)
    chat.begin()
    said = [ASKED, CLAIMED.format(day=today() - timedelta(days=11)), WANTED, TOLD, "why so low", "what if i earned 900"]
    turns = iter(said * 100)
    return lambda: chat.say(next(turns))


def _person_of(act: Callable[[str], None]) -> Say:
    sender = str(uuid.uuid4())
    return lambda: act(sender)
