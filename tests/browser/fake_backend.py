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

from flask import Flask, Response, abort, render_template, request, send_file
from werkzeug.serving import make_server

import rules

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
    return {"status": "answered", "html": "<p>Your first payment is due on 18 December 2026.</p>", "timeline": timeline}


class Backend:
    """What the tests look at and steer: messages received, what to fail with, and a gate that holds replies back."""

    def __init__(self) -> None:
        self.origin = ""
        self.reset()

    def reset(self) -> None:
        self.started: list[dict[str, Any]] = []
        self.said: list[dict[str, Any]] = []
        self.erased = 0
        self.fail_with: dict[str, int] = {}  # path -> status, until it is taken out
        self.service = "full"
        self.gate = threading.Event()
        self.gate.set()

    def replies_to(self, text: str) -> list[dict[str, Any]]:
        canned = {"what would i get": estimate_reply, "when am i paid": timeline_reply}
        plain = {"savings": QUESTION, "i am in danger": CRISIS, "be hostile": HOSTILE}
        return [canned[text]()] if text in canned else [plain.get(text, ANSWER)]

    def app(self) -> Flask:
        app = Flask("fake", template_folder=str(WEB / "templates"), static_folder=str(WEB / "static"))

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
            return send_file(WEB / "widget" / "widget.js")

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
            known = [
                {"fact": "savings", "label": "Savings", "value": "£2,000"},
                {"fact": "children", "label": "Children", "value": "none"},
            ]
            return {"replies": self.replies_to(message["text"]), "known": known, "service": self.service}

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
