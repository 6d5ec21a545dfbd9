"""A file of many households: what is taken, what is refused and why, what comes back, and who may see it."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from datetime import date, timedelta

import pytest

import rules
from tests.web.logged_in import log_in, token_of
from web import caseload_run
from web.clock import now
from web.settings import ROOT
from web.store import caseloads as kept
from web.workbench import caseload_files as files
from web.workbench import caseloads as pages

ON = date(2026, 11, 23)
SINGLE = {"nation": "england", "adults": [{"age": 30, "earnings": []}], "children": [], "savings": "0"}


@pytest.fixture
def adviser(app, monkeypatch):
    monkeypatch.setattr(pages, "start", lambda settings, found: caseload_run.run(app.extensions["store"], found))
    return log_in(app, "sam", "adviser")


def sent(client, data, **fields):
    token = token_of(client.get("/workbench/caseloads/"))
    form = {"csrf_token": token, "on": ON.isoformat(), **fields, "file": (io.BytesIO(data), "cases.csv")}
    return client.post("/workbench/caseloads/", data=form, content_type="multipart/form-data")


def taken(client, data, **fields):
    answer = sent(client, data, **fields)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def lines(*households):
    return "\n".join(json.dumps(one) for one in households).encode()


def test_the_template_is_a_file_that_can_be_sent_and_has_the_figure_of_the_rules(adviser):
    template = adviser.get("/workbench/caseloads/template.csv").data
    place = taken(adviser, template, name="October")
    page = adviser.get(place).text
    (row,) = files.read(template)
    award = rules.estimate(row.household, ON).as_json()["award"]
    assert award in page
    assert "case 1" in page
    assert "October" in page
    (found,) = csv.DictReader(io.StringIO(adviser.get(f"{place}/result.csv").text))
    assert found["award"] == found["payable"] == award
    assert found["standard_allowance"] == "424.90"
    assert found["reference"] == "case 1"


def test_a_bad_row_is_named_with_its_fact_and_the_others_are_done(adviser):
    wrong = {**SINGLE, "savings": "-5"}
    place = taken(adviser, lines(SINGLE, wrong) + b"\n{no json\n[1]\n" + lines(SINGLE))
    found = [json.loads(line) for line in adviser.get(f"{place}/result.jsonl").text.splitlines()]
    assert [("error" in one) for one in found] == [False, True, True, True, False]
    assert found[1]["error"]["fact"] == "savings"
    assert found[4]["result"]["award"] == "424.90"
    assert json.loads(adviser.get(f"{place}/result.json").text) == found
    page = adviser.get(place).text
    assert "3 with something to correct" in page
    assert "2 awards come to £849.80" in page


def test_several_things_in_a_cell_second_children_and_none(adviser):
    text = (
        "nation,adults[0].birth_date,adults[0].receives,adults[0].earnings.count,children.count,children[1].birth_date,"
        "children[0].birth_date,savings\n"
        "england,1990-05-01,pip_daily_living_standard; pip_mobility_standard,0,,2020-02-02,2015-01-01,0\n"
        "england,1990-05-01,,0,0,,,0\n"
    )
    first, second = files.read(text.encode())
    assert first.household["adults"][0]["receives"] == ["pip_daily_living_standard", "pip_mobility_standard"]
    assert [one["birth_date"] for one in first.household["children"]] == ["2015-01-01", "2020-02-02"]
    assert second.household["children"] == []
    assert second.household["adults"][0]["earnings"] == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"   \n", "is empty"),
        ("nation,savings\nengland,£3\n".encode("utf-16"), "not UTF-8"),
        (b"nation,shoe size\nengland,44\n", "shoe size"),
        (b"nation,nation\nengland,wales\n", "comes twice"),
        (b"nation,savings\n", "no rows"),
        (b"nation\n" + b"england\n" * (files.MOST_ROWS + 1), "10,001 rows"),
        (b'nation\n"eng\x00land', "not a CSV file"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_with_the_reason_and_the_name_is_kept(adviser, data, said):
    answer = sent(adviser, data, name="Mine")
    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="Mine"' in answer.text


def test_a_day_that_is_none_is_said_at_its_field(adviser):
    answer = sent(adviser, files.template().encode(), on="yesterday")
    assert answer.status_code == 422
    assert "yesterday is not a date" in answer.text


def test_a_file_that_is_too_large_is_not_read(adviser, monkeypatch):
    assert sent(adviser, b"x" * (files.LARGEST + 1)).status_code == 413
    # Other routes keep the small limit.
    assert adviser.post("/workbench/new", data={"notes": "x" * 100_000}).status_code == 413


def test_a_byte_order_mark_from_a_spreadsheet_is_no_part_of_a_name():
    assert files.read(b"\xef\xbb\xbfnation\nengland\n")[0].household["nation"] == "england"


def test_nothing_in_the_result_is_a_formula(adviser):
    place = taken(adviser, b'{"reference": "=cmd()", "household": {"savings": "=1+1"}}')
    (found,) = csv.DictReader(io.StringIO(adviser.get(f"{place}/result.csv").text))
    assert found["reference"] == "'=cmd()"


def test_only_its_owner_sees_a_caseload(app, adviser):
    place = taken(adviser, lines(SINGLE))
    other = log_in(app, "alex", "adviser")
    for more in ("", "/progress.json", "/result.csv", "/result.json"):
        assert other.get(place + more).status_code == 404
        assert adviser.get(place + more).status_code == 200
    token = token_of(other.get("/workbench/caseloads/"))
    assert other.post(f"{place}/delete", data={"csrf_token": token}).status_code == 404


def test_a_row_opens_as_a_scenario_with_all_of_its_lines(adviser):
    place = taken(adviser, b'{"reference": "B 12", "household": ' + lines(SINGLE) + b"}")
    token = token_of(adviser.get(place))
    opened = adviser.post(f"{place}/rows/1/open", data={"csrf_token": token}, follow_redirects=True)
    assert "UC Regs 2013 reg 36" in opened.text
    assert "B 12" in opened.text
    assert adviser.post(f"{place}/rows/9/open", data={"csrf_token": token}).status_code == 404


def test_a_caseload_goes_at_once_or_on_its_day(app, adviser):
    place = taken(adviser, lines(SINGLE))
    token = token_of(adviser.get(place))
    kept_for_now = taken(adviser, lines(SINGLE))
    adviser.post(f"{place}/delete", data={"csrf_token": token})
    assert adviser.get(place).status_code == 404
    with app.extensions["store"].transaction() as session:
        kept.forget_old_caseloads(session, now().date() + timedelta(days=kept.KEPT_DAYS))
        assert list(session.scalars(kept.select(kept.CaseloadRow))) == []
    assert adviser.get(kept_for_now).status_code == 404


def test_progress_is_told(adviser):
    place = taken(adviser, lines(SINGLE, SINGLE))
    assert adviser.get(f"{place}/progress.json").get_json() == {
        "total": 2, "done": 2, "failed": 0, "finished": True
    }  # fmt: skip


def test_a_run_that_is_killed_is_gone_on_with_and_comes_to_the_same(app, app_database):
    store = app.extensions["store"]
    rows = [kept.NewRow(number, "", {**SINGLE, "savings": str(number)}) for number in range(1, 3001)]
    with store.transaction() as session:
        found = kept.add_caseload(session, "somebody", "many", ON, rows, now())
    environment = {**os.environ, "RIGHTFUL_DATABASE": app_database}
    command = [sys.executable, "-m", "web.caseload_run", found.id]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    while _progress(store, found).done == 0:
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    before = _progress(store, found)
    assert 0 < before.done < before.total
    assert subprocess.run(command, cwd=ROOT, env=environment, check=True).returncode == 0
    assert _progress(store, found).done == before.done, "somebody may still be at it, so nobody else begins"

    with store.transaction() as session:
        session.get(kept.Caseload, found.id).touched = now() - kept.SILENCE - timedelta(seconds=1)
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    assert _progress(store, found).finished
    with store.transaction() as session:
        for row in list(kept.rows_of(session, found))[::400]:
            assert row.result["award"] == rules.estimate(row.household, ON).as_json()["award"]


def _progress(store, found):
    with store.transaction() as session:
        return kept.progress(session, found)
