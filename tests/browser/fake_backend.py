"""A server with only what the widget needs: canned replies in the gateway's shape, so that the widget is tested alone.

Estimates and payment dates come from `rules`, so their shape and figures are the real ones.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, render_template, request
from werkzeug.serving import make_server

import rules
from web.chat_pictures import pictures
from web.languages import speak
from web.widget import script

WEB = Path(__file__).parents[2] / "web"
TODAY = date(2026, 11, 23)
TOKEN = "token-of-the-conversation"
SOURCE = {
    "title": "Universal Credit Regulations 2013, regulation 21",
    "url": "https://www.legislation.gov.uk/uksi/2013/376/regulation/21",
    "checked": "2026-11-01",
}
DONT_KNOW = {"title": "I don't know", "payload": '/skip_fact{"fact": "savings"}'}

NOTICE = {
    "html": "<p>You are talking to a computer programme, not a person. It can be wrong, so check what matters with an "
    "adviser.</p><p>Ask a question, or ask what you would get.</p>",
    "quick_replies": [
        {"title": "What would I get?", "payload": "/estimate"},
        {"title": "When am I paid?", "payload": "/ask"},
    ],
}
ANSWER = {
    "status": "answered",
    "html": "<p><strong>Yes.</strong> You can ask your work coach to change what is expected of you.</p>"
    '<p>Next, <a href="https://www.gov.uk/universal-credit">read your claimant commitment</a>, then:</p>'
    "<ul><li>write it in your journal</li><li>keep a copy</li></ul>",
    "sources": [SOURCE, {"title": "GOV.UK: Universal Credit", "url": "https://www.gov.uk/universal-credit"}],
    "answer_id": "claimant_commitment",
    "text": "**Yes.** You can ask your work coach to change what is expected of you.",
    "receipt": "K7QM-2D4P",
    "receipt_url": "/receipts/K7QM-2D4P",
}
QUESTION = {
    "status": "asking",
    "html": "<p>How much do you have in savings? If you are not sure, say about how much.</p>",
    "quick_replies": [DONT_KNOW, {"title": "Why do you ask?", "payload": "/why"}],
}
CRISIS = {"status": "crisis", "html": "<p>If you are in danger now, call <a href='tel:999'>999</a>.</p>"}
HOSTILE = {
    "status": "answered",
    "html": "<p onclick='window.hurt=1'>Safe words<img src=x onerror='window.hurt=1'></p><script>window.hurt=1</script>"
    "<a href='javascript:window.hurt=1'>a bad link</a><svg><style>@import '/hurt'</style></svg>",
    "sources": [{"title": "a bad source", "url": "javascript:window.hurt=1"}],
}


def estimate_reply() -> dict[str, Any]:
    """An estimate with something assumed, a range, and something left out."""
    household = {
        "nation": "england",
        "adults": [
            {"age": 30, "health": {"group": "none"}, "earnings": [{"amount": "800", "per": "month", "basis": "net"}]}
        ],
        "children": [],
        "housing": {"tenure": "social", "rent": {"amount": "500", "per": "month"}, "bedrooms": 1},
    }
    estimate = rules.estimate(household, TODAY).as_json()
    estimate["excluded"] = [{"fact": "sanction", "reason": "A sanction is not counted here yet.", "route": "sanctions"}]
    return {
        "status": "estimated",
        "html": "<p>On what you have told me, this is what Universal Credit would pay you.</p>",
        "estimate": estimate,
        "lines": estimate["lines"],
        "sources": [SOURCE],
        "quick_replies": [{"title": "Add my savings", "payload": "/give_savings"}],
        "receipt": "W3XN-8TRE",
        "receipt_url": "/receipts/W3XN-8TRE",
    }


def timeline_reply() -> dict[str, Any]:
    """Payment dates from a claim date that makes some of them fall on a weekend."""
    timeline = rules.timeline(date(2026, 11, 12), "england", award=Decimal("484.90")).as_json()
    return {
        "status": "answered",
        "html": "<p>Your first payment is due on 18 December 2026.</p>",
        "receipt": "T9LM-4QRS",
        "receipt_url": "/receipts/T9LM-4QRS",
        "timeline": timeline,
    }


def taper_reply() -> dict[str, Any]:
    """What is left as pay grows, with a letter that fits."""
    household = {"nation": "england", "adults": [{"age": 30, "earnings": []}], "children": [], "savings": "0"}
    found = rules.sweep(household, TODAY, Decimal(2000), 11)
    assert found
    return {
        "status": "answered",
        "html": "<p>You keep 45p of each pound.</p>",
        "receipt": "B4KD-9WXY",
        "receipt_url": "/receipts/B4KD-9WXY",
        "taper": found.as_json(),
        "letters": [{"title": "Complain about how you were treated", "url": "/letters/complaint"}],
    }


KNOWN = [
    {"fact": fact, "label": label, "value": value, "change": f"/change {fact}", "forget": f"/forget {fact}"}
    for fact, label, value in (("savings", "Savings", "£2,000"), ("children", "Children", "none"))
]


class Backend:
    """What the tests look at and steer: messages received, what to fail with, and a gate that holds replies back."""

    def __init__(self) -> None:
        self.origin = ""
        self.reset()

    def reset(self) -> None:
        self.started: list[dict[str, Any]] = []
        self.said: list[dict[str, Any]] = []
        self.erased = 0
        self.rated: list[dict[str, Any]] = []
        self.fail_with: dict[str, int] = {}  # path -> status, until it is taken out
        self.service = "full"
        self.gate = threading.Event()
        self.gate.set()

    def replies_to(self, text: str) -> list[dict[str, Any]]:
        canned = {"what would i get": estimate_reply, "when am i paid": timeline_reply, "what do i keep": taper_reply}
        plain = {"savings": QUESTION, "i am in danger": CRISIS, "be hostile": HOSTILE}
        return [self.drawn(canned[text]())] if text in canned else [plain.get(text, ANSWER)]

    def drawn(self, reply: dict[str, Any]) -> dict[str, Any]:
        return reply | {"pictures": pictures(reply, reply["receipt"])}

    def app(self) -> Flask:  # noqa: C901 one small server
        app = Flask("fake", template_folder=str(WEB / "templates"), static_folder=str(WEB / "static"))
        speak(app)

        @app.before_request
        def fail_as_told() -> Any:
            status = self.fail_with.get(request.path)
            if status and request.method == "POST":
                return {"error": {"problem": "Too many messages came at once.", "instead": "Wait a minute."}}, status
            return None

        @app.after_request
        def headers(response: Response) -> Response:
            # The strictest policy under which the widget must work, on its own origin and on a charity's.
            response.headers["Content-Security-Policy"] = (
                f"default-src 'none'; script-src {self.origin}; connect-src {self.origin}; style-src 'self'; "
                "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
            )
            response.headers["Access-Control-Allow-Origin"] = request.headers.get("Origin", self.origin)
            response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
            return response

        @app.get("/widget.js")
        def widget() -> Response:
            return Response(script("en"), mimetype="text/javascript")

        @app.get("/demo")
        def demo() -> str:
            return render_template("demo.html", widget_url=self.origin + "/widget.js")

        @app.post("/chat/start")
        def start() -> Any:
            self.started.append(request.get_json())
            self.gate.wait(timeout=60)
            charity = {"name": "Riverside Advice", "colour": "#1d5c63"}
            return {"conversation": TOKEN, "charity": charity, "replies": [NOTICE]}, 201

        @app.post("/chat/say")
        def say() -> Any:
            self.check_token()
            message = request.get_json()
            self.said.append(message)
            self.gate.wait(timeout=60)
            return {"replies": self.replies_to(message["text"]), "known": KNOWN, "service": self.service}

        @app.post("/chat/resume")
        def resume() -> Any:
            self.check_token()
            turns = [{"said": message["text"], "replies": self.replies_to(message["text"])} for message in self.said]
            return {"charity": {"name": "Riverside Advice", "colour": "#1d5c63"}, "turns": turns, "known": KNOWN}

        @app.post("/chat/export")
        def export() -> Any:
            self.check_token()
            turns = [{"said": message["text"], "replies": self.replies_to(message["text"])} for message in self.said]
            return {"turns": turns, "known": KNOWN}

        @app.post("/chat/rate")
        def rate() -> Any:
            self.check_token()
            self.rated.append(request.get_json())
            return "", 204

        @app.post("/chat/calendar")
        def calendar() -> Any:
            self.check_token()
            return {"file": "BEGIN:VCALENDAR"}

        @app.post("/chat/erase")
        def erase() -> Any:
            self.check_token()
            self.erased += 1
            return "", 204

        return app

    def check_token(self) -> None:
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            abort(401)


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Serves the app on a free port of 127.0.0.1 and yields its origin."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
