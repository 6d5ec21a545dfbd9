"""Rasa graph component: puts the facts of a message on it, for the actions to read.

`facts` are what the message tells; `supposed` what it tries out, which only a comparison uses.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.facts import extract, suppose


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FactExtractor(GraphComponent):
    """Reads the text and the metadata (`today`, `asking`, `household`) of each message; sets `facts`."""

    @staticmethod
    def required_packages() -> list[str]:
        return ["spacy", "dateutil", "yaml"]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],  # noqa: ARG003 the four arguments are Rasa's
        model_storage: ModelStorage,  # noqa: ARG003
        resource: Resource,  # noqa: ARG003
        execution_context: ExecutionContext,  # noqa: ARG003
    ) -> FactExtractor:
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            message.set("facts", facts_of(message, extract), add_to_output=True)
            message.set("supposed", facts_of(message, suppose), add_to_output=True)
        return messages


def facts_of(message: Message, reader: Callable[..., list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The facts of one message; none for a button ("/choose{...}") or a message without the date of today."""
    text, metadata = message.get(TEXT) or "", message.get("metadata") or {}
    if not text or text.startswith("/") or not metadata.get("today"):
        return []
    return reader(text, date.fromisoformat(metadata["today"]), metadata.get("asking"), metadata.get("household"))
