"""What a visitor's browser fetches: the widget, and the demo page with everything on it."""

from __future__ import annotations

import gzip
import tempfile
from html.parser import HTMLParser
from pathlib import Path

from bench.measure import Row
from web import create_app
from web.settings import ROOT, Settings

WIDGET = ROOT / "web" / "widget"
_ADDRESS = {"script": "src", "img": "src", "link": "href"}


class _Parts(HTMLParser):
    """The addresses that a page loads."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get(_ADDRESS.get(tag, ""))
        if address:
            self.addresses.append(address)


def measure() -> list[Row]:
    """Bytes after gzip, and as this server sends them: it leaves compressing to what stands before it."""
    widget = [path.read_bytes() for path in sorted(WIDGET.iterdir()) if path.suffix in {".js", ".css"}]
    page = demo_page()
    return [
        Row("widget: scripts and styles, gzip", packed(widget), "bytes"),
        Row("widget: first load of /demo, gzip", packed(page), "bytes"),
        Row("widget: first load of /demo, as sent", sum(map(len, page)), "bytes"),
    ]


def demo_page() -> list[bytes]:
    """The bodies of the page and of all that it loads, asked for as a browser asks."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.from_environment({"RIGHTFUL_DATABASE": f"sqlite:///{Path(folder) / 'bench.db'}"})
        client = create_app(settings).test_client()
        page = client.get("/demo", headers={"Accept-Encoding": "gzip"})
        parts = _Parts()
        parts.feed(page.text)
        loaded = [client.get(address, headers={"Accept-Encoding": "gzip"}) for address in parts.addresses]
    return [response.data for response in (page, *loaded)]


def packed(bodies: list[bytes]) -> int:
    return sum(len(gzip.compress(body, mtime=0)) for body in bodies)
