"""The command line: contracts, exit status, and errors in one sentence."""

import json

import pytest
from click.testing import CliRunner

from web.cli import main

SINGLE = {
    "adults": [
        {
            "age": 30,
            "health": {"group": "none"},
            "carer": False,
            "earnings": [{"amount": 800, "per": "month", "basis": "net"}],
        }
    ],
    "children": [],
    "housing": {"tenure": "social", "rent": {"amount": 500, "per": "month"}, "bedrooms": 1},
    "savings": 0,
    "other_income": [],
}


def run(*arguments, stdin=""):
    return CliRunner().invoke(main, arguments, input=stdin)


def test_an_estimate_as_json():
    done = run("estimate", "-", "--on", "2026-11-23", "--format", "json", stdin=json.dumps(SINGLE))
    assert done.exit_code == 0
    result = json.loads(done.stdout)
    assert result["award"] == "484.90"
    assert {"on", "assessment_period", "award", "payable", "lines", "assumed", "missing", "excluded"} <= set(result)


def test_an_estimate_as_text_shows_each_line_with_its_law():
    done = run("estimate", "-", "--on", "2026-11-23", stdin=json.dumps(SINGLE))
    assert "Taken away for earnings" in done.stdout
    assert "−£440.00" in done.stdout
    assert "UC Regs 2013 reg 22(1)(b)" in done.stdout


def test_a_file_of_households_goes_on_after_a_bad_line(tmp_path):
    file = tmp_path / "cases.jsonl"
    file.write_text("\n".join([json.dumps(SINGLE), "not json", json.dumps({"savings": -1}), json.dumps(SINGLE)]))
    done = run("estimate", str(file), "--on", "2026-11-23")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 1
    assert [line.get("award") for line in lines] == ["484.90", None, None, "484.90"]
    assert lines[1]["line"] == 2
    assert lines[2]["error"]["fact"] == "savings"


@pytest.mark.parametrize(
    ("arguments", "stdin", "words"),
    [
        (["estimate", "-"], '{"savings": -1}', "savings: It is too small."),
        (["estimate", "-"], "{", "This is not JSON."),
        (["estimate", "no-such-file.json"], "", "no-such-file.json cannot be read"),
        (["estimate", "-", "--on", "2015-01-01"], "{}", "the first one known is for"),
        (["estimate", "-", "--reform", "free_money"], "{}", "There is no reform called free_money."),
        (["timeline", "--claim", "2026-11-12", "--advance", "lots"], "", "lots is not an amount of money"),
        (["timeline", "--claim", "2026-11-12", "--paydays", "2026-10-01:5"], "", "none of the assessment periods"),
    ],
)
def test_refused_input_is_one_sentence_and_exit_status_1(arguments, stdin, words):
    done = run(*arguments, stdin=stdin)
    assert done.exit_code == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [["estimate"], ["timeline"], ["timeline", "--claim", "2026-02-30"], ["ask"], ["estimate", "-", "--on", "x"]],
)
def test_wrong_usage_is_exit_status_2(arguments):
    assert run(*arguments).exit_code == 2


def test_an_excluded_entitlement_is_a_fine_answer():
    household = {"adults": [{"age": 30, "immigration": "no_recourse"}]}
    done = run("estimate", "-", "--on", "2026-11-23", "--format", "json", stdin=json.dumps(household))
    assert done.exit_code == 0
    assert json.loads(done.stdout)["award"] is None


def test_a_timeline_in_three_forms():
    arguments = ["timeline", "--claim", "2026-11-12", "--nation", "england", "--advance", "300"]
    content = json.loads(run(*arguments, "--format", "json").stdout)
    assert len(content["assessment_periods"]) >= 12
    first = content["assessment_periods"][0]
    assert first["payment_date"] == "2026-12-18"
    assert set(first) == {"start", "end", "payment_due", "payment_date", "amount"}
    assert set(content["events"][0]) == {"date", "id", "label", "amount", "law"}
    assert "Fri 18 December 2026" in run(*arguments).stdout
    calendar = run(*arguments, "--format", "ics").stdout
    assert calendar.startswith("BEGIN:VCALENDAR")
    assert "DTSTART;VALUE=DATE:20261218" in calendar
