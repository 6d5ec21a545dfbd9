"""A database of its own with made-up people, scenarios and chats, so that every page has something to show."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from web import create_app, passwords, store
from web.clock import now
from web.settings import ROOT, Settings
from web.stack import conversation_stack
from web.store import accounts

DATABASE = ROOT / "var" / "demo.db"
_CONTENT = Path(__file__).with_name("demo.yaml")

Say = Callable[[str], None]


def prepare(settings: Settings, say: Say) -> Settings:
    """Make the demo's database anew; returns the settings that use it. The passwords are said once."""
    for path in DATABASE.parent.glob(f"{DATABASE.name}*"):
        path.unlink()
    demo = replace(settings, database=f"sqlite:///{DATABASE}")
    content = yaml.safe_load(_CONTENT.read_text(encoding="utf-8"))
    app = create_app(demo)
    with app.extensions["store"].transaction() as session:
        owner = _people(session, content["people"], say)
        for one in content["scenarios"]:
            added = store.add_scenario(session, owner, one["name"], one["household"], None, now(), one["notes"])
            added.strengths = one.get("strengths")
    say("Holding a few conversations, so that there is something to audit ...")
    with conversation_stack(demo) as running:
        app = create_app(running)
        for chat in content["chats"]:
            _converse(app.test_client(), chat)
    return demo


def _people(session: store.Session, people: dict[str, list[str]], say: Say) -> str:
    """Accounts with random passwords; returns the id of the first, whose the scenarios are."""
    ids = []
    for name, roles in people.items():
        password = secrets.token_urlsafe(12)
        account = accounts.add_account(session, name, roles, now())
        accounts.set_password(session, account, passwords.hashed(password))
        ids.append(account.id)
        say(f"Log in as {name} with the password {password}")
    return ids[0]


def _converse(browser: Any, chat: dict[str, Any]) -> None:
    token = browser.post("/chat/start", json={"charity": "demo"}).get_json()["conversation"]
    headers = {"Authorization": f"Bearer {token}"}
    receipt = None
    for number, text in enumerate(chat["say"]):
        replies = browser.post("/chat/say", json={"text": text, "turn": f"demo-{number}"}, headers=headers).get_json()
        receipt = receipt or replies["replies"][0]["receipt"]
    if "rated" in chat:
        browser.post("/chat/rate", json={"receipt": receipt, "rating": chat["rated"]}, headers=headers)
