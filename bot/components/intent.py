"""Tells what a message is for: a question about a rule, a wish for a figure, a fact, a yes, a goodbye."""

from __future__ import annotations

import re
import warnings
from typing import Any

import joblib
import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.calibration import CalibratedClassifierCV
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from bot.components.ngrams import ngrams
from bot.components.sentence_vectors import REMEMBERED, SentenceVectors, remembering
from bot.components.text_speak import plain

# What a few words can mean while a question is being asked. Anything else a few words look like
# ("council", "25", "hartlepool") is the answer to that question.
REPLIES = {"give_facts", "correct", "affirm", "deny", "dont_know", "stop", "why", "what_if", "handover", "thanks"}
_MEANING_C = 10.0  # vectors of length one are small: less would hardly tell them apart
QUESTION = re.compile(
    r"(?:(?:so|and|ok|but|then) )*(what|how|when|where|who|which|can|could|do|does|did|is|are|am|will|would|should|has)"
    r"\b(?! not)|.*\?",
    re.DOTALL,
)


def without_figures(text: str) -> str:
    """Plain spelling with every digit a 0: which figure it is says nothing about what the message is for."""
    return re.sub(r"\d", "0", plain(text))


class IntentModel:
    """The mean of two opinions: a linear support vector machine on n-grams, and a regression on the meaning.

    The scores of the first are calibrated by cross-validation.
    """

    def __init__(self, c: float, balance: float) -> None:
        """`c` is the machine's cost of errors; `balance` 0 counts each example alike, 1 each intent alike."""
        self.balance = balance
        self.ngrams, self.meaning = ngrams(without_figures), SentenceVectors()
        self.c = c

    def fit(self, texts: list[str], intents: list[str]) -> IntentModel:
        """Learn. Needs at least two examples of each of at least two intents."""
        names, indices, counts = np.unique(intents, return_inverse=True, return_counts=True)
        self.names = [str(name) for name in names]
        self.by_words = CalibratedClassifierCV(
            LinearSVC(C=self.c, random_state=0), cv=int(np.clip(counts.min(), 2, 5)), ensemble=False
        )
        self.by_meaning = LogisticRegression(C=_MEANING_C, max_iter=1000)
        weights = ((counts.mean() / counts) ** self.balance)[indices]
        self.by_words.fit(self.ngrams.fit_transform(texts), names[indices], sample_weight=weights)
        self.by_meaning.fit(self.meaning.transform(texts), names[indices], sample_weight=weights)
        return self

    def probabilities(self, text: str) -> dict[str, float]:
        """Intent -> probability, most probable first."""
        words = self.by_words.predict_proba(self.ngrams.transform([text]))[0]
        meaning = self.by_meaning.predict_proba(self.meaning.transform([text]))[0]
        shares = (words + meaning) / 2
        return {self.names[i]: float(shares[i]) for i in np.argsort(-shares)}


def as_reply(text: str, probabilities: dict[str, float], short: int) -> dict[str, float]:
    """The probabilities, given that the bot has just asked something.

    Up to `short` words that are not a question are a reply: what they cannot mean goes to `give_facts`.
    """
    words = plain(text)
    if len(words.split()) > short or QUESTION.match(words):
        return probabilities
    replies = {intent: share for intent, share in probabilities.items() if intent in REPLIES}
    replies["give_facts"] = replies.get("give_facts", 0.0) + 1.0 - sum(replies.values())
    return dict(sorted(replies.items(), key=lambda reply: -reply[1]))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntentClassifier(GraphComponent, IntentClassifier):
    """Sets `intent` and `intent_ranking` on the message."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The settings explained in config.yml."""
        return {"c": 1.0, "balance": 1.0, "short_reply": 4, "ranking_length": 5}

    @staticmethod
    def required_packages() -> list[str]:
        """What must be importable."""
        return ["sklearn", "joblib"]

    def __init__(
        self, config: dict[str, Any], storage: ModelStorage, resource: Resource, model: IntentModel | None = None
    ) -> None:
        """Without a model it can only be trained."""
        self.config, self._storage, self._resource, self.model = config, storage, resource, model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003 - Rasa's signature
    ) -> LinearIntentClassifier:
        """A new, untrained classifier."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003 - Rasa's signature
        **kwargs: Any,  # noqa: ARG003 - Rasa's signature
    ) -> LinearIntentClassifier:
        """The trained classifier."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, joblib.load(folder / "intent.joblib"))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples of bot/data and the questions of the answer files."""
        examples = [(m.get(TEXT), m.get(INTENT)) for m in training_data.intent_examples if m.get(TEXT)]
        if len({intent for _, intent in examples}) < 2:
            raise InvalidConfigException("There are not two intents to tell apart: add examples to bot/data.")
        with warnings.catch_warnings(), remembering(REMEMBERED):
            warnings.simplefilter("ignore")
            self.model = IntentModel(self.config["c"], self.config["balance"]).fit(
                [text for text, _ in examples], [intent for _, intent in examples]
            )
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self.model, folder / "intent.joblib")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Classify; what the bot has just asked (`metadata.asking`) helps."""
        for message in messages:
            text = message.get(TEXT) or ""
            probabilities = self.model.probabilities(text)
            if (message.get("metadata") or {}).get("asking"):
                probabilities = as_reply(text, probabilities, self.config["short_reply"])
            ranking = [{"name": name, "confidence": share} for name, share in probabilities.items()]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking[: self.config["ranking_length"]], add_to_output=True)
        return messages
