"""The worked cases for any other calculator.

`python tests/examples/conformance.py cases > cases.jsonl` writes them, one JSON object a line: case, day, household.
`python tests/examples/conformance.py check results.jsonl` reads one result a line, in the same order, and prints every
case that differs. A result is what `rightful estimate --format json` gives; of it, only `award` and the `id` and
`amount` of `lines` are looked at. Exit status 1 when anything differs.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

Case = dict[str, Any]


def cases() -> list[Case]:
    """Every worked case, in the order of the files."""
    return [
        case
        for path in sorted(Path(__file__).parent.glob("*.yaml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def differences(case: Case, result: dict[str, Any]) -> Iterator[str]:
    """What is expected and not there, in words; amounts are in pounds per assessment period."""
    if "award" in case and result.get("award") != case["award"]:
        yield f"award: expected {case['award']}, got {result.get('award')}"
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for line in result.get("lines", ()):
        sums[line["id"]] += Decimal(line["amount"])
    for line_id, amount in case.get("lines", {}).items():
        if line_id not in sums or sums[line_id] != Decimal(amount):
            yield f"{line_id}: expected {amount}, got {sums.get(line_id, 'nothing')}"


def check(path: Path) -> int:
    """How many cases differ; each is printed with its source."""
    results = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    wanted = cases()
    if len(results) != len(wanted):
        sys.exit(f"There are {len(wanted)} cases and {len(results)} results. Give one result a line for each case.")
    wrong = 0
    for case, result in zip(wanted, results, strict=True):
        found = list(differences(case, result))
        wrong += bool(found)
        for words in found:
            print(f"{case['case']} ({case['day']}; {case['source']}): {words}")
    print(f"{len(wanted) - wrong} of {len(wanted)} cases agree.")
    return wrong


def main() -> None:
    match sys.argv[1:]:
        case ["cases"]:
            for one in cases():
                print(json.dumps({key: one[key] for key in ("case", "day", "household")}, default=str))
        case ["check", results]:
            sys.exit(1 if check(Path(results)) else 0)
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
