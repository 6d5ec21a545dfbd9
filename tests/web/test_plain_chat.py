"""The chat without JavaScript: one page of plain forms, the same gateway, and nothing in a cookie or an address."""

import re
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest

import rules
from web import create_app, handover
from web.plain_chat import EXIT_PAGE
from web.settings import Settings
from web.store import Conversation, Turn

from .conftest import PlayedRasa, reply


class Form(HTMLParser):
    """The fields and buttons of a page, as a browser would send them."""

    def __init__(self, page):
        super().__init__()
        self.fields, self.buttons, self._button, self._area = {}, {}, None, None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag == "input":
            self.fields[found["name"]] = found.get("value", "")
        elif tag == "textarea":
            self.fields[found["name"]], self._area = "", found["name"]
        elif tag == "button":
            self._button = (found.get("name"), found.get("value"))
            self.buttons[self._button] = found.get("aria-label", "")

    def handle_data(self, data):
        if self._button:
            self.buttons[self._button] += data
        if self._area:
            self.fields[self._area] += data

    def handle_endtag(self, tag):
        self._button = None if tag == "button" else self._button
        self._area = None if tag == "textarea" else self._area

    def payload(self, words):
        return next(value for (_, value), said in self.buttons.items() if words in " ".join(said.split()))


class Visitor:
    """Somebody without JavaScript: each answer is the page from which the next form is sent."""

    def __init__(self, browser, path="/chat?charity=demo"):
        self.browser = browser
        self.take(browser.get(path))

    def take(self, response):
        self.response, self.page, self.form = response, response.text, Form(response.text)
        return self

    def send(self, form=None, **fields):
        return self.take(self.browser.post("/chat", data={**(form or self.form).fields, **fields}))

    def say(self, text):
        return self.send(text=text)

    def press(self, words):
        return self.send(press=self.form.payload(words))


@pytest.fixture
def visitor(browser):
    return Visitor(browser)


def count(app, kind):
    with app.extensions["store"].transaction() as session:
        return session.query(kind).count()


def test_the_page_says_first_that_this_is_a_programme_and_what_it_keeps(visitor):
    assert visitor.response.status_code == 200
    assert "You are talking to a computer programme" in visitor.page
    assert "Riverside Advice" in visitor.page
    assert "kept for up to ninety days" in visitor.page


def test_a_page_that_was_only_looked_at_leaves_nothing_behind(app, visitor):
    assert count(app, Conversation) == 0


def test_a_conversation_goes_on_from_page_to_page(visitor, rasa, say_back):
    say_back(reply("What do you have saved?", "asking"), household={"adults": [{"age": 30}]}, asking="savings")
    say_back(reply("Thank you."), household={"savings": "500"})
    page = visitor.say("i am 30").say("500 pounds").page
    for words in ("i am 30", "What do you have saved?", "500 pounds", "Thank you.", "Question for you"):
        assert words in page
    assert page.index("i am 30") < page.index("500 pounds")
    assert rasa.heard[-1]["metadata"]["household"] == {"adults": [{"age": 30}]}
    assert visitor.form.fields["text"] == "", "what was sent is not in the box any more"


def test_nothing_opens_the_chat_but_the_hidden_field(visitor, say_back):
    say_back(reply())
    visitor.say("hello there")
    token = visitor.form.fields["token"]
    assert "Set-Cookie" not in visitor.response.headers
    assert visitor.page.count(token) == 1, "in the hidden field, and in no address"
    assert not re.search(r'method="get"', visitor.page, re.IGNORECASE)
    assert visitor.response.headers["Cache-Control"] == "no-store"
    again = Visitor(visitor.browser)
    assert "hello there" not in again.page


def test_the_same_conversation_can_be_read_by_the_gateway_of_the_widget(visitor, say_back):
    say_back(reply("Here you are."))
    visitor.say("hello there")
    headers = {"Authorization": f"Bearer {visitor.form.fields['token']}"}
    turns = visitor.browser.post("/chat/resume", headers=headers).get_json()["turns"]
    assert [(turn["said"], turn["replies"][0]["text"]) for turn in turns] == [("hello there", "Here you are.")]


