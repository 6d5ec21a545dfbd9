"""How missing facts are asked."""

import json
from datetime import date

import rules
from bot.actions.facts import Fact, apply
from bot.actions.questions import asked_as, quick_replies

ON = date(2026, 11, 23)


def test_every_missing_fact_can_be_asked_and_not_answered():
    for missing in rules.estimate({}, ON).missing:
        buttons = quick_replies(asked_as(missing.fact), ON)
        assert buttons[-1]["title"] == "I don't know"
        assert buttons[-1]["payload"].startswith("/skip_fact")


def test_every_button_gives_a_household_that_the_rules_accept():
    for missing in rules.estimate({}, ON).missing:
        for button in quick_replies(asked_as(missing.fact), ON)[:-1]:
            chosen = json.loads(button["payload"].removeprefix("/choose"))
            household = apply({}, [Fact.of_button(chosen["fact"], chosen["value"])])
            still = {one.fact for one in rules.estimate(household, ON).missing}
            assert missing.fact not in still, button["title"]
