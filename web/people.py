"""The people page of admins: who may log in, with which roles, and what happened to their accounts.

No mail is sent: an admin passes on a link, shown once, with which somebody sets a password of their own.
"""

from __future__ import annotations

import re
from datetime import datetime

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from web import store as memory
from web.accounts import ROLES, allowed
from web.clock import LONDON, now
from web.security import guard_forms
from web.store import accounts as kept

people = Blueprint("people", __name__, url_prefix="/people")
guard_forms(people)

_EVENTS_SHOWN = 500
_NAME = re.compile(r"[\w.@-]{2,60}")

# What an event is called on the page.
EVENTS = {
    "account_made": "Account made",
    "admin_made": "Account of an admin made by a command",
    "roles_changed": "Roles changed",
    "switched_off": "Switched off",
    "switched_on": "Switched on again",
    "link_made": "Link for a new password made",
    "password_set": "Password set with a link",
    "password_changed": "Own password changed",
    "logged_in": "Logged in",
    "logged_out": "Logged out",
    "log_in_refused": "Log-in refused",
    "sign_on_refused": "Single sign-on refused",
}


@people.get("/")
@allowed("admin")
def page() -> str:
    return _page({})


@people.post("/")
@allowed("admin")
def add() -> tuple[str, int] | str:
    """A new account, and the link with which its owner sets a password."""
    name, roles = request.form.get("name", "").strip(), request.form.getlist("roles")
    errors = _errors(name, roles)
    if errors:
        return _page(errors), 422
    try:
        with _store().transaction() as rows:
            account = kept.add_account(rows, name, roles, now())
            kept.add_event(rows, "account_made", now(), current_user.id, account.id)
            token = kept.make_link(rows, account, now())
    except memory.WrittenMeanwhile:
        return _page({"name": f"Somebody has the name {name} already. Choose another one."}), 422
    return _link_page(account, token)


@people.get("/<account_id>")
@allowed("admin")
def person(account_id: str) -> str:
    with _store().transaction() as rows:
        return _person_page(_account(rows, account_id), {})


@people.post("/<account_id>/roles")
@allowed("admin")
def change_roles(account_id: str) -> tuple[str, int] | Response:
    roles = request.form.getlist("roles")
    with _store().transaction() as rows:
        account = _account(rows, account_id)
        errors = _role_errors(roles)
        if not errors and account.id == current_user.id and "admin" not in roles:
            errors = {"roles": "You cannot take the role of admin from yourself. Ask another admin."}
        if errors:
            return _person_page(account, errors), 422
        account.roles = sorted(roles)
        kept.add_event(rows, "roles_changed", now(), current_user.id, account.id)
    return _done(account, f"The roles of {account.name} are changed.")


@people.post("/<account_id>/switch")
@allowed("admin")
def switch(account_id: str) -> tuple[str, int] | Response:
    """Off: every log-in and link of this account ends. On: it may log in again."""
    with _store().transaction() as rows:
        account = _account(rows, account_id)
        if account.id == current_user.id:
            return _person_page(account, {"switch": "You cannot switch off your own account. Ask another admin."}), 422
        account.active = request.form.get("to") == "on"
        kept.end_log_ins(rows, account)
        kept.add_event(rows, "switched_on" if account.active else "switched_off", now(), current_user.id, account.id)
    return _done(account, f"The account of {account.name} is switched {'on' if account.active else 'off'}.")


@people.post("/<account_id>/reset")
@allowed("admin")
def reset(account_id: str) -> tuple[str, int] | str:
    """The old password and every log-in end at once; the new password is its owner's to choose."""
    with _store().transaction() as rows:
        account = _account(rows, account_id)
        if account.issuer or not account.active:
            return _person_page(account, {"reset": "This account cannot have a new password now."}), 422
        token = kept.make_link(rows, account, now())
        kept.add_event(rows, "link_made", now(), current_user.id, account.id)
    return _link_page(account, token)


@people.get("/log")
@allowed("admin")
def log() -> str:
    """What happened to accounts, the latest first."""
    with _store().transaction() as rows:
        events = kept.latest_events(rows, _EVENTS_SHOWN)
        return render_template("people_log.html", events=events, words=EVENTS, when=_when)


def name_problem(name: str) -> str | None:
    """What is wrong with the name of a new account."""
    if _NAME.fullmatch(name):
        return None
    return "Give a name of 2 to 60 letters, figures, dots, hyphens or @, without spaces, like sam.green."


def _errors(name: str, roles: list[str]) -> dict[str, str]:
    problem = name_problem(name)
    return {**({"name": problem} if problem else {}), **_role_errors(roles)}


def _role_errors(roles: list[str]) -> dict[str, str]:
    return {} if roles and set(roles) <= set(ROLES) else {"roles": "Choose at least one role."}


def _page(errors: dict[str, str]) -> str:
    with _store().transaction() as rows:
        everybody = kept.all_accounts(rows)
    return render_template("people.html", people=everybody, errors=errors, form=request.form, roles=ROLES)


def _person_page(account: kept.Account, errors: dict[str, str]) -> str:
    chosen = request.form.getlist("roles") if "roles" in errors else account.roles
    return render_template("people_person.html", person=account, errors=errors, chosen=chosen, roles=ROLES)


def _link_page(account: kept.Account, token: str) -> str:
    base = current_app.extensions["settings"].public_url.rstrip("/")
    link = base + url_for("accounts.new_password", token=token)
    return render_template("people_link.html", person=account, link=link)


def _when(moment: datetime) -> str:
    return f"{moment.astimezone(LONDON):%-d %b %Y %H:%M}"


def _done(account: kept.Account, words: str) -> Response:
    flash(words)
    return redirect(url_for("people.person", account_id=account.id), 303)


def _account(rows: memory.Session, account_id: str) -> kept.Account:
    found = rows.get(kept.Account, account_id)
    return found if found else abort(404)


def _store() -> memory.Store:
    store: memory.Store = current_app.extensions["store"]
    return store