def test_the_same_form_sent_twice_is_one_turn_from_the_first_message_on(app, visitor, rasa, say_back):
    for text in ("first message", "second message"):
        say_back(reply(f"To the {text}."))
        form = visitor.form
        visitor.send(form, text=text)
        once = visitor.page
        visitor.send(form, text=text)
        assert once.count(text) == visitor.page.count(text) == 2
    assert (count(app, Conversation), count(app, Turn), len(rasa.heard)) == (1, 2, 2)


def test_a_form_that_comes_late_does_not_change_what_was_said_after_it(visitor, say_back):
    for words in ("one", "two"):
        say_back(reply(f"Reply {words}."))
    first = visitor.form
    page = visitor.say("message one").say("message two").page
    late = visitor.send(first, text="message one").page
    said = re.compile(r"message \w+|Reply \w+\.")
    assert said.findall(late) == said.findall(page)


def test_a_quick_reply_is_pressed_and_what_was_typed_stays(visitor, rasa, say_back):
    payload = '/choose{"fact": "savings", "value": "\\"0\\""}'
    say_back(reply("What do you have saved?", "asking", quick_replies=[{"title": "None at all", "payload": payload}]))
    say_back(reply("Thank you."))
    visitor.say("what would i get")
    visitor.send(press=visitor.form.payload("None at all"), text="half a thou")
    assert rasa.heard[-1]["text"] == payload
    assert visitor.form.fields["text"] == "half a thou"
    assert "<p>None at all</p>" in visitor.page, "shown by its title, as if it had been said"
    assert ("press", payload) not in visitor.form.buttons, "only the last reply offers"


def test_what_was_told_is_listed_and_can_be_changed_and_removed(visitor, rasa, say_back):
    for _ in range(3):
        say_back(reply(), household={"savings": "500"})
    visitor.say("i have 500 saved")
    assert "What you have told me (1)" in visitor.page
    assert "£500.00" in visitor.page
    visitor.press("Change: Savings")
    assert rasa.heard[-1]["text"].startswith("/change_fact")
    visitor.press("Remove: Savings")
    assert rasa.heard[-1]["text"] == '/choose{"fact": "savings", "value": "null"}'


def test_an_estimate_has_its_figure_range_lines_and_what_was_assumed(visitor, say_back):
    estimate = rules.estimate(
        {"adults": [{"age": 30}], "children": [], "housing": {"tenure": "none"}}, date(2026, 11, 23)
    )
    content = estimate.as_json()
    for _ in range(2):
        say_back(reply("You may get this.", "estimated", estimate=content, lines=content["lines"]))
    page = visitor.say("what would i get").say("again please").page
    assert "What you would be paid for 23 November 2026 to 22 December 2026" in page
    assert rules.pounds(Decimal(content["payable"])) in page
    assert "It could be between" in page or "or more." in page
    assert content["lines"][0]["law"] in page
    assert "What I have assumed (" in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids)), "two estimates on one page do not share a name"


def test_payment_dates_are_a_table(visitor, say_back):
    timeline = rules.timeline(date(2026, 11, 12), "england", award=Decimal("484.90")).as_json()
    say_back(reply("Your first payment is soon.", timeline=timeline))
    page = visitor.say("when am i paid").page
    assert "Friday 18 December 2026" in page
    assert "Friday 16 April 2027, moved from Sunday 18 April 2027" in page
    assert page.count("£484.90") == 12


def test_sources_and_receipts_are_linked(visitor, say_back):
    source = {
        "title": "The Regulations",
        "url": "https://www.legislation.gov.uk/uksi/2013/376",
        "checked": "2026-11-01",
    }
    say_back(reply(sources=[source]))
    page = visitor.say("what is the taper").page
    assert 'href="https://www.legislation.gov.uk/uksi/2013/376"' in page
    assert "checked 1 November 2026" in page
    receipt = re.search(r'href="[^"]*(/receipts/[^"]+)"', page)[1]
    assert visitor.browser.get(receipt).status_code == 200


