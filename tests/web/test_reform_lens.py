"""What a proposal would change is worked out by the rules, line by line, and is never mistaken for law."""

import json
from decimal import Decimal

import pytest

import rules
from web.recommendations import recommendations
from web.reform_effects import examples

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
    assert (row["by_law"], row["with_proposals"], row["difference"]) == (
        f"{now:.2f}",
        f"{then:.2f}",
        f"{then - now:.2f}",
    )


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
    page = browser.get("/reforms/").get_data(as_text=True)
    for one in recommendations():
        assert f"/reforms/recommendations/{one.id}" in page
        assert one.silent


@pytest.mark.parametrize("one", recommendations(), ids=lambda one: one.id)
def test_each_recommendation_has_its_page_and_its_figures(browser, one):
    page = browser.get(f"/reforms/recommendations/{one.id}?on=2026-11-23").get_data(as_text=True)
    assert "Not law" in page
    assert "What the engine cannot say" in page
    assert "<svg" in page
    rows = browser.get(f"/reforms/recommendations/{one.id}.json?on=2026-11-23").get_json()["figures"]
    assert len(rows) == (len(examples()) if one.reforms else 0) + len(one.cases)
    assert any(row["difference"] != "0.00" for row in rows)
    assert browser.get(f"/reforms/recommendations/{one.id}.csv").get_data(as_text=True).count("\n") == len(rows) + 1


@pytest.mark.parametrize(
    ("name", "what", "first", "second"),
    [
        # Two paydays: the taper takes 55p of each pound above the work allowance from both.
        ("transform", "A month with two paydays", {"earnings": "720"}, {"earnings": "1440"}),
        ("same_work_coach", "When caring was never written down", {"carer": False}, {"carer": True}),
    ],
)
def test_a_case_is_worked_out_by_the_rules(browser, name, what, first, second):
    rows = browser.get(f"/reforms/recommendations/{name}.json?on=2026-11-23").get_json()["figures"]
    row = next(row for row in rows if row["what"] == what)
    base = next(example.household for example in examples() if example.id == row["household"])

    def paid(change):
        adult = dict(base["adults"][0])
        if "earnings" in change:
            adult["earnings"] = [{"amount": change["earnings"], "per": "month", "basis": "net"}]
        else:
            adult |= change
        household = {**base, "adults": [adult, *base["adults"][1:]]}
        return f"{rules.estimate(household, TODAY).result.payable.value:.2f}"

    assert (row["first"], row["second"]) == (paid(first), paid(second))


def test_a_sanction_takes_what_the_law_lets_it(browser):
    """28 days at the daily rate of regulation 111: the allowance x 12 / 365, rounded down to ten pence."""
    rows = browser.get("/reforms/recommendations/no_sanctions.json?on=2026-11-23").get_json()["figures"]
    assert rows[0]["difference"] == str(-28 * Decimal("11.10"))  # 338.58 x 12 / 365 = 11.13


def test_a_recommendation_that_there_is_not(browser):
    assert browser.get("/reforms/recommendations/seventh").status_code == 404
    assert browser.get("/reforms/recommendations/adequacy?on=nonsense").status_code == 200
