"""Debian's Chromium, driven by Playwright, on pages of the fake backend."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from fake_backend import Backend, serving
from playwright.sync_api import Browser, BrowserContext, Locator, Page

SCREENSHOTS = Path(__file__).parents[2] / "var" / "screenshots"


@pytest.fixture(scope="session")
def browser(chromium: Browser) -> Browser:
    return chromium


@pytest.fixture(scope="session")
def _served() -> Iterator[tuple[Backend, str]]:
    """The backend, and the origin of a charity's own site, which is another one."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    backend = Backend()
    app = backend.app()
    with serving(app) as backend.origin, serving(app) as charity:
        yield backend, charity


@pytest.fixture
def backend(_served: tuple[Backend, str]) -> Iterator[Backend]:
    backend, _ = _served
    backend.reset()
    yield backend
    backend.gate.set()


@pytest.fixture
def charity_site(_served: tuple[Backend, str]) -> str:
    return _served[1]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, backend: Backend) -> Page:
    """The demo page, with the chat still closed."""
    page = context.new_page()
    page.goto(backend.origin + "/demo")
    page.get_by_role("button", name="Ask about Universal Credit").wait_for()
    return page


def follow(page: Page, target: Locator) -> None:
    """Presses a link or a button, and waits for the page that it leads to: what comes after looks at that one."""
    with page.expect_navigation():
        target.press("Enter")


def axe_violations(page: Page) -> list[str]:
    """What axe finds wrong, one line each: rule and the first element."""
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {rule['nodes'][0]['html'][:120]} {rule['nodes'][0]['failureSummary']}" for rule in found]


def screenshot(page: Page, name: str) -> None:
    """Keeps a picture in var/screenshots, for people to look at."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png")
