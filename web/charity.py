"""The charities whose pages show the widget: one file each in `charities/`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "charities"


class UnknownCharity(Exception):
    """No charity of that name has a file."""


@dataclass(frozen=True)
class Charity:
    id: str
    name: str
    colour: str
    nations: tuple[str, ...]
    origins: tuple[str, ...]


@lru_cache(maxsize=1)
def charities() -> dict[str, Charity]:
    return {path.stem: _read(path) for path in sorted(FOLDER.glob("*.yaml"))}


def charity(name: str) -> Charity:
    try:
        return charities()[name]
    except KeyError:
        raise UnknownCharity(f"There is no charity called {name} here.") from None


def allowed_origins() -> set[str]:
    """Every page's origin that any charity has named."""
    return {origin for one in charities().values() for origin in one.origins}


def _read(path: Path) -> Charity:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Charity(path.stem, content["name"], content["colour"], tuple(content["nations"]), tuple(content["origins"]))
