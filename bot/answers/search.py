"""A small search over the questions of the answers: the fallback when the trained ranker is not there."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

WORD = "w:"
LETTERS = "l:"

# Words that every question is made of say little about its subject.
_FUNCTION_WORDS = frozenset(
    """a an the i im my me we is it to of and on in for do does did be am are was if can will would what how u you your
    have has get got that this they them there so or at with when""".split()  # noqa: SIM905
)
_FUNCTION_WORD_COUNTS = 0.2
_PAIR_COUNTS = 0.5
_LETTERS_COUNT = 0.1


class Search:
    """Finds the answers whose questions look most like a text: TF-IDF cosine over words, pairs and runs of letters.

    Half of an answer's likeness is that of its nearest question, half that of all its questions taken together.
    """

    def __init__(self, questions: Mapping[str, Iterable[str]]) -> None:
        each = [(name, features(text)) for name, texts in questions.items() for text in texts]
        self.rarity = _rarity([counts for _, counts in each])
        together: dict[str, Counter[str]] = defaultdict(Counter)
        for name, counts in each:
            together[name].update(counts)
        self.questions = _Index((name, self._vector(counts)) for name, counts in each)
        self.subjects = _Index((name, self._vector(_softened(counts))) for name, counts in together.items())

    def find(self, text: str, limit: int = 5, among: Iterable[str] | None = None) -> list[tuple[str, float]]:
        """Names and likeness (0 to 1), best first. `among` keeps to some names."""
        vector = self._vector(features(text))
        nearest, subject = self.questions.likeness(vector), self.subjects.likeness(vector)
        names = nearest.keys() if among is None else nearest.keys() & set(among)
        scores = [(name, (nearest[name] + subject.get(name, 0.0)) / 2) for name in names]
        return sorted(scores, key=lambda score: (-score[1], score[0]))[:limit]

    def _vector(self, counts: Mapping[str, float]) -> dict[str, float]:
        """Weights of a text, of length one, so that the product of two is their cosine. Unknown words are left out."""
        vector = {f: count * self.rarity[f] for f, count in counts.items() if f in self.rarity}
        length = math.sqrt(sum(weight * weight for weight in vector.values()))
        return {feature: weight / length for feature, weight in vector.items()}


class _Index:
    """Which named vectors hold a feature, so that only those that share one with a text are looked at."""

    def __init__(self, vectors: Iterable[tuple[str, Mapping[str, float]]]) -> None:
        self.names: list[str] = []
        self.places: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, (name, vector) in enumerate(vectors):
            self.names.append(name)
            for feature, weight in vector.items():
                self.places[feature].append((place, weight))

    def likeness(self, vector: Mapping[str, float]) -> dict[str, float]:
        """The best likeness of each name that shares something with the vector."""
        products: dict[int, float] = defaultdict(float)
        for feature, weight in vector.items():
            for place, other in self.places.get(feature, ()):
                products[place] += weight * other
        best: dict[str, float] = {}
        for place, product in products.items():
            best[self.names[place]] = max(product, best.get(self.names[place], 0.0))
        return best


def features(text: str) -> Counter[str]:
    """Words, pairs of neighbours, and runs of three and four letters within words, which forgive misspellings."""
    plain = re.sub(r"['\u2019]", "", text.lower()).replace("universal credit", "uc")
    words = re.findall(r"[a-z0-9£]+", plain)
    counts: Counter[str] = Counter()
    for word in words:
        counts[WORD + word] += _FUNCTION_WORD_COUNTS if word in _FUNCTION_WORDS else 1
    for one, two in pairwise(words):
        only_function_words = one in _FUNCTION_WORDS and two in _FUNCTION_WORDS
        counts[f"{WORD}{one} {two}"] += _PAIR_COUNTS * (_FUNCTION_WORD_COUNTS if only_function_words else 1)
    for word in words:
        if word not in _FUNCTION_WORDS:
            for run in _runs(f" {word} "):
                counts[LETTERS + run] += _LETTERS_COUNT
    return counts


def _runs(word: str) -> list[str]:
    return [word[start : start + size] for size in (3, 4) for start in range(len(word) - size + 1)]


def _softened(counts: Mapping[str, float]) -> dict[str, float]:
    """What many questions of one answer repeat counts more, but not by as much as it is repeated."""
    return {feature: math.sqrt(count) for feature, count in counts.items()}


def _rarity(documents: list[Counter[str]]) -> dict[str, float]:
    """What few questions hold says more than what all of them hold."""
    seen = Counter(feature for counts in documents for feature in counts)
    return {feature: math.log((1 + len(documents)) / (1 + times)) + 1 for feature, times in seen.items()}
