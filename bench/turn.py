"""A turn of the chat through the web server, Rasa, its action server and back, beside stock Rasa's canned response."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from bench.measure import Row, Times, rows, timed
from bench.serving import Chat, DidNotAnswer, served, wait_until_ready
from bench.stock_rasa import StockRasa, stock_rasa
from web.clock import today
from web.stack import parts

ROUNDS, WARM_UP = 25, 3

STOCK = "turn: stock Rasa, canned response"
QUESTION, CLAIM_DATE, FACTS, BUTTON, ANY = (
    "turn: question",
    "turn: claim date",
    "turn: facts to an estimate",
    "turn: button",
    "turn: any of the four",
)

# What is said in a round. The button is one of those offered after somebody wants an estimate.
ASKED = "is lcwra going down"
CLAIMED = "when do i get my first payment? i claimed on {day:%-d %B %Y}"
WANTED = "what would i get"
TOLD = (
    "im 30, single, no kids, no savings, not ill, i earn 800 a month after tax, "
    "council flat 500 a month in leeds, one bedroom"
)

Json = dict[str, Any]


def measure() -> list[Row]:
    """The four kinds of turn and the yardstick, by turns against both servers."""
    with served() as ours, stock_rasa() as stock:
        wait_until_ready(ours.process, parts(ours.settings))
        chat = Chat(ours.settings.public_url)
        for _ in range(WARM_UP):
            one_round(chat, stock)
        times: Times = {what: [] for what in (STOCK, QUESTION, CLAIM_DATE, FACTS, BUTTON)}
        for _ in range(ROUNDS):
            for what, seconds in one_round(chat, stock).items():
                times[what].append(seconds)
    times[ANY] = [seconds for what in (QUESTION, CLAIM_DATE, FACTS, BUTTON) for seconds in times[what]]
    return rows(times, "ms", STOCK)


def one_round(chat: Chat, stock: StockRasa) -> dict[str, float]:
    """The seconds of each kind, in one new conversation. Raises DidNotAnswer when a reply is not of its kind."""
    chat.begin()
    question, replies = timed(lambda: chat.say(ASKED))
    expect("sources", replies, ASKED)
    claimed = CLAIMED.format(day=today() - timedelta(days=11))
    claim_date, replies = timed(lambda: chat.say(claimed))
    expect("timeline", replies, claimed)
    offered = expect("quick_replies", chat.say(WANTED), WANTED)["quick_replies"][-1]["payload"]
    button, replies = timed(lambda: chat.say(offered, button=True))
    expect("quick_replies", replies, offered)
    facts, replies = timed(lambda: chat.say(TOLD))
    expect("estimate", replies, TOLD)
    canned, _ = timed(lambda: stock.say(str(uuid.uuid4())))
    return {STOCK: canned, QUESTION: question, CLAIM_DATE: claim_date, FACTS: facts, BUTTON: button}


def expect(part: str, replies: list[Json], said: str) -> Json:
    """The reply that has this part: without it the turn was not of the kind that is measured."""
    for reply in replies:
        if reply.get(part):
            return reply
    raise DidNotAnswer(f"The reply to {said!r} has no {part}.")
