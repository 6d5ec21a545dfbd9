"""Whether the addresses that answers, rights and letters name still open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import httpx

_TIMEOUT = 20.0
_AT_ONCE = 4  # polite to the few sites that most sources are on
_BROWSER = {"User-Agent": "rightful-link-check"}


@dataclass(frozen=True)
class Broken:
    """An address that does not open, why, and the files that name it."""

    url: str
    why: str
    files: tuple[str, ...]


def broken(places: Iterable[tuple[str, str]], ask: Callable[[str], str | None] | None = None) -> Iterator[Broken]:
    """The broken ones among (address, file). `ask` gives what is wrong with an address, or None."""
    files: dict[str, list[str]] = {}
    for url, file in places:
        files.setdefault(url, []).append(file)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for url, why in zip(files, pool.map(ask or problem, files), strict=True):
            if why:
                yield Broken(url, why, tuple(sorted(set(files[url]))))


def problem(url: str) -> str | None:
    """What is wrong with an address, in words; None where it opens."""
    try:
        with httpx.stream("GET", url, follow_redirects=True, timeout=_TIMEOUT, headers=_BROWSER) as response:
            return None if response.is_success else f"answers {response.status_code}"
    except httpx.HTTPError as error:
        return f"cannot be reached ({type(error).__name__})"
