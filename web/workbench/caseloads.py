"""Caseloads: a file of many households in, its progress and errors by row, and the result as a file."""

from __future__ import annotations

import os
import subprocess
import sys

from flask import Response, abort, current_app, jsonify, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

import rules
from web import store
from web.accounts import allowed
from web.clock import now, today
from web.security import allow_large, limiter
from web.settings import ROOT, Settings
from web.store import caseloads as kept
from web.workbench import caseload_files as files
from web.workbench.blueprint import day_in, the_store, workbench

_SHOWN = 50

allow_large("workbench.caseloads", files.LARGEST)


@workbench.route("/caseloads/", methods=["GET", "POST"])
@allowed("adviser")
@limiter.limit("10 per minute", methods=["POST"])
def caseloads() -> tuple[str, int] | AnyResponse:
    """The adviser's caseloads, and the form that takes another."""
    if request.method == "GET":
        return _list_page()
    try:
        on = day_in(request.form, "on") or today()
        sent = request.files.get("file")
        rows = files.read(sent.read() if sent else b"")
    except rules.HouseholdError as error:
        return _list_page(day_error=f"{error.problem} {error.instead}")
    except files.FileRefused as error:
        return _list_page(file_error=str(error))
    with the_store().transaction() as session:
        number = len(kept.caseloads_of(session, current_user.id)) + 1
        name = request.form.get("name", "").strip()[:80] or f"Caseload {number}"
        added = kept.add_caseload(session, current_user.id, name, on, rows, now())
    start(current_app.extensions["settings"], added.id)
    return redirect(url_for(".caseload", caseload_id=added.id), 303)


@workbench.get("/caseloads/template.csv")
@allowed("adviser")
def caseload_template() -> Response:
    return _file(files.template(), "text/csv; charset=utf-8", "template.csv")


@workbench.get("/caseloads/<caseload_id>")
@allowed("adviser")
def caseload(caseload_id: str) -> str:
    """How far it is, a summary, and its rows. Opening it goes on with a run that was cut off."""
    after = request.args.get("after", 0, type=int)
    with the_store().transaction() as session:
        found = _own(session, caseload_id)
        progress = kept.progress(session, found)
        shown = list(kept.rows_of(session, found, after, _SHOWN))
        summary = files.median(kept.rows_of(session, found)) if progress.finished else None
        silent = found.touched is None or found.touched < now() - kept.SILENCE
    if not progress.finished and silent:
        start(current_app.extensions["settings"], caseload_id)
    return render_template(
        "workbench/caseload.html", saved=found, progress=progress, rows=shown, after=after, summary=summary
    )


@workbench.get("/caseloads/<caseload_id>/progress.json")
@allowed("adviser")
@limiter.limit("240 per minute")
def caseload_progress(caseload_id: str) -> Response:
    """For the page's script."""
    with the_store().transaction() as session:
        found = kept.progress(session, _own(session, caseload_id))
    return jsonify(total=found.total, done=found.done, failed=found.failed, finished=found.finished)


@workbench.get("/caseloads/<caseload_id>/result.<any(csv, json, jsonl):form>")
@allowed("adviser")
def caseload_result(caseload_id: str, form: str) -> Response:
    """What is worked out so far, as a file."""
    with the_store().transaction() as session:
        rows = kept.rows_of(session, _own(session, caseload_id))
        if form == "csv":
            return _file(files.as_csv(rows), "text/csv; charset=utf-8", "caseload.csv")
        lines = list(files.as_json_lines(rows))
    if form == "jsonl":
        return _file("\n".join(lines) + "\n", "application/jsonl", "caseload.jsonl")
    return _file(f"[{','.join(lines)}]", "application/json", "caseload.json")


@workbench.post("/caseloads/<caseload_id>/rows/<int:number>/open")
@allowed("adviser")
def open_row(caseload_id: str, number: int) -> AnyResponse:
    """One household as a scenario, with every line and its law."""
    with the_store().transaction() as session:
        found = _own(session, caseload_id)
        row = kept.row_of(session, found, number)
        if row is None or row.household is None:
            abort(404)
        name = f"{found.name[:50]}, {row.reference or f'row {number}'}"
        added = store.add_scenario(session, current_user.id, name, row.household, found.on, now())
        return redirect(url_for(".scenario", scenario_id=added.id), 303)


@workbench.post("/caseloads/<caseload_id>/delete")
@allowed("adviser")
def delete_caseload(caseload_id: str) -> AnyResponse:
    """Gone at once, with every row."""
    with the_store().transaction() as session:
        kept.delete_caseload(session, _own(session, caseload_id))
    return redirect(url_for(".caseloads"), 303)


def start(settings: Settings, caseload_id: str) -> None:
    """Work a caseload out in a process of its own: the web server goes on answering."""
    subprocess.Popen(  # noqa: S603 our own command
        [sys.executable, "-m", "web.caseload_run", caseload_id],
        cwd=ROOT,
        env={**os.environ, "RIGHTFUL_DATABASE": settings.database},
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )


def _list_page(file_error: str = "", day_error: str = "") -> tuple[str, int]:
    with the_store().transaction() as session:
        kept.forget_old_caseloads(session, today())
        mine = kept.caseloads_of(session, current_user.id)
        page = render_template(
            "workbench/caseloads.html",
            caseloads=mine,
            form=request.form,
            file_error=file_error,
            day_error=day_error,
            columns=files.columns(),
            most=files.MOST_ROWS,
            today=today(),
        )
    return page, 422 if file_error or day_error else 200


def _own(session: store.Session, caseload_id: str) -> kept.Caseload:
    return kept.caseload(session, current_user.id, caseload_id) or abort(404)


def _file(text: str, kind: str, name: str) -> Response:
    return Response(text.encode(), mimetype=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
