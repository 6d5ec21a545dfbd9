"""Text speak to plain spelling, so that "wud my pymt" and "would my payment" are compared as the same words."""

import re
from functools import cache
from pathlib import Path

import yaml

_TABLE = Path(__file__).with_name("text_speak.yaml")


def plain(text: str) -> str:
    """In lower case, hyphens as spaces, one space between words, each known shorthand in its plain spelling."""
    words = " ".join(text.lower().replace("’", "'").replace("-", " ").split())
    return _shorthand().sub(lambda found: _spellings()[found.group()], words)


@cache
def _spellings() -> dict[str, str]:
    """Every way of writing -> its plain spelling."""
    table = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return {way: spelling for spelling, ways in table.items() for way in ways}


@cache
def _shorthand() -> re.Pattern[str]:
    """Any way of writing in the table, standing alone; the longest wins where several begin alike."""
    ways = sorted(_spellings(), key=len, reverse=True)
    return re.compile(r"(?<![\w'])(?:" + "|".join(map(re.escape, ways)) + r")(?![\w'])")
