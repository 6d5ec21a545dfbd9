"""What is kept about people: a page made from the tables that there are and what data_map.yaml says of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml
from flask import Blueprint, render_template

from web.store import columns

data_map = Blueprint("data_map", __name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """A table: what is in it, why, for how long, and whether health or benefit facts can be in it."""

    what: str
    why: str
    how_long: str
    sensitive: bool


def _read() -> Mapping[str, Kept]:
    content = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return {name: Kept(**one) for name, one in content.items()}


TABLES = _read()


@data_map.get("/data-map")
def page() -> str:
    """Every table and column, with what it is for and when it is deleted."""
    return render_template("data_map.html", tables=TABLES, columns=columns())
