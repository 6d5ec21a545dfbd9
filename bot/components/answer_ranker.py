"""Ranks the answer files for a message, by the questions that each of them lists and by its text."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from functools import partial
from typing import Any

import joblib
import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import issparse, vstack
from sklearn.linear_model import LogisticRegression, RidgeClassifier
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from bot.components.leaning import (
    OF_A_NATION,
    in_context,
    is_small_talk,
    leaned_on,
    leans_on_what_was_said,
    of_that_nation,
    only_says_where,
)
from bot.components.ngrams import ngrams
from bot.components.sentence_vectors import REMEMBERED, SentenceVectors, remembering
from bot.components.text_speak import plain
from bot.importer import ANSWER_ID, JURISDICTION, TOPICS

# Texts, each with the id of the answer it belongs to; and the topics of each answer.
Examples = list[tuple[str, str]]
Topics = dict[str, list[str]]

_NONE = ""  # the class of messages that no answer is meant for


_BETWEEN_PARTS = re.compile(r"(?<=[.?!;])\s+|\s*\n\s*|\s+(?=and also\b|also\b)")
_LEAST_WORDS, _MOST_PARTS = 4, 6


def parts(text: str) -> list[str]:
    """The sentences of a message that has several, of four words or more; none where it is all one."""
    found = [part for part in _BETWEEN_PARTS.split(text) if len(part.split()) >= _LEAST_WORDS]
    return found[:_MOST_PARTS] if len(found) > 1 else []


class Scorer:
    """Opinions on each answer, by its words and by its meaning.

    Each of the two looks at a message in three ways: a linear machine over all questions and texts, one for the topic,
    and the nearest single question. One more class of the first is "none of them", learnt from messages that no answer
    is meant for.
    """

    def __init__(self, c: float) -> None:
        """`c` is the cost of errors of the machines that look at words."""
        self.words = View(ngrams(plain), partial(LinearSVC, C=c, random_state=0))
        self.meaning = View(SentenceVectors(), partial(RidgeClassifier, alpha=1.0))

    def fit(self, questions: Examples, sentences: Examples, strangers: list[str], topics: Topics) -> Scorer:
        """Learn. `strangers` are messages that no answer is meant for; `topics` those of each answer."""
        self.answers = np.array(sorted({answer for _, answer in questions}))
        names = sorted({topic for answer in self.answers for topic in topics[answer]})
        about = np.array([[name in topics[answer] for name in names] for answer in self.answers])
        for view in (self.words, self.meaning):
            view.fit(questions, sentences, strangers, self.answers, about)
        return self

    def features(self, texts: list[str]) -> np.ndarray:
        """Texts x answers x what is known of the pair: how it scores, how near it is, and the lead over others."""
        words, meaning = self.words.opinions(texts), self.meaning.opinions(texts)
        both = [_lead(words[0] + 2 * meaning[0]), _lead(words[1] + meaning[1])]
        return np.stack([*words, *meaning, *both], axis=-1)


class View:
    """One way of turning messages into numbers, and the machines that learn from them."""

    def __init__(self, numbers: Any, machine: Callable[[], Any]) -> None:
        """`numbers` turns texts into vectors; `machine` makes an untrained linear classifier."""
        self.numbers, self.new_machine = numbers, machine

    def fit(
        self,
        questions: Examples,
        sentences: Examples,
        strangers: list[str],
        answers: np.ndarray,
        about: np.ndarray,
    ) -> None:
        """Learn. `about`: answers x topics, whether the one has the other."""
        owners = [answer for _, answer in questions]
        texts = [text for text, _ in questions + sentences]
        vectors = self.numbers.fit_transform([*texts, *strangers])
        meant = [*owners, *(answer for _, answer in sentences), *[_NONE] * len(strangers)]
        machine = self.new_machine().fit(vectors, meant)
        # By rows, and questions as columns, so that one message is multiplied without copying all of them.
        self.weights, self.bias = np.ascontiguousarray(machine.coef_.T), machine.intercept_
        self.none = machine.classes_ == _NONE
        self.among = np.searchsorted(machine.classes_, answers)
        self.owner = np.searchsorted(answers, owners)
        asked, strange = vectors[: len(questions)], vectors[len(texts) :]
        self.questions, self.strangers = _as_columns(asked), _as_columns(strange)
        self.about = about
        self._fit_topics(asked, strange)

    def _fit_topics(self, asked: Any, strange: Any) -> None:
        vectors = (vstack if issparse(asked) else np.vstack)([asked, strange])
        nothing = np.zeros((strange.shape[0], self.about.shape[1]), dtype=bool)
        meant = np.concatenate([self.about[self.owner], nothing])
        machines = [self.new_machine().fit(vectors, column) for column in meant.T]
        self.topic_weights = np.ascontiguousarray(np.vstack([machine.coef_ for machine in machines]).T)
        self.topic_bias = np.concatenate([machine.intercept_ for machine in machines])

    def opinions(self, texts: list[str]) -> list[np.ndarray]:
        """Each texts x answers: score, nearness, their leads, "none", nearness of strangers, topic and its lead."""
        vectors = self.numbers.transform(texts)
        scores = vectors @ self.weights + self.bias
        linear, none = scores[:, self.among], scores[:, self.none]
        near = np.zeros_like(linear)
        np.maximum.at(near.T, self.owner, _products(vectors, self.questions).T)
        strange = _products(vectors, self.strangers).max(axis=1, keepdims=True)
        topic = vectors @ self.topic_weights + self.topic_bias
        every = np.ones_like(linear)
        return [
            *(linear, near, _lead(linear), _lead(near)),
            *(none * every, strange * every, near - strange),
            *(self._best_topic(topic), self._best_topic(_lead(topic))),
        ]

    def _best_topic(self, topic: np.ndarray) -> np.ndarray:
        """Texts x answers: the highest of the scores of the answer's topics."""
        return np.where(self.about, topic[:, None, :], -np.inf).max(axis=2)


