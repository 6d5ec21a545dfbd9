"""Works out a caseload beside the web server: `python -m web.caseload_run ID`.

Each batch is written before the next is begun, so that a run that is killed can be gone on with where it was.
"""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal
from typing import Any

import rules
from web.cli_input import error_object
from web.clock import now
from web.settings import Settings
from web.store import Store, caseloads

_BATCH = 100


def run(store: Store, caseload_id: str) -> None:
    """All rows that are still to be worked out, unless another process is at it."""
    with store.transaction() as session:
        if not caseloads.take_on(session, caseload_id, now()):
            return
    while True:
        with store.transaction() as session:
            found = caseloads.next_rows(session, caseload_id, _BATCH, now())
            if found is None or not found[1]:
                return
            on, rows = found
            for row in rows:
                row.result, row.error = worked_out(row.household or {}, on)


def worked_out(household: dict[str, Any], on: date) -> tuple[dict[str, Any] | None, dict[str, str] | None]:
    """The result of a household, or the error that says which fact cannot be right."""
    try:
        content = rules.estimate(household, on).as_json()
    except rules.RulesError as error:
        return None, error_object(error)
    lines: dict[str, Decimal] = {}
    for line in content["lines"]:
        lines[line["id"]] = lines.get(line["id"], Decimal(0)) + Decimal(line["amount"])
    span = content.get("range") or {}
    return {
        "award": content["award"],
        "payable": content["payable"],
        "low": span.get("low"),
        "high": span.get("high"),
        "excluded": [one["reason"] for one in content.get("excluded", [])],
        "lines": {name: f"{amount:.2f}" for name, amount in lines.items()},
    }, None


if __name__ == "__main__":
    run(Store(Settings.from_environment().database), sys.argv[1])
