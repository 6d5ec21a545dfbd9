"""A new visitor on the demo page, in a real browser, against everything that really runs."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from web.settings import ROOT

SCREENSHOTS = ROOT / "var" / "screenshots"
pytestmark = pytest.mark.browser


@pytest.fixture(params=[320, 1280])
def page(request, chromium, served):
    page = chromium.new_page(viewport={"width": request.param, "height": 800})
    page.goto(f"{served.url}/demo")
    page.get_by_role("button", name="Ask about Universal Credit").click()
    expect(page.get_by_text("computer programme").last).to_be_visible()
    yield page
    page.close()


def ask(page, text):
    page.get_by_role("textbox").fill(text)
    page.keyboard.press("Enter")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("when do i get my first uc payment, claimed on 12 november 2026", "18 December 2026"),
        (
            "how much do i lose if i earn 800 a month after tax? im 30, single, no kids, no savings, not ill, council "
            "flat 500 a month in leeds, one bedroom",
            "484.90",
        ),
        ("is lcwra going down", "LCWRA"),
        ("what rights do i have at the jobcentre", "right"),
        ("got no money for food", "food"),
    ],
)
def test_a_new_visitor_gets_the_answer(page, question, answer):
    ask(page, question)
    log = page.get_by_role("log")
    expect(log).to_contain_text(answer, timeout=20_000)
    expect(log.get_by_text("Where this comes from").last).to_be_attached()


def test_the_page_with_an_estimate_is_accessible_and_looks_right(page, request):
    ask(
        page,
        "how much do i lose if i earn 800 a month after tax? im 30, single, no kids, no savings, not ill, council flat "
        "500 a month in leeds, one bedroom",
    )
    expect(page.get_by_role("log")).to_contain_text("484.90", timeout=20_000)
    expect(page.get_by_role("log")).to_contain_text("440.00")
    problems = Axe().run(page).response["violations"]
    assert [problem["id"] for problem in problems] == []
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.screenshot(path=SCREENSHOTS / f"demo-estimate-{width}.png")


def test_the_receipt_of_a_reply_opens_and_is_accessible(page, served):
    ask(page, "what is the taper")
    link = page.get_by_role("log").get_by_role("link", name="Receipt").last
    expect(link).to_be_attached(timeout=20_000)
    page.goto(link.get_attribute("href"))
    expect(page.get_by_role("heading", name="The reply")).to_be_visible()
    assert [problem["id"] for problem in Axe().run(page).response["violations"]] == []
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"receipt-{page.viewport_size['width']}.png", full_page=True)
