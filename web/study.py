"""Estimates of millions of households: what an award is by law, and with proposed reforms, batch by batch on Dask.

Households come as Parquet with a column `household` (JSON) and, if they have one, a column `id`. A batch is written
whole or not at all, in a file of its own; a run that was stopped goes on with the batches that are missing. By default
Dask uses this machine's cores; with the address of a scheduler, whatever is behind it, which must have this package and
the same files. The package group `studies` brings Dask and PyArrow.
"""

from __future__ import annotations

import json
import logging
import os
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
from dask.distributed import Client, LocalCluster, as_completed

import rules

BATCH = 5_000  # households: some seconds of one core, so that little is lost and progress is seen
PLAN = "study.json"
SUMMARY = "summary.json"

_SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("award", pa.decimal128(12, 2)),
        ("award_with_reforms", pa.decimal128(12, 2)),
        ("difference", pa.decimal128(12, 2)),
        ("error", pa.string()),
    ]
)
_PENNY = Decimal("0.01")
logging.getLogger("distributed").setLevel(logging.WARNING)  # who joins and leaves is for nobody to read


class StudyError(Exception):
    """A study that cannot be done; `str()` says why and what to do."""


@dataclass(frozen=True, slots=True)
class Study:
    """What is asked. It is written down beside the results, so that nothing else is put among them."""

    source: str
    rows: int
    on: str
    reforms: tuple[str, ...]
    rules_version: str
    batch: int = BATCH

    @property
    def batches(self) -> int:
        return -(-self.rows // self.batch)


@dataclass(frozen=True, slots=True)
class Progress:
    """Batches that are done, those of this run among them, and all."""

    done: int
    now: int
    all: int


def plan(source: Path, on: date, reforms: Sequence[str], batch: int = BATCH) -> Study:
    """The study of a file. Raises StudyError for a file that is none of households, and UnknownReform."""
    for name in reforms:
        rules.reform(name)
    try:
        file = pq.ParquetFile(source)
    except (OSError, pa.ArrowInvalid):
        raise StudyError(f"{source} is no Parquet file that can be read.") from None
    if "household" not in file.schema_arrow.names:
        raise StudyError(f"{source} has no column called household: each row needs one household as JSON.")
    rows = file.metadata.num_rows
    return Study(str(source.resolve()), rows, on.isoformat(), tuple(reforms), rules.RULES_VERSION, batch)


def run(
    study: Study, output: Path, scheduler: str | None, workers: int | None, tell: Callable[[Progress], None]
) -> dict[str, Any]:
    """Every batch that is missing in `output`, then the summary. Raises StudyError where another study is in there."""
    output.mkdir(parents=True, exist_ok=True)
    _claim(study, output)
    missing = [number for number in range(study.batches) if not part(output, number).exists()]
    there = study.batches - len(missing)
    with _client(scheduler, workers) as client:
        # A batch is small to send and its result smaller: the household data stays where the workers read it.
        waiting = client.map(_batch, missing, study=study, output=str(output), retries=2, pure=False)
        for count, future in enumerate(as_completed(waiting), start=1):
            future.result()
            future.release()
            tell(Progress(there + count, count, study.batches))
    return summarise(study, output)


def part(output: Path, number: int) -> Path:
    """The file of one batch."""
    return output / f"part-{number:06}.parquet"


def summarise(study: Study, output: Path) -> dict[str, Any]:
    """What the results come to, written beside them: pounds in an assessment period."""
    counts = {"households": 0, "refused": 0, "gain": 0, "lose": 0, "the_same": 0}
    total = with_reforms = Decimal(0)
    differences: list[Decimal] = []
    for number in range(study.batches):
        found = pq.read_table(part(output, number))
        counts["households"] += len(found)
        for award, changed, difference in zip(
            *(found.column(name).to_pylist() for name in ("award", "award_with_reforms", "difference")), strict=True
        ):
            if award is None:
                counts["refused"] += 1
                continue
            total, with_reforms = total + award, with_reforms + changed
            counts["gain" if difference > 0 else "lose" if difference < 0 else "the_same"] += 1
            if difference:
                differences.append(difference)
    summary = asdict(study) | counts
    summary |= {"all_awards": f"{total:.2f}", "all_awards_with_reforms": f"{with_reforms:.2f}"}
    summary["median_difference_where_any"] = f"{statistics.median(differences):.2f}" if differences else None
    _write(output / SUMMARY, json.dumps(summary, indent=2).encode())
    return summary


def _claim(study: Study, output: Path) -> None:
    """Say whose results these are. Raises StudyError where they are another study's."""
    said, path = json.dumps(asdict(study), indent=2), output / PLAN
    if path.exists():
        if json.loads(path.read_text(encoding="utf-8")) != json.loads(said):
            raise StudyError(f"{output} has the results of another study. Give a folder that is empty or new.")
        return
    if any(output.glob("part-*.parquet")):
        raise StudyError(f"{output} has results, and nothing says of what. Give a folder that is empty or new.")
    _write(path, said.encode())


def _client(scheduler: str | None, workers: int | None) -> Client:
    if scheduler:
        try:
            return Client(scheduler, timeout=5)
        except (OSError, TimeoutError, ValueError):
            raise StudyError(f"No Dask scheduler answers at {scheduler}.") from None
    cluster = LocalCluster(
        n_workers=workers or len(os.sched_getaffinity(0)),
        threads_per_worker=1,  # the rules are Python: a second thread would only wait
        dashboard_address=None,
        host="127.0.0.1",
    )
    return _WholeCluster(cluster)


class _WholeCluster(Client):  # type: ignore[misc]
    """A client that ends its cluster with itself."""

    def __exit__(self, *error: object) -> None:
        super().__exit__(*error)
        if self.cluster:
            self.cluster.close()


def _batch(number: int, study: Study, output: str) -> int:
    """Work out one batch and write it; runs in a worker."""
    on, reforms = date.fromisoformat(study.on), list(study.reforms)
    rows = [_row(name, text, on, reforms) for name, text in _households(study, number)]
    columns = list(zip(*rows, strict=True)) if rows else [[] for _ in _SCHEMA]
    table = pa.table([pa.array(c, f.type) for c, f in zip(columns, _SCHEMA, strict=True)], schema=_SCHEMA)
    path = part(Path(output), number)
    unfinished = path.with_suffix(f".{os.getpid()}.unfinished")
    pq.write_table(table, unfinished)
    unfinished.replace(path)
    return len(rows)


def _households(study: Study, number: int) -> Iterator[tuple[str, str]]:
    """The rows of a batch: only the row groups that they are in are read."""
    file = pq.ParquetFile(study.source)
    first = number * study.batch
    last = min(first + study.batch, study.rows)
    names = ["household", "id"] if "id" in file.schema_arrow.names else ["household"]
    start = 0
    for group in range(file.num_row_groups):
        count = file.metadata.row_group(group).num_rows
        if start < last and start + count > first:
            table = file.read_row_group(group, columns=names)
            for place in range(max(first - start, 0), min(last - start, count)):
                name = table.column("id")[place].as_py() if len(names) == 2 else None
                yield str(start + place if name is None else name), table.column("household")[place].as_py() or ""
        start += count


def _row(name: str, text: str, on: date, reforms: list[str]) -> tuple[str, Decimal | None, Decimal | None, Any, str]:
    try:
        household = orjson.loads(text)
        if not isinstance(household, dict):
            raise rules.HouseholdError("", "A household is a JSON object.", "Write one.")
        by_law = _award(household, on, [])
        changed = _award(household, on, reforms) if reforms else by_law
    except orjson.JSONDecodeError:
        return name, None, None, None, "This is not JSON."
    except rules.RulesError as error:
        return name, None, None, None, str(error)
    return name, by_law, changed, changed - by_law, ""


def _award(household: dict[str, Any], on: date, reforms: list[str]) -> Decimal:
    found = rules.estimate(household, on, reforms).result.award
    return found.value.quantize(_PENNY) if found else Decimal("0.00")


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all."""
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_bytes(content)
    unfinished.replace(path)
