"""Studies of many households on Dask: time, memory and what a million costs, for files of several sizes.

`python -m bench.study [HOW MANY ...]`: 10,000, 100,000 and a million unless said.
`python -m bench.study sample HOW_MANY FILE` only makes a file of households. The numbers are in docs/studies.md.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import psutil
import pyarrow as pa
import pyarrow.parquet as pq

from bench.households import DAY, households

SIZES = (10_000, 100_000, 1_000_000)
# Households that differ; a larger file repeats them, because making them takes longer than working them out.
DIFFERENT = 10_000
_GROUP = 10_000
_REFORM = "lower_taper"


def sample(many: int, path: Path) -> None:
    """A Parquet file of so many households."""
    texts = [json.dumps(one) for one in households(min(many, DIFFERENT))]
    schema = pa.schema([("id", pa.string()), ("household", pa.string())])
    with pq.ParquetWriter(path, schema) as writer:
        numbers = iter(range(many))
        while group := list(islice(numbers, _GROUP)):
            columns = [[str(number) for number in group], [texts[number % len(texts)] for number in group]]
            writer.write_table(pa.table(columns, schema=schema))


def measure(many: int) -> tuple[float, float]:
    """The seconds of a study with one reform, and the most megabytes that all of its processes had together."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "households.parquet"
        sample(many, source)
        command = [str(Path(sys.executable).parent / "rightful"), "study", str(source), str(Path(folder) / "out")]
        started = time.monotonic()
        process = subprocess.Popen([*command, "--on", DAY.isoformat(), "--reform", _REFORM], stdout=subprocess.DEVNULL)
        most = 0.0
        while process.poll() is None:
            most = max(most, sum(_resident(process.pid)))
            time.sleep(0.5)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)
        return time.monotonic() - started, most


def _resident(pid: int) -> Iterator[float]:
    try:
        whole = psutil.Process(pid)
        for one in [whole, *whole.children(recursive=True)]:
            yield one.memory_info().rss / 2**20
    except psutil.Error:
        return


def main() -> None:
    if sys.argv[1:2] == ["sample"]:
        sample(int(sys.argv[2]), Path(sys.argv[3]))
        return
    print(f"{len(os.sched_getaffinity(0))} cores. Each household twice: by law and with the reform {_REFORM}.")
    for many in map(int, sys.argv[1:] or SIZES):
        seconds, megabytes = measure(many)
        print(
            f"{many:>10,} households: {seconds:,.0f} s, {many / seconds:,.0f} a second, {megabytes:,.0f} MB, "
            f"{seconds / many * 1e6 / 60:.0f} minutes a million",
            flush=True,
        )


if __name__ == "__main__":
    main()
