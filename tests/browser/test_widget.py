"""What a person meets in the widget, in a real browser."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from conftest import axe_violations
from fake_backend import Backend, estimate_reply
from playwright.sync_api import BrowserContext, Locator, Page, expect

pytestmark = pytest.mark.browser

MORE = "Keep, save or delete this chat"
EXIT_PAGE = "https://www.bbc.co.uk/weather"


def launcher(page: Page) -> Locator:
    return page.get_by_role("button", name="Ask about Universal Credit")


def box(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Your message")


def log(page: Page) -> Locator:
    return page.get_by_role("log", name="Conversation")


def open_chat(page: Page) -> None:
    launcher(page).click()
    expect(log(page)).to_contain_text("You are talking to a computer programme, not a person.")


def say(page: Page, text: str, expected: str) -> None:
    box(page).fill(text)
    box(page).press("Enter")
    expect(log(page)).to_contain_text(expected)


def unfold(page: Page, words: str) -> Locator:
    summary = page.locator("summary", has_text=words)
    summary.click()
    return summary.locator("..")


# ---- What can be done with a reply ----


def test_a_reply_is_rated_by_keyboard_and_thanked_for(page: Page, backend: Backend):
    open_chat(page)
    say(page, "can it be changed", "work coach")
    helped = page.get_by_role("group", name="Did this help?")
    helped.get_by_role("button", name="No").press("Enter")
    expect(log(page)).to_contain_text("Thank you. Noted.")
    assert backend.rated == [{"receipt": "K7QM-2D4P", "rating": "unhelpful"}]
    assert axe_violations(page) == []


def test_a_reply_is_copied(page: Page, context: BrowserContext, backend: Backend):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_chat(page)
    say(page, "can it be changed", "work coach")
    page.get_by_role("button", name="Copy").click()
    expect(log(page)).to_contain_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()").startswith("**Yes.** You can ask")


def test_dates_are_saved_for_the_calendar_of_the_phone(page: Page, backend: Backend):
    open_chat(page)
    say(page, "when am i paid", "Payment dates")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the dates").click()
    assert download.value.suggested_filename == "universal-credit.ics"


# ---- Opening, closing, keyboard ----


def test_nothing_is_asked_of_the_server_before_the_chat_is_opened(page: Page, backend: Backend):
    assert backend.started == []
    open_chat(page)
    assert backend.started == [{"charity": "demo", "nation": None, "language": "en"}]


def eventually(page: Page, true: Callable[[], bool], seconds: float = 5.0) -> None:
    """Waits for what the backend hears; the page shows a message before it has been sent."""
    until = time.monotonic() + seconds
    while not true() and time.monotonic() < until:
        page.wait_for_timeout(50)
    assert true()


def test_a_whole_conversation_by_keyboard(page: Page, backend: Backend):
    page.keyboard.press("Shift+Tab")
    expect(launcher(page)).to_be_focused()
    page.keyboard.press("Enter")
    expect(box(page)).to_be_focused()
    expect(log(page)).to_contain_text("computer programme")

    page.keyboard.type("first line")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("second line")
    page.keyboard.press("Enter")
    expect(log(page)).to_contain_text("You can ask your work coach")
    expect(box(page)).to_have_value("")
    expect(box(page)).to_be_focused()
    assert backend.said[0]["text"] == "first line\nsecond line"

    page.keyboard.type("savings")
    page.keyboard.press("Enter")
    dont_know = page.get_by_role("button", name="I don't know")
    expect(dont_know).to_be_visible()
    page.keyboard.press("Shift+Tab")  # to "Why do you ask?"
    page.keyboard.press("Shift+Tab")
    expect(dont_know).to_be_focused()
    page.keyboard.press("Enter")
    expect(dont_know).to_have_count(0)
    expect(box(page)).to_be_focused()
    expect(log(page)).to_contain_text("I don't know")
    eventually(page, lambda: len(backend.said) == 3)
    assert backend.said[-1]["button"] is True
    assert backend.said[-1]["text"] == '/skip_fact{"fact": "savings"}'

    page.keyboard.press("Escape")
    expect(launcher(page)).to_be_focused()
    expect(log(page)).to_be_hidden()


def test_closing_keeps_the_conversation_and_what_was_typed(page: Page, backend: Backend):
    open_chat(page)
    say(page, "my rights", "You can ask your work coach")
    box(page).fill("half a thou")
    page.get_by_role("button", name="Close the chat").click()
    expect(launcher(page)).to_be_focused()
    launcher(page).click()
    expect(log(page)).to_contain_text("You can ask your work coach")
    expect(box(page)).to_have_value("half a thou")
    assert len(backend.started) == 1


def test_the_panel_is_a_named_region_with_a_polite_log(page: Page):
    open_chat(page)
    expect(page.get_by_role("region", name="Riverside Advice")).to_be_visible()
    expect(log(page)).to_have_attribute("aria-live", "polite")


def test_on_a_phone_focus_that_leaves_the_panel_uncovers_the_page(page: Page):
    page.set_viewport_size({"width": 320, "height": 640})
    open_chat(page)
    page.locator("a.skip").focus()
    expect(log(page)).to_be_hidden()
    expect(page.locator("a.skip")).to_be_focused()


# ---- What a reply shows ----


def test_an_answer_shows_its_status_sources_and_receipt(page: Page, backend: Backend):
    open_chat(page)
    say(page, "my rights", "You can ask your work coach")
    expect(log(page)).to_contain_text("Reply · Answer")
    sources = unfold(page, "Where this comes from (2)")
    source = sources.get_by_role("link", name="regulation 21")
    expect(source).to_have_attribute("href", "https://www.legislation.gov.uk/uksi/2013/376/regulation/21")
    expect(source).to_have_attribute("rel", "noopener noreferrer")
    expect(sources).to_contain_text("checked 1 November 2026")
    receipt = page.get_by_role("link", name="Receipt K7QM-2D4P")
    expect(receipt).to_have_attribute("href", backend.origin + "/receipts/K7QM-2D4P")


def test_an_estimate_shows_figure_range_lines_assumptions_and_what_is_left_out(page: Page):
    estimate = estimate_reply()["estimate"]
    open_chat(page)
    say(page, "what would i get", "Reply · Estimate")
    expect(log(page)).to_contain_text("What you would be paid for 23 November 2026 to 22 December 2026")
    expect(page.locator(".figure")).to_have_text(f"£{estimate['payable']}")
    low, high = estimate["range"]["low"], estimate["range"]["high"]
    expect(log(page)).to_contain_text(f"It could be between £{low} and £{high}.")
    expect(log(page)).to_contain_text("Not counted in this figure:A sanction is not counted here yet.")
    unfold(page, "How this was worked out")
    table = page.get_by_role("table", name="How this was worked out")
    assert table.get_by_role("columnheader").all_inner_texts() == ["Part", "Amount", "Working", "Law"]
    assert table.get_by_role("row").count() == 1 + len(estimate["lines"])
    reduction = next(line for line in estimate["lines"] if line["id"] == "earnings_reduction")
    row = table.get_by_role("row", name=re.compile("^" + reduction["label"]))
    assert row.get_by_role("cell").all_inner_texts()[:2] == [
        reduction["amount"].replace("-", "−£"), reduction["working"]
    ]  # fmt: skip
    expect(row.get_by_role("link")).to_have_attribute("href", reduction["url"])
    assumed = unfold(page, "What I have assumed")
    expect(assumed).to_contain_text("I have assumed:")
    expect(assumed).to_contain_text("Savings: £0.00")


def test_payment_dates_are_a_table_with_the_day_of_the_week(page: Page):
    open_chat(page)
    say(page, "when am i paid", "Your first payment is due")
    table = unfold(page, "Payment dates (12)").get_by_role("table")
    first = table.get_by_role("row").nth(1).get_by_role("cell").all_inner_texts()
    assert first == ["12 Nov 2026 to 11 Dec 2026", "Friday 18 Dec 2026", "£484.90"]
    expect(table.get_by_role("row", name=re.compile("moved from"))).not_to_have_count(0)


def test_a_crisis_reply_says_so_in_words(page: Page):
    open_chat(page)
    say(page, "i am in danger", "Reply · Urgent help")
    expect(page.get_by_role("link", name="999")).to_have_attribute("href", "tel:999")


def test_what_the_person_has_told_is_shown(page: Page):
    open_chat(page)
    expect(page.locator("summary", has_text="What you have told me")).to_be_hidden()
    say(page, "my rights", "You can ask your work coach")
    expect(unfold(page, "What you have told me (2)")).to_contain_text("Savings£2,000")


@pytest.mark.parametrize(
    ("button", "payload"), [("Change: Savings", "/change savings"), ("Remove: Children", "/forget children")]
)
def test_each_fact_can_be_changed_and_removed(page: Page, backend: Backend, button: str, payload: str):
    open_chat(page)
    say(page, "i have 2000", "Reply · Answer")
    unfold(page, "What you have told me (2)")
    page.get_by_role("button", name=button).click()
    expect(log(page)).to_contain_text(f"You{button}")
    eventually(page, lambda: backend.said[-1]["text"] == payload)
    assert backend.said[-1]["button"] is True


def test_nothing_is_kept_on_the_device_unless_the_person_ticks_it(page: Page, backend: Backend):
    open_chat(page)
    say(page, "hello", "Reply · Answer")
    assert page.evaluate("localStorage.length") == 0
    unfold(page, MORE)
    page.get_by_role("checkbox", name="Keep this chat").check()
    assert "hello" not in page.evaluate("JSON.stringify(localStorage)")
    page.reload()
    launcher(page).click()
    expect(log(page)).to_contain_text("hello")
    expect(page.get_by_text("What you have told me (2)")).to_be_visible()
    unfold(page, MORE)
    page.get_by_role("checkbox", name="Keep this chat").uncheck()
    assert page.evaluate("localStorage.length") == 0


def test_a_kept_chat_that_has_ended_gives_way_to_a_new_one(page: Page, backend: Backend):
    open_chat(page)
    unfold(page, MORE)
    page.get_by_role("checkbox", name="Keep this chat").check()
    page.reload()
    backend.fail_with["/chat/resume"] = 401
    launcher(page).click()
    expect(log(page)).to_contain_text("computer programme")
    assert page.evaluate("localStorage.length") == 0


def test_deleting_forgets_the_kept_chat_too(page: Page, backend: Backend):
    open_chat(page)
    unfold(page, MORE)
    page.get_by_role("checkbox", name="Keep this chat").check()
    page.get_by_role("button", name="Delete this chat").click()
    page.get_by_role("button", name="Yes, delete it").click()
    expect(log(page)).to_contain_text("This chat has been deleted.")
    assert page.evaluate("localStorage.length") == 0


def test_a_copy_can_be_saved(page: Page, backend: Backend):
    open_chat(page)
    say(page, "hello", "Reply · Answer")
    unfold(page, MORE)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save a copy").click()
    text = saved.value.path().read_text(encoding="utf-8")
    assert "Savings: £2,000" in text
    assert "You: hello" in text


def test_a_reduced_service_is_said(page: Page, backend: Backend):
    backend.service = "reduced"
    open_chat(page)
    say(page, "my rights", "You can ask your work coach")
    expect(page.get_by_text("Part of this service is not working just now.")).to_be_visible()


def test_hostile_html_cannot_run(page: Page):
    requests: list[str] = []
    open_chat(page)
    page.on("request", lambda request: requests.append(request.url))
    say(page, "be hostile", "Safe words")
    page.get_by_text("Safe words").click()
    unfold(page, "Where this comes from")
    expect(page.get_by_text("a bad source")).to_be_visible()
    assert page.get_by_role("link", name=re.compile("bad")).count() == 0
    assert log(page).locator("img, script, style, svg, [onclick]").count() == 0
    assert page.evaluate("window.hurt") is None
    assert [url for url in requests if not url.endswith("/chat/say")] == []


# ---- When something fails ----


def test_a_message_that_fails_stays_in_the_box_and_is_sent_again_as_the_same_turn(page: Page, backend: Backend):
    open_chat(page)
    attempts: list[dict] = []
    page.route("**/chat/say", lambda route: (attempts.append(route.request.post_data_json), route.abort()))
    box(page).fill("my rights")
    box(page).press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("The chat could not be reached.")
    expect(box(page)).to_have_value("my rights")
    expect(log(page)).not_to_contain_text("my rights")

    page.unroute("**/chat/say")
    page.get_by_role("button", name="Try again").click()
    expect(log(page)).to_contain_text("You can ask your work coach")
    expect(page.get_by_role("alert")).to_be_hidden()
    expect(box(page)).to_have_value("")
    expect(box(page)).to_be_focused()
    assert [message["turn"] for message in backend.said] == [attempts[0]["turn"]]
    assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", attempts[0]["turn"])


def test_a_changed_message_is_another_turn(page: Page, backend: Backend):
    open_chat(page)
    attempts: list[dict] = []
    page.route("**/chat/say", lambda route: (attempts.append(route.request.post_data_json), route.abort()))
    box(page).fill("my rights")
    box(page).press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    page.unroute("**/chat/say")
    say(page, "my rights at the jobcentre", "You can ask your work coach")
    assert backend.said[0]["turn"] != attempts[0]["turn"]


def test_the_servers_own_sentence_is_shown(page: Page, backend: Backend):
    open_chat(page)
    backend.fail_with["/chat/say"] = 429
    box(page).fill("my rights")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("Too many messages came at once. Wait a minute.")


def test_a_quick_reply_that_fails_can_be_tried_again(page: Page, backend: Backend):
    open_chat(page)
    backend.fail_with["/chat/say"] = 503
    page.get_by_role("button", name="When am I paid?").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("button", name="What would I get?")).to_be_visible()
    expect(box(page)).to_have_value("")
    backend.fail_with.clear()
    page.get_by_role("button", name="Try again").click()
    expect(log(page)).to_contain_text("You can ask your work coach")
    assert backend.said[0]["text"] == "/ask"


def test_a_start_that_fails_keeps_what_is_typed_and_can_be_tried_again(page: Page, backend: Backend):
    backend.fail_with["/chat/start"] = 503
    launcher(page).click()
    expect(page.get_by_role("alert")).to_be_visible()
    box(page).fill("my rights")
    backend.fail_with.clear()
    page.get_by_role("button", name="Try again").click()
    expect(log(page)).to_contain_text("computer programme")
    expect(box(page)).to_have_value("my rights")


def test_an_ended_conversation_is_begun_again_with_the_notice(page: Page, backend: Backend):
    open_chat(page)
    backend.fail_with["/chat/say"] = 401
    box(page).fill("my rights")
    box(page).press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    backend.fail_with.clear()
    page.get_by_role("button", name="Try again").click()
    expect(log(page)).to_contain_text("You can ask your work coach")
    assert len(backend.started) == 2


def test_offline_is_said_and_nothing_typed_is_lost(page: Page, context: BrowserContext):
    open_chat(page)
    box(page).fill("my rights")
    context.set_offline(True)
    expect(page.get_by_role("alert")).to_contain_text("You are offline.")
    box(page).press("Enter")
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("You are offline.")
    expect(box(page)).to_have_value("my rights")
    context.set_offline(False)
    expect(page.get_by_role("alert")).to_contain_text("You are connected again.")
    page.get_by_role("button", name="Try again").click()
    expect(log(page)).to_contain_text("You can ask your work coach")


def test_a_slow_reply_is_explained(page: Page, backend: Backend):
    page.clock.install()
    open_chat(page)
    backend.gate.clear()
    box(page).fill("my rights")
    box(page).press("Enter")
    page.clock.run_for(500)
    expect(page.get_by_text("Working on it…")).to_be_visible()
    page.clock.run_for(6000)
    expect(page.get_by_text("Still working.")).to_be_visible()
    backend.gate.set()
    expect(log(page)).to_contain_text("You can ask your work coach")
    expect(page.get_by_text("Still working.")).to_have_count(0)


def test_a_reply_that_never_comes_gives_the_message_back(page: Page, backend: Backend):
    page.clock.install()
    open_chat(page)
    backend.gate.clear()
    box(page).fill("my rights")
    box(page).press("Enter")
    page.clock.run_for(31_000)
    expect(page.get_by_role("alert")).to_contain_text("No reply came in time.")
    expect(box(page)).to_have_value("my rights")


def test_the_length_limit_is_told_in_words_before_and_after(page: Page, backend: Backend):
    open_chat(page)
    box(page).fill("a" * 1900)
    expect(page.get_by_text("Characters left: 100.")).to_be_visible()
    box(page).fill("a" * 2003)
    expect(page.get_by_text("Characters to take out: 3.")).to_be_visible()
    box(page).press("Enter")
    expect(box(page)).to_have_attribute("aria-invalid", "true")
    expect(box(page)).to_have_accessible_description(re.compile("Characters to take out: 3."))
    expect(box(page)).to_have_value("a" * 2003)
    assert backend.said == []


def test_an_empty_message_is_not_sent(page: Page, backend: Backend):
    open_chat(page)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Type your message first.")).to_be_visible()
    expect(box(page)).to_be_focused()
    assert backend.said == []


# ---- Leaving and deleting ----


def test_deleting_asks_first_and_then_clears_all(page: Page, backend: Backend):
    open_chat(page)
    say(page, "my rights", "You can ask your work coach")
    unfold(page, MORE)
    delete = page.get_by_role("button", name="Delete this chat")
    delete.click()
    expect(page.get_by_role("button", name="Yes, delete it")).to_be_focused()
    page.get_by_role("button", name="No, keep it").click()
    expect(delete).to_be_focused()
    assert backend.erased == 0

    delete.click()
    page.keyboard.press("Enter")
    start_again = page.get_by_role("button", name="Start a new chat")
    expect(start_again).to_be_focused()
    assert backend.erased == 1
    expect(log(page)).to_contain_text("This chat has been deleted.")
    expect(log(page)).not_to_contain_text("my rights")
    expect(page.locator("summary", has_text="What you have told me")).to_be_hidden()

    start_again.click()
    expect(log(page)).to_contain_text("computer programme")
    expect(box(page)).to_be_focused()
    assert len(backend.started) == 2


def test_a_chat_that_could_not_be_deleted_is_still_there(page: Page, backend: Backend):
    open_chat(page)
    backend.fail_with["/chat/erase"] = 503
    unfold(page, MORE)
    page.get_by_role("button", name="Delete this chat").click()
    page.get_by_role("button", name="Yes, delete it").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(log(page)).to_contain_text("computer programme")
    backend.fail_with.clear()
    page.get_by_role("button", name="Try again").click()
    expect(log(page)).to_contain_text("This chat has been deleted.")


@pytest.mark.parametrize("way", ["button", "escape three times"])
def test_leaving_quickly_replaces_the_page_in_the_history(context: BrowserContext, backend: Backend, way: str):
    context.route(EXIT_PAGE, lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html"))
    page = context.new_page()
    page.goto(backend.origin + "/static/demo.css")
    page.goto(backend.origin + "/demo")
    open_chat(page)
    if way == "button":
        page.get_by_role("button", name="Leave this page quickly").click()
    else:
        for _ in range(3):
            page.keyboard.press("Escape")
    page.wait_for_url(EXIT_PAGE)
    page.go_back()
    assert page.url == backend.origin + "/static/demo.css"


def test_escape_on_the_page_alone_never_leaves(page: Page, backend: Backend):
    for _ in range(5):
        page.keyboard.press("Escape")
    open_chat(page)
    assert page.url == backend.origin + "/demo"


# ---- On a charity's own site ----


def test_works_on_another_origin_under_a_strict_policy_and_keeps_nothing(
    context: BrowserContext, backend: Backend, charity_site: str
):
    page = context.new_page()
    complaints: list[str] = []
    requests: list[str] = []
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(charity_site + "/demo")
    open_chat(page)
    say(page, "my rights", "You can ask your work coach")
    colour = page.get_by_role("button", name="Send").evaluate("button => getComputedStyle(button).backgroundColor")
    assert colour == "rgb(29, 92, 99)", "the styles are there"
    assert complaints == []
    assert {url for url in requests if not url.startswith(charity_site)} == {
        backend.origin + path for path in ("/widget.js", "/chat/start", "/chat/say")
    }
    assert context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_the_pages_own_styles_do_not_reach_the_widget(page: Page):
    page.evaluate(
        """() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync("* { letter-spacing: 1em; text-transform: uppercase } html { font-size: 8px; color: red }");
          document.adoptedStyleSheets = [sheet];
        }"""
    )
    open_chat(page)
    words = log(page).get_by_text("You are talking to a computer programme")
    style = words.evaluate("e => [getComputedStyle(e).fontSize, getComputedStyle(e).textTransform]")
    assert style == ["16px", "none"]


def test_a_second_tag_adds_no_second_widget(page: Page, backend: Backend):
    page.evaluate(
        """url => new Promise(done => {
          const tag = document.createElement("script");
          tag.src = url; tag.dataset.charity = "demo"; tag.onload = done;
          document.head.append(tag);
        })""",
        backend.origin + "/widget.js",
    )
    assert page.locator("rightful-chat").count() == 1


# ---- Shapes of screen ----


@pytest.mark.parametrize("size", [(320, 568), (320, 256), (1280, 900)], ids=str)
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_nothing_scrolls_sideways_and_all_can_be_reached(page: Page, size: tuple[int, int], direction: str):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.evaluate("direction => document.documentElement.dir = direction", direction)
    open_chat(page)
    say(page, "when am i paid", "Your first payment")
    unfold(page, "Payment dates")
    say(page, "what would i get", "Estimate")
    for words in ("How this was worked out", "What I have assumed", "Where this comes from", "What you have told me"):
        unfold(page, words)
    wider = page.evaluate(
        """() => {
          const inside = document.querySelector("rightful-chat").shadowRoot.querySelectorAll(".panel, .panel *");
          return [document.scrollingElement, ...inside]
            .filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== "inline"
                         && !e.closest(".unseen, svg"))
            .map(e => e.outerHTML.slice(0, 80));
        }"""
    )
    assert wider == []
    unfold(page, MORE)
    for name in ("Leave this page quickly", "Close the chat", "Send", "Delete this chat"):
        button = page.get_by_role("button", name=name)
        button.scroll_into_view_if_needed()
        edges = button.bounding_box()
        assert edges["x"] >= 0
        assert edges["x"] + edges["width"] <= size[0]
        assert edges["y"] >= -1, "to within a pixel"
        assert edges["y"] + edges["height"] <= size[1] + 1


@pytest.mark.parametrize("height", [256, 568, 900])
def test_a_reply_is_shown_from_its_start_and_the_way_out_stays_in_view(page: Page, backend: Backend, height: int):
    page.set_viewport_size({"width": 320, "height": height})
    backend.service = "reduced"
    open_chat(page)
    say(page, "what would i get", "Reply · Estimate")
    expect(page.locator(".mine")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Leave this page quickly")).to_be_in_viewport(ratio=1)


def test_targets_are_large_enough_to_hit(page: Page):
    open_chat(page)
    say(page, "what would i get", "Estimate")
    unfold(page, "How this was worked out")
    controls = page.locator("rightful-chat").locator("button:visible, summary:visible, textarea:visible")
    heights = [(control.inner_text(), control.bounding_box()["height"]) for control in controls.all()]
    assert [it for it in heights if it[1] < 40] == []
    links = page.locator("rightful-chat").locator("table a:visible, .foot a:visible")
    assert links.count() > 0
    assert [link.inner_text() for link in links.all() if link.bounding_box()["height"] < 24] == []


def test_the_focus_can_be_seen(page: Page):
    open_chat(page)
    for _ in range(3):
        page.keyboard.press("Tab")
        ring = page.evaluate(
            """() => {
              const focused = document.activeElement.shadowRoot?.activeElement;
              return focused ? getComputedStyle(focused).outlineWidth : "page";
            }"""
        )
        assert ring in {"3px", "page"}
    assert axe_violations(page) == []


def test_a_picture_of_the_dates_says_in_words_what_it_shows(page: Page):
    open_chat(page)
    say(page, "when am i paid", "Your first payment")
    unfold(page, "Payment dates")
    picture = page.get_by_role("img", name="The first payments of your claim")
    expect(picture).to_be_visible()
    expect(picture.locator("desc")).to_contain_text("Fri 18 December: you are paid")
    assert picture.locator("circle").count() == 5


def test_the_taper_is_drawn_with_its_figures_in_a_table(page: Page):
    open_chat(page)
    say(page, "what do i keep", "45p of each pound")
    unfold(page, "What you have as pay grows")
    expect(page.get_by_role("img", name="What you have as pay grows")).to_be_visible()
    assert page.get_by_role("table", name="What you have as pay grows").get_by_role("row").count() == 12
    unfold(page, "Letters you can use")
    expect(page.get_by_role("link", name="Complain about how you were treated")).to_be_visible()


def test_printing_leaves_the_page_around_the_chat_out_and_puts_it_back(page: Page):
    open_chat(page)
    say(page, "what would i get", "Estimate")
    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_text("Keep, save or delete this chat").click()
    page.get_by_role("button", name="Print").click()
    page.emulate_media(media="print")
    expect(page.get_by_role("columnheader", name="Law")).to_be_attached()
    expect(log(page)).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_hidden()
    expect(box(page)).to_be_hidden()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(box(page)).to_be_visible()
    assert page.evaluate("window.printed")


def test_a_drawing_brings_nothing_that_could_run_or_load(page: Page, backend: Backend, monkeypatch: pytest.MonkeyPatch):
    hurt = (
        "<svg onload='window.hurt=1'><image href='/hurt'/><a href='javascript:1'><text>x</text></a><text>y</text></svg>"
    )
    monkeypatch.setattr(backend, "drawn", lambda reply: reply | {"pictures": {"taper": hurt}})
    open_chat(page)
    say(page, "what do i keep", "45p of each pound")
    unfold(page, "What you have as pay grows")
    picture = page.locator("rightful-chat svg")
    assert picture.inner_html() == "<text>y</text>"
    assert page.evaluate("window.hurt") is None
