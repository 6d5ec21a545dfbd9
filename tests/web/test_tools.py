"""The pages that check a statement and write letters."""

import io

import pytest
from docx import Document

from bot.answer_files import JURISDICTIONS
from web import letters

FORM = {
    "on": "2026-11-23",
    "nation": "england",
    "claim_date": "2026-01-12",
    "birth_date": "1990-01-01",
    "pay": "900",
    "pay_per": "month",
    "health": "lcwra",
    "before_april_2026": "yes",
    "tenure": "social",
    "rent": "120",
    "rent_per": "week",
    "bedrooms": "1",
    "savings": "0",
    "line_standard_allowance": "424.90",
    "line_lcwra_element": "429.80",
    "line_housing_costs_element": "£520.00",
    "line_earnings_reduction": "260.15",
    "line_payable": "1,114.55",
}


def checked(browser, **changes):
    return browser.post("/check-statement", data={**FORM, **changes})


def test_a_right_statement_agrees(browser):
    answer = checked(browser)
    assert answer.status_code == 200
    assert "Every line agrees" in answer.text


def test_a_wrong_line_has_its_reason_a_last_day_and_a_letter(browser):
    page = checked(browser, line_lcwra_element="217.26").text
    assert "The other of the two rates" in page
    assert "by 18 January 2027" in page
    assert "Write this letter" in page
    assert 'value="429.80"' not in page.split("<form")[1]  # what was typed stays as it was


def test_what_was_typed_is_kept_when_something_cannot_be_right(browser):
    answer = checked(browser, savings="lots")
    assert answer.status_code == 422
    assert "This is not an amount of money." in answer.text
    assert 'value="lots"' in answer.text
    assert 'value="424.90"' in answer.text


@pytest.mark.parametrize("changes", [{"on": "yesterday"}, {"claim_date": "2027-01-01"}, {"children": "tall"}])
def test_a_date_that_does_not_exist_is_refused_in_words(browser, changes):
    answer = checked(browser, **changes)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_an_empty_form_is_refused_in_words(browser):
    answer = browser.post("/check-statement", data={})
    assert answer.status_code == 422
    assert "There are no lines." in answer.text


def test_typed_html_does_not_run(browser):
    answer = checked(browser, savings="<script>alert(1)</script>")
    assert "<script>" not in answer.text


LETTERS = sorted(letters.letters())


def test_the_letters_that_people_need_are_there():
    assert {
        "mandatory_reconsideration",
        "late_reconsideration",
        "written_reasons",
        "complaint",
        "reasonable_adjustment",
        "deduction_too_high",
        "waiver_of_overpayment",
        "subject_access",
        "bedroom_or_rent",
        "earnings_dispute",
    } <= set(LETTERS)


@pytest.mark.parametrize("letter_id", LETTERS)
def test_a_letter_is_sourced_reviewed_and_reads_with_gaps(browser, letter_id):
    letter = letters.letter(letter_id)
    assert letter.sources
    assert all(source["url"].startswith("https://") for source in letter.sources)
    assert set(letter.jurisdiction) <= set(JURISDICTIONS)
    page = browser.get(f"/letters/{letter_id}").text
    assert "[your name]" in page
    assert "{" not in page.split("<textarea")[1].split("</textarea>")[0]


def test_a_letter_takes_what_the_check_found(browser):
    facts = {"line": "carer element", "statement": "nothing", "expected": "£209.34", "deadline": "18 January 2027"}
    page = browser.post("/letters/mandatory_reconsideration", data=facts).text
    assert "carer element" in page
    assert "£209.34" in page


def test_the_edited_letter_comes_as_text_word_and_print(browser):
    text = "Dear sir\n\nMy <b>own</b> words."
    url = "/letters/complaint/file"
    plain = browser.post(url, data={"text": text, "form": "txt"})
    assert plain.text == text
    word = Document(io.BytesIO(browser.post(url, data={"text": text, "form": "docx"}).data))
    assert [one.text for one in word.paragraphs] == ["Dear sir", "My <b>own</b> words."]
    printed = browser.post(url, data={"text": text, "form": "html"}).text
    assert "<b>" not in printed
    assert "own" in printed


def test_a_letter_that_does_not_exist_is_not_found(browser):
    assert browser.get("/letters/love").status_code == 404


def test_every_letter_that_a_check_names_exists():
    from rules.statement.suspicions import about, by_line

    named = {suspicion.letter for line in by_line() for suspicion in about(line)}
    assert named | {"written_reasons", "deduction_too_high"} <= set(LETTERS)
