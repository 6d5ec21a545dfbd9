"""One explained award beside PolicyEngine UK's, in one run.

PolicyEngine UK is under the AGPL, so it is never a dependency: it is installed from the package index into an
environment of its own, build/policyengine-venv, and asked over a pipe.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import rules
from bench.households import DAY, households
from bench.measure import Row, rows, timed

VERSION = "2.162.10"
HOME = Path("build/policyengine-venv")
WORKER = Path("bench/policyengine_worker.py")

ROUNDS, WARM_UP, OURS_A_ROUND = 5, 1, 40

Json = dict[str, Any]


def measure() -> list[Row]:
    """The same household by turns: ours, and theirs without and with the set-up of its simulation."""
    household = next(one for one in households(1_000) if _has_much(one))
    ours = "policyengine: our explained award"
    alone, whole = "policyengine: theirs, calculation alone", "policyengine: theirs, with its set-up"
    times: dict[str, list[float]] = {ours: [], alone: [], whole: []}
    with _one_at_a_time() as ask:
        for number in range(WARM_UP + ROUNDS):
            their = ask({"on": DAY.isoformat(), "household": household})
            our = [timed(lambda: rules.estimate(household, DAY).as_json())[0] for _ in range(OURS_A_ROUND)]
            if number >= WARM_UP:
                times[ours] += our
                times[alone].append(their["calculation"])
                times[whole].append(their["set_up"] + their["calculation"])
    return rows(times, "ms", ours)


def parts_of(lines: Sequence[Json]) -> list[Json]:
    """What PolicyEngine makes of households with their days, in order: pounds for a month by line id."""
    text = "".join(json.dumps(line) + "\n" for line in lines)
    done = subprocess.run(_command(), input=text, stdout=subprocess.PIPE, text=True, check=True)
    return [json.loads(line)["parts"] for line in done.stdout.splitlines()]


def _has_much(household: Json) -> bool:
    """A couple with children, work and a private landlord."""
    adults, housing = household["adults"], household["housing"]
    working = all(adult["earnings"] for adult in adults)
    return len(adults) == 2 and working and len(household["children"]) >= 2 and "brma" in housing


@contextmanager
def _one_at_a_time() -> Iterator[Any]:
    """A function that asks PolicyEngine about one household and its day, each in a simulation of its own."""
    with subprocess.Popen(
        [*_command(), "--alone"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        asked, answered = process.stdin, process.stdout

        def ask(line: Json) -> Json:
            asked.write(json.dumps(line) + "\n")
            asked.flush()
            answer: Json = json.loads(answered.readline())
            return answer

        yield ask


def _command() -> list[str]:
    """The worker under its own Python, which is set up first when it is not there; -P keeps our modules out of it."""
    python = HOME / "bin" / "python"
    ready = HOME / f"policyengine-uk-{VERSION}"
    if not ready.exists():
        print(f"Setting up PolicyEngine UK {VERSION} in {HOME} (a minute, once) ...", file=sys.stderr, flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(HOME)], check=True)
        install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*install, f"policyengine-uk=={VERSION}"], check=True)
        ready.touch()
    return [str(python), "-P", str(WORKER)]
