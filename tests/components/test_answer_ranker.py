"""The answer that was meant comes first, in the way people type, and only where it holds."""

import json
from pathlib import Path

import pytest
import yaml

pytest.importorskip("rasa.engine", reason="runs in Rasa's environment")

from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.answer_ranker import AnswerRanker
from bot.components.text_speak import plain

EVERYWHERE = ["england", "wales", "scotland", "northern_ireland"]
SUBJECTS = {
    "first_payment": (EVERYWHERE, "the first payment of universal credit"),
    "rent_online": (EVERYWHERE, "paying my landlord"),
    "crisis_fund_england": (["england"], "emergency help from the council crisis fund"),
    "crisis_fund_scotland": (["scotland"], "emergency help from the scottish welfare fund"),
    "taper": (EVERYWHERE, "the taper on wages"),
    "savings": (EVERYWHERE, "money in a savings account"),
    "sanction": (EVERYWHERE, "being sanctioned by the work coach"),
}
WAYS = (
    "tell me about {}",
    "how does {} work",
    "when is {}",
    "explain {} please",
    "what would i need to know about {}",
    "{}",
    "i am worried about {}",
    "question on {}",
    "anything on {}",
    "{} rules",
)
STRANGERS = ["sing a song", "is it raining", "tell me a joke", "write a poem", "who won the football", "order a pizza"]


@pytest.fixture(scope="module")
def ranker(tmp_path_factory):
    """Trained, stored and loaded again, as in a running bot."""
    storage = LocalModelStorage.create(tmp_path_factory.mktemp("model"))
    config, resource = AnswerRanker.get_default_config(), Resource("ranker")
    examples = [
        Message(
            {TEXT: way.format(subject), INTENT: "ask", "answer_id": answer, "jurisdiction": nations, "topics": [answer]}
        )
        for answer, (nations, subject) in SUBJECTS.items()
        for way in WAYS
    ] + [Message({TEXT: text, INTENT: "out_of_scope"}) for text in STRANGERS]
    AnswerRanker.create(config, storage, resource, None).train(TrainingData(examples))
    return AnswerRanker.load(config, storage, resource, None)


def ranking(ranker, text, **metadata):
    (message,) = ranker.process([Message({TEXT: text, "metadata": metadata})])
    return message.get("answer_ranking")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("when wud i get my 1st uc pymt", "first_payment"),
        ("landlord how do i pay him", "rent_online"),
        ("my work coach santioned me", "sanction"),
        ("wages taper?", "taper"),
    ],
)
def test_the_answer_meant_comes_first(ranker, text, answer):
    assert ranking(ranker, text)[0]["answer_id"] == answer


def test_confidences_are_probabilities_best_first_and_at_most_five(ranker):
    found = ranking(ranker, "tell me about savings")
    confidences = [entry["confidence"] for entry in found]
    assert len(found) == 5
    assert confidences == sorted(confidences, reverse=True)
    assert all(0 <= confidence <= 1 for confidence in confidences)


def test_what_nobody_answers_gets_little_confidence(ranker):
    assert ranking(ranker, "sing me a poem")[0]["confidence"] < 0.3
    assert ranking(ranker, "how does the taper on wages work")[0]["confidence"] > 0.7


@pytest.mark.parametrize(
    ("nation", "missing"), [("england", "crisis_fund_scotland"), ("scotland", "crisis_fund_england")]
)
def test_an_answer_of_another_nation_is_left_out(ranker, nation, missing):
    named = {entry["answer_id"] for entry in ranking(ranker, "emergency help from the fund", nation=nation)}
    assert missing not in named
    assert {"crisis_fund_england", "crisis_fund_scotland"} - {missing} <= named


@pytest.mark.parametrize("metadata", [{}, {"nation": None}])
@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("emergency help from the council crisis fund", "crisis_fund_england"),
        ("emergency help from the scottish welfare fund", "crisis_fund_scotland"),
    ],
)
def test_without_a_nation_the_variant_nearest_to_the_words_stands_for_all(ranker, text, answer, metadata):
    named = [entry["answer_id"] for entry in ranking(ranker, text, **metadata)]
    assert named[0] == answer
    assert len([name for name in named if name.startswith("crisis_fund")]) == 1


@pytest.mark.parametrize("text", ["", "   ", "🙂", "zzzz qqqq"])
def test_a_message_without_known_words_is_ranked_without_confidence(ranker, text):
    assert ranking(ranker, text)[0]["confidence"] < 0.3


def test_only_the_rankings_are_left_on_the_message(ranker):
    (message,) = ranker.process([Message({TEXT: "taper"})])
    sent = json.loads(json.dumps(message.as_dict(only_output_properties=True)))
    assert set(sent) == {"text", "answer_ranking", "part_rankings"}


def test_training_without_answers_is_refused(tmp_path):
    storage = LocalModelStorage.create(tmp_path)
    untrained = AnswerRanker.create(AnswerRanker.get_default_config(), storage, Resource("ranker"), None)
    with pytest.raises(InvalidConfigException, match="no question of an answer file"):
        untrained.train(TrainingData([Message({TEXT: "hello", INTENT: "greet"})]))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Wud ur UC pymt stop", "would your uc payment stop"),
        ("Universal  Credit", "uc"),
        ("limited capability for work and work-related activity", "lcwra"),
        ("limited capability for work", "lcw"),
        ("can’t", "can not"),
        ("im ill", "i am ill"),
        ("bourbon", "bourbon"),
    ],
)
def test_text_speak_becomes_plain(typed, meant):
    assert plain(typed) == meant


def test_plain_spelling_is_plain_already():
    table = yaml.safe_load(Path("bot/components/text_speak.yaml").read_text(encoding="utf-8"))
    ways = [way for spellings in table.values() for way in spellings]
    assert [spelling for spelling in table if plain(spelling) != spelling] == []
    assert len(ways) == len(set(ways)), "one shorthand has two meanings"