def test_without_rasa_the_reduced_service_answers_and_says_so(visitor):
    page = visitor.say("what is the taper").page
    assert "Part of this service is not working just now." in page
    assert "you keep 45p of it" in page


def test_crisis_comes_first(visitor, rasa):
    page = visitor.say("i dont want to be here anymore").page
    assert "Urgent help" in page
    assert "116 123" in page
    assert rasa.heard == []


def test_a_code_for_an_adviser_is_shown_once(visitor, say_back):
    say_back(reply("Yes.", status="handover"))
    say_back(reply())
    visitor.say("can i talk to a person")
    visitor.send(press=handover.PAYLOAD)
    code = re.search(r"<strong>(\w{5}-\w{5})</strong>", visitor.page)[1]
    assert visitor.browser.post("/handover", data={"code": code}).status_code == 200
    assert code not in visitor.say("thank you").page


@pytest.mark.parametrize(
    ("text", "words"),
    [("   ", "There were no words in that message."), ("a" * 2001, "longer than 2,000 characters")],
)
@pytest.mark.parametrize("begun", [False, True], ids=["first message", "later message"])
def test_what_cannot_be_read_is_said_at_the_box_which_keeps_it(visitor, say_back, text, words, begun):
    if begun:
        say_back(reply("Reply one."))
        visitor.say("message one")
    visitor.say(text)
    assert visitor.response.status_code == 400
    assert visitor.form.fields["text"].strip() == text.strip()
    assert re.search(r'<p id="text-error" class="govuk-error-message">', visitor.page)
    assert 'aria-describedby="text-hint text-error"' in visitor.page
    assert words in visitor.page
    assert "<title>Error: " in visitor.page
    assert ("Reply one." in visitor.page) == begun
    say_back(reply("It goes on."))
    assert "It goes on." in visitor.say("what is the taper").page


def test_too_many_messages_keep_what_was_typed(tmp_path):
    limited = {"RIGHTFUL_DATABASE": f"sqlite:///{tmp_path}/limited.db", "RIGHTFUL_TURNS_PER_MINUTE": "1"}
    app = create_app(Settings.from_environment(limited))
    app.extensions["gateway"].rasa = PlayedRasa()
    visitor = Visitor(app.test_client()).say("what is the taper").say("and the work allowance")
    assert visitor.response.status_code == 429
    assert "too often" in visitor.page
    assert visitor.form.fields["text"].strip() == "and the work allowance"
    assert "you keep 45p of it" in visitor.page, "what was said before is still there"


def test_a_chat_can_be_deleted_and_its_old_pages_begin_a_new_one(app, visitor, say_back):
    say_back(reply("A secret reply."))
    visitor.say("message one")
    old = visitor.form
    visitor.send(erase="yes")
    assert "This chat has been deleted" in visitor.page
    assert count(app, Conversation) == 0
    visitor.send(old, text="message two")
    assert visitor.response.status_code == 401
    assert "This chat has ended." in visitor.page
    assert "A secret reply." not in visitor.page
    assert visitor.form.fields["text"].strip() == "message two"
    say_back(reply("A new beginning."))
    assert "A new beginning." in visitor.send().page
    assert visitor.form.fields["token"] != old.fields["token"]


def test_another_sites_form_may_bring_a_question_but_carries_on_no_conversation(app, visitor, say_back):
    say_back(reply("A secret reply."))
    visitor.say("message one")
    stolen = {**visitor.form.fields, "text": "what is the taper"}
    for fields in (stolen, {**stolen, "erase": "yes"}):
        met = visitor.browser.post("/chat", data=fields, headers={"Sec-Fetch-Site": "cross-site"})
        assert "A secret reply." not in met.text
        assert "what is the taper" in met.text
        assert fields["token"] not in met.text
    assert count(app, Turn) == 1


