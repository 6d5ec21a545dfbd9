"""The page of a receipt."""

from .conftest import reply


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
