"""Ranks the answer files for a message, by the questions that each of them lists and by its text."""

from __future__ import annotations

import warnings
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
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from bot.components.ngrams import ngrams
from bot.components.text_speak import plain
from bot.importer import ANSWER_ID, JURISDICTION, OUT_OF_SCOPE

# Texts, each with the id of the answer it belongs to.
Examples = list[tuple[str, str]]


class Scorer:
    """Two opinions on each answer: a linear machine over all questions and texts, and the nearest single question."""

    def __init__(self, c: float) -> None:
        """`c` is the linear machine's cost of errors."""
        self.ngrams = ngrams(plain)
        self.machine = LinearSVC(C=c, random_state=0)

    def fit(self, questions: Examples, sentences: Examples) -> Scorer:
        """Learn from questions and from sentences, each with the answer it belongs to."""
        vectors = self.ngrams.fit_transform([text for text, _ in questions + sentences])
        self.machine.fit(vectors, [answer for _, answer in questions + sentences])
        self.answers = self.machine.classes_
        self.questions = vectors[: len(questions)]
        self.owner = np.searchsorted(self.answers, [answer for _, answer in questions])
        return self

    def features(self, texts: list[str]) -> np.ndarray:
        """Texts x answers x what is known of the pair: how it scores, how near it is, and the lead over others."""
        vectors = self.ngrams.transform(texts)
        linear = self.machine.decision_function(vectors)
        cosines = (vectors @ self.questions.T).toarray() / 2  # two families of n-grams, each of length one
        near = np.zeros_like(linear)
        np.maximum.at(near.T, self.owner, cosines.T)
        return np.stack([linear, near, _lead(linear), _lead(near)], axis=-1)


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

    def __init__(self, c: float, folds: int = 5) -> None:
        """`c` is the linear machine's cost of errors."""
        self.c = c
        self.folds = folds

    def fit(self, questions: Examples, sentences: Examples, strangers: list[str]) -> RankingModel:
        """Learn. `strangers` are messages that no answer is meant for."""
        owners = [answer for _, answer in questions]
        features, right = [], []
        folds = StratifiedKFold(self.folds, shuffle=True, random_state=0)
        for fold, (learn, held_out) in enumerate(folds.split(questions, owners)):
            scorer = Scorer(self.c).fit([questions[i] for i in learn], sentences)
            asked = [questions[i] for i in held_out] + [(text, None) for text in strangers[fold :: self.folds]]
            features.append(scorer.features([text for text, _ in asked]))
            right.append([scorer.answers == owner for _, owner in asked])
        pairs = np.concatenate(features)
        self.calibration = LogisticRegression(max_iter=1000).fit(
            pairs.reshape(-1, pairs.shape[-1]), np.concatenate(right).ravel()
        )
        self.scorer = Scorer(self.c).fit(questions, sentences)
        return self

    def rank(self, text: str, among: set[str] | None = None) -> list[tuple[str, float]]:
        """(answer id, probability that it is the one meant), best first; only answers `among` these."""
        probabilities = self.calibration.predict_proba(self.scorer.features([text])[0])[:, 1]
        ranking = [(str(self.scorer.answers[i]), float(probabilities[i])) for i in np.argsort(-probabilities)]
        return ranking if among is None else [entry for entry in ranking if entry[0] in among]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class AnswerRanker(GraphComponent):
    """Sets `answer_ranking` on every message: [{"answer_id", "confidence"}], best first."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The settings explained in config.yml."""
        return {"c": 1.0, "ranking_length": 5}

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
        strangers = [
            m.get(TEXT) for m in training_data.intent_examples if m.get(INTENT) == OUT_OF_SCOPE and not m.get(ANSWER_ID)
        ]
        if not questions:
            raise InvalidConfigException(
                "There is no question of an answer file to learn from: "
                "check that config.yml names bot.importer.AnswerImporter and that bot/answers has answers."
            )
        self.jurisdictions = {m.get(ANSWER_ID): m.get(JURISDICTION) for m in belonging}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.model = RankingModel(self.config["c"]).fit(questions, sentences, strangers)
        with self._storage.write_to(self._resource) as folder:
            joblib.dump((self.model, self.jurisdictions), folder / "ranker.joblib")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Rank for each message; a known nation (`metadata.nation`) removes what does not hold there."""
        for message in messages:
            nation = (message.get("metadata") or {}).get("nation")
            ranking = self.model.rank(message.get(TEXT) or "", self._holding_in(nation))
            best = [{"answer_id": answer, "confidence": share} for answer, share in ranking]
            message.set("answer_ranking", best[: self.config["ranking_length"]], add_to_output=True)
        return messages

    def _holding_in(self, nation: str | None) -> set[str]:
        return {answer for answer, nations in self.jurisdictions.items() if nation is None or nation in nations}
