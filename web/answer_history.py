"""Every version of an answer by its digest, read from the repository's own history where that is there."""

from __future__ import annotations

import hashlib
import subprocess
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from web.settings import ROOT

_PATIENCE_SECONDS = 2
_MOST_VERSIONS = 50


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an answer's file. `digest` is that of the replies that gave it; `why` is what the change says."""

    digest: str
    on: date
    why: str
    text: str


@lru_cache(maxsize=512)
def versions(path: Path) -> tuple[Version, ...]:
    """The versions of a file, the latest first; none where there is no history to read. Read once a process."""
    try:
        log = _git("log", "--follow", f"-{_MOST_VERSIONS}", "--format=%x00%H %cs %s", "--name-only", "--", str(path))
        return tuple(
            _distinct(_version(*entry.strip("\n").split("\n\n")) for entry in log.split("\0") if entry.strip())
        )
    except (OSError, subprocess.SubprocessError, ValueError):
        return ()


def _version(head: str, name: str) -> Version:
    commit, on, why = head.split(" ", 2)
    text = _git("show", f"{commit}:{name.strip()}")
    return Version(hashlib.sha256(text.encode()).hexdigest(), date.fromisoformat(on), why, text)


def _distinct(found: object) -> list[Version]:
    """Without changes that left the content as it was, such as a move."""
    kept: list[Version] = []
    for version in found:  # type: ignore[attr-defined]
        if kept and kept[-1].digest == version.digest:
            kept.pop()
        kept.append(version)
    return kept


def _git(*arguments: str) -> str:
    return subprocess.run(  # noqa: S603 fixed arguments, no shell
        ["git", "-C", str(ROOT), *arguments],  # noqa: S607
        check=True,
        capture_output=True,
        timeout=_PATIENCE_SECONDS,
        encoding="utf-8",
    ).stdout
