"""The chat with JavaScript switched off, in a real browser: a whole conversation, every state clean by axe."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from conftest import axe_violations, follow, screenshot
from fake_backend import serving
from played_rasa import PlayedRasa
from playwright.sync_api import Browser, Page, expect

from web import create_app
from web.plain_chat import EXIT_PAGE
from web.settings import Settings

pytestmark = pytest.mark.browser

WIDE, NARROW, ZOOMED = {"width": 1280, "height": 900}, {"width": 320, "height": 640}, {"width": 320, "height": 256}
OFTEN = {"RIGHTFUL_STARTS_PER_MINUTE": "1000", "RIGHTFUL_TURNS_PER_MINUTE": "1000"}


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    database = tmp_path_factory.mktemp("plain") / "test.db"
    app = create_app(Settings.from_environment({"RIGHTFUL_DATABASE": f"sqlite:///{database}", **OFTEN}))
    app.extensions["gateway"].rasa = PlayedRasa()
    with serving(app) as found:
        yield found


@pytest.fixture
def page(browser: Browser, origin: str) -> Iterator[Page]:
    """The empty chat page in a browser without JavaScript."""
    context = browser.new_context(viewport=WIDE, locale="en-GB", java_script_enabled=False)
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto(f"{origin}/chat?charity=demo")
    yield page
    context.close()


def say(page: Page, text: str) -> None:
    page.get_by_label("Your message").fill(text)
    follow(page, page.get_by_role("button", name="Send"))


def unfold(page: Page, words: str) -> None:
    page.locator("summary", has_text=words).last.click()


def test_a_whole_conversation(page: Page) -> None:
    expect(page.get_by_text("You are talking to a computer programme")).to_be_visible()
    say(page, "what is the taper")
    expect(page.get_by_text("This is about 17 letters.")).to_be_in_viewport()
    say(page, "i have told you all")
    expect(page.get_by_role("heading", name="What you have told me (")).to_be_visible()
    say(page, "have i saved enough")
    page.get_by_label("Your message").fill("half a thought")
    page.get_by_role("button", name="None at all").click()
    expect(page.get_by_label("Your message")).to_have_value("half a thought")
    say(page, "what is it worth")
    expect(page.get_by_text("What you would be paid for")).to_be_visible()
    unfold(page, "How this was worked out")
    expect(page.get_by_role("table", name="Amounts in pounds")).to_be_visible()
    for words in ("what is the taper", "i have told you all", "have i saved enough", "None at all"):
        expect(page.get_by_text(words, exact=True).first).to_be_attached()
    page.get_by_role("button", name="Remove: Savings").click()
    expect(page.get_by_text("Forget: Savings")).to_be_visible()
    assert page.context.cookies() == []
    assert page.url.endswith("/chat#latest")


def test_a_conversation_by_keyboard_alone_from_the_link_to_the_deleted_chat(page: Page) -> None:
    def tab_to(words: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.locator(":focus", has_text=words).count():
                return
        pytest.fail(f"Tab does not reach {words}")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the main content")).to_be_focused()
    page.get_by_label("Your message").focus()
    page.keyboard.type("what is it worth")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
    tab_to("How this was worked out")  # reading goes on at the new reply, not at the top of the page
    page.keyboard.press("Enter")
    expect(page.get_by_role("table", name="Amounts in pounds")).to_be_visible()
    tab_to("Delete this chat")
    page.keyboard.press("Enter")
    tab_to("Yes, delete it")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="This chat has been deleted")).to_be_visible()


def test_going_back_and_sending_again_says_nothing_twice(page: Page) -> None:
    say(page, "what is the taper")
    page.go_back()
    say(page, "what is the taper")
    expect(page.get_by_text("what is the taper", exact=True)).to_have_count(1)


def test_the_way_out_stays_in_view_and_tells_nobody_where_from(page: Page) -> None:
    sent: list[dict[str, str]] = []

    def weather(route) -> None:
        sent.append(route.request.headers)
        route.fulfill(body="<title>Weather</title>", content_type="text/html")

    page.context.route(EXIT_PAGE, weather)
    page.set_viewport_size(NARROW)
    say(page, "what is it worth")
    way_out = page.get_by_role("link", name="Leave this page quickly")
    expect(way_out).to_be_in_viewport(ratio=1)
    way_out.click()
    page.wait_for_url(EXIT_PAGE)
    assert "referer" not in sent[0]


def started(page: Page) -> None:
    pass


def answered(page: Page) -> None:
    say(page, "what is the taper")
    unfold(page, "Where this comes from")


def told(page: Page) -> None:
    say(page, "i have told you all, what is it worth, and what i have saved")
    unfold(page, "How this was worked out")
    unfold(page, "What I have assumed")


def asking(page: Page) -> None:
    say(page, "have i saved enough")


def payment_dates(page: Page) -> None:
    say(page, "when am i paid")
    unfold(page, "Payment dates")


def crisis(page: Page) -> None:
    say(page, "i dont want to be here anymore")


def reduced(page: Page) -> None:
    say(page, "rasa is away")
    expect(page.get_by_text("Part of this service is not working just now.")).to_be_visible()


def too_long(page: Page) -> None:
    say(page, "what is the taper")
    say(page, "what is the taper " * 120)
    expect(page.get_by_text("longer than 2,000 characters")).to_be_in_viewport()


def deleting(page: Page) -> None:
    say(page, "what is the taper")
    unfold(page, "Delete this chat")


def deleted(page: Page) -> None:
    deleting(page)
    follow(page, page.get_by_role("button", name="Yes, delete it"))
    expect(page.get_by_role("heading", name="This chat has been deleted")).to_be_visible()


STATES = [started, answered, told, asking, payment_dates, crisis, reduced, too_long, deleting, deleted]


@pytest.mark.parametrize("size", [WIDE, NARROW, ZOOMED], ids=["wide", "narrow", "400 percent"])
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_every_state_is_clean_and_fits(
    browser: Browser, origin: str, state: Callable[[Page], None], size: dict
) -> None:
    """With JavaScript on, because axe is a script; the page has none of its own."""
    context = browser.new_context(viewport=size, locale="en-GB")
    page = context.new_page()
    page.goto(f"{origin}/chat?charity=demo")
    state(page)
    for scheme, forced in (("dark", "none"), ("light", "active"), ("light", "none")):
        page.emulate_media(color_scheme=scheme, forced_colors=forced)
        assert axe_violations(page) == []
    screenshot(page, f"plain-chat-{state.__name__}-{size['width']}x{size['height']}")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.evaluate("document.scripts.length") == 0
    context.close()


def test_targets_are_large_enough_to_hit(page: Page) -> None:
    told(page)
    targets = page.locator("main button:visible, main summary:visible, main textarea:visible, header a:visible")
    assert targets.count() > 5
    assert [one.inner_text() for one in targets.all() if one.bounding_box()["height"] < 24] == []


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_accessibility_statement_is_clean_and_fits(browser: Browser, origin: str, size: dict) -> None:
    page = browser.new_context(viewport=size, locale="en-GB").new_page()
    page.goto(f"{origin}/rights")
    page.get_by_role("link", name="Accessibility").click()
    expect(page.get_by_role("heading", name="Accessibility statement")).to_be_visible()
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        assert axe_violations(page) == []
    screenshot(page, f"accessibility-{size['width']}")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.context.close()
