"""Who may use the workbench: logging in and out, one's own account, and what each role may do.

A log-in is a row in the store, found by a random token in the signed session cookie, so that it can be ended from here.
"""

from __future__ import annotations

import math
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any

from flask import (
    Blueprint,
    Flask,
    Response,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response as AnyResponse

from web import passwords
from web import store as memory
from web.clock import now
from web.pages import WORK_PAGES
from web.security import guard_forms, limiter
from web.store import accounts as kept

accounts = Blueprint("accounts", __name__)

# What each role is for, in the words of the people page.
ROLES = {
    "adviser": "uses the workbench",
    "editor": "works on unanswered questions",
    "admin": "may do everything, and manages people",
}
_BROWSER = "known_browser"
_BROWSER_KEPT = timedelta(days=180)

View = Callable[..., Any]


@dataclass(frozen=True)
class Person(UserMixin):
    """Somebody logged in. `token` is that of this log-in."""

    id: str
    name: str
    roles: frozenset[str]
    token: str

    def get_id(self) -> str:
        return self.token

    def may(self, roles: tuple[str, ...]) -> bool:
        return "admin" in self.roles or not self.roles.isdisjoint(roles)


def accounts_for(app: Flask) -> None:
    """Let an application know who is logged in."""
    manager = LoginManager(app)
    manager.session_protection = None  # a log-in ends in the store, not with a change of address
    manager.user_loader(_person)
    app.after_request(_not_kept)


def allowed(*roles: str) -> Callable[[View], View]:
    """For a view: only for people with one of these roles. Others are asked to log in, or told why not."""
    unknown = set(roles) - set(ROLES)
    if unknown:
        raise ValueError(f"There is no role {', '.join(sorted(unknown))}.")

    def guarded(view: View) -> View:
        @wraps(view)
        def checked(*args: Any, **kwargs: Any) -> Any:
            g.private = True
            if not current_user.is_authenticated:
                return redirect(url_for("accounts.log_in", next=_asked_for()))
            if not current_user.may(roles):
                return render_template("account_refused.html", roles=roles), 403
            return view(*args, **kwargs)

        return checked

    return guarded


@accounts.before_request
def _private() -> None:
    g.private = True


guard_forms(accounts)


@accounts.get("/log-in")
def log_in() -> str | AnyResponse:
    if current_user.is_authenticated:
        return redirect(own_path(request.args.get("next", "")) or _home(current_user))
    return _log_in_page(None)


@accounts.post("/log-in")
@limiter.limit("20 per minute; 200 per hour")
def enter() -> tuple[str, int] | AnyResponse:
    """The same answer, after the same time, for a name that nobody has and a password that is wrong."""
    name, password = request.form.get("name", "").strip(), request.form.get("password", "")
    wait = _wait(_tries_at(name))
    if wait:
        return _log_in_page(wait), 429
    person = _known(name, password)
    if person is None:
        return _log_in_page("The name or the password is not right."), 422
    return enter_as(person, request.form.get("next", ""))


@accounts.post("/log-out")
@allowed(*ROLES)
def log_out() -> AnyResponse:
    with _store().transaction() as rows:
        kept.end_log_in(rows, current_user.token)
        kept.add_event(rows, "logged_out", now(), current_user.id, current_user.id)
    _forget_session()
    flash("You are logged out.")
    return redirect(url_for("accounts.log_in"), 303)


@accounts.get("/account")
@allowed(*ROLES)
def account() -> str:
    return _account_page({})


@accounts.post("/account/password")
@limiter.limit("10 per minute")
@allowed(*ROLES)
def change_password() -> tuple[str, int] | AnyResponse:
    """A new password for oneself, which ends all log-ins, this one too."""
    current, new = request.form.get("current", ""), request.form.get("new", "")
    errors = password_errors(new, request.form.get("again", ""), current_user.name)
    wait = _wait(current_user.id)
    if wait:
        return _account_page({"current": wait}), 429
    with _store().transaction() as rows:
        password_hash = _own(rows).password_hash
    if not passwords.matches(password_hash, current):
        return _account_page({"current": "This is not your password.", **errors}), 422
    with _store().transaction() as rows:
        kept.forget_tries(rows, current_user.id)
    if errors:
        return _account_page(errors), 422
    new_hash = passwords.hashed(new)
    with _store().transaction() as rows:
        kept.set_password(rows, _own(rows), new_hash)
        kept.add_event(rows, "password_changed", now(), current_user.id, current_user.id)
    _forget_session()
    flash("Your password is changed. Log in with the new one.")
    return redirect(url_for("accounts.log_in"), 303)


@accounts.get("/new-password/<token>")
@limiter.limit("20 per minute")
def new_password(token: str) -> tuple[str, int] | str:
    """Where an admin's link leads. Looking at it does not use it up."""
    with _store().transaction() as rows:
        found = kept.account_with_link(rows, token, now())
        return _link_page(found.name, {}) if found else _link_over()


@accounts.post("/new-password/<token>")
@limiter.limit("20 per minute")
def take_new_password(token: str) -> tuple[str, int] | AnyResponse:
    new = request.form.get("new", "")
    with _store().transaction() as rows:
        found = kept.account_with_link(rows, token, now())
        if found is None:
            return _link_over()
        errors = password_errors(new, request.form.get("again", ""), found.name)
        if errors:
            return _link_page(found.name, errors), 422
        kept.set_password(rows, found, passwords.hashed(new))
        kept.add_event(rows, "password_set", now(), None, found.id)
    flash("Your password is set. You can log in.")
    return redirect(url_for("accounts.log_in"), 303)


def enter_as(person: kept.Account, then: str) -> AnyResponse:
    """Log somebody in who has shown who they are. Nothing of the session before stays, least of all its token."""
    moment = now()
    with _store().transaction() as rows:
        kept.forget_old_log_ins(rows, moment)
        kept.forget_tries(rows, _tries_at(person.name))
        token = kept.begin_log_in(rows, person, moment)
        kept.add_event(rows, "logged_in", moment, person.id, person.id)
    session.clear()
    user = Person(person.id, person.name, frozenset(person.roles), token)
    login_user(user)
    return _remember_browser(redirect(own_path(then) or _home(user), 303), person)


def own_path(address: str) -> str | None:
    """A path on this site, or None: never the address of another one, however it is disguised."""
    plain = address.isprintable() and "\\" not in address
    return address if plain and address.startswith("/") and not address.startswith("//") else None


def password_errors(new: str, again: str, name: str) -> dict[str, str]:
    """What is wrong with a new password, by field."""
    problem = passwords.problem(new, name)
    if problem:
        return {"new": problem}
    return {} if new == again else {"again": "This is not the same as the new password. Type it again."}


def _person(token: str) -> Person | None:
    """Who is logged in with this token."""
    with _store().transaction() as rows:
        found = kept.log_in_with(rows, token, now())
        return Person(found.account.id, found.account.name, frozenset(found.account.roles), token) if found else None


def _known(name: str, password: str) -> kept.Account | None:
    """The account of a name when this is its password. Each step is taken whether there is one or not."""
    with _store().transaction() as rows:
        account = kept.account_named(rows, name)
    right = passwords.matches(account.password_hash if account and account.active else None, password)
    with _store().transaction() as rows:
        if not right or account is None:
            kept.add_event(rows, "log_in_refused", now(), None, account.id if account else None)
            return None
        account = rows.get_one(kept.Account, account.id)
        if account.password_hash and passwords.is_out_of_date(account.password_hash):
            account.password_hash = passwords.hashed(password)
        return account


def _wait(tries_at: str) -> str | None:
    """What to say to somebody who has tried too often, or None after counting this try."""
    try:
        with _store().transaction() as rows:
            wait = kept.wait_before_try(rows, tries_at, now())
    except memory.WrittenMeanwhile:
        wait = timedelta(seconds=1)
    if wait is None:
        return None
    seconds = math.ceil(wait.total_seconds())
    return f"There were too many wrong tries. Wait {seconds} seconds, then try again."


def _tries_at(name: str) -> str:
    """Where tries at a name are counted. A browser in which this name has logged in before has a count of its own, so
    that nobody is locked out by what others try elsewhere."""
    key = kept.name_key(name)
    try:
        known = _browsers().loads(request.cookies.get(_BROWSER, ""))
    except BadSignature:
        return key
    return f"{key} {known['browser']}" if known["name"] == key else key


def _remember_browser(response: AnyResponse, person: kept.Account) -> AnyResponse:
    """A cookie that only the log-in page ever receives, and that opens nothing."""
    value = _browsers().dumps({"name": person.name_key, "browser": secrets.token_urlsafe(12)})
    response.set_cookie(
        _BROWSER,
        str(value),
        max_age=_BROWSER_KEPT,
        path=url_for("accounts.log_in"),
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Strict",
    )
    return response


def _browsers() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="a browser in which somebody has logged in")


