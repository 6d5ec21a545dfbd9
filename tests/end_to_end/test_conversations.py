"""Dialogues as data (tests/conversations), held with the really trained model through the gateway."""

from datetime import date
from pathlib import Path

import pytest
import yaml

import rules
from web.ask import converse

FOLDER = Path(__file__).parents[1] / "conversations"
CASES = [
    {**case, "tries": path.stem == "supposing"}
    for path in sorted(FOLDER.glob("*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]


@pytest.mark.rasa
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["conversation"])
def test_conversation(case, gateway):
    day = case.get("day", date(2026, 11, 23))
    said = [turn["say"] if isinstance(turn, dict) else turn for turn in case["turns"]]
    result = converse(gateway, {"turns": said, "nation": case.get("nation")}, day)
    for number, turn in enumerate(case["turns"], start=1):
        if isinstance(turn, dict):
            check_turn(turn, [reply for reply in result["replies"] if reply["turn"] == number])
    check_facts(case.get("household", {}), result["household"])
    for gone in case.get("not_in_household", []):
        assert look_up(result["household"], gone) is None
    last = [reply["status"] for reply in result["replies"] if reply["turn"] == len(said)]
    if "estimated" in last and not case["tries"]:
        again = rules.estimate(result["household"], day).as_json()["award"]
        assert result["estimate"]["award"] == again == case.get("award", again)


def check_turn(turn, replies):
    assert replies, f"no reply to {turn['say']!r}"
    if "status" in turn:
        assert turn["status"] in [reply["status"] for reply in replies]
    if "answer" in turn:
        assert turn["answer"] in [reply.get("answer_id") for reply in replies]
    if "answers" in turn:  # these and no other
        assert turn["answers"] == [reply.get("answer_id") for reply in replies]
    if "topic" in turn:
        assert turn["topic"] in [topic for reply in replies for topic in reply["topics"]]
    text = "\n".join(reply["text"] for reply in replies)
    for words in turn.get("says", []):
        assert words in text
    for reply in replies:
        if reply["status"] in ("answered", "crisis") and "answer_id" in reply:
            assert reply["sources"]


def check_facts(expected, household):
    for path, value in expected.items():
        assert look_up(household, path) == value, f"{path} is {look_up(household, path)!r}"


def look_up(household, path):
    here = household
    for step in path.replace("[", ".").replace("]", "").split("."):
        if isinstance(here, list):
            here = here[int(step)] if int(step) < len(here) else None
        else:
            here = (here or {}).get(step)
        if here is None:
            return None
    return here
