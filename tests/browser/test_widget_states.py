"""Every state of the widget: clean by axe in light and dark, and a picture of each for people to look at."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import axe_violations, screenshot
from fake_backend import Backend
from playwright.sync_api import Page, expect
from test_widget import box, launcher, log, open_chat, say, unfold

pytestmark = pytest.mark.browser


def closed(page: Page, backend: Backend) -> None:
    expect(launcher(page)).to_be_visible()


def opened(page: Page, backend: Backend) -> None:
    open_chat(page)


def answered(page: Page, backend: Backend) -> None:
    open_chat(page)
    say(page, "can i ask for fewer hours", "You can ask your work coach")
    unfold(page, "Where this comes from")


def asking(page: Page, backend: Backend) -> None:
    open_chat(page)
    say(page, "savings", "How much do you have in savings?")
    unfold(page, "What you have told me")


def estimated(page: Page, backend: Backend) -> None:
    open_chat(page)
    say(page, "what would i get", "Estimate")


def estimate_unfolded(page: Page, backend: Backend) -> None:
    estimated(page, backend)
    unfold(page, "What I have assumed")
    unfold(page, "How this was worked out").scroll_into_view_if_needed()


def payment_dates(page: Page, backend: Backend) -> None:
    open_chat(page)
    say(page, "when am i paid", "Your first payment")
    unfold(page, "Payment dates")


def taper(page: Page, backend: Backend) -> None:
    open_chat(page)
    say(page, "what do i keep", "45p of each pound")
    unfold(page, "Letters you can use")
    unfold(page, "What you have as pay grows").scroll_into_view_if_needed()


def crisis(page: Page, backend: Backend) -> None:
    open_chat(page)
    backend.service = "reduced"
    say(page, "i am in danger", "Urgent help")


def failed(page: Page, backend: Backend) -> None:
    open_chat(page)
    backend.fail_with["/chat/say"] = 503
    box(page).fill("what would i get")
    box(page).press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()


def too_long(page: Page, backend: Backend) -> None:
    open_chat(page)
    box(page).fill("what would i get " * 120)
    expect(page.get_by_text("Characters to take out")).to_be_visible()


def deleting(page: Page, backend: Backend) -> None:
    answered(page, backend)
    page.get_by_text("Keep, save or delete this chat").click()
    page.get_by_role("button", name="Delete this chat").click()


def deleted(page: Page, backend: Backend) -> None:
    deleting(page, backend)
    page.get_by_role("button", name="Yes, delete it").click()
    expect(log(page)).to_contain_text("This chat has been deleted.")


STATES = [
    closed, opened, answered, asking, estimated, estimate_unfolded, payment_dates, taper, crisis, failed, too_long,
    deleting, deleted,
]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_state_is_accessible(
    page: Page, backend: Backend, state: Callable[[Page, Backend], None], width: int, scheme: str
):
    page.set_viewport_size({"width": width, "height": 640 if width == 320 else 900})
    page.emulate_media(color_scheme=scheme)
    state(page, backend)
    screenshot(page, f"widget-{state.__name__}-{width}-{scheme}")
    assert axe_violations(page) == []


@pytest.mark.parametrize("state", [closed, estimate_unfolded], ids=lambda state: state.__name__)
def test_state_in_forced_colours(page: Page, backend: Backend, state: Callable[[Page, Backend], None]):
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    state(page, backend)
    screenshot(page, f"widget-{state.__name__}-1280-forced-colours")
    assert axe_violations(page) == []


def test_state_at_400_percent_zoom(page: Page, backend: Backend):
    page.set_viewport_size({"width": 320, "height": 256})
    answered(page, backend)
    screenshot(page, "widget-answered-400-percent")
    assert axe_violations(page) == []


def test_state_right_to_left(page: Page, backend: Backend):
    page.evaluate("document.documentElement.dir = 'rtl'")
    estimate_unfolded(page, backend)
    screenshot(page, "widget-estimate_unfolded-1280-rtl")
    assert axe_violations(page) == []
