"""Studies of many households: each award that of the rules, a run that is killed goes on, and nothing is mixed up."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

import rules
from bench.households import households
from web import study as studies
from web.cli import main
from web.study import StudyError, part, plan

ON = date(2026, 11, 23)


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """120 households in three row groups, two of which are none."""
    path = tmp_path_factory.mktemp("sample") / "households.parquet"
    texts = [json.dumps(one) for one in households(118, ON)] + ["{", '{"savings": "-1"}']
    table = pa.table({"id": [f"h{number}" for number in range(len(texts))], "household": texts})
    pq.write_table(table, path, row_group_size=50)
    return path


def in_process(monkeypatch):
    """Dask without processes of its own: the same scheduler and the same batches."""
    from dask.distributed import Client

    monkeypatch.setattr(studies, "_client", lambda *_: Client(processes=False, n_workers=1, dashboard_address=None))


def rows(output):
    return [row for file in sorted(output.glob("part-*.parquet")) for row in pq.read_table(file).to_pylist()]


def test_each_award_is_that_of_the_rules(sample, tmp_path, monkeypatch):
    in_process(monkeypatch)
    told = []
    summary = studies.run(plan(sample, ON, ["lower_taper"], batch=32), tmp_path, None, None, told.append)
    found = rows(tmp_path)
    assert [row["id"] for row in found] == [f"h{number}" for number in range(120)]
    for row, household in zip(found, households(118, ON), strict=False):
        for name, reforms in (("award", []), ("award_with_reforms", ["lower_taper"])):
            award = rules.estimate(household, ON, reforms).result.award
            assert row[name] == (award.value.quantize(Decimal("0.01")) if award else 0)
    assert found[118]["error"] == "This is not JSON."
    assert found[119]["error"] == "savings: It is too small. Give 0 or more."
    assert (summary["households"], summary["refused"]) == (120, 2)
    assert Decimal(summary["all_awards"]) == sum(row["award"] for row in found if row["award"] is not None)
    assert summary["lose"] == 0 < summary["gain"]  # a lower taper takes from nobody
    assert [one.done for one in told] == [1, 2, 3, 4]


def test_a_run_goes_on_where_it_was(sample, tmp_path, monkeypatch):
    in_process(monkeypatch)
    asked = plan(sample, ON, [], batch=32)
    studies.run(asked, tmp_path, None, None, lambda _: None)
    before = rows(tmp_path)
    kept = part(tmp_path, 1).stat().st_mtime_ns
    part(tmp_path, 2).unlink()
    told = []
    studies.run(asked, tmp_path, None, None, told.append)
    assert rows(tmp_path) == before
    assert part(tmp_path, 1).stat().st_mtime_ns == kept
    assert [(one.done, one.now) for one in told] == [(4, 1)]


@pytest.mark.parametrize("change", [{"on": ON.replace(day=24)}, {"reforms": ["lower_taper"]}, {"batch": 31}])
def test_another_study_is_not_mixed_in(sample, tmp_path, monkeypatch, change):
    in_process(monkeypatch)
    asked = {"on": ON, "reforms": [], "batch": 32}
    studies.run(plan(sample, **asked), tmp_path, None, None, lambda _: None)
    with pytest.raises(StudyError, match="another study"):
        studies.run(plan(sample, **asked | change), tmp_path, None, None, lambda _: None)


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda path: path.write_text("household"), "is no Parquet file"),
        (lambda path: pq.write_table(pa.table({"a": [1]}), path), "has no column called household"),
    ],
)
def test_a_file_of_no_households_is_refused(tmp_path, make, problem):
    path = tmp_path / "file.parquet"
    make(path)
    result = CliRunner().invoke(main, ["study", str(path), str(tmp_path / "out")])
    assert result.exit_code == 1
    assert problem in result.output
    assert not (tmp_path / "out").exists()


def test_a_scheduler_that_is_not_there_and_a_reform_that_is_not(sample, tmp_path):
    result = CliRunner().invoke(main, ["study", str(sample), str(tmp_path), "--reform", "free_money"])
    assert (result.exit_code, "free_money" in result.output) == (1, True)
    options = ["--scheduler", "tcp://127.0.0.1:9"]
    result = CliRunner().invoke(main, ["study", str(sample), str(tmp_path), *options])
    assert (result.exit_code, "No Dask scheduler answers" in result.output) == (1, True)


def test_a_run_that_is_killed_in_the_middle_comes_to_the_same(tmp_path):
    """kill -9 of everything, then the same command again: no batch is half written and none is lost."""
    source, output = tmp_path / "many.parquet", tmp_path / "out"
    texts = [json.dumps(one) for one in households(200, ON)] * 15
    pq.write_table(pa.table({"household": texts}), source, row_group_size=1_000)
    rightful = str(Path(sys.executable).parent / "rightful")
    command = [rightful, "study", str(source), str(output), "--on", ON.isoformat(), "--workers", "1", "--batch", "250"]
    process = subprocess.Popen(command, start_new_session=True, stderr=subprocess.PIPE)
    for _ in range(600):
        if list(output.glob("part-*.parquet")):
            break
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.1)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    done = len(list(output.glob("part-*.parquet")))
    assert 1 <= done < 12
    subprocess.run(command, check=True, capture_output=True)
    found = rows(output)
    assert len(found) == len(texts)
    assert len({(row["award"], index % 200) for index, row in enumerate(found)}) == 200  # each the same each time
