"""Files of many households through `rightful estimate`: how many a second, and the memory they take."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.households import DAY, households
from bench.measure import Row, timed

FEW, MANY = 1_000, 10_000
MEGABYTE = 1_024  # kilobytes, as Linux counts resident memory


def measure() -> list[Row]:
    """A thousand households and ten thousand: memory that does not grow says that lines are read one by one."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "households.jsonl"
        lines = [json.dumps(household) + "\n" for household in households(MANY)]
        file.write_text("".join(lines[:FEW]), encoding="utf-8")
        _, few_memory = _estimated(file)
        file.write_text("".join(lines), encoding="utf-8")
        seconds, many_memory = _estimated(file)
    return [
        Row(f"throughput: file of {MANY:,} households, one core", MANY / seconds, "a second"),
        Row(f"throughput: most memory, {FEW:,} households", few_memory, "MB", ratio="yardstick"),
        Row(
            f"throughput: most memory, {MANY:,} households", many_memory, "MB", ratio=f"{many_memory / few_memory:.2f}"
        ),
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
