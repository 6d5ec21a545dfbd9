"""The worked examples of law, each to the penny, and the way in which other calculators can be held against them."""

import copy
import json
import subprocess
import sys
from decimal import Decimal

import pytest

import rules
from tests.examples import conformance

CASES = conformance.cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_example(case):
    result = rules.estimate(case["household"], case["day"]).as_json()
    assert list(conformance.differences(case, result)) == []
    if case.get("award", "") is None:
        assert result["excluded"], "a figure that is not given needs a reason"
        assert result["lines"] == []
    assert result["missing"] == []


def test_there_are_enough_and_each_says_something_else():
    assert len(CASES) >= 150
    assert len({case["case"] for case in CASES}) == len(CASES)
    assert all(case["source"] and ("award" in case or case["lines"]) for case in CASES)


def results():
    return [rules.estimate(case["household"], case["day"]).as_json() for case in CASES]


def checked(rows, tmp_path):
    file = tmp_path / "results.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return subprocess.run(
        [sys.executable, conformance.__file__, "check", str(file)], capture_output=True, text=True, check=False
    )


def test_a_calculator_that_agrees_passes_and_one_penny_is_found(tmp_path):
    rows = results()
    assert checked(rows, tmp_path).returncode == 0
    place = next(place for place, case in enumerate(CASES) if case.get("award"))
    wrong = copy.deepcopy(rows)
    wrong[place]["award"] = str(Decimal(CASES[place]["award"]) + Decimal("0.01"))
    found = checked(wrong, tmp_path)
    assert found.returncode == 1
    assert CASES[place]["case"] in found.stdout
    assert f"{len(CASES) - 1} of {len(CASES)} cases agree" in found.stdout


def test_the_cases_can_be_written_out(tmp_path):
    written = subprocess.run(
        [sys.executable, conformance.__file__, "cases"], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert [json.loads(line)["case"] for line in written] == [case["case"] for case in CASES]
    assert rules.estimate(json.loads(written[0])["household"], CASES[0]["day"])
