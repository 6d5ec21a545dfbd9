"""Danger is recognised in the words people use, and ordinary talk about money is not taken for it."""

from pathlib import Path

import pytest
import yaml

from bot.crisis import KINDS, normalise, recognise

SENTENCES = yaml.safe_load((Path(__file__).parent / "crisis_sentences.yaml").read_text(encoding="utf-8"))
DANGER = [(kind, text) for kind in KINDS for text in SENTENCES[kind]]


@pytest.mark.parametrize(("kind", "text"), DANGER)
def test_danger_is_recognised(kind, text):
    assert kind in [crisis.kind for crisis in recognise(text)]


@pytest.mark.parametrize("text", SENTENCES["none"])
def test_ordinary_talk_is_not_taken_for_danger(text):
    assert recognise(text) == []


@pytest.mark.parametrize(
    "dress",
    [
        str.upper,
        lambda text: f"{text}!!!",
        lambda text: f"hi, {text}. what do i do",
        lambda text: text.replace("'", "’"),
        lambda text: text.replace(" ", "  "),
    ],
)
def test_the_way_of_writing_hides_nothing(dress):
    missed = [text for kind, text in DANGER if kind not in [crisis.kind for crisis in recognise(dress(text))]]
    assert missed == []


def test_each_kind_leads_to_its_answer():
    [crisis] = recognise("leccy gone")
    assert (crisis.kind, crisis.answer_id, crisis.words) == ("no_heating", "crisis_no_heating", "leccy gone")


def test_several_dangers_come_most_urgent_first():
    kinds = [crisis.kind for crisis in recognise("kids havent eaten, he hit me last night and i want to die")]
    assert kinds == ["suicide", "domestic_abuse", "no_food_or_money"]


def test_danger_beside_a_figure_of_speech_is_still_recognised():
    assert [crisis.kind for crisis in recognise("this wait is killing me, we have no food")] == ["no_food_or_money"]


def test_a_long_message_is_read_to_its_end():
    assert recognise("I work 16 hours and pay rent of 500. " * 200 + "I want to end my life")[0].kind == "suicide"


def test_one_spelling_a_word():
    assert normalise("I can't goooo on, u no!!") == "i cant go on you no"


@pytest.mark.parametrize("text", ["", "   ", "!!!", "£££", "😀"])
def test_a_message_without_words_is_no_danger(text):
    assert recognise(text) == []
