"""The worked examples of law, each to the penny."""

from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

import rules

FOLDER = Path(__file__).parents[1] / "examples"
CASES = [case for path in sorted(FOLDER.glob("*.yaml")) for case in yaml.safe_load(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_example(case):
    result = rules.estimate(case["household"], case["day"]).as_json()

    if "award" in case:
        assert result["award"] == case["award"]
    if case.get("award", "") is None:
        assert result["excluded"], "a figure that is not given needs a reason"
        assert result["lines"] == []
    sums = defaultdict(Decimal)
    for line in result["lines"]:
        sums[line["id"]] += Decimal(line["amount"])
    for line_id, amount in case.get("lines", {}).items():
        assert line_id in sums
        assert sums[line_id] == Decimal(amount)
    assert result["missing"] == []
