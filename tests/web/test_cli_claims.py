"""The commands about a claim over time."""

import json
import xml.etree.ElementTree as ET
from datetime import date

import pytest
from click.testing import CliRunner

import rules
from web.cli import main

HOUSEHOLD = {
    "nation": "england",
    "claim_date": "2026-05-20",
    "adults": [
        {
            "age": 40,
            "health": {"group": "none", "evidence_date": "2026-05-25"},
            "carer": False,
            "earnings": [{"amount": 100, "per": "week", "basis": "net", "pay_dates": ["2026-11-20"]}],
        }
    ],
    "children": [],
    "housing": {"tenure": "none"},
    "savings": 0,
    "other_income": [],
    "transitional_element": 100,
    "transitional_element_on": "2026-05-25",
}
DAY = date(2026, 11, 23)
ON = ["--on", "2026-11-23"]


def run(*arguments, given=HOUSEHOLD):
    return CliRunner().invoke(main, arguments, input=json.dumps(given))


@pytest.mark.parametrize("command", ["calendar", "five-weeks", "lcwra", "transition"])
def test_each_command_in_words_and_as_json(command):
    words = run(command, "-", *ON)
    assert words.exit_code == 0, words.output
    assert len(words.stdout.splitlines()) > 2
    assert json.loads(run(command, "-", *ON, "--format", "json").stdout)


def test_a_sanction_in_words():
    done = run("sanction", "-", "--level", "medium", "--failed", "2026-11-23")
    assert "28 days, £13.90 a day" in done.stdout
    assert "£7.68 a day" in done.stdout


def test_the_calendar_as_a_file_for_the_phone():
    done = run("calendar", "-", *ON, "--payments", "3", "--format", "ics")
    assert done.stdout.count("BEGIN:VEVENT") == 3


def test_the_budget_as_a_picture_with_words():
    done = run("five-weeks", "-", "--at-hand", "60", "--spending", "70", *ON, "--format", "svg")
    picture = ET.fromstring(done.stdout)  # noqa: S314  # our own picture
    words = picture.find("{http://www.w3.org/2000/svg}desc").text
    assert "The money runs out on" in words


def statement(**changes):
    lines = rules.estimate(HOUSEHOLD, DAY).as_json()["lines"]
    kept = [{"id": one["id"], "amount": one["amount"]} for one in lines if not one["id"].startswith("no_")]
    return {
        "household": HOUSEHOLD,
        "on": "2026-11-23",
        "statement": [{**one, "amount": changes.get(one["id"], one["amount"])} for one in kept],
    }


def test_a_statement_is_checked_by_the_contract():
    agrees = json.loads(run("check-statement", "-", "--format", "json", given=statement()).stdout)
    assert agrees["verdict"] == "agrees"
    differs = json.loads(
        run("check-statement", "-", "--format", "json", given=statement(standard_allowance="400.14")).stdout
    )
    assert differs["verdict"] == "differs"
    line = next(one for one in differs["lines"] if one["id"] == "standard_allowance")
    assert (line["statement"], line["expected"], line["difference"]) == ("400.14", "424.90", "-24.76")
    assert {"reason", "law", "next_step", "by"} <= set(line["reasons"][0])


def test_a_letter_about_the_line_that_differs():
    wrong = statement(standard_allowance="400.14")
    done = run("letter", "mandatory_reconsideration", "--check", "-", *ON, given=wrong)
    assert "standard allowance" in done.stdout
    assert "£424.90" in done.stdout
    assert "mandatory_reconsideration" in run("letter").stdout


@pytest.mark.parametrize(
    ("arguments", "given", "words"),
    [
        (["calendar", "-"], {"adults": [{"age": 30}]}, "claim_date"),
        (["lcwra", "-"], {**HOUSEHOLD, "adults": [{"age": 30}]}, "fit note"),
        (["transition", "-"], {"adults": [{"age": 30}]}, "transitional_element"),
        (["check-statement", "-"], {"statement": []}, "There is no household."),
        (["check-statement", "-"], {"household": {}, "on": "soon", "statement": []}, "not a date that exists"),
        (["five-weeks", "-", "--comes", "2030-01-01:5:Wage"], HOUSEHOLD, "not in the wait"),
        (["letter", "love"], {}, "There is no letter called love"),
        (["letter", "complaint", "--check", "-"], statement(), "No such line of the statement differs"),
    ],
)
def test_what_cannot_be_right_is_one_sentence_and_exit_status_1(arguments, given, words):
    done = run(*arguments, *ON, given=given)
    assert done.exit_code == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr
