"""The page of a receipt."""

import re

import pytest

import rules
from bot.answers.replies import payload
from bot.languages import speaking

from .conftest import TODAY, reply


def test_a_receipt_shows_the_reply_its_sources_and_its_lines(chat, say_back):
    lines = [
        {
            "id": "award",
            "label": "Your award",
            "amount": "484.90",
            "working": "a − b",
            "law": "WRA 2012 s.8",
            "url": "https://www.legislation.gov.uk/ukpga/2012/5/section/8",
        }
    ]
    estimate = {
        "lines": lines,
        "assessment_period": {"start": "2026-11-23", "end": "2026-12-22"},
        "assumed": [{"fact": "savings", "value": "0.00"}],
        "excluded": [{"fact": "housing.lha", "reason": "Not applied.", "law": "Sch 4", "route": "x"}],
    }
    say_back(
        reply(
            "You may get **£484.90**.",
            "estimated",
            estimate=estimate,
            lines=lines,
            sources=[{"title": "The Regulations", "url": "https://www.legislation.gov.uk/uksi/2013/376"}],
        )
    )
    code = chat.say("what would i get").get_json()["replies"][0]["receipt"]
    page = chat.browser.get(f"/receipts/{code}")
    text = page.get_data(as_text=True)
    for words in (
        "<strong>£484.90</strong>",
        "484.90",
        "WRA 2012 s.8",
        "The Regulations",
        "savings: 0.00",
        "Not applied.",
    ):
        assert words in text
    assert (
        "script-src" in page.headers["Content-Security-Policy"]
        or "default-src 'self'" in page.headers["Content-Security-Policy"]
    )


def test_what_a_person_typed_cannot_run_on_the_page(chat, say_back):
    say_back(reply("<script>alert(1)</script> [x](javascript:alert(1))"))
    code = chat.say("<img src=x onerror=alert(1)> hello").get_json()["replies"][0]["receipt"]
    text = chat.browser.get(f"/receipts/{code}").get_data(as_text=True)
    assert "<script>" not in text
    assert "<img" not in text
    assert 'href="javascript' not in text


def test_a_code_that_never_was_gets_a_page_that_helps(browser):
    page = browser.get("/receipts/nosuchcode")
    assert page.status_code == 404
    assert "Ask the question again" in page.get_data(as_text=True)


def test_an_estimate_is_run_again_to_the_penny(chat, say_back):
    household = {"adults": [{"age": 30, "health": {"group": "none"}, "carer": False, "earnings": []}], "savings": "0"}
    found = rules.estimate(household, TODAY).as_json()
    say_back(reply("Here.", "estimated", estimate=found, lines=found["lines"]), household=household)
    code = chat.say("and my uc").get_json()["replies"][0]["receipt"]
    page = chat.browser.post(f"/receipts/{code}").get_data(as_text=True)
    assert "The same to the penny" in page
    assert "as it was written" in page


@pytest.mark.parametrize("answer_id", ["five_week_wait", "pip_refused"])  # the second has no Welsh
def test_a_reply_in_welsh_is_run_again_in_welsh(chat, say_back, answer_id):
    library = chat.browser.application.extensions["gateway"].library
    with speaking("cy"):
        given = payload(library, answer_id, TODAY, None, "answered")
    say_back(given)
    code = chat.say("pam dwi'n gorfod aros").get_json()["replies"][0]["receipt"]
    assert "<strong>The same.</strong>" in chat.browser.post(f"/receipts/{code}").get_data(as_text=True)


def test_help_nearby_under_a_reply_is_shown_and_no_part_of_the_answer_that_is_run_again(chat, say_back):
    library = chat.browser.application.extensions["gateway"].library
    say_back(payload(library, "local_help", TODAY, None, "answered"), household={"place": "Exampleton"})
    said = chat.say("who helps with forms in exampleton").get_json()["replies"][0]
    assert "Form Friends" in said["html"]
    page = chat.browser.post(f"/receipts/{said['receipt']}").get_data(as_text=True)
    assert "Form Friends" in page
    assert "<strong>The same.</strong>" in page


