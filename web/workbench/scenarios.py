"""Scenarios: the form of the household, its estimate beside it, and saving, copying and deleting."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from flask import redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from web import handover, store
from web.accounts import allowed
from web.clock import now, today
from web.security import limiter
from web.workbench import drawing
from web.workbench.blueprint import Json, Worked, day_in, own, sent_household, the_store, workbench, worked_out
from web.workbench.fields import household_form, values_of

_LONGEST_NOTES = 4000


@workbench.get("/")
@allowed("adviser")
def home() -> str:
    """The adviser's scenarios."""
    with the_store().transaction() as session:
        found = store.scenarios_of(session, current_user.id)
        return render_template("workbench/home.html", scenarios=found, code="", problem=False)


@workbench.route("/new", methods=["GET", "POST"])
@allowed("adviser")
def new() -> str | Response:
    """A household that is not saved yet."""
    if request.method == "GET":
        return _form_page({"adults.count": "1"}, worked_out({"adults": [{}]}, None), None)
    worked = sent_household(request.form)
    if _is_drawing():
        return _drawn(worked, None)
    if request.form.get("do") != "save" or worked.error:
        return _form_page(_sent(), worked, None)
    with the_store().transaction() as session:
        number = len(store.scenarios_of(session, current_user.id)) + 1
        name = request.form.get("name", "").strip()[:80] or f"Scenario {number}"
        saved = store.add_scenario(
            session, current_user.id, name, worked.household, day_in(request.form, "on"), now(), _notes()
        )
        return redirect(url_for(".scenario", scenario_id=saved.id))


@workbench.route("/scenarios/<scenario_id>", methods=["GET", "POST"])
@allowed("adviser")
def scenario(scenario_id: str) -> str | Response:
    """A saved household: to look at, change, copy and delete."""
    with the_store().transaction() as session:
        saved = own(session, scenario_id)
        if request.method == "GET":
            return _form_page(values_of(saved.household), worked_out(saved.household, saved.on), saved)
        worked = sent_household(request.form)
        if _is_drawing():
            return _drawn(worked, saved)
        if request.form.get("do") != "save" or worked.error:
            return _form_page(_sent(), worked, saved)
        saved.household, saved.on, saved.notes, saved.changed = (
            worked.household,
            day_in(request.form, "on"),
            _notes(),
            now(),
        )
        saved.name = request.form.get("name", "").strip()[:80] or saved.name
        saved.expires = _expiry(saved.expires)
        return redirect(url_for(".scenario", scenario_id=saved.id))


@workbench.post("/scenarios/<scenario_id>/copy")
@allowed("adviser")
def copy(scenario_id: str) -> Response:
    """The same household under another name, to change and compare."""
    with the_store().transaction() as session:
        saved = own(session, scenario_id)
        name = f"{saved.name[:70]} (copy)"
        added = store.add_scenario(session, current_user.id, name, saved.household, saved.on, now(), saved.notes)
        return redirect(url_for(".scenario", scenario_id=added.id))


@workbench.post("/scenarios/<scenario_id>/delete")
@allowed("adviser")
def delete(scenario_id: str) -> Response:
    """Gone at once."""
    with the_store().transaction() as session:
        session.delete(own(session, scenario_id))
    return redirect(url_for(".home"))


@workbench.post("/result")
@allowed("adviser")
@limiter.limit("600 per minute")
def result() -> str:
    """The estimate alone, for a form that is being filled in."""
    return render_template("workbench/result.html", **_shown(sent_household(request.form)))


@workbench.post("/open")
@allowed("adviser")
@limiter.limit("10 per minute")
def open_code() -> tuple[str, int] | Response:
    """The summary that somebody got in the chat, as a new scenario."""
    code = request.form.get("code", "")
    with the_store().transaction() as session:
        found = handover.opened(code)
        if found is None:
            mine = store.scenarios_of(session, current_user.id)
            return render_template("workbench/home.html", scenarios=mine, code=code, problem=True), 404
        notes = "\n".join(["Asked in the chat:", *(f"- {text}" for text in found.content["asked"])])[:_LONGEST_NOTES]
        name = f"From the chat, {now():%-d %B}"
        added = store.add_scenario(session, current_user.id, name, found.content["household"], None, now(), notes)
        return redirect(url_for(".scenario", scenario_id=added.id))


def _form_page(values: Mapping[str, Any], worked: Worked, saved: store.Scenario | None) -> str:
    day = values.get("on", saved.on.isoformat() if saved and saved.on else "")
    return render_template(
        "workbench/scenario.html",
        form=household_form(values),
        values={"on": day, **values},
        filled=list(values_of(worked.household)),
        saved=saved,
        unit=drawing.benefit_unit(worked.household),
        others=drawing.others(worked.household),
        home=drawing.home(worked.household),
        can_add=drawing.can_add(worked.household),
        longest_keep=today() + timedelta(days=store.LONGEST_KEPT_DAYS),
        **_shown(worked),
    )


def _is_drawing() -> bool:
    """Whether a button of the picture was pressed: "add child", "remove children[0]"."""
    return request.form.get("do", "").partition(" ")[0] in ("add", "remove")


def _drawn(worked: Worked, saved: store.Scenario | None) -> str:
    """The form with one person more or less; the rest of it as it was sent, saved only when the person says so."""
    act, _, whom = request.form["do"].partition(" ")
    if act == "add" and whom in drawing.ADDING:
        household = drawing.with_one_more(worked.household, whom)
    else:
        household = drawing.with_one_less(worked.household, whom)
    kept = {name: request.form.get(name, "") for name in ("on", "name", "notes", "expires") if name in request.form}
    return _form_page({**values_of(household), **kept}, worked_out(household, worked.on), saved)


def _shown(worked: Worked) -> Json:
    found = worked.estimate
    return {"worked": worked, "estimate": found, "contract": found.as_json() if found else None}


def _sent() -> Json:
    """The form as it was sent, with boxes that were ticked several times as lists."""
    return {
        name: values if request.form.get(f"{name}.many") or len(values) > 1 else values[0]
        for name, values in request.form.lists()
    }


def _notes() -> str:
    return request.form.get("notes", "")[:_LONGEST_NOTES]


def _expiry(before: date) -> date:
    """The day to be forgotten on: as chosen, between tomorrow and the longest time that may be kept."""
    try:
        chosen = date.fromisoformat(request.form.get("expires", ""))
    except ValueError:
        return before
    return min(max(chosen, today() + timedelta(days=1)), today() + timedelta(days=store.LONGEST_KEPT_DAYS))
