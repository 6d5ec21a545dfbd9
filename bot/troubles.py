"""Hears out somebody who tells of several troubles at once: which they are, and in which order to take them.

One answer a trouble would be five things to read for somebody who cannot face one. `troubles.yaml` has the words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot import crisis

# So many are a story of several troubles; with fewer, a question is asked about them.
SEVERAL = 4
# With words that ask for nothing in particular, or beside a danger, fewer are enough.
SEVERAL_AND_LOST = 3

_LOST = re.compile(
    r"\b(what do i do|what (can|should|shud) i do|where do i (even )?(start|begin)|dont know (what|where|how)|"
    r"cant cope|too much|help me|im struggling|on top of|its all|everything|what now|be dwi n neud|beth wna i)\b"
)
_ASKS_FOR_A_FIGURE = re.compile(
    r"\b(how much|entitled|what (would|will|can|do) (i|we) get|work out|calculat\w*|better off|faint)\b"
)


@dataclass(frozen=True)
class Trouble:
    """One trouble: its name as it is said back, what to do about it, and the answer that says more.

    `call` is the answer that says whom to call, where `do` leans on it.
    """

    id: str
    name: str
    do: str
    answer_id: str
    call: str | None


def several(text: str, dangers: list[crisis.Crisis]) -> list[Trouble]:
    """The troubles that a text tells of, the most urgent first; none where it tells of few, or asks for a figure."""
    plain = crisis.normalise(text) + " "
    kinds = {danger.kind for danger in dangers}
    found = [_TROUBLES[name] for name, kind in _KINDS.items() if kind & kinds or _PHRASES[name].search(plain)]
    least = SEVERAL_AND_LOST if kinds or _LOST.search(plain) else SEVERAL
    return found if len(found) >= least and not _ASKS_FOR_A_FIGURE.search(plain) else []


def is_lost(text: str) -> bool:
    """Whether a text asks for nothing in particular."""
    return bool(_LOST.search(crisis.normalise(text)))


_CONTENT = yaml.safe_load((Path(__file__).parent / "troubles.yaml").read_text(encoding="utf-8"))
_TROUBLES = {
    name: Trouble(name, one["name"], one["do"], one["answer"], one.get("call")) for name, one in _CONTENT.items()
}
_KINDS = {name: set(one.get("crisis", ())) for name, one in _CONTENT.items()}
_PHRASES = {name: crisis.any_of(one["phrases"]) for name, one in _CONTENT.items()}
