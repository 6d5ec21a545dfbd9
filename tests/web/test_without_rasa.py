"""Without Rasa the plain questions have the same answers: the dialogues marked `plain` pass with the search alone.

The same dialogues are held with Rasa in tests/end_to_end/test_conversations.py (docs/decisions/0015).
"""

from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.answers import Library
from web.gateway import Gateway, State
from web.places import FOLDER, read_places
from web.rasa import RasaNotThere

CONVERSATIONS = Path(__file__).parents[1] / "conversations"
PLAIN = [
    case
    for path in sorted(CONVERSATIONS.glob("*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    if case.get("plain")
]


class NoRasa:
    def send(self, *_):
        raise RasaNotThere


@pytest.fixture(scope="module")
def gateway():
    return Gateway(Library.load(), NoRasa(), read_places(FOLDER))


@pytest.mark.parametrize("case", PLAIN, ids=lambda case: case["conversation"])
def test_a_plain_question_has_the_same_answer(gateway, case):
    turn = case["turns"][0]
    outcome = gateway.turn(State(sender="x", nation=case.get("nation")), turn["say"], date(2026, 11, 23))
    assert outcome.service == "reduced" or outcome.replies[0]["status"] == "crisis"  # whom to call needs no Rasa
    given = [reply.get("answer_id") for reply in outcome.replies]
    assert turn.get("answer", given[-1]) in given
    assert turn.get("topic") is None or turn["topic"] in [one for reply in outcome.replies for one in reply["topics"]]
    text = "\n".join(reply["text"] for reply in outcome.replies)
    assert [words for words in turn.get("says", []) if words not in text] == []


def test_enough_dialogues_are_plain():
    assert len(PLAIN) >= 15
