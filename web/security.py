"""What guards every page: headers, tokens in forms, limits on how often, and nobody else's frames."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, Flask, Response, jsonify, render_template, request
from flask_babel import gettext
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from web.settings import Settings
from web.store import NotStorable, StoreNotThere, WrittenMeanwhile, WrongKey

_LARGEST_REQUEST = 64 * 1024

csrf = CSRFProtect()
# What a person at a keyboard never reaches; routes that guess at secrets have narrower limits of their own.
limiter = Limiter(get_remote_address, default_limits=["240 per minute"], headers_enabled=True)


# Routes that take files, and how large those may be.
_LARGER: dict[str, int] = {}


def allow_large(endpoint: str, most: int) -> None:
    """Let a route take requests of up to so many bytes."""
    _LARGER[endpoint] = most


def guard(app: Flask, settings: Settings) -> None:
    """Put the guards on an application."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=_LARGEST_REQUEST,
        RATELIMIT_STORAGE_URI=settings.limits,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        WTF_CSRF_CHECK_DEFAULT=False,  # only where a cookie says who somebody is: `guard_forms`
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: a form that was open all day can still be sent
        WTF_CSRF_SSL_STRICT=False,  # no page of ours sends a referrer
    )
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies, x_host=settings.proxies
        )
    app.before_request(_room)
    csrf.init_app(app)
    limiter.init_app(app)
    app.after_request(_headers)
    app.register_error_handler(413, _too_large)
    app.register_error_handler(429, _too_often)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(NotStorable, _unreadable)
    app.register_error_handler(RecursionError, _unreadable)  # JSON in itself a thousand times over
    app.register_error_handler(WrittenMeanwhile, _at_once)
    app.register_error_handler(StoreNotThere, _not_there)
    app.register_error_handler(WrongKey, _sealed)


def guard_forms(blueprint: Blueprint) -> None:
    """Refuse forms of this part that were sent from elsewhere. Pages without a login have no cookie to abuse."""
    blueprint.before_request(csrf.protect)


def policy(framed_by: Iterable[str] = ()) -> str:
    """The Content-Security-Policy of a page that only these origins may show in a frame."""
    frames = " ".join(framed_by) or "'none'"
    return f"default-src 'self'; frame-ancestors {frames}; base-uri 'none'; form-action 'self'; object-src 'none'"


def _room() -> None:
    request.max_content_length = _LARGER.get(request.endpoint or "", _LARGEST_REQUEST)


def _headers(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", policy())
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
    return response


def _too_large(_error: Exception) -> tuple[Response | str, int]:
    return _told(
        gettext("That message is too large, so I have not read it."),
        gettext("Tell me the most important part first."),
        413,
    )


def _too_often(_error: Exception) -> tuple[Response | str, int]:
    return _told(
        gettext("That was too often in a short time."), gettext("Wait a minute and try again. Nothing was lost."), 429
    )


def _unreadable(_error: Exception) -> tuple[Response | str, int]:
    return _told(
        gettext("I could not read that: it does not look like text."), gettext("Type your question in words."), 400
    )


def _at_once(_error: Exception) -> tuple[Response | str, int]:
    return _told(gettext("Two messages came at once."), gettext("Wait a moment and send it again."), 503)


def _not_there(_error: Exception) -> tuple[Response | str, int]:
    return _told(
        gettext("The service cannot write anything down just now, so it does not answer."),
        gettext("Nothing was lost: try again in a minute. In danger, call 999."),
        503,
    )


def _sealed(_error: Exception) -> tuple[Response | str, int]:
    return _told(
        "This was saved with a key that the server does not have now.",
        "Nothing is lost: ask whoever runs the server to put the key back (RIGHTFUL_DATA_KEYS).",
        503,
    )


def _stale_form(_error: Exception) -> tuple[Response | str, int]:
    instead = "Go back, reload the page and send it again: what you typed is still there."
    return _told("This form is older than your session.", instead, 400)


def _told(problem: str, instead: str, status: int) -> tuple[Response | str, int]:
    if _wants_json():
        return jsonify(error={"problem": problem, "instead": instead}), status
    return render_template("problem.html", problem=problem, instead=instead), status


def _wants_json() -> bool:
    return request.is_json or request.path.startswith(("/chat/", "/api/"))
