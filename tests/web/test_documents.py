"""An estimate that leaves the workbench says the same as the screen: every line, its law, and what was assumed."""

import csv
import io
import json
import re
import zlib

import rules
from tests.web.conftest import TODAY
from web.workbench import documents

HOUSEHOLD = {
    "nation": "england",
    "adults": [{"age": 30, "carer": False, "health": {"group": "none"}, "earnings": []}],
    "children": [{"age": 4}],
    "housing": {"tenure": "none"},
    "other_income": [],
}
ESTIMATE = rules.estimate(HOUSEHOLD, TODAY)


def words(pdf):
    """What is written on the pages, streams unpacked."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return b"".join(zlib.decompress(one) for one in streams if one[:1] == b"\x78").decode("latin-1")


def test_the_spreadsheet_has_every_line_with_its_law():
    rows = list(csv.DictReader(io.StringIO(documents.as_csv(ESTIMATE))))
    assert [row["amount"] for row in rows] == [line["amount"] for line in ESTIMATE.as_json()["lines"]]
    assert all(row["law"] and row["url"].startswith("https://") for row in rows)


def test_no_cell_is_a_formula_and_negative_money_stays_a_number():
    assert documents.harmless("=HYPERLINK(1)") == "'=HYPERLINK(1)"
    assert documents.harmless("-cmd") == "'-cmd"
    assert documents.harmless("-12.50") == "-12.50"


def test_the_printed_estimate_has_the_award_each_line_and_what_was_assumed():
    text = words(documents.as_pdf(ESTIMATE, HOUSEHOLD, "Case “12”"))
    found = ESTIMATE.as_json()
    assert f"{found['lines'][0]['amount']}" in text
    assert "reg 36" in text
    assert "Assumed" in text
    assert "Savings" in text
    assert f"{ESTIMATE.period.start:%-d %B %Y}" in text


def test_the_data_is_that_of_the_contract():
    assert json.loads(documents.as_json(ESTIMATE)) == json.loads(json.dumps(ESTIMATE.as_json()))


def test_a_comparison_says_both_amounts_and_why():
    other = {**HOUSEHOLD, "children": []}
    rows = list(csv.DictReader(io.StringIO(documents.comparison_as_csv(rules.compare(HOUSEHOLD, other, TODAY)))))
    child = next(row for row in rows if row["id"] == "child_element")
    assert child["second"] == "0.00"
    assert child["reason"]
