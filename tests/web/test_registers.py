"""The registers say what the rules hold, and the open data is the same in both forms."""

import csv
import io
import json
from datetime import date

import pytest

import rules
from web import open_data
from web.clock import today
from web.store import usage

from .conftest import TODAY, reply


def test_the_register_of_rates_has_every_rate_as_in_force(browser):
    page = browser.get("/rates?on=2026-11-23").get_data(as_text=True)
    for series in rules.parameters():
        assert f"/rates/{series.name}" in page
    rate = rules.rate("universal_credit.standard_allowance_single_25_or_over", TODAY)
    assert str(rate.value) in page
    assert rate.law in page


def test_a_rate_has_all_its_values_with_their_law_and_a_history(browser):
    page = browser.get("/rates/universal_credit.taper").get_data(as_text=True)
    for value in ("0.65", "0.63", "0.55"):
        assert value in page
    assert "<svg" in page
    assert browser.get("/rates/no.such_rate").status_code == 404


def test_rates_are_found_by_their_words(browser):
    page = browser.get("/rates?words=taper").get_data(as_text=True)
    assert "universal_credit.taper" in page
    assert "child_benefit." not in page
    assert "No rate has these words" in browser.get("/rates?words=zzz").get_data(as_text=True)


@pytest.mark.parametrize("name", sorted(open_data.TABLES))
def test_each_table_is_the_same_as_csv_and_as_json_and_explains_its_columns(browser, name):
    rows = list(csv.DictReader(io.StringIO(browser.get(f"/data/{name}.csv").get_data(as_text=True))))
    content = json.loads(browser.get(f"/data/{name}.json").data)
    assert [{key: str(value) for key, value in row.items()} for row in content["rows"]] == rows
    assert all(set(row) == set(content["columns"]) for row in rows)
    page = browser.get("/data").get_data(as_text=True)
    assert all(words in page.replace("&#39;", "'") for words in content["columns"].values())
    if name not in ("use", "questions"):
        assert rows


def test_the_use_of_answers_hides_small_counts_and_this_month(app, browser):
    with app.extensions["store"].transaction() as session:
        usage.count_given(session, ["sanctions"] * 3, date(2026, 9, 4))
        usage.count_given(session, ["taper"] * 7, date(2026, 9, 4))
        usage.count_given(session, ["taper"] * 9, today())
    rows = list(csv.DictReader(io.StringIO(browser.get("/data/use.csv").get_data(as_text=True))))
    assert [(row["answer"], row["month"], row["given"]) for row in rows] == [
        ("sanctions", "2026-09", ""),
        ("taper", "2026-09", "7"),
    ]


def test_no_data_of_a_person_is_in_the_open_data(browser, chat, say_back):
    say_back(reply("Here."))
    chat.say("a very particular question about my life")
    for name in open_data.TABLES:
        assert "particular question" not in browser.get(f"/data/{name}.json").get_data(as_text=True)


def test_housing_allowance_of_an_area_year_by_year(browser):
    page = browser.get("/rates/local-housing-allowance?area=leeds").text
    assert "£675.00" in page
    assert "2026/27" in page


def test_an_unknown_area_is_said_with_the_nearest_names(browser):
    answer = browser.get("/rates/local-housing-allowance?area=Leedz")
    assert answer.status_code == 404
    assert "Perhaps Leeds" in answer.text
    assert 'value="Leedz"' in answer.text
