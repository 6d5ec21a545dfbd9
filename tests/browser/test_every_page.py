"""Every page that there is, as it looks to somebody who is logged in: a picture of each, wide and narrow, for
people to look at; clean by axe; and no wider than a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import SCREENSHOTS, axe_violations
from fake_backend import serving
from flask import Flask
from played_rasa import PlayedRasa
from playwright.sync_api import Browser, Page

from tests.web.logged_in import PASSWORD, add
from web import create_app, store
from web.clock import now
from web.security import limiter
from web.settings import Settings
from web.store import accounts, caseloads

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
ROUTES = yaml.safe_load((ROOT / "tests" / "web" / "permissions.yaml").read_text(encoding="utf-8"))
DEMO = yaml.safe_load((ROOT / "web" / "demo.yaml").read_text(encoding="utf-8"))
# What a browser gets as a file or as data, and what is there only with a provider of log-ins.
_NO_PAGE = re.compile(
    r"\.(js|json|ics|pdf|csv|jsonl|any)\b|<any|/api/v1/(?!docs)|/static|/health|/ready|/metrics|sign-on"
)
PAGES = [
    line.removeprefix("GET ")
    for group, lines in ROUTES.items()
    for line in lines
    if line.startswith("GET ") and not _NO_PAGE.search(line) and group != "token"
]
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    database = tmp_path_factory.mktemp("every-page") / "test.db"
    app = create_app(Settings.from_environment({"RIGHTFUL_DATABASE": f"sqlite:///{database}"}))
    app.extensions["gateway"].rasa = PlayedRasa()
    return app


@pytest.fixture(scope="module")
def there(app: Flask) -> dict[str, str]:
    """What a page may be about: something of each kind."""
    owner = add(app, "sam.green", "admin")
    with app.extensions["store"].transaction() as session:
        scenarios = [
            store.add_scenario(session, owner, one["name"], one["household"], None, now(), one["notes"])
            for one in DEMO["scenarios"]
        ]
        someone = accounts.add_account(session, "alex.reed", ["adviser"], now())
        link = accounts.make_link(session, someone, now())
        rows = [caseloads.NewRow(1, "case 1", DEMO["scenarios"][0]["household"])]
        caseload = caseloads.add_caseload(session, owner, "Winter cases", now().date(), rows, now())
        ids = {"scenario_id": scenarios[0].id, "account_id": someone.id, "token": link, "caseload_id": caseload.id}
    return ids | _chat(app) | {"answer_id": "taper_rate", "letter_id": "complaint", "recommendation_id": "adequacy"}


def _chat(app: Flask) -> dict[str, str]:
    browser = app.test_client()
    token = browser.post("/chat/start", json={"charity": "demo"}).get_json()["conversation"]
    headers = {"Authorization": f"Bearer {token}"}
    for number, text in enumerate(("i have told you all", "what is it worth")):
        said = browser.post("/chat/say", json={"text": text, "turn": str(number)}, headers=headers).get_json()
    versions = re.findall(r"/answers/taper_rate/versions/(\w+)", browser.get("/answers/taper_rate").text)
    return {"code": said["replies"][0]["receipt"], "digest": versions[0]}


@pytest.fixture(scope="module")
def page(browser: Browser, app: Flask, there: dict[str, str]) -> Iterator[Page]:
    limiter.enabled = False
    with serving(app) as origin:
        context = browser.new_context(base_url=origin, viewport=NARROW, locale="en-GB")
        page = context.new_page()
        page.goto("/log-in")
        page.get_by_label("Name").fill("sam.green")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        page.wait_for_url(lambda address: not address.endswith("/log-in"))
        yield page
        context.close()
    limiter.enabled = True


def _filled(path: str, there: dict[str, Any]) -> str:
    names = {"/rates/": "universal_credit.taper", "/reforms/": "no_two_child_limit"}
    values = there | {"name": next((name for start, name in names.items() if path.startswith(start)), "")}
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: values[found[1]], path)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_clean_and_fits(page: Page, there: dict[str, str], path: str) -> None:
    answer = page.goto(_filled(path, there))
    assert answer is not None
    assert answer.status == 200, page.inner_text("main")
    name = re.sub(r"[^\w]+", "-", path).strip("-") or "home"
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)
        page.screenshot(path=SCREENSHOTS / f"page-{name}-{size['width']}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), size
    if "api/v1/docs" not in path:  # made by Swagger UI, whose headings and colours are its own
        assert axe_violations(page) == []
