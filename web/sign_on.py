"""Single sign-on by OpenID Connect, for organisations that have a provider of their own. Off unless it is set up.

The library keeps state, nonce and the verifier of PKCE in the session cookie until the provider sends somebody back.
Somebody is known by the provider's issuer and subject, never by an e-mail address, which can pass to another person.
"""

from __future__ import annotations

from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import FlaskOAuth2App, OAuth
from flask import Blueprint, abort, current_app, g, render_template, request, session, url_for
from joserfc.errors import JoseError
from werkzeug.wrappers import Response

from web import store as memory
from web.accounts import enter_as
from web.clock import now
from web.security import limiter
from web.settings import SignOn
from web.store import accounts as kept

sign_on = Blueprint("sign_on", __name__, url_prefix="/log-in/sign-on")

_TIMEOUT_SECONDS = 10
_LEEWAY_SECONDS = 60
# A provider's word makes nobody an admin: only a command and other admins do.
_GIVEN_BY_CLAIM = {"adviser", "editor"}

Claims = dict[str, Any]


class Refused(Exception):
    """Somebody whom this site does not let in, with what to tell them."""


@sign_on.before_request
def _only_where_it_is_set_up() -> None:
    g.private = True
    if current_app.extensions["settings"].sign_on is None:
        abort(404)


@sign_on.errorhandler(Refused)
def refused(error: Refused) -> tuple[str, int]:
    with _store().transaction() as rows:
        kept.add_event(rows, "sign_on_refused", now(), None, None)
    return render_template("log_in_refused.html", problem=str(error)), 403


@sign_on.get("/")
@limiter.limit("20 per minute")
def start() -> Response | tuple[str, int]:
    """To the provider."""
    session["then"] = request.args.get("next", "")
    try:
        response: Response = _client().authorize_redirect(_address_of_return())
    except (requests.RequestException, ValueError, RuntimeError):
        problem = "The log-in of your organisation cannot be reached. Try again in some minutes."
        return render_template("log_in_refused.html", problem=problem), 502
    return response


@sign_on.get("/back")
@limiter.limit("20 per minute")
def back() -> Response:
    """From the provider, with a code that is exchanged for who somebody is."""
    then = session.get("then", "")
    return enter_as(_account(_claims()), then)


def _claims() -> Claims:
    """What the provider says of somebody: checked signature, issuer, audience, nonce and time."""
    settings = _settings()
    wanted = {
        "iss": {"essential": True, "value": settings.issuer},
        "aud": {"essential": True, "value": settings.client_id},
    }
    try:
        token = _client().authorize_access_token(claims_options=wanted, leeway=_LEEWAY_SECONDS)
        return dict(token["userinfo"])
    except (AuthlibBaseError, JoseError, requests.RequestException, ValueError, KeyError, TypeError):
        raise Refused("Your organisation's answer could not be checked. Go back to the log-in and try again.") from None


def _account(claims: Claims) -> kept.Account:
    """The account of somebody, made on their first log-in where their organisation is one of ours."""
    identity = kept.Identity(_settings().issuer, claims["sub"])
    try:
        with _store().transaction() as rows:
            account = kept.account_of(rows, identity) or _new_account(rows, identity, claims)
            if not account.active:
                raise Refused("Your account here is switched off. An admin can switch it on.")
            account.roles = _roles(account.roles, claims)
            return account
    except memory.WrittenMeanwhile:
        raise Refused("Somebody has an account here with your e-mail address as its name. Ask an admin.") from None


def _new_account(rows: memory.Session, identity: kept.Identity, claims: Claims) -> kept.Account:
    email = str(claims.get("email", "")).casefold()
    domain = email.rpartition("@")[2]
    if claims.get("email_verified") is not True or domain not in _settings().domains:
        raise Refused("You have no account here yet. An admin must allow your organisation first.")
    account = kept.add_account(rows, email, ["adviser"], now(), identity)
    kept.add_event(rows, "account_made", now(), account.id, account.id)
    return account


def _roles(roles: list[str], claims: Claims) -> list[str]:
    """Where a claim is set up it decides, at every log-in, who is adviser and editor; else nothing changes."""
    settings = _settings()
    if not settings.role_claim:
        return roles
    values = claims.get(settings.role_claim, [])
    values = values if isinstance(values, list) else [values]
    given = {settings.roles[value] for value in values if value in settings.roles} & _GIVEN_BY_CLAIM
    return sorted((given or {"adviser"}) | ({"admin"} & set(roles)))


def _client() -> FlaskOAuth2App:
    """The library's client, with what the provider publishes about itself read once."""
    app, settings = current_app, _settings()
    if "sign_on" not in app.extensions:
        app.extensions["sign_on"] = OAuth(app).register(
            name="sign_on",
            client_id=settings.client_id,
            client_secret=settings.client_secret,
            server_metadata_url=settings.issuer.rstrip("/") + "/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid email profile",
                "code_challenge_method": "S256",
                "default_timeout": _TIMEOUT_SECONDS,
            },
        )
    client: FlaskOAuth2App = app.extensions["sign_on"]
    return client


def _address_of_return() -> str:
    """On the address that this site is known by, whatever a request says its host is."""
    base: str = current_app.extensions["settings"].public_url
    return base.rstrip("/") + url_for("sign_on.back")


def _settings() -> SignOn:
    settings: SignOn = current_app.extensions["settings"].sign_on
    return settings


def _store() -> memory.Store:
    store: memory.Store = current_app.extensions["store"]
    return store
