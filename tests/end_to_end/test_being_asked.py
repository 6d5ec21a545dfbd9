"""People who are asked one thing at a time: how many questions it takes, and that nothing is asked twice."""

from datetime import date
from pathlib import Path

import pytest
import yaml

import rules
from web.gateway import State

TODAY = date(2026, 11, 23)
PERSONAS = yaml.safe_load(Path(__file__).with_name("personas.yaml").read_text(encoding="utf-8"))


@pytest.mark.rasa
@pytest.mark.parametrize("person", PERSONAS, ids=lambda person: person["persona"])
def test_an_estimate_takes_few_questions_none_of_them_twice(person, gateway):
    outcome = gateway.turn(State(sender=f"asked-{person['persona']}"), person["first"], TODAY)
    asked = []
    while outcome.state.asking:
        question = outcome.state.asking
        assert question not in asked, f"{question} is asked twice"
        assert question in person["answers"], f"{question} was not expected: {outcome.replies[-1]['text']}"
        asked.append(question)
        outcome = gateway.turn(outcome.state, person["answers"][question], TODAY)
    assert len(asked) <= person["questions"], asked
    shown = [reply["estimate"] for reply in outcome.replies if "estimate" in reply]
    assert shown, f"the last answer brings the estimate, not {outcome.replies}"
    assert shown[-1]["award"] == rules.estimate(person["household"], TODAY).as_json()["award"]
