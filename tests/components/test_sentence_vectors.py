"""The pretrained model gives what its authors' own code gives, and keeps no text."""

import numpy as np
import pytest

from bot.components import sentence_vectors
from bot.components.sentence_vectors import SentenceVectors, WrongModel, remembering, vectors


def likeness(one, other):
    first, second = vectors([one, other])
    return float(first @ second)


@pytest.mark.parametrize(
    ("near", "text", "far"),
    [
        ("i have been made unemployed", "i lost my job and have no work", "i lost my keys on the bus"),
        ("the landlord has put the rent up", "my flat costs more now", "i like football"),
        ("i cannot work because of my back", "i am too ill for a job", "how do i apply for a passport"),
    ],
)
def test_what_means_the_same_lies_nearer_than_what_does_not(near, text, far):
    assert likeness(near, text) > likeness(far, text) + 0.1


def test_each_vector_has_length_one_whatever_stands_beside_it():
    texts = ["rent", "my rent is 500 a month and the landlord wants more of it every year", "😀"]
    together = vectors(texts)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    for text, vector in zip(texts, together, strict=True):
        assert np.allclose(vectors([text])[0], vector, atol=1e-5)


def test_a_very_long_message_is_read_from_its_beginning():
    assert vectors(["rent " * 5000]).shape == (1, sentence_vectors.SIZE)


def test_no_texts_are_no_vectors():
    assert SentenceVectors().transform([]).shape == (0, sentence_vectors.SIZE)


def test_sentences_are_remembered_only_while_training_and_only_as_digests(tmp_path):
    vectors(["a secret"])
    assert sentence_vectors._remembered is None
    with remembering(tmp_path / "vectors.npz"):
        example = vectors(["an example"])
    assert sentence_vectors._remembered is None
    assert b"example" not in (tmp_path / "vectors.npz").read_bytes()
    with remembering(tmp_path / "vectors.npz"):
        assert len(sentence_vectors._remembered) == 1
        assert np.array_equal(vectors(["an example"]), example)


def test_only_the_last_few_sentences_are_kept_and_only_as_digests():
    for number in range(30):
        vectors([f"sentence {number}"])
    assert len(sentence_vectors._lately) == sentence_vectors._AT_A_TIME
    assert not any("sentence" in digest for digest in sentence_vectors._lately)


def test_other_weights_are_refused(monkeypatch):
    monkeypatch.setitem(sentence_vectors.DIGESTS, "tokenizer.json", "0" * 64)
    with pytest.raises(WrongModel, match=r"tokenizer\.json"):
        sentence_vectors._checked("tokenizer.json")
