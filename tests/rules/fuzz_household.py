"""A harness of atheris for the household parser: `python tests/rules/fuzz_household.py -runs=100000`.

Bytes become a household through names that there are, so that it gets past the first check often enough to matter.
"""

import contextlib
import sys
from datetime import date

import atheris

with atheris.instrument_imports(include=["rules"]):
    import rules
    from rules.household import Household

NAMES = sorted(
    set(Household.model_fields) | {"age", "amount", "per", "basis", "health", "group", "rent", "tenure", "carer"}
)
WORDS = [
    "month",
    "week",
    "lcwra",
    "lcw",
    "none",
    "private",
    "social",
    "net",
    "gross",
    "england",
    "2026-04-06",
    "",
    "-1",
]
ON = date(2026, 11, 23)


def value(data, depth=0):
    kind = data.ConsumeIntInRange(0, 7 if depth < 4 else 4)
    if kind == 5:
        return [value(data, depth + 1) for _ in range(data.ConsumeIntInRange(0, 3))]
    if kind > 5:
        names = [data.PickValueInList(NAMES) for _ in range(data.ConsumeIntInRange(0, 5))]
        return {name: value(data, depth + 1) for name in names}
    return [
        None,
        data.ConsumeBool(),
        data.ConsumeInt(4),
        data.PickValueInList(WORDS),
        data.ConsumeUnicode(12),
    ][kind]


def one(content):
    data = atheris.FuzzedDataProvider(content)
    household = {data.PickValueInList(NAMES): value(data) for _ in range(data.ConsumeIntInRange(0, 8))}
    with contextlib.suppress(rules.RulesError):
        rules.estimate(household, ON).as_json()


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
