"""The pages of accounts in a real browser: clean by axe, wide and narrow, light and dark, and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import axe_violations, follow, screenshot
from fake_backend import serving
from playwright.sync_api import BrowserContext, Page

from tests.web.logged_in import PASSWORD, add
from web import create_app
from web.settings import Settings

pytestmark = pytest.mark.browser

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])


@pytest.fixture
def origin(tmp_path: Path) -> Iterator[str]:
    app = create_app(Settings.from_environment({"RIGHTFUL_DATABASE": f"sqlite:///{tmp_path}/test.db"}))
    add(app, "pat.morgan", "admin")
    with serving(app) as found:
        yield found


def enter(page: Page, origin: str, password: str = PASSWORD, path: str = "/people/") -> None:
    """Logs in by keyboard alone."""
    page.goto(origin + path)
    page.get_by_label("Name").focus()
    page.keyboard.type("pat.morgan")
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def look(page: Page, name: str, size: dict) -> None:
    """What every page must be, in light and in dark."""
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        assert axe_violations(page) == []
        screenshot(page, f"{name}-{size['width']}" + ("-dark" if scheme == "dark" else ""))
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.get_by_role("heading", level=1).count() == 1


@SIZES
def test_logging_in_by_keyboard(context: BrowserContext, origin: str, size: dict) -> None:
    page = context.new_page()
    page.set_viewport_size(size)
    page.goto(origin + "/log-in")
    look(page, "log-in", size)
    enter(page, origin, "a wrong password")
    assert page.title().startswith("Error: ")
    assert page.get_by_label("Name").input_value() == "pat.morgan"
    look(page, "log-in-refused", size)
    enter(page, origin)
    page.get_by_role("heading", name="People", level=1).wait_for()
    follow(page, page.get_by_role("button", name="Log out"))
    page.get_by_text("You are logged out.").wait_for()
    look(page, "logged-out", size)
    page.goto(origin + "/account")
    page.get_by_role("heading", name="Log in").wait_for()


@SIZES
def test_an_admin_adds_somebody_who_chooses_a_password(context: BrowserContext, origin: str, size: dict) -> None:
    page = context.new_page()
    page.set_viewport_size(size)
    enter(page, origin)
    page.get_by_label("Name for logging in").fill("kim")
    follow(page, page.get_by_role("button", name="Add this person"))
    page.get_by_role("link", name="Choose at least one role.").click()
    assert page.get_by_label("Adviser").evaluate("box => box === document.activeElement")
    look(page, "people-error", size)
    page.get_by_label("Adviser").check()
    follow(page, page.get_by_role("button", name="Add this person"))
    link = page.get_by_label("The link").input_value()
    look(page, "people-link", size)
    follow(page, page.get_by_role("link", name="back to people"))
    look(page, "people", size)
    follow(page, page.get_by_role("link", name="kim"))
    look(page, "people-person", size)
    page.goto(origin + "/people/log")
    look(page, "people-log", size)
    page.context.clear_cookies()
    page.goto(origin + link.partition("8000")[2])
    page.get_by_label("New password", exact=True).fill("short")
    follow(page, page.get_by_role("button", name="Set my password"))
    look(page, "account-new-password", size)
    for field in ("New password", "New password again"):
        page.get_by_label(field, exact=True).fill("seven yellow teapots dancing")
    follow(page, page.get_by_role("button", name="Set my password"))
    page.get_by_text("Your password is set. You can log in.").wait_for()


@SIZES
def test_ones_own_account(context: BrowserContext, origin: str, size: dict) -> None:
    page = context.new_page()
    page.set_viewport_size(size)
    enter(page, origin, path="/account")
    page.get_by_role("heading", name="Your account").wait_for()
    look(page, "account", size)
    page.goto(origin + "/new-password/invented")
    look(page, "account-link-over", size)