def _asked_for() -> str | None:
    """Where to go after logging in: the page that was asked for, where it can be asked for again."""
    return request.full_path.rstrip("?") if request.method == "GET" else None


def _home(person: Any) -> str:
    """The first place for people who are logged in that this one may go to."""
    return url_for(next(page for page, _, roles in WORK_PAGES if person.may(roles)))


def _forget_session() -> None:
    logout_user()
    session.clear()


def _own(rows: memory.Session) -> kept.Account:
    return rows.get_one(kept.Account, current_user.id)


def _log_in_page(problem: str | None) -> str:
    """The form; what was typed is kept, but never a password."""
    then = own_path(request.values.get("next", "")) or ""
    single_sign_on = current_app.extensions["settings"].sign_on is not None
    return render_template(
        "log_in.html", problem=problem, name=request.form.get("name", ""), then=then, single_sign_on=single_sign_on
    )


def _account_page(errors: dict[str, str]) -> str:
    with _store().transaction() as rows:
        has_password = _own(rows).password_hash is not None
    return render_template("account.html", errors=errors, has_password=has_password, roles=ROLES)


def _link_page(name: str, errors: dict[str, str]) -> str:
    return render_template("account_new_password.html", name=name, errors=errors)


def _link_over() -> tuple[str, int]:
    return render_template("account_link_over.html"), 404


def _not_kept(response: Response) -> Response:
    """Pages of people who are logged in stay in no cache, neither on the way nor in the browser."""
    if g.get("private"):
        response.headers["Cache-Control"] = "no-store"
    return response


def _store() -> memory.Store:
    store: memory.Store = current_app.extensions["store"]
    return store
