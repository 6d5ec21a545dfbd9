"""The web tier: `create_app()` puts its parts together; nothing happens at import."""

from __future__ import annotations

from functools import cache

from flask import Flask, Response, render_template, request, url_for

from bot.answers import Library
from web.accounts import accounts, accounts_for
from web.api import api
from web.audit import audit
from web.charity import FOLDER, read_charities
from web.chat import chat
from web.data_map import data_map
from web.gateway import Gateway
from web.handover import summaries
from web.help_near import help_near
from web.languages import LANGUAGES, speak
from web.operations import operations, watch
from web.pages import furnish
from web.people import people
from web.places import FOLDER as PLACES
from web.places import read_places
from web.plain_chat import plain_chat
from web.rasa import Rasa
from web.reform_lens import reform_lens
from web.registers import registers
from web.rights import rights
from web.security import guard
from web.settings import Settings
from web.sign_on import sign_on
from web.store import Store
from web.tools import tools
from web.unanswered import editing, unanswered
from web.widget import script
from web.workbench import workbench

_PARTS = (
    chat,
    plain_chat,
    rights,
    tools,
    summaries,
    audit,
    registers,
    unanswered,
    editing,
    reform_lens,
    help_near,
    accounts,
    people,
    sign_on,
    workbench,
    api,
    operations,
    data_map,
)


def create_app(settings: Settings | None = None) -> Flask:
    """The web application, with its tables made."""
    settings = settings or Settings.from_environment()
    app = Flask(__name__)
    app.json.sort_keys = False  # type: ignore[attr-defined]
    store = Store(settings.database)
    store.create()
    app.extensions["settings"] = settings
    app.extensions["store"] = store
    app.extensions["charities"] = read_charities(FOLDER, settings.charities)
    app.extensions["places"] = read_places(PLACES, settings.places)
    app.extensions["gateway"] = Gateway(_library(), Rasa(settings.rasa_urls), app.extensions["places"])
    watch(app)
    guard(app, settings)
    accounts_for(app)
    speak(app)
    furnish(app)
    for part in _PARTS:
        app.register_blueprint(part)

    @app.get("/")
    @app.get("/demo")
    def demo() -> str:
        return render_template("demo.html", widget_url=url_for("widget"))

    @app.get("/accessibility")
    def accessibility() -> str:
        return render_template("accessibility.html", contact=settings.contact)

    @app.get("/widget.js")
    @app.get(f"/widget.<any({', '.join(LANGUAGES)}):language>.js")
    def widget(language: str = LANGUAGES[0]) -> Response:
        response = Response(script(language), mimetype="text/javascript")
        response.add_etag()
        response.make_conditional(request)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return app


@cache
def _library() -> Library:
    """Read once a process: the files do not change while it runs."""
    return Library.load()
