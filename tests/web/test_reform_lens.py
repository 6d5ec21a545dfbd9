"""What a proposal would change is worked out by the rules, line by line, and is never mistaken for law."""

import json

import pytest

import rules
from web.reform_lens import examples

from .conftest import TODAY


@pytest.mark.parametrize("name", rules.reform_names())
def test_each_reform_has_a_page_that_says_it_is_not_law(browser, name):
    page = browser.get(f"/reforms/{name}?on=2026-11-23").get_data(as_text=True)
    assert rules.reform(name).title in page.replace("&#39;", "'")
    assert "Not law" in page
    assert "What differs from the law" in page


@pytest.mark.parametrize("example", examples(), ids=lambda one: one.id)
def test_the_difference_on_the_page_is_that_of_the_rules(browser, example):
    data = browser.get("/reforms/effects.json?reform=lower_taper&on=2026-11-23").get_json()
    row = next(one for one in data["households"] if one["household"] == example.id)
    now = rules.estimate(example.household, TODAY).result.award.value
    then = rules.estimate(example.household, TODAY, ["lower_taper"]).result.award.value
    assert (row["by_law"], row["with_proposals"], row["difference"]) == (str(now), str(then), str(then - now))


def test_the_examples_show_every_reform_that_has_an_effect_today():
    changed = {
        name
        for name in rules.reform_names()
        for one in examples()
        if rules.compare(one.household, one.household, TODAY, second_reforms=[name]).lines
        and rules.estimate(one.household, TODAY, [name]).result.award.value
        != rules.estimate(one.household, TODAY).result.award.value
    }
    # The two-child limit has ended, and the wait is about dates, not amounts.
    assert changed == set(rules.reform_names()) - {"no_two_child_limit", "no_five_week_wait"}


def test_picked_reforms_are_shown_as_a_chart_and_a_table(browser):
    page = browser.get("/reforms/?reform=lower_taper&reform=no_benefit_cap").get_data(as_text=True)
    assert "<svg" in page
    assert all(one.title in page for one in examples())
    assert "Proposals, not law" in page
    assert 'value="lower_taper" checked' in page


def test_an_own_household_is_worked_out_and_not_stored(browser):
    household = {"adults": [{"age": 30, "carer": False, "health": {"group": "none"}, "earnings": []}], "children": []}
    sent = {"household": json.dumps(household), "reform": "higher_standard_allowance", "on": "2026-11-23"}
    page = browser.post("/reforms/", data=sent).get_data(as_text=True)
    assert "Your household" in page
    assert "£86.67" in page


@pytest.mark.parametrize(
    ("text", "told"),
    [("nonsense", "no household as JSON"), ('{"adults": [{"age": -3}]}', "adults[0].age"), ("[1]", "no household")],
)
def test_a_household_that_cannot_be_read_is_kept_and_explained(browser, text, told):
    answer = browser.post("/reforms/", data={"household": text, "reform": "lower_taper"})
    assert answer.status_code == 422
    page = answer.get_data(as_text=True).replace("&#34;", '"')
    assert told in page
    assert text in page


def test_what_no_engine_can_say_is_said(browser):
    assert "What no figure can show" in browser.get("/reforms/").get_data(as_text=True)