def test_several_troubles_are_one_reply_that_runs_again(chat, say_back):
    say_back(reply("Nothing.", "nothing"))
    text = "lost my job, owe 2 months rent, landlord gave me notice, drinking too much, cant face the jobcentre"
    [said] = chat.say(text).get_json()["replies"]
    assert said["answer_id"] == "several_troubles"
    assert "<ol>" in said["html"]
    assert [one["title"] for one in said["quick_replies"]]
    assert "<strong>The same.</strong>" in chat.browser.post(f"/receipts/{said['receipt']}").get_data(as_text=True)


@pytest.mark.parametrize(
    ("text", "given"),
    [
        (
            "abusive partner, rent arrears, lost my job and debts",
            ["crisis_domestic_abuse", "several_troubles"],
        ),
        (
            "want to end my life, my husband hits me, lost my job, rent arrears",
            ["crisis_suicide", "crisis_domestic_abuse", "several_troubles"],
        ),
    ],
)
def test_whom_to_call_is_said_before_a_step_that_leans_on_it(chat, say_back, text, given):
    say_back(reply("Nothing.", "nothing"))
    assert [one["answer_id"] for one in chat.say(text).get_json()["replies"]] == given


def test_a_line_that_differs_is_named(chat, say_back):
    household = {"adults": [{"age": 30, "health": {"group": "none"}, "carer": False, "earnings": []}], "savings": "0"}
    found = rules.estimate(household, TODAY).as_json()
    lines = [{**line, "amount": "424.91"} if line["id"] == "standard_allowance" else line for line in found["lines"]]
    say_back(reply("Here.", "estimated", estimate=found, lines=lines), household=household)
    code = chat.say("and my uc").get_json()["replies"][0]["receipt"]
    page = chat.browser.post(f"/receipts/{code}").get_data(as_text=True)
    assert "Not the same" in page
    assert "424.91" in page
    assert "424.90" in page


def test_an_answer_that_has_changed_since_shows_how(chat, say_back):
    said = reply("You wait eleven weeks.", answer_id="five_week_wait", answer_version="0" * 64)
    say_back(said)
    code = chat.say("how long do i wait").get_json()["replies"][0]["receipt"]
    page = chat.browser.post(f"/receipts/{code}").get_data(as_text=True)
    assert "<del>" in page
    assert "eleven" in page
    assert "taken out" in page


def test_an_answer_has_its_versions_and_what_each_changed(browser):
    page = browser.get("/answers/five_week_wait").get_data(as_text=True)
    digests = re.findall(r"/answers/five_week_wait/versions/([0-9a-f]{64})", page)
    assert len(digests) >= 2, "the repository has its history"
    assert digests[0] in page
    version = browser.get(f"/answers/five_week_wait/versions/{digests[0]}").get_data(as_text=True)
    assert "<ins>" in version or "<del>" in version
    assert browser.get("/answers/five_week_wait/versions/" + "0" * 64).status_code == 404
    assert browser.get("/answers/five_week_wait/versions/..%2f..").status_code == 404


def test_the_register_is_narrowed_by_topic_nation_and_state(browser):
    every = browser.get("/answers").get_data(as_text=True).count("<tr>")
    for query in ("topic=sanctions", "nation=northern_ireland", "state=adviser", "state=right"):
        assert 1 < browser.get(f"/answers?{query}").get_data(as_text=True).count("<tr>") < every, query


def test_small_counts_of_use_are_not_shown(app, chat, say_back):
    for _ in range(3):
        say_back(reply("x", answer_id="sanctions"))
        chat.say("sanctioned")
    assert "fewer than 5" in chat.browser.get("/answers/sanctions").get_data(as_text=True)
    for _ in range(3):
        say_back(reply("x", answer_id="sanctions"))
        chat.say("sanctioned")
    assert "<dd>6</dd>" in chat.browser.get("/answers/sanctions").get_data(as_text=True)
