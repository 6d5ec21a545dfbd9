"""Speaking to Rasa, which may not be there.

Rasa answers 200 with an empty list when its action server is down, so an empty reply, an error and a timeout all mean
the same: Rasa is not there.
"""

from __future__ import annotations

from typing import Any

import httpx

TIMEOUT_SECONDS = 8.0

Json = dict[str, Any]


class RasaNotThere(Exception):
    """Rasa gave no reply that can be used."""


class Rasa:
    """The REST channel of a Rasa server on this machine."""

    def __init__(self, url: str, timeout: float = TIMEOUT_SECONDS) -> None:
        self._client = httpx.Client(base_url=url, timeout=timeout)

    def send(self, sender: str, text: str, metadata: Json) -> list[Json]:
        """The payloads of Rasa's replies to a message. Raises RasaNotThere."""
        try:
            response = self._client.post(
                "/webhooks/rest/webhook", json={"sender": sender, "message": text, "metadata": metadata}
            )
            response.raise_for_status()
            payloads = [message["custom"] for message in response.json() if "custom" in message]
        except (httpx.HTTPError, ValueError, TypeError, KeyError) as error:
            raise RasaNotThere(f"Rasa did not answer: {type(error).__name__}.") from None
        if not payloads:
            raise RasaNotThere("Rasa answered with nothing.")
        return payloads

    def is_ready(self) -> bool:
        try:
            return self._client.get("/", timeout=1.0).status_code == httpx.codes.OK
        except httpx.HTTPError:
            return False
