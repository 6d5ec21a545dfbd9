"""The web tier: `create_app()` puts its parts together; nothing happens at import."""

from __future__ import annotations

from functools import cache

from flask import Flask, Response, jsonify, render_template, send_from_directory, url_for

from bot.answers import Library
from web.audit import audit
from web.chat import chat
from web.gateway import Gateway
from web.rasa import Rasa
from web.settings import Settings
from web.store import Store
from web.tools import tools

_POLICY = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"
_LARGEST_REQUEST = 64 * 1024


def create_app(settings: Settings | None = None) -> Flask:
    """The web application, with its tables made."""
    settings = settings or Settings.from_environment()
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = _LARGEST_REQUEST
    app.json.sort_keys = False  # type: ignore[attr-defined]
    store = Store(settings.database)
    store.create()
    app.extensions["settings"] = settings
    app.extensions["store"] = store
    app.extensions["gateway"] = Gateway(_library(), Rasa(settings.rasa_url))
    app.register_blueprint(chat)
    app.register_blueprint(audit)
    app.register_blueprint(tools)
    app.after_request(_headers)
    app.errorhandler(413)(_too_large)

    @app.get("/")
    @app.get("/demo")
    def demo() -> str:
        return render_template("demo.html", widget_url=url_for("widget"))

    @app.get("/widget.js")
    def widget() -> Response:
        response = send_from_directory(f"{app.root_path}/widget", "widget.js")
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    @app.get("/health")
    def health() -> Response:
        """Whether this process works, and whether Rasa does (without it the answers still do)."""
        return jsonify(web="ok", rasa="ok" if app.extensions["gateway"].rasa.is_ready() else "not there")

    return app


@cache
def _library() -> Library:
    """Read once a process: the files do not change while it runs."""
    return Library.load()


def _headers(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", _POLICY)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    return response


def _too_large(_error: Exception) -> tuple[Response, int]:
    return jsonify(
        error={
            "problem": "That message is too large, so I have not read it.",
            "instead": "Tell me the most important part first.",
        }
    ), 413
