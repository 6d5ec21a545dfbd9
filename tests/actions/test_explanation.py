"""Why the figure is what it is, in the words of its own lines."""

from datetime import date

import pytest

import rules
from bot.actions.explanation import explanation

HOUSEHOLD = {
    "adults": [{"age": 30, "earnings": [{"amount": "900", "per": "month", "basis": "net"}]}],
    "children": [{"age": 3}, {"age": 5}],
    "housing": {"tenure": "social", "rent": {"amount": "500", "per": "month"}, "bedrooms": 3},
    "savings": "7000",
}
RESULT = rules.estimate(HOUSEHOLD, date(2026, 11, 23))


@pytest.mark.parametrize(
    ("question", "line_ids"),
    [
        ("why do they take so much of my wages", ["earnings_reduction"]),
        ("why nothing for my second child", ["child_element"]),
        ("how come my rent is so low", ["housing_costs_element"]),
        ("what is that for my savings", ["capital_reduction"]),
        ("whats the basic bit for a single person", ["standard_allowance"]),
    ],
)
def test_a_question_about_a_part_gets_the_line_of_that_part(question, line_ids):
    text, lines = explanation(RESULT, question)
    assert [line.id for line in lines] == line_ids
    for line in lines:
        assert line.label in text
        assert rules.pounds(abs(line.amount.value)) in text
        assert line.law in text


def test_the_second_child_is_the_second_line():
    assert "aged 3" in explanation(RESULT, "why nothing for my second child")[0]


def test_why_so_low_starts_from_the_top_and_says_all_that_is_taken():
    text, _ = explanation(RESULT, "why so low")
    assert text.startswith("Before anything is taken off")
    for line in RESULT.result.lines:
        if line.amount.value < 0:
            assert rules.pounds(-line.amount.value) in text


def test_what_is_not_there_is_said_not_to_be_there():
    text, lines = explanation(RESULT, "why is my carer bit not there")
    assert lines == []
    assert "nothing for that" in text
