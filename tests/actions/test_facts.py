"""What somebody said, put into the household."""

import pytest

from bot.actions.facts import Fact, apply


def told(*facts, household=None):
    return apply(household or {}, [Fact(path, value) for path, value in facts])


def test_the_first_adult_is_known_before_anybody_has_spoken_of_a_partner():
    assert told(("adults[0].age", 30)) == {"adults": [{"age": 30}], "adults_complete": False}


def test_single_and_couple():
    assert told(("partner", False)) == {"adults": [{}], "adults_complete": True}
    assert told(("partner", True)) == {"adults": [{}, {}], "adults_complete": True}


def test_a_fact_about_the_partner_says_that_there_is_one():
    household = told(("adults[0].age", 39), ("adults[1].age", 42))
    assert household == {"adults": [{"age": 39}, {"age": 42}], "adults_complete": True}


def test_a_partner_who_has_left_is_forgotten():
    couple = told(("adults[0].age", 39), ("adults[1].age", 42))
    assert told(("partner", False), household=couple)["adults"] == [{"age": 39}]


def test_a_correction_replaces_and_more_about_the_same_thing_is_added():
    rent = told(("housing.rent", {"amount": "150", "per": "month"}))
    week = told(("housing.rent", {"amount": "150", "per": "week"}), ("housing.tenure", "private"), household=rent)
    assert week["housing"] == {"rent": {"amount": "150", "per": "week"}, "tenure": "private"}


def test_a_birth_date_takes_the_place_of_an_age():
    aged = told(("children", [{"age": 9}]))
    assert told(("children[0].birth_date", "2017-01-05"), household=aged)["children"] == [{"birth_date": "2017-01-05"}]


def test_the_household_before_is_left_alone():
    before = told(("savings", "500"))
    told(("savings", "900"), household=before)
    assert before == {"savings": "500"}


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("children", "[]", {"children": []}),
        ("savings", '"0"', {"savings": "0"}),
        ("housing.tenure", '"social"', {"housing": {"tenure": "social"}}),
        ("partner", "false", {"adults": [{}], "adults_complete": True}),
    ],
)
def test_a_button_carries_its_value_as_json(path, value, expected):
    assert apply({}, [Fact.of_button(path, value)]) == expected


def test_a_fact_taken_back_is_as_if_never_said():
    household = told(("savings", "500"), ("adults[0].age", 30), ("housing.tenure", "social"))
    household = told(("savings", None), ("adults[0].age", None), ("housing.rent", None), household=household)
    assert household == {"adults": [{}], "adults_complete": False, "housing": {"tenure": "social"}}


def test_a_partner_taken_back_leaves_it_open_whether_there_is_one():
    household = told(("partner", None), household=told(("adults[1].age", 42)))
    assert household == {"adults": [{}], "adults_complete": False}


def test_one_button_answers_two_questions():
    assert told(("people", "alone")) == {"adults": [{}], "adults_complete": True, "children": []}
    assert told(("adults[0].health_or_care", "neither"))["adults"] == [{"health": {"group": "none"}, "carer": False}]
    assert told(("adults[0].health_or_care", "carer"))["adults"] == [{"carer": True}]
