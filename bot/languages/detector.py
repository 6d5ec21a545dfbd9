"""Whether a message is in English or in Welsh: by the runs of letters of its words, learnt from our own questions.

People write "fi moyn neud cwyn am fy work coach": each word votes, and a message is in the language that most of it is
in. Where the votes are near each other the language is not known.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

_LONGEST_RUN = 3
# What the votes of a whole message must come to, as a logarithm of odds: for the second language more, because the
# first is by far the likelier and shares short words with it ("i am").
_SURE = (3.0, 7.0)
# No single word may decide: names and typing errors look like nothing that was learnt.
_STRONGEST_VOTE = 4.0


class Detector:
    """Learns each of two languages from texts in it; the first is the likelier."""

    def __init__(self, texts: Mapping[str, Iterable[str]]) -> None:
        """`texts`: language -> what is written in it."""
        self._first, self._second = (_Runs(one) for one in texts.values())
        self._names = tuple(texts)

    def heard(self, message: str) -> str | None:
        """The language of a message; None where it cannot be told."""
        votes = sum(self._vote(word) for word in words(message))
        if votes >= _SURE[0]:
            return self._names[0]
        return self._names[1] if votes <= -_SURE[1] else None

    def _vote(self, word: str) -> float:
        """For the first language above zero, for the second below; a run that neither has says nothing."""
        known = [run for run in _runs(word) if run in self._first or run in self._second]
        vote = sum(self._first.likelihood(run) - self._second.likelihood(run) for run in known)
        return max(-_STRONGEST_VOTE, min(_STRONGEST_VOTE, vote))


class _Runs:
    """How often runs of letters stand in a language."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._counts = Counter(run for text in texts for word in words(text) for run in _runs(word))
        self._all = sum(self._counts.values()) + len(self._counts) + 1

    def __contains__(self, run: str) -> bool:
        return run in self._counts

    def likelihood(self, run: str) -> float:
        return math.log((self._counts[run] + 1) / self._all)


def words(text: str) -> list[str]:
    """The words of a text in lower case: "dwi'n" is one, "www.gov.uk" is none."""
    bare = re.sub(r"\S*[@/\d_]\S*|\{[^}]*\}|\S+\.\S+", " ", text.lower().replace("\u2019", "'"))
    return re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)*'?", bare)


def _runs(word: str) -> Iterator[str]:
    """The word itself, and its runs of letters with its ends marked."""
    yield f"={word}"
    marked = f"<{word}>"
    for start in range(len(marked) - _LONGEST_RUN + 1):
        yield marked[start : start + _LONGEST_RUN]
