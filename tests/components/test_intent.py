"""A message is taken for what it is: many questions do not drown a hello, and a short reply is a reply."""

import json

import pytest

pytest.importorskip("rasa.engine", reason="runs in Rasa's environment")

from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.intent import LinearIntentClassifier, as_reply

EXAMPLES = {
    "ask": [
        f"{start} {subject}"
        for start in ("what is the", "how does", "who gets the", "when do they stop")
        for subject in ("taper", "work allowance", "benefit cap", "carer element", "advance payment", "sanction rule")
    ],
    "greet": ["hello", "hi there", "good morning", "hiya"],
    "give_facts": ["my rent is 500 a month", "i earn 900 a month", "rent 120 a week", "two kids 3 and 7", "council"],
    "deny": ["no", "nope", "nah", "no thanks"],
    "affirm": ["yes", "yeah", "yep", "yes please"],
    "dont_know": ["dunno", "i dont know", "not sure", "no idea"],
    "out_of_scope": ["tell me a joke", "is it raining", "write a poem", "sing a song"],
}


@pytest.fixture(scope="module")
def classifier(tmp_path_factory):
    """Trained, stored and loaded again, as in a running bot."""
    storage = LocalModelStorage.create(tmp_path_factory.mktemp("model"))
    config, resource = LinearIntentClassifier.get_default_config(), Resource("intent")
    data = TrainingData([Message({TEXT: t, INTENT: intent}) for intent, texts in EXAMPLES.items() for t in texts])
    LinearIntentClassifier.create(config, storage, resource, None).train(data)
    return LinearIntentClassifier.load(config, storage, resource, None)


def intent_of(classifier, text, **metadata):
    (message,) = classifier.process([Message({TEXT: text, "metadata": metadata})])
    return message.get(INTENT)["name"]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("what is the taper", "ask"),
        ("helo there", "greet"),
        ("rent 480 a mth", "give_facts"),
        ("yes plz", "affirm"),
        ("not sure really", "dont_know"),
        ("tell me a story", "out_of_scope"),
    ],
)
def test_messages_are_told_apart(classifier, text, intent):
    assert intent_of(classifier, text) == intent


@pytest.mark.parametrize("text", ["no", "nope"])
def test_no_to_a_question_is_no(classifier, text):
    assert intent_of(classifier, text, asking="savings") == "deny"


@pytest.mark.parametrize("text", ["25", "about 2k", "hartlepool", "sanction payments", "the carer one"])
def test_a_few_words_answer_what_is_being_asked(classifier, text):
    assert intent_of(classifier, text, asking="adults[0].age") == "give_facts"


@pytest.mark.parametrize("text", ["what is the taper", "benefit cap?", "who gets the work allowance"])
def test_a_question_stays_a_question_while_another_is_being_asked(classifier, text):
    assert intent_of(classifier, text, asking="savings") == "ask"


def test_a_long_message_is_not_taken_for_a_reply():
    probabilities = {"ask": 0.9, "give_facts": 0.1}
    assert as_reply("they stopped it because of the advance payment", probabilities, short=4) == probabilities


def test_reply_probabilities_still_add_up_to_one():
    after = as_reply("council", {"ask": 0.6, "deny": 0.3, "greet": 0.1}, short=4)
    assert list(after) == ["give_facts", "deny"]
    assert sum(after.values()) == pytest.approx(1.0)


def test_what_is_left_on_the_message_can_be_sent_on(classifier):
    (message,) = classifier.process([Message({TEXT: "hello"})])
    sent = json.loads(json.dumps(message.as_dict(only_output_properties=True)))
    assert set(sent) == {"text", "intent", "intent_ranking"}
    assert sent["intent"] == sent["intent_ranking"][0]
    assert 0 <= sent["intent"]["confidence"] <= 1


def test_one_intent_is_not_enough_to_learn_from(tmp_path):
    storage = LocalModelStorage.create(tmp_path)
    untrained = LinearIntentClassifier.create(
        LinearIntentClassifier.get_default_config(), storage, Resource("intent"), None
    )
    with pytest.raises(InvalidConfigException, match="two intents"):
        untrained.train(TrainingData([Message({TEXT: "hello", INTENT: "greet"})]))
