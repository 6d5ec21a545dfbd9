"""An adviser at the workbench in a real browser: by keyboard, clean by axe, wide and narrow, scripts or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import axe_violations, follow, screenshot
from fake_backend import serving
from playwright.sync_api import Browser, Page, expect

from tests.web.logged_in import PASSWORD, add
from web import create_app
from web.settings import Settings

pytestmark = pytest.mark.browser

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
PAGES = ("what-if", "taper", "calendar", "statement", "strengths")


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    database: Path = tmp_path_factory.mktemp("workbench") / "test.db"
    app = create_app(Settings.from_environment({"RIGHTFUL_DATABASE": f"sqlite:///{database}"}))
    add(app, "Ada", "adviser")
    with serving(app) as found:
        yield found


def entered(browser: Browser, origin: str, size: dict, scripts: bool = True) -> Page:
    page = browser.new_context(viewport=size, locale="en-GB", java_script_enabled=scripts).new_page()
    page.set_default_timeout(10_000)
    page.goto(f"{origin}/workbench/new")
    page.get_by_label("Name").fill("Ada")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    follow(page, page.get_by_role("button", name="Log in"))
    page.get_by_role("heading", name="New scenario").wait_for()
    return page


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def fill_in(page: Page) -> None:
    page.get_by_label("First day of the claim").fill("2026-01-15")
    page.get_by_label("Nation").select_option("england")
    page.locator("[id='adults[0].age']").fill("30")
    page.get_by_label("Decision on health").select_option("none")
    page.get_by_label("Cares for somebody").select_option("no")
    page.get_by_label("The home").select_option("none")
    page.get_by_label("Savings").first.fill("0")


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_scenario_from_its_facts_to_its_studies(browser: Browser, origin: str, size: dict) -> None:
    page = entered(browser, origin, size)
    fill_in(page)
    page.get_by_label("How many children").select_option("1")
    page.locator("[id='children[0].age']").fill("4")
    expect(page.locator("#result .sum")).to_contain_text("£")
    assert axe_violations(page) == []
    assert fits(page)
    screenshot(page, f"scenario-{size['width']}")
    page.get_by_label("Name of the scenario").fill("Case 12")
    follow(page, page.get_by_role("button", name="Save"))
    page.get_by_role("heading", name="Case 12").wait_for()
    address = page.url
    for name in PAGES:
        page.goto(f"{address}/{name}")
        assert axe_violations(page) == [], name
        assert fits(page), name
        screenshot(page, f"{name}-{size['width']}")
    page.goto(f"{origin}/workbench/")
    assert axe_violations(page) == []
    screenshot(page, f"workbench-{size['width']}")


def test_the_estimate_follows_the_facts(browser: Browser, origin: str) -> None:
    page = entered(browser, origin, WIDE)
    fill_in(page)
    expect(page.locator("#result .sum")).to_contain_text("£424.90")
    page.get_by_label("Savings").first.fill("16001")
    expect(page.locator("#result")).to_contain_text("16,000")


def test_the_drawing_leads_to_the_facts(browser: Browser, origin: str) -> None:
    page = entered(browser, origin, WIDE)
    follow(page, page.get_by_role("link", name="Claimant"))
    assert page.evaluate("location.hash") == "#at-adults-0"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id").startswith("adults[0]")


def test_the_household_is_drawn_by_keyboard(browser: Browser, origin: str) -> None:
    page = entered(browser, origin, WIDE)
    follow(page, page.get_by_role("button", name="Add a child"))
    page.locator("[id='children[0].age']").fill("4")
    follow(page, page.locator("[id='children[0].age']"))  # works out; it must not take the child out again
    expect(page.get_by_role("link", name="Child 1")).to_contain_text("4 years old")
    assert axe_violations(page) == []
    follow(page, page.get_by_role("button", name=re.compile("Take out ?: Child 1")))
    expect(page.get_by_role("link", name="Child 1")).to_have_count(0)


def test_strengths_are_written_down_by_keyboard_and_drawn(browser: Browser, origin: str) -> None:
    page = entered(browser, origin, NARROW)
    fill_in(page)
    follow(page, page.get_by_role("button", name="Save"))
    follow(page, page.get_by_role("link", name="What is there"))
    page.locator("[id='human.before']").select_option("1")
    page.locator("[id='human.now']").select_option("4")
    page.locator("[id='visitors[0].who']").fill("sister")
    page.locator("[id='times[0].from']").fill("2026-09-01")
    page.locator("[id='times[0].state']").select_option("not_ok")
    follow(page, page.get_by_role("button", name="Save"))
    expect(page.locator("svg polygon")).to_have_count(7)
    assert axe_violations(page) == []
    screenshot(page, "strengths-narrow")
    assert fits(page)


def test_a_slider_by_keyboard_changes_the_answer(browser: Browser, origin: str) -> None:
    page = entered(browser, origin, WIDE)
    fill_in(page)
    follow(page, page.get_by_role("button", name="Save"))
    follow(page, page.get_by_role("link", name="What if"))
    before = page.locator("#answer p.sum").inner_text()
    page.get_by_label("Hours a week").focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    expect(page.locator("#hours-said")).to_have_text("21")
    expect(page.locator("#answer p.sum")).not_to_have_text(before)


def test_all_of_it_works_without_scripts(browser: Browser, origin: str) -> None:
    page = entered(browser, origin, WIDE, scripts=False)
    fill_in(page)
    page.get_by_label("How many children").select_option("2")
    follow(page, page.get_by_role("button", name="Work out"))
    page.locator("[id='children[1].age']").fill("7")
    page.locator("[id='children[0].age']").fill("4")
    follow(page, page.get_by_role("button", name="Work out"))
    assert page.locator("[id='children[1].age']").input_value() == "7"
    assert "£" in page.locator("#result .sum").inner_text()
