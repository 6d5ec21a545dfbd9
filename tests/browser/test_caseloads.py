"""A file of households sent in a real browser: the list, the progress and the result are clean, wide and narrow."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from conftest import SCREENSHOTS, axe_violations, follow
from fake_backend import serving
from playwright.sync_api import Browser, Page, expect

from tests.web.logged_in import PASSWORD, add
from web import create_app
from web.settings import Settings

pytestmark = pytest.mark.browser

SINGLE = {"nation": "england", "adults": [{"age": 30, "earnings": []}], "children": [], "savings": "0"}
WRONG = {**SINGLE, "savings": "-5"}


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    database = tmp_path_factory.mktemp("caseloads") / "test.db"
    app = create_app(Settings.from_environment({"RIGHTFUL_DATABASE": f"sqlite:///{database}"}))
    add(app, "sam.green", "adviser")
    with serving(app) as found:
        yield found


def entered(browser: Browser, origin: str, width: int) -> Page:
    page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
    page.goto(f"{origin}/workbench/caseloads/")
    page.get_by_label("Name").fill("sam.green")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    follow(page, page.get_by_role("button", name="Log in"))
    return page


def clean(page: Page, name: str, width: int) -> None:
    page.screenshot(path=SCREENSHOTS / f"page-{name}-{width}.png", full_page=True)
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("width", [1280, 320])
def test_a_file_is_sent_worked_out_and_downloaded(browser: Browser, origin: str, width: int) -> None:
    page = entered(browser, origin, width)
    page.get_by_role("button", name="Work it out").click()
    expect(page.get_by_text("This file is empty")).to_be_visible()
    clean(page, "caseloads-refused", width)

    data = "\n".join(json.dumps(one) for one in [SINGLE] * 60 + [WRONG]).encode()
    page.get_by_label("The file").set_input_files({"name": "x.jsonl", "mimeType": "text/plain", "buffer": data})
    page.get_by_label("A name for it").fill("Winter cases")
    page.get_by_role("button", name="Work it out").click()
    # The page follows the run by itself until it is done.
    expect(page.get_by_text("61 rows, 1 with something to correct")).to_be_visible(timeout=30_000)
    clean(page, "caseload-done", width)
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == "caseload.csv"
    page.get_by_role("link", name="Rows after").click()
    expect(page.get_by_text("savings:")).to_be_visible()
    follow(page, page.get_by_role("link", name="All caseloads"))
    clean(page, "caseloads", width)
    page.context.close()
