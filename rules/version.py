"""Which rules made a figure: the release, and a digest of every module and rate in this folder."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

_RELEASE = "0.1.0"


def _digest() -> str:
    folder = Path(__file__).parent
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".py", ".yaml", ".csv"))
    content = sha256()
    for path in files:
        content.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return content.hexdigest()[:12]


RULES_VERSION = f"{_RELEASE}+{_digest()}"
