"""The graph component on a Rasa message."""

import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.fact_extractor import FactExtractor


def processed(text, **metadata):
    message = Message(data={TEXT: text, "metadata": {"today": "2026-11-23", **metadata}})
    FactExtractor.create({}, None, None, None).process([message])
    return message


def test_the_facts_are_in_the_output_that_actions_read():
    message = processed("about 2k", asking="savings", household={})
    assert message.as_dict(only_output_properties=True)["facts"] == [
        {"fact": "savings", "value": "2000", "words": "2k"}
    ]


def test_the_household_of_the_metadata_is_used():
    household = {"housing": {"tenure": "private", "rent": {"amount": "150", "per": "month"}}}
    assert processed("sorry thats a week", household=household).get("facts")[0]["value"] == {
        "amount": "150",
        "per": "week",
    }


@pytest.mark.parametrize("text", ['/choose{"savings": 400}', ""])
def test_a_button_or_nothing_gives_no_facts(text):
    assert processed(text, asking="savings").get("facts") == []


def test_a_message_without_metadata_gives_no_facts():
    message = Message(data={TEXT: "im 30"})
    FactExtractor.create({}, None, None, None).process([message])
    assert message.get("facts") == []
