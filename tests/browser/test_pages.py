"""The pages of rights and answers in a real browser: clean by axe, wide and narrow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest
from conftest import axe_violations, follow, screenshot
from fake_backend import serving
from playwright.sync_api import BrowserContext

import rules
from web import create_app
from web.handover import PAYLOAD
from web.settings import Settings

pytestmark = pytest.mark.browser

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    database: Path = tmp_path_factory.mktemp("pages") / "test.db"
    app = create_app(Settings.from_environment({"RIGHTFUL_DATABASE": f"sqlite:///{database}"}))
    app.extensions["gateway"].rasa = Played()
    with serving(app) as found:
        yield found


class Played:
    """Rasa as far as a handover needs it: what was told, an estimate of it, and the way to a person."""

    def send(self, _sender: str, text: str, _metadata: dict) -> list[dict]:
        household = {"adults": [{"age": 30, "earnings": []}], "children": [], "savings": "0"}
        estimate = rules.estimate(household, date(2026, 11, 23)).as_json()
        told = {"status": "estimated", "text": "You may get this.", "estimate": estimate, "lines": estimate["lines"]}
        reply = {"status": "handover", "text": "Yes."} if "person" in text else told
        return [{**reply, "topics": [], "household": household, "declined": [], "date": "2026-11-23"}]


@pytest.fixture
def code(origin: str) -> str:
    chat = httpx.Client(base_url=origin)
    token = chat.post("/chat/start", json={"charity": "demo"}).json()["conversation"]
    chat.headers["Authorization"] = f"Bearer {token}"
    for number, text in enumerate(("what would i get", "can i talk to a person")):
        chat.post("/chat/say", json={"text": text, "turn": f"{number}"})
    made = chat.post("/chat/say", json={"text": PAYLOAD, "turn": "last", "button": True}).json()
    return made["replies"][0]["text"].split("**")[1]


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize(
    "path",
    [
        "/rights",
        "/rights?nation=northern_ireland",
        "/rights?nation=wales&language=cy",
        "/help-near-you?language=cy",
        "/answers",
        "/answers/five_week_wait?language=cy",
        "/handover",
        "/reforms/recommendations/no_sanctions",
    ],
)
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_a_page_is_clean_and_fits(context: BrowserContext, origin: str, size: dict, path: str, colours: str) -> None:
    page = context.new_page()
    page.emulate_media(color_scheme=colours)
    page.set_viewport_size(size)
    page.goto(origin + path)
    assert axe_violations(page) == []
    screenshot(page, f"{path.strip('/').replace('/', '-').replace('?', '-')}-{size['width']}-{colours}")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_rights_of_a_nation_are_chosen_by_keyboard(context: BrowserContext, origin: str) -> None:
    page = context.new_page()
    page.goto(f"{origin}/rights")
    page.get_by_label("Where you live").select_option("northern_ireland")
    follow(page, page.get_by_role("button", name="Show"))
    page.get_by_role("heading", name="Complain and have it answered in Northern Ireland").wait_for()
    assert page.get_by_role("heading", name="Complain and have it answered", exact=True).count() == 0


def test_a_wrong_code_keeps_what_was_typed_and_says_what_helps(context: BrowserContext, origin: str) -> None:
    page = context.new_page()
    page.set_viewport_size(NARROW)
    page.goto(f"{origin}/handover")
    page.get_by_label("The code").fill("abcde-fghjk")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    assert page.get_by_label("The code").input_value() == "abcde-fghjk"
    assert axe_violations(page) == []


def test_a_summary_is_clean_and_fits(context: BrowserContext, origin: str, code: str) -> None:
    page = context.new_page()
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        page.goto(f"{origin}/handover")
        page.get_by_label("The code").fill(code)
        follow(page, page.get_by_role("button", name="Open the summary"))
        page.get_by_role("heading", name="What they told").wait_for()
        assert axe_violations(page) == []
        screenshot(page, f"handover-summary-{size['width']}")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
