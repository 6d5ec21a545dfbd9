"""Training learns the answers' own questions, and stops at a mistake in an answer."""

import pytest

pytest.importorskip("rasa.engine", reason="runs in Rasa's environment")

from rasa.shared.exceptions import RasaException
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.constants import INTENT, TEXT

from bot import importer

ANSWER = """---
title: How long the first payment takes
topics: [five_week_wait]
jurisdiction: [england, wales]
questions:
{questions}
sources:
  - {{title: A page, url: https://example.org/a, checked: 2026-11-23}}
reviewed: {{"on": 2026-11-23, "next": 2027-11-23}}
---
You wait for {{universal_credit.wait}} [as the law says](https://example.org/law). Ask for an advance:

- in your **online account** at once
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(importer, "FOLDERS", (tmp_path,))
    return tmp_path


def write_answer(folder, questions, name="first_payment", topic="five_week_wait"):
    text = ANSWER.format(questions="\n".join(f"  - {question}" for question in questions))
    (folder / f"{name}.md").write_text(text.replace("five_week_wait", topic), encoding="utf-8")


def test_each_question_becomes_an_example_that_knows_its_answer(folder):
    write_answer(folder, [f"when is the money coming number {word}" for word in "abcdefghijkl"])
    examples = importer.AnswerImporter().get_nlu_data().intent_examples
    assert len(examples) == 13  # the questions and the title
    assert {m.get(INTENT) for m in examples} == {"ask"}
    assert {m.get("answer_id") for m in examples} == {"first_payment"}
    assert all(m.get("jurisdiction") == ["england", "wales"] for m in examples)
    assert "when is the money coming number c" in {m.get(TEXT) for m in examples}


def test_the_sentences_of_the_text_belong_to_the_answer_but_are_nobodys_message(folder):
    write_answer(folder, [f"question {word}" for word in "abcdefghijkl"])
    data = importer.AnswerImporter().get_nlu_data()
    sentences = [m for m in data.training_examples if not m.get(INTENT)]
    assert [m.get(TEXT) for m in sentences] == [
        "You wait for as the law says.",
        "Ask for an advance:",
        "in your online account at once",
    ]
    assert {m.get("answer_id") for m in sentences} == {"first_payment"}


def test_the_examples_of_the_data_folder_stay(folder):
    write_answer(folder, [f"question {word}" for word in "abcdefghijkl"])
    data = folder / "nlu.yml"
    data.write_text('version: "3.1"\nnlu:\n- intent: greet\n  examples: |\n    - hello\n    - hi\n', encoding="utf-8")
    found = importer.AnswerImporter(training_data_paths=[str(data)]).get_nlu_data()
    assert found.number_of_examples_per_intent == {"greet": 2, "ask": 13}


@pytest.mark.parametrize(
    ("name", "topic", "intent"),
    [
        ("greeting", "chitchat", "greet"),
        ("handover_to_a_person", "local_help", "handover"),
        ("abroad", "out_of_scope_other", "out_of_scope"),
    ],
)
def test_what_leads_to_an_answer_of_the_conversation_is_no_question_about_a_rule(folder, name, topic, intent):
    write_answer(folder, [f"words {word}" for word in "abcdefghijkl"], name, topic)
    examples = importer.AnswerImporter().get_nlu_data().intent_examples
    assert {m.get(INTENT) for m in examples} == {intent}
    assert {m.get("answer_id") for m in examples} == {name}


def test_the_same_words_keep_the_intent_of_the_data_folder(folder):
    write_answer(folder, ["Work out my money", *(f"question {word}" for word in "abcdefghijkl")])
    data = folder / "nlu.yml"
    data.write_text(
        'version: "3.1"\nnlu:\n- intent: estimate\n  examples: |\n    - work out my money\n', encoding="utf-8"
    )
    examples = importer.AnswerImporter(training_data_paths=[str(data)]).get_nlu_data().intent_examples
    assert {m.get(INTENT) for m in examples if m.get(TEXT).lower() == "work out my money"} == {"estimate"}
    assert sum(m.get("answer_id") == "first_payment" for m in examples) == 14


def test_a_mistake_in_an_answer_stops_training_with_its_message(folder):
    write_answer(folder, ["only one question"])
    with pytest.raises(RasaException, match=r"first_payment\.md:\d+: there are 1 questions"):
        importer.AnswerImporter().get_nlu_data()


def test_the_configuration_reads_the_answers(folder):
    # Rasa only logs a warning when it cannot find an importer, and trains without the answers.
    write_answer(folder, [f"question {word}" for word in "abcdefghijkl"])
    data = TrainingDataImporter.load_from_config("config.yml", training_data_paths=["bot/data"]).get_nlu_data()
    assert any(m.get("answer_id") == "first_payment" for m in data.intent_examples)


def test_no_two_intents_share_an_example():
    data = TrainingDataImporter.load_from_dict({}, training_data_paths=["bot/data"]).get_nlu_data()
    owner = {}
    for message in data.intent_examples:
        words = message.get(TEXT).lower()
        assert owner.setdefault(words, message.get(INTENT)) == message.get(INTENT), words
