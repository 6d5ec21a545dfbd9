"""Ours beside PolicyEngine UK in one run, and files of many households.

PolicyEngine UK is under the AGPL, so it is never a dependency: it is installed from the package index into an
environment of its own, build/policyengine-venv, and asked over a pipe.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import rules
from bench.households import DAY, households
from bench.measure import Row, rows, timed

VERSION = "2.162.10"
HOME = Path("build/policyengine-venv")
WORKER = Path("bench/policyengine_worker.py")

ROUNDS, WARM_UP, OURS_A_ROUND = 5, 1, 40
FEW, MANY = 1_000, 10_000
SWEEP_POINTS, SWEEP_STEP = 200, 20
MEGABYTE = 1_024  # kilobytes, as Linux counts resident memory

Json = dict[str, Any]


def measure() -> list[Row]:
    """One award by turns, files of a thousand and of ten thousand households, and a sweep of earnings."""
    return [*_side_by_side(), *_files(), *_sweep()]


def parts_of(lines: Sequence[Json]) -> list[Json]:
    """What PolicyEngine makes of households with their days, in order: pounds for a month by line id."""
    text = "".join(json.dumps(line) + "\n" for line in lines)
    done = subprocess.run(_command(), input=text, stdout=subprocess.PIPE, text=True, check=True)
    return [json.loads(line)["parts"] for line in done.stdout.splitlines()]


def _side_by_side() -> list[Row]:
    household = next(one for one in households(1_000) if _has_much(one))
    ours, alone, whole = (
        "policyengine: our explained award",
        "policyengine: theirs, calculation",
        "policyengine: theirs",
    )
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


def _has_much(household: Json) -> bool:
    """A couple with children, work and a private landlord."""
    adults, housing = household["adults"], household["housing"]
    working = all(adult["earnings"] for adult in adults)
    return len(adults) == 2 and working and len(household["children"]) >= 2 and "brma" in housing


def _files() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "households.jsonl"
        everybody = [json.dumps(household) + "\n" for household in households(MANY)]
        file.write_text("".join(everybody[:FEW]), encoding="utf-8")
        _, few_memory = _estimated(file)
        file.write_text("".join(everybody), encoding="utf-8")
        seconds, many_memory = _estimated(file)
    return [
        Row(f"file: {MANY:,} households, one process", MANY / seconds, "a second"),
        Row(f"file: most memory, {FEW:,} households", few_memory, "MB", ratio="yardstick"),
        Row(f"file: most memory, {MANY:,} households", many_memory, "MB", ratio=f"{many_memory / few_memory:.2f}"),
    ]


def _estimated(file: Path) -> tuple[float, float]:
    """The seconds and the most megabytes that `rightful estimate` takes for a file, starting included."""
    command = [str(Path(sys.executable).parent / "rightful"), "estimate", str(file), "--on", DAY.isoformat()]

    def run() -> float:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)
        return used.ru_maxrss / MEGABYTE

    return timed(run)


def _sweep() -> list[Row]:
    household = next(one for one in households(1_000) if _has_much(one))
    pays = [SWEEP_STEP * number for number in range(SWEEP_POINTS)]
    seconds = [timed(lambda: rules.sweep(household, DAY, pays))[0] for _ in range(WARM_UP + ROUNDS)][WARM_UP:]
    return [Row(f"sweep: {SWEEP_POINTS} points of earnings", median(seconds) * 1_000, "ms", max(seconds) * 1_000)]


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
