"""What people say, and the facts in it: sentences as data, and messages in any order."""

import random
from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.components.facts import extract, suppose

TODAY = date(2026, 11, 23)
SENTENCES = yaml.safe_load(Path(__file__).with_name("sentences.yaml").read_text(encoding="utf-8"))
SUPPOSED = yaml.safe_load(Path(__file__).with_name("supposed.yaml").read_text(encoding="utf-8"))
DEVELOPMENT = yaml.safe_load(Path(__file__).with_name("development.yaml").read_text(encoding="utf-8"))


def values(text, asking=None, household=None):
    return {one["fact"]: one["value"] for one in extract(text, TODAY, asking, household)}


@pytest.mark.parametrize("case", SENTENCES["facts"] + DEVELOPMENT["facts"], ids=lambda case: case["say"])
def test_gives_exactly_the_facts_that_were_said(case):
    assert values(case["say"], case.get("asking"), case.get("household")) == case["facts"]


@pytest.mark.parametrize("case", SUPPOSED["supposed"], ids=lambda case: case["say"])
def test_tells_what_is_tried_out(case):
    found = suppose(case["say"], TODAY, household=SUPPOSED["known"])
    assert {one["fact"]: one["value"] for one in found} == case["facts"]


@pytest.mark.parametrize("text", SUPPOSED["none"])
def test_nothing_is_tried_out(text):
    assert suppose(text, TODAY, household=SUPPOSED["known"]) == []


@pytest.mark.parametrize("text", SENTENCES["none"] + DEVELOPMENT["none"])
def test_gives_no_fact_where_none_was_said(text):
    assert extract(text, TODAY) == []


PHRASES = {
    "im 30": {"adults[0].age": 30},
    "single": {"partner": False},
    "2 kids 4 and 9": {"children": [{"age": 4}, {"age": 9}]},
    "council flat": {"housing.tenure": "social"},
    "rent 512 a month": {"housing.rent": {"amount": "512", "per": "month"}},
    "one bedroom": {"housing.bedrooms": 1},
    "i earn £640 a month after tax": {"adults[0].earnings": [{"amount": "640", "per": "month", "basis": "net"}]},
    "savings 1.4k": {"savings": "1400"},
    "not ill": {"adults[0].health": {"group": "none"}},
    "in leeds": {"nation": "england", "housing.brma": "Leeds"},
}


@pytest.mark.parametrize("seed", range(60))
def test_the_order_of_what_was_said_changes_nothing(seed):
    chance = random.Random(seed)  # noqa: S311 not for secrets
    said = chance.sample(sorted(PHRASES), k=chance.randint(2, len(PHRASES)))
    expected = {path: value for phrase in said for path, value in PHRASES[phrase].items()}
    assert values(chance.choice((", ", ". ", "\n")).join(said)) == expected


WORDS = [
    "im",
    "rent",
    "£",
    "500",
    "week",
    "a",
    "month",
    "k",
    "kids",
    "3",
    "and",
    ",",
    ".",
    "?",
    "-",
    "/",
    "%",
    "@",
    "he",
    "she",
    "partner",
    "born",
    "31/02/2026",
    "12/13",
    "99th",
    "savings",
    "no",
    "not",
    "if",
    "hours",
    "at",
    "12.71",
    "earn",
    "lcwra",
    "pip",
    "advance",
    "claimed",
    "0",
    "007",
    "1e9",
    "١٢",
    "½",
    "ʼ",
    "💷",
    "\u200b",
    "\x00",
    "twelve",
    "hundred",
    "grand",
    " ",
    "\n\n",
]
ASKED = [
    None,
    "savings",
    "children",
    "children[0].age",
    "adults[0].age",
    "adults[1].earnings",
    "housing",
    "housing.rent",
    "nonsense",
    "claim_date",
]


@pytest.mark.parametrize("seed", range(300))
def test_nonsense_never_breaks_it_and_only_known_paths_come_out(seed):
    chance = random.Random(seed)  # noqa: S311 not for secrets
    said = " ".join(case["say"] for case in SENTENCES["facts"] + DEVELOPMENT["facts"]).split()
    text = chance.choice((" ", "")).join(chance.choices(chance.choice((WORDS, said)), k=chance.randint(0, 40)))
    household = chance.choice(
        ({}, {"adults": [{"earnings": [{"amount": "9", "per": "week"}]}, {}], "children": [{}, {}], "savings": 5})
    )
    for fact in extract(text, TODAY, chance.choice(ASKED), household):
        assert fact["fact"].split(".")[0].split("[")[0] in {
            "partner", "adults", "children", "housing", "savings", "other_income", "nation", "claim_date", "advance",
        }  # fmt: skip


def test_facts_come_in_the_order_of_mention_with_their_words():
    facts = extract("rent 500 a month, im 30", TODAY)
    assert [(one["fact"], one["words"]) for one in facts] == [
        ("housing.rent", "rent 500 a month"),
        ("adults[0].age", "30"),
    ]


def test_says_when_a_month_was_only_assumed():
    assert extract("rent 150", TODAY)[0]["assumed"] == ["per"]
    assert "assumed" not in extract("rent 150 a week", TODAY)[0]


def test_a_very_long_message_is_read_only_in_part():
    assert values("single " + "bla " * 100_000) == {"partner": False}


@pytest.mark.parametrize("text", ["no idea", "dunno", "not sure", "dont know", "skip", "why do you ask"])
@pytest.mark.parametrize("asking", [one for one in ASKED if one])
def test_not_knowing_is_no_answer(text, asking):
    assert extract(text, TODAY, asking) == []
