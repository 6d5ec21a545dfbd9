"""The tools' pages in a real browser: clean by axe, wide and narrow, and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import axe_violations, follow, screenshot
from fake_backend import serving
from playwright.sync_api import BrowserContext, Page

from web import create_app
from web.settings import Settings

pytestmark = pytest.mark.browser

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    database: Path = tmp_path_factory.mktemp("tools") / "test.db"
    app = create_app(Settings.from_environment({"RIGHTFUL_DATABASE": f"sqlite:///{database}"}))
    with serving(app) as found:
        yield found


def check(page: Page, origin: str) -> None:
    page.goto(f"{origin}/check-statement")
    page.get_by_label("A day in the assessment period").fill("2026-11-23")
    page.get_by_label("Standard allowance").fill("400.14")
    page.get_by_label("Where you live").select_option("england")
    page.get_by_label("Your date of birth").fill("1990-01-01")
    page.get_by_label("Home", exact=True).select_option("none")
    page.get_by_label("Savings 0 for none").or_(page.get_by_label("Savings", exact=True)).first.fill("0")
    follow(page, page.get_by_role("button", name="Check the statement"))
    page.get_by_role("heading", name="Some lines differ").wait_for()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_statement_is_checked_and_a_letter_written(context: BrowserContext, origin: str, size: dict) -> None:
    page = context.new_page()
    page.set_viewport_size(size)
    check(page, origin)
    assert axe_violations(page) == []
    screenshot(page, f"check-statement-{size['width']}")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    follow(page, page.get_by_role("button", name="Write this letter").first)
    assert "£424.90" in page.get_by_label("The letter").input_value()
    assert axe_violations(page) == []
    screenshot(page, f"letter-{size['width']}")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
