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


FAMILY = {
    "adults": [{"age": 40, "health": {"group": "none"}, "carer": False, "earnings": [{"amount": 900, "per": "month"}]}],
    "children": [{"age": 8}, {"age": 7}],
    "housing": {"tenure": "social", "rent": {"amount": 1200, "per": "month"}},
    "savings": 0,
    "other_income": [],
}


def test_what_is_asked_of_a_family_has_buttons_that_settle_it():
    asked = {one.fact: asked_as(one.fact) for one in rules.estimate(FAMILY, ON).missing}
    closed = {fact for fact in asked if not fact.endswith("birth_date")}
    assert {"housing.bedrooms", "children[0].childcare"} <= closed
    for fact in closed:
        buttons = quick_replies(asked[fact], ON)[:-1]
        assert buttons, fact
        chosen = json.loads(buttons[0]["payload"].removeprefix("/choose"))
        household = apply(FAMILY, [Fact.of_button(chosen["fact"], chosen["value"])])
        assert fact not in {one.fact for one in rules.estimate(household, ON).missing}
