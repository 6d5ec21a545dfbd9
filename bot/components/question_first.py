"""A question that is known well comes before a weak opinion on what the message is for."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.importer import ASK

# What a message can be mistaken for when it asks something: "are you saving this? is this the dwp" for a hello.
MISTAKABLE = {"greet", "thanks", "goodbye", "why", "out_of_scope", "affirm", "deny", "stop", "dont_know"}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class QuestionFirst(GraphComponent):
    """Makes the intent `ask` where the classifier is unsure and the ranker is sure of an answer."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The settings explained in config.yml."""
        return {"intent_below": 0.75, "answer_from": 0.4}

    def __init__(self, config: dict[str, Any]) -> None:
        """Nothing to load."""
        self.config = config

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,  # noqa: ARG003 - Rasa's signature
        resource: Resource,  # noqa: ARG003 - Rasa's signature
        execution_context: ExecutionContext,  # noqa: ARG003 - Rasa's signature
    ) -> QuestionFirst:
        """A component with these settings."""
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Look at what the classifier and the ranker have left on each message."""
        for message in messages:
            intent, ranking = message.get(INTENT), message.get("answer_ranking")
            if _in_crisis(message):
                message.set(INTENT, {"name": ASK, "confidence": 1.0}, add_to_output=True)
            elif self._is_a_question(intent, ranking) and not _is_a_reply(message):
                message.set(INTENT, {"name": ASK, "confidence": ranking[0]["confidence"]}, add_to_output=True)
        return messages

    def _is_a_question(self, intent: dict[str, Any], ranking: list[dict[str, Any]]) -> bool:
        unsure = intent["name"] in MISTAKABLE and intent["confidence"] < self.config["intent_below"]
        return unsure and bool(ranking) and ranking[0]["confidence"] >= self.config["answer_from"]


def _in_crisis(message: Message) -> bool:
    """Who to call has been said already: nothing is begun or asked, only what else was asked is answered."""
    return bool((message.get("metadata") or {}).get("in_crisis")) and not (message.get(TEXT) or "").startswith("/")


def _is_a_reply(message: Message) -> bool:
    """Something has been asked and a fact answers it."""
    return bool((message.get("metadata") or {}).get("asking") and message.get("facts"))
