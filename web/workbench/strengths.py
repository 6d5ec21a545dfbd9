"""What a household has, after the Sustainable Livelihoods approach.

Assets before and now, who comes and goes, and times that were OK and not OK, laid over the payment calendar. Saved with
the scenario; no estimate and no decision looks at it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

import rules
from web.accounts import allowed
from web.clock import now
from web.workbench.blueprint import own, the_store, workbench, worked_out
from web.workbench.strengths_pictures import Stretch, pentagon, timeline

Json = dict[str, Any]

# Asset -> its name, and what to ask about: what is there, not what is missing.
ASSETS = {
    "human": ("Human", "Skills, knowledge, health, hopes"),
    "social": ("Social", "Family, friends, neighbours, groups, trust"),
    "physical": ("Physical", "Home, tools, transport, phone, clothes for work"),
    "public": ("Public", "Services, schools, library, buses, people who are paid to help"),
    "financial": ("Financial", "Income, savings, benefits, fair credit"),
}
LEVELS = ("0", "1", "2", "3", "4", "5")
STATES = {"ok": "OK", "between": "In between", "not_ok": "Not OK"}
OFTEN = ("every day", "every week", "now and then")
ROWS = 8
_LONGEST = 500


class _Wrong(Exception):
    """A field that cannot be right; `str()` says why and what would be right."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(why)
        self.field = field


@dataclass(frozen=True, slots=True)
class _Payday:
    on: date
    amount: str


@workbench.route("/scenarios/<scenario_id>/strengths", methods=["GET", "POST"])
@allowed("adviser")
def strengths(scenario_id: str) -> str | tuple[str, int] | Response:
    """The strengths of a scenario: to look at, to change and to print."""
    with the_store().transaction() as session:
        saved = own(session, scenario_id)
        if request.method == "GET":
            kept = saved.strengths or {}
            return _page(saved, _fields(kept), kept, None)
        try:
            kept = _read(request.form)
        except _Wrong as wrong:
            return _page(saved, request.form, saved.strengths or {}, wrong), 422
        saved.strengths, saved.changed = kept, now()
        return redirect(url_for(".strengths", scenario_id=saved.id))


def _page(saved: Any, fields: Mapping[str, str], kept: Json, wrong: _Wrong | None) -> str:
    stretches = _stretches(kept)
    paydays = _paydays(saved, stretches)
    return render_template(
        "workbench/strengths.html",
        saved=saved,
        fields=fields,
        kept=kept,
        wrong=wrong,
        error=None,
        assets=ASSETS,
        levels=LEVELS,
        states=STATES,
        often=OFTEN,
        rows=range(ROWS),
        stretches=stretches,
        paydays=paydays,
        pentagon=pentagon(kept["assets"], {key: name for key, (name, _) in ASSETS.items()}) if kept else None,
        timeline=timeline(stretches, [one.on for one in paydays], list(STATES.values())) if stretches else None,
    )


def _read(form: Mapping[str, str]) -> Json:
    """The form as it is kept. Raises _Wrong."""
    return {
        "assets": {
            asset: {
                "before": _level(form, f"{asset}.before"),
                "now": _level(form, f"{asset}.now"),
                "notes": _words(form, f"{asset}.notes"),
            }
            for asset in ASSETS
        },
        "visitors": list(_visitors(form)),
        "times": sorted(_times(form), key=lambda one: str(one["from"])),
    }


def _level(form: Mapping[str, str], name: str) -> int | None:
    said = form.get(name, "").strip()
    if said and said not in LEVELS:
        raise _Wrong(name, f"{said} is no level. Choose one from 0 to 5.")
    return int(said) if said else None


def _visitors(form: Mapping[str, str]) -> Iterator[Json]:
    for row in range(ROWS):
        who, often = _words(form, f"visitors[{row}].who"), form.get(f"visitors[{row}].often", "")
        if often and often not in OFTEN:
            raise _Wrong(f"visitors[{row}].often", "Choose how often from the list.")
        if who:
            yield {"who": who, "often": often, "helps": _words(form, f"visitors[{row}].helps")}


def _times(form: Mapping[str, str]) -> Iterator[Json]:
    for row in range(ROWS):
        said, state = form.get(f"times[{row}].from", "").strip(), form.get(f"times[{row}].state", "")
        note = _words(form, f"times[{row}].note")
        if not (said or state or note):
            continue
        try:
            start = date.fromisoformat(said)
        except ValueError:
            raise _Wrong(f"times[{row}].from", f'"{said}" is not a date. Write it like 2026-11-23.') from None
        if state not in STATES:
            raise _Wrong(f"times[{row}].state", "Choose OK, in between or not OK.")
        yield {"from": start.isoformat(), "state": state, "note": note}


def _words(form: Mapping[str, str], name: str) -> str:
    return form.get(name, "").strip()[:_LONGEST]


def _fields(kept: Json) -> dict[str, str]:
    """The fields of the form, filled: the way back from `_read`."""
    fields = {
        f"{asset}.{key}": "" if value is None else str(value)
        for asset, values in kept.get("assets", {}).items()
        for key, value in values.items()
    }
    for name in ("visitors", "times"):
        for row, one in enumerate(kept.get(name, [])):
            fields |= {f"{name}[{row}].{key}": str(value) for key, value in one.items()}
    return fields


def _stretches(kept: Json) -> list[Stretch]:
    """Each time until the next begins."""
    times = kept.get("times", [])
    ends = [date.fromisoformat(one["from"]) for one in times[1:]] + [None] * bool(times)
    return [
        Stretch(date.fromisoformat(one["from"]), end, STATES[one["state"]], one["note"])
        for one, end in zip(times, ends, strict=True)
    ]


def _paydays(saved: Any, stretches: list[Stretch]) -> list[_Payday]:
    """The payments from the first of the times on; none where the household does not say enough for a calendar."""
    start = min([worked_out({}, saved.on).on, *(one.start for one in stretches)])
    claimed = saved.household.get("claim_date")
    try:
        found = rules.payment_calendar(saved.household, max(start, date.fromisoformat(claimed)) if claimed else start)
    except rules.RulesError:
        return []
    return [_Payday(day, rules.pounds(amount)) for one in found.payments for day, amount in one.paid]