@pytest.mark.parametrize("token", ["", "short", "x" * 5000, "' or 1=1 --", "é" * 43])
def test_a_token_that_nobody_gave_out_begins_nothing(app, visitor, token):
    visitor.send(token=token, text="what is the taper")
    assert visitor.response.status_code == 401
    assert count(app, Conversation) == 0


def test_what_a_person_typed_cannot_run_on_the_page(visitor, say_back):
    say_back(reply("<script>alert(1)</script> [x](javascript:alert(1))"))
    page = visitor.say("<img src=x onerror=alert(1)>").page
    assert "<script" not in page
    assert "<img" not in page
    assert 'href="javascript' not in page
    assert " style=" not in page


def test_the_nation_of_the_link_is_known_from_the_first_message(browser, rasa, say_back):
    say_back(reply())
    visitor = Visitor(browser, "/chat?charity=demo&nation=scotland")
    visitor.say("hello there")
    assert rasa.heard[-1]["metadata"]["nation"] == "scotland"


@pytest.mark.parametrize("nation", ["atlantis", "<b>", ""])
def test_a_nation_that_is_none_is_left_out(browser, rasa, say_back, nation):
    say_back(reply())
    Visitor(browser, f"/chat?charity=demo&nation={nation}").say("hello there")
    assert rasa.heard[-1]["metadata"]["nation"] is None


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_charity_that_is_not_set_up_gets_a_page_that_helps(browser, method):
    page = browser.open("/chat?charity=nobody", method=method)
    assert page.status_code == 404
    assert "This charity is not set up here." in page.text


def test_the_quick_exit_goes_where_the_widgets_goes(visitor):
    widget = "".join(path.read_text(encoding="utf-8") for path in Path("web/widget").rglob("*.js"))
    assert f'"{EXIT_PAGE}"' in widget
    assert f'href="{EXIT_PAGE}"' in visitor.page
    assert visitor.response.headers["Referrer-Policy"] == "no-referrer"


def test_only_the_charitys_own_pages_may_frame_its_chat_and_nobody_any_other_page(tmp_path):
    folder = tmp_path / "charities"
    folder.mkdir()
    content = (
        'name: North\ncolour: "#1d4e63"\nnations: [scotland]\norigins: [https://north.example, https://n.example]\n'
    )
    (folder / "north.yaml").write_text(content, encoding="utf-8")
    settings = {"RIGHTFUL_DATABASE": f"sqlite:///{tmp_path}/f.db", "RIGHTFUL_CHARITIES": str(folder)}
    app = create_app(Settings.from_environment(settings))
    app.extensions["gateway"].rasa = PlayedRasa()
    browser = app.test_client()

    def frames(response):
        return re.search(r"frame-ancestors ([^;]+);", response.headers["Content-Security-Policy"])[1]

    theirs = "https://north.example https://n.example"
    visitor = Visitor(browser, "/chat?charity=north")
    assert frames(visitor.response) == theirs
    assert frames(visitor.say("what is the taper").response) == theirs
    assert frames(visitor.send(charity="demo", text="and now").response) == theirs, "the conversation's own charity"
    assert frames(visitor.say("").response) == theirs, "an error is shown in the frame too"
    for path in ("/chat?charity=demo", "/chat?charity=nobody", "/rights", "/accessibility", "/widget.js"):
        assert frames(browser.get(path)) == "'none'"


@pytest.mark.parametrize("contact", ["", "help@chat.example"])
def test_the_accessibility_statement_says_what_was_not_tested_and_whom_to_tell(tmp_path, contact):
    settings = {"RIGHTFUL_DATABASE": f"sqlite:///{tmp_path}/a.db", "RIGHTFUL_CONTACT": contact}
    browser = create_app(Settings.from_environment(settings)).test_client()
    page = browser.get("/accessibility").text
    assert "No people who use a screen reader every day have tested this yet" in page
    assert ("mailto:help@chat.example" in page) == bool(contact)
    assert "tell the\n  charity" in page or "Tell the charity" in page
    assert 'href="/accessibility"' in browser.get("/rights").text
