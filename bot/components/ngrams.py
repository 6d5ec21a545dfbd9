"""A message as numbers, for the linear models."""

from collections.abc import Callable

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion, make_union


def ngrams(spelling: Callable[[str], str]) -> FeatureUnion:
    """Words and pairs of words, and pieces of words, which see through misspelling; `spelling` comes first.

    Each of the two families is a vector of length one.
    """
    settings = {"preprocessor": spelling, "sublinear_tf": True}
    words = TfidfVectorizer(ngram_range=(1, 2), token_pattern=r"(?u)\b\w+\b", **settings)  # noqa: S106
    pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), **settings)
    return make_union(words, pieces)