def _as_columns(vectors: Any) -> Any:
    return vectors.T.tocsr() if issparse(vectors) else np.ascontiguousarray(vectors.T)


def _products(vectors: Any, columns: Any) -> np.ndarray:
    """How alike each is to each."""
    products = vectors @ columns
    return products.toarray() if issparse(products) else products


def _lead(scores: np.ndarray) -> np.ndarray:
    """How far each score stands above the best of the others in its row."""
    best_two = np.sort(scores, axis=1)[:, -2:]
    rival = np.where(scores == best_two[:, 1:], best_two[:, :1], best_two[:, 1:])
    return scores - rival


class RankingModel:
    """Scores turned into the probability that the answer is the one meant.

    How scores become probabilities is learnt on questions held out from the scorer, together with messages
    that no answer is meant for.
    """

    def __init__(self, c: float, folds: int = 3) -> None:
        """`c` is the linear machines' cost of errors."""
        self.c = c
        self.folds = folds

    def fit(self, questions: Examples, sentences: Examples, strangers: list[str], topics: Topics) -> RankingModel:
        """Learn. `strangers` are messages that no answer is meant for; `topics` those of each answer."""
        owners = [answer for _, answer in questions]
        features, right = [], []
        folds = StratifiedKFold(self.folds, shuffle=True, random_state=0)
        for fold, (learn, held_out) in enumerate(folds.split(questions, owners)):
            known = [text for place, text in enumerate(strangers) if place % self.folds != fold]
            scorer = Scorer(self.c).fit([questions[i] for i in learn], sentences, known, topics)
            asked = [questions[i] for i in held_out] + [(text, None) for text in strangers[fold :: self.folds]]
            features.append(scorer.features([text for text, _ in asked]))
            right.append([scorer.answers == owner for _, owner in asked])
        pairs = np.concatenate(features)
        self.calibration = LogisticRegression(max_iter=3000).fit(
            pairs.reshape(-1, pairs.shape[-1]), np.concatenate(right).ravel()
        )
        self.scorer = Scorer(self.c).fit(questions, sentences, strangers, topics)
        return self

    def rank(self, text: str) -> list[tuple[str, float]]:
        """(answer id, probability that it is the one meant), best first."""
        probabilities = self.calibration.predict_proba(self.scorer.features([text])[0])[:, 1]
        return [(str(self.scorer.answers[place]), float(probabilities[place])) for place in np.argsort(-probabilities)]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class AnswerRanker(GraphComponent):
    """Sets `answer_ranking` on every message: [{"answer_id", "confidence"}], best first.

    A message that leans on the one before, or only says where somebody lives, is ranked with that (see leaning.py).

    `part_rankings` has one such list for each part of a message that says several things.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The settings explained in config.yml."""
        return {"c": 1.0, "ranking_length": 5, "sure_from": 0.55, "near_from": 0.25}

    @staticmethod
    def required_packages() -> list[str]:
        """What must be importable."""
        return ["sklearn", "joblib"]

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        model: RankingModel | None = None,
        jurisdictions: dict[str, list[str]] | None = None,
    ) -> None:
        """`jurisdictions`: answer id -> the nations it holds in. Without a model it can only be trained."""
        self.config, self._storage, self._resource = config, storage, resource
        self.model, self.jurisdictions = model, jurisdictions or {}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003 - Rasa's signature
    ) -> AnswerRanker:
        """A new, untrained ranker."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003 - Rasa's signature
        **kwargs: Any,  # noqa: ARG003 - Rasa's signature
    ) -> AnswerRanker:
        """The trained ranker."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, *joblib.load(folder / "ranker.joblib"))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the questions that bot.importer brought; refuses when it brought none."""
        belonging = [m for m in training_data.training_examples if m.get(ANSWER_ID)]
        questions = [(m.get(TEXT), m.get(ANSWER_ID)) for m in belonging if m.get(INTENT)]
        sentences = [(m.get(TEXT), m.get(ANSWER_ID)) for m in belonging if not m.get(INTENT)]
        strangers = [m.get(TEXT) for m in training_data.intent_examples if not m.get(ANSWER_ID)]
        if not questions:
            raise InvalidConfigException(
                "There is no question of an answer file to learn from: "
                "check that config.yml names bot.importer.AnswerImporter and that bot/answers has answers."
            )
        self.jurisdictions = {m.get(ANSWER_ID): m.get(JURISDICTION) for m in belonging}
        topics = {m.get(ANSWER_ID): m.get(TOPICS) for m in belonging}
        with warnings.catch_warnings(), remembering(REMEMBERED):
            warnings.simplefilter("ignore")
            self.model = RankingModel(self.config["c"]).fit(questions, sentences, strangers, topics)
        with self._storage.write_to(self._resource) as folder:
            joblib.dump((self.model, self.jurisdictions), folder / "ranker.joblib")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Rank for each message and its parts; a known nation (`metadata.nation`) removes what does not hold there."""
        for message in messages:
            metadata = message.get("metadata") or {}
            text, nation = message.get(TEXT) or "", metadata.get("nation")
            named = next((fact["value"] for fact in message.get("facts") or [] if fact["fact"] == "nation"), nation)
            said_before, told = leaned_on(metadata.get("said_before") or ()), message.get("facts") or []
            rank = partial(self._ranking, nation=nation, named=named)
            ranking, sure, near = rank(text), self.config["sure_from"], self.config["near_from"]
            if said_before and leans_on_what_was_said(text, ranking, near) and not is_small_talk(message.get(INTENT)):
                ranking = in_context(ranking, rank(f"{said_before}. {text}"), rank(said_before), sure, near)
            elif said_before and only_says_where([fact["fact"] for fact in told]):
                alone, ranking = ranking, of_that_nation(ranking, rank(said_before), sure)
                message.set("asked_before", ranking is not alone, add_to_output=True)
            message.set("answer_ranking", ranking, add_to_output=True)
            rankings = [rank(part) for part in parts(text)]
            message.set("part_rankings", rankings, add_to_output=True)
        return messages

    def _ranking(self, text: str, nation: str | None, named: str | None) -> list[dict[str, Any]]:
        """Answers that differ by nation only are rivals for the same question: one stands for all, with their sum."""
        subjects: dict[str, dict[str, float]] = {}
        for answer, share in self.model.rank(text):
            subjects.setdefault(OF_A_NATION.sub("", answer), {})[answer] = share
        ranking = []
        for subject, shares in subjects.items():
            allowed = [answer for answer in shares if nation is None or nation in self.jurisdictions[answer]]
            if allowed:
                share = min(1.0, sum(shares.values()))
                ranking.append({"answer_id": _standing_for(subject, allowed, named), "confidence": share})
        ranking.sort(key=lambda entry: -entry["confidence"])
        return ranking[: self.config["ranking_length"]]


def _standing_for(subject: str, best_first: list[str], nation: str | None) -> str:
    """The answer of the nation; where no nation is known, the one for all; otherwise the nearest to the words."""
    wanted = f"{subject}_{nation}" if nation else subject
    return wanted if wanted in best_first else best_first[0]
