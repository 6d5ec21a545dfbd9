"""What several folders of tests share: one Chromium for all browser tests."""

import os
import shutil

import pytest

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def need(there, what):
    """Skip with the reason; in CI, where everything is installed, a skip is a failure."""
    if not there:
        (pytest.fail if os.environ.get("RIGHTFUL_NO_SKIP") == "1" else pytest.skip)(what)


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium, driven by Playwright, which can run once in a process."""
    path = shutil.which("chromium")
    need(path, "chromium is not installed (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
