"""What contradicts what was told before, and what only adds to it."""

import pytest

from bot.actions.contradiction import contradiction
from bot.actions.facts import Fact

KNOWN = {
    "adults": [{"age": 40, "earnings": [{"amount": "800", "per": "month"}]}],
    "adults_complete": True,
    "children": [{"age": 4}, {}],
    "housing": {"tenure": "social", "rent": {"amount": "500", "per": "month"}},
    "savings": "400",
}


@pytest.mark.parametrize(
    ("path", "value", "before", "now"),
    [
        ("housing.rent", {"amount": "650", "per": "month"}, "£500.00 a month", "£650.00 a month"),
        ("adults[0].age", 41, "40", "41"),
        ("partner", True, "no", "yes"),
        ("savings", "900", "£400.00", "£900.00"),
        ("adults[0].earnings", [], "£800.00 a month", "none"),
        ("housing.tenure", "private", "council or housing association", "private landlord"),
    ],
)
def test_two_values_that_cannot_both_be_right_are_named(path, value, before, now):
    found = contradiction(KNOWN, [Fact(path, value)], None, "rent 650 private")
    assert (found.before, found.now) == (before, now)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("housing.rent", {"amount": "500", "per": "month"}),
        ("adults[0].earnings", [{"amount": "800", "per": "month", "basis": "net"}]),
        ("children", [{"age": 4}, {"age": 9}]),
        ("savings", "400.00"),
        ("nation", "wales"),
        ("adults[0].health", {"group": "none"}),
    ],
)
def test_what_says_the_same_or_more_is_no_contradiction(path, value):
    assert contradiction(KNOWN, [Fact(path, value)], None, "words") is None


def test_an_answer_to_the_question_and_a_correction_are_taken_as_they_are():
    rent = Fact("housing.rent", {"amount": "650", "per": "month"})
    assert contradiction(KNOWN, [rent], "housing.rent", "650") is None
    assert contradiction(KNOWN, [rent], None, "actually rent is 650") is None
    assert contradiction(KNOWN, [Fact("partner", True)], "people", "me and my wife") is None


def test_what_is_taken_back_is_no_contradiction():
    assert contradiction(KNOWN, [Fact("savings", None)], None, "forget the savings") is None
