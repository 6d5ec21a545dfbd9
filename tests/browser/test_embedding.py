"""The real server's widget on pages of other sites: plain, like WordPress, under a strict policy, and not allowed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import axe_violations, screenshot
from fake_backend import serving
from flask import Flask, Response, render_template_string
from played_rasa import PlayedRasa
from playwright.sync_api import BrowserContext, Locator, Page, expect

from web import create_app
from web.settings import Settings
from web.store import Conversation

pytestmark = pytest.mark.browser

# As docs/embedding.md says.
STRICT = "default-src 'none'; script-src {chat}; connect-src {chat}; base-uri 'none'; form-action 'none'"
NONCE = "default-src 'none'; script-src 'nonce-r4nd0m' 'strict-dynamic'; connect-src {chat}"

# What themes and page builders do to every element of a page, some of it with !important.
HOSTILE_CSS = """
* { box-sizing: content-box !important; letter-spacing: .2em !important; text-transform: uppercase !important; }
html { font-size: 6px; color: #eee; }
body { direction: ltr; line-height: 3; font-family: fantasy; }
button, input, textarea, select { display: none !important; width: 100% !important; border: 9px solid red !important; }
aside, section, form, details, summary, dl, table, header { display: none !important; float: right; color: #fff; }
p, h2, li, a { color: #fefefe !important; background: #fff !important; font-size: 40px !important; margin: 4em; }
[hidden] { display: block !important; }
.panel, .launcher, .log, .row, .root, .strong { visibility: hidden !important; position: static !important; }
rightful-chat { display: none !important; opacity: 0; }
.site-header { position: fixed; inset: 0 0 auto 0; height: 60px; z-index: 99999; background: #123; }
"""

PAGE = """<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>Westhill</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
{% if css %}<style>{{ css | safe }}</style>{% endif %}</head>
<body class="wp-singular page-template-default"><a href="/plain" class="first">Westhill</a>
<div class="site-header"></div><div class="wp-site-blocks"><main class="entry-content wp-block-post-content">
<h1>Advice</h1><p>Words of the charity.</p>
<noscript><p><a href="{{ chat }}/chat?charity=westhill">Ask without JavaScript</a></p></noscript>
{% if frame %}
<iframe title="Chat" src="{{ chat }}/chat?charity={{ frame }}" width="400" height="600"></iframe>
{% endif %}
</main></div>
{% if tag %}
<script src="{{ chat }}/widget.js" data-charity="westhill" async {% if nonce %}nonce="{{ nonce }}"{% endif %}></script>
{% endif %}
</body></html>"""


class Site:
    """A charity's own server, which knows nothing of ours but its address."""

    chat = ""
    origin = ""

    def app(self) -> Flask:
        app = Flask("site")

        @app.get("/plain")
        def plain() -> str:
            return self.page(tag=True)

        @app.get("/wordpress")
        def wordpress() -> str:
            return self.page(tag=True, css=HOSTILE_CSS)

        @app.get("/strict")
        def strict() -> Response:
            return self.under(STRICT, self.page(tag=True))

        @app.get("/nonce")
        def nonce() -> Response:
            return self.under(NONCE, self.page(tag=True, nonce="r4nd0m"))

        @app.get("/frame/<charity>")
        def frame(charity: str) -> str:
            return self.page(frame=charity)

        @app.get("/favicon.ico")
        def icon() -> tuple[str, int]:
            return "", 204

        return app

    def page(self, **parts: object) -> str:
        return render_template_string(PAGE, chat=self.chat, **parts)

    def under(self, policy: str, page: str) -> Response:
        return Response(page, headers={"Content-Security-Policy": policy.format(chat=self.chat)})


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Site]]:
    """The charity's own site, and one that it did not name."""
    folder: Path = tmp_path_factory.mktemp("charities")
    own, other = Site(), Site()
    with serving(own.app()) as own.origin, serving(other.app()) as other.origin:
        westhill = f"""name: Westhill Law Centre\ncolour: "#7a1f5c"\nnations: [england]\norigins: ["{own.origin}"]\n"""
        (folder / "westhill.yaml").write_text(westhill, encoding="utf-8")
        settings = {
            "RIGHTFUL_DATABASE": f"sqlite:///{folder}/test.db",
            "RIGHTFUL_CHARITIES": str(folder),
            "RIGHTFUL_STARTS_PER_MINUTE": "1000",
        }
        app = create_app(Settings.from_environment(settings))
        app.extensions["gateway"].rasa = PlayedRasa()
        with serving(app) as own.chat:
            other.chat = own.chat
            own.store = app.extensions["store"]  # type: ignore[attr-defined]
            yield own, other


@pytest.fixture
def site(sites: tuple[Site, Site]) -> Site:
    return sites[0]


def conversations(site: Site) -> int:
    with site.store.transaction() as session:  # type: ignore[attr-defined]
        return session.query(Conversation).count()


def launcher(page: Page) -> Locator:
    return page.locator("rightful-chat").get_by_role("button", name="Universal Credit")


def log(page: Page) -> Locator:
    return page.get_by_role("log")


def box(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Your message")


@pytest.mark.parametrize("path", ["plain", "wordpress", "strict", "nonce"])
def test_the_widget_works_on_a_page_of_the_charity(context: BrowserContext, site: Site, path: str) -> None:
    page = context.new_page()
    complaints: list[str] = []
    asked: set[str] = set()
    page.on("console", lambda one: complaints.append(one.text) if one.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: asked.add(request.url))
    page.goto(f"{site.origin}/{path}")
    launcher(page).click()
    expect(log(page)).to_contain_text("You are talking to a computer programme")
    expect(page.get_by_role("heading", name="Westhill Law Centre")).to_be_visible()
    box(page).fill("what is it worth")
    box(page).press("Enter")
    expect(log(page)).to_contain_text("£424.90")
    page.locator("summary", has_text="How this was worked out").click()
    assert axe_of_widget(page) == []
    screenshot(page, f"embedded-{path}")
    assert complaints == []
    allowed = (f"{site.origin}/", f"{site.chat}/widget", f"{site.chat}/chat/")
    assert [url for url in asked if not url.startswith(allowed)] == [], "nobody else is asked for anything"
    assert context.cookies() == []


def axe_of_widget(page: Page) -> list[str]:
    """What axe finds in the widget; the pages around it are ugly on purpose."""
    page.evaluate("document.querySelectorAll('body > :not(rightful-chat)').forEach(one => one.remove())")
    page.evaluate("document.documentElement.lang = 'en-GB'")
    ours = ("document-title", "landmark-one-main", "page-has-heading-one", "region")
    return [found for found in axe_violations(page) if not found.startswith(ours)]


def test_a_themes_styles_change_neither_size_nor_colour_nor_place(context: BrowserContext, site: Site) -> None:
    looks = []
    for path in ("plain", "wordpress"):
        page = context.new_page()
        page.goto(f"{site.origin}/{path}")
        launcher(page).click()
        expect(log(page)).to_contain_text("You are talking to a computer programme")
        words = log(page).get_by_text("You are talking to a computer programme")
        style = words.evaluate(
            """e => ["fontSize", "letterSpacing", "textTransform", "color", "fontFamily", "lineHeight", "marginTop"]
                      .map(name => getComputedStyle(e)[name])"""
        )
        boxes = [
            page.get_by_role("button", name="Send").bounding_box(),
            box(page).bounding_box(),
            log(page).bounding_box(),
        ]
        looks.append((style, boxes))
    assert looks[0] == looks[1]


def test_a_page_that_the_charity_did_not_name_gets_a_sentence_and_no_conversation(
    context: BrowserContext, sites: tuple[Site, Site]
) -> None:
    own, other = sites
    before = conversations(own)
    page = context.new_page()
    page.goto(f"{other.origin}/plain")
    launcher(page).click()
    alert = page.get_by_role("alert")
    expect(alert).to_be_visible()
    assert len(alert.inner_text().split()) > 3
    assert "undefined" not in alert.inner_text()
    expect(log(page)).not_to_contain_text("computer programme")
    assert conversations(own) == before


def test_a_whole_conversation_by_keyboard_alone_on_the_charitys_page(context: BrowserContext, site: Site) -> None:
    page = context.new_page()
    page.goto(f"{site.origin}/plain")
    launcher(page).wait_for()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Westhill")).to_be_focused()
    page.keyboard.press("Tab")
    expect(launcher(page)).to_be_focused()
    page.keyboard.press("Enter")
    expect(box(page)).to_be_focused()
    expect(log(page)).to_contain_text("computer programme")

    type_and_send(page, "i have told you all", "This is about 19 letters.")
    type_and_send(page, "have i saved enough", "How much do you have saved?")
    back_to(page, page.get_by_role("button", name="None at all"))
    page.keyboard.press("Enter")
    expect(log(page)).to_contain_text("This is about 44 letters.")
    expect(box(page)).to_be_focused()
    type_and_send(page, "what is it worth", "£424.90")

    summary = page.locator("summary", has_text="How this was worked out")
    back_to(page, summary)
    page.keyboard.press("Enter")
    expect(page.get_by_role("columnheader", name="Law")).to_be_attached()
    back_to(page, page.locator("summary", has_text="What you have told me"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Remove: Savings")).to_be_visible()
    page.keyboard.press("Escape")
    expect(launcher(page)).to_be_focused()


def type_and_send(page: Page, text: str, expected: str) -> None:
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    expect(log(page)).to_contain_text(expected)
    expect(box(page)).to_be_focused()


def back_to(page: Page, wanted: Locator) -> None:
    """With Shift and Tab, to something above the box."""
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        if wanted.evaluate("e => e.getRootNode().activeElement === e"):
            return
    pytest.fail("The keyboard does not reach it.")


def test_without_javascript_the_page_links_to_the_chat_that_needs_none(context: BrowserContext, site: Site) -> None:
    browser = context.browser
    assert browser
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(f"{site.origin}/plain")
    page.get_by_role("link", name="Ask without JavaScript").click()
    expect(page.get_by_role("heading", name="Universal Credit help, Westhill Law Centre")).to_be_visible()
    page.get_by_label("Your message").fill("what is the taper")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("This is about 17 letters.")).to_be_visible()
    plain.close()


def test_the_chat_page_works_in_a_frame_of_its_charity(context: BrowserContext, site: Site) -> None:
    page = context.new_page()
    page.goto(f"{site.origin}/frame/westhill")
    frame = page.frame_locator("iframe")
    frame.get_by_label("Your message").fill("what is the taper")
    frame.get_by_role("button", name="Send").click()
    expect(frame.get_by_text("This is about 17 letters.")).to_be_visible()


@pytest.mark.parametrize(("which", "charity"), [("other", "westhill"), ("own", "demo")])
def test_no_other_page_may_show_it_in_a_frame(
    context: BrowserContext, sites: tuple[Site, Site], which: str, charity: str
) -> None:
    site = sites[0] if which == "own" else sites[1]
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda one: refused.append(one.text) if "frame-ancestors" in one.text else None)
    page.goto(f"{site.origin}/frame/{charity}")
    page.wait_for_timeout(300)
    assert refused
    expect(page.frame_locator("iframe").get_by_label("Your message")).to_have_count(0)
