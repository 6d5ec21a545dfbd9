"""The part of the site that the workbench is, and what all of its views share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, abort, current_app, request
from flask_login import current_user

import rules
from web import store
from web.clock import today
from web.security import guard_forms
from web.workbench.fields import anchor, field_for, household_from, is_filled

workbench = Blueprint("workbench", __name__, url_prefix="/workbench")
guard_forms(workbench)
workbench.add_app_template_global(anchor, "anchor")
workbench.add_app_template_global(field_for, "field_for")
workbench.add_app_template_global(is_filled, "is_filled")
workbench.add_app_template_global(rules.pounds, "pounds")

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Worked:
    """What a household comes to on a day: an estimate, or the error that says which fact cannot be right."""

    household: Json
    on: date
    estimate: rules.Estimate | None = None
    error: rules.RulesError | None = None

    @property
    def field(self) -> str:
        """The field that the error is about."""
        return getattr(self.error, "fact", "")


def own(session: store.Session, scenario_id: str) -> store.Scenario:
    """The adviser's scenario, or the page that nothing is there."""
    return store.scenario(session, current_user.id, scenario_id) or abort(404)


def sent_household(form: Mapping[str, str]) -> Worked:
    """The household in a form that was sent, worked out on the day that the form says."""
    try:
        on = day_in(form, "on")
    except rules.HouseholdError as error:
        return Worked({}, today(), error=error)
    return worked_out(household_from(form, {name: request.form.getlist(name) for name in request.form}), on)


def worked_out(household: Json, on: date | None) -> Worked:
    """A household worked out on a day, today where none is given."""
    day = on or today()
    try:
        return Worked(household, day, rules.estimate(household, day))
    except rules.RulesError as error:
        return Worked(household, day, error=error)


def day_in(form: Mapping[str, str], name: str) -> date | None:
    """The date in a field, None where it is empty. Raises HouseholdError for what is no date."""
    said = form.get(name, "").strip()
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        raise rules.HouseholdError(name, f"{said} is not a date.", "Write it like 2026-11-23.") from None


def the_store() -> store.Store:
    found: store.Store = current_app.extensions["store"]
    return found
