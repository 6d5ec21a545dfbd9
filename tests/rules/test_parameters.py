"""Rates: dated, cited, refused where there is none, and laid over by reforms."""

from datetime import date

import pytest

import rules
from rules.parameters import law
from web.clock import today

SERIES = sorted(law().series.items())


@pytest.mark.parametrize(("name", "series"), SERIES, ids=[name for name, _ in SERIES])
def test_every_rate_is_cited_and_can_be_found_on_its_first_day(name, series):
    for start, rate in zip(series.starts, series.rates, strict=True):
        assert series.on(start) == rate
        if rate:
            assert rate.law
            assert rate.url.startswith("https://")
    assert series.checked <= today()


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2015, 4, 5), "the first one known is for"), (date(2027, 4, 12), "rates are known up to")],
)
def test_a_date_without_a_rate_is_refused_in_words(day, words):
    household = {"adults": [{"age": 30}]}
    with pytest.raises(rules.NoRate, match=words):
        rules.estimate(household, day)


def test_a_limit_that_the_law_ended_has_no_rate():
    with pytest.raises(rules.NoRate, match="The law has no number of children"):
        rules.rate("universal_credit.child_limit", date(2026, 4, 6))
    assert rules.rate("universal_credit.child_limit", date(2026, 4, 5)).value == 2


def test_a_parameter_that_does_not_exist_is_refused():
    with pytest.raises(rules.UnknownParameter, match=r"universal_credit\.tapir"):
        rules.rate("universal_credit.tapir", date(2026, 11, 23))


def test_a_reform_changes_only_what_it_names():
    three_children = {
        "adults": [{"age": 30, "health": {"group": "none"}, "carer": False, "earnings": []}],
        "children": [{"birth_date": "2018-05-01"}, {"birth_date": "2020-05-01"}, {"birth_date": "2023-05-01"}],
        "housing": {"tenure": "none"},
        "savings": 0,
        "other_income": [],
    }
    on = date(2025, 11, 23)
    assert rules.estimate(three_children, on).as_json()["award"] == "985.76"
    assert rules.estimate(three_children, on, ["no_two_child_limit"]).as_json()["award"] == "1278.57"


def test_a_reform_that_does_not_exist_is_refused():
    with pytest.raises(rules.UnknownReform, match="no reform called free_money"):
        rules.estimate({}, date(2026, 11, 23), ["free_money"])
