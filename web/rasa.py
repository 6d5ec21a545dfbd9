"""Speaking to Rasa, which may not be there, and to no more than it can answer in good time.

Rasa answers 200 with an empty list when its action server is down, so an empty reply, an error and a timeout all mean
the same: Rasa is not there.
"""

from __future__ import annotations

import threading
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import httpx

TIMEOUT_SECONDS = 8.0
# In each web process: turns that Rasa has at once, how many more may wait for that, and for how long. What comes on top
# is told at once that it is busy: a short queue that moves is better for everybody than a long one that times out.
AT_ONCE, MAY_WAIT, PATIENCE_SECONDS = 8, 4, 1.0

# A server that is not there, or that died while it had the turn: another one can take the same turn.
_GONE = (httpx.NetworkError, httpx.RemoteProtocolError)

Json = dict[str, Any]


class RasaNotThere(Exception):
    """Rasa gave no reply that can be used."""


class RasaBusy(Exception):
    """More people talk than Rasa can answer in good time."""


class Rasa:
    """The REST channels of one or more Rasa servers. A conversation stays with one of them as long as that is there."""

    def __init__(self, urls: Sequence[str], timeout: float = TIMEOUT_SECONDS) -> None:
        self._clients = [httpx.Client(base_url=url, timeout=timeout) for url in urls]
        self._room = threading.BoundedSemaphore(AT_ONCE)
        self._queue = threading.BoundedSemaphore(AT_ONCE + MAY_WAIT)

    def send(self, sender: str, text: str, metadata: Json) -> list[Json]:
        """The payloads of Rasa's replies to a message. Raises RasaNotThere and RasaBusy."""
        with self._place():
            first = zlib.crc32(sender.encode()) % len(self._clients)
            for client in [*self._clients[first:], *self._clients[:first]]:
                try:
                    return _sent(client, sender, text, metadata)
                except _GONE:
                    continue  # what another one lacks is which question is open, and `metadata` says that
        raise RasaNotThere("No Rasa server answers.")

    def is_ready(self) -> bool:
        """Whether any of them answers."""
        return any(_answers(client) for client in self._clients)

    @contextmanager
    def _place(self) -> Iterator[None]:
        """A place among those that Rasa answers now."""
        if not self._queue.acquire(blocking=False):
            raise RasaBusy
        try:
            if not self._room.acquire(timeout=PATIENCE_SECONDS):
                raise RasaBusy
            try:
                yield
            finally:
                self._room.release()
        finally:
            self._queue.release()


def _sent(client: httpx.Client, sender: str, text: str, metadata: Json) -> list[Json]:
    try:
        response = client.post("/webhooks/rest/webhook", json={"sender": sender, "message": text, "metadata": metadata})
        response.raise_for_status()
        payloads: list[Json] = [message["custom"] for message in response.json() if "custom" in message]
    except _GONE:
        raise
    except (httpx.HTTPError, ValueError, TypeError, KeyError) as error:
        raise RasaNotThere(f"Rasa did not answer: {type(error).__name__}.") from None
    if not payloads:
        raise RasaNotThere("Rasa answered with nothing.")
    return payloads


def _answers(client: httpx.Client) -> bool:
    try:
        return client.get("/", timeout=1.0).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False
