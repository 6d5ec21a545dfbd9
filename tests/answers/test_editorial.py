"""The rules that every answer and every right of the repository keeps to."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from bot.answer_files import GROUPS, JURISDICTIONS, STATUSES, overdue
from bot.answers import Library
from bot.answers.replies import payload
from bot.crisis import KINDS

from .readability import reading_ease

LIBRARY = Library.load()
ANSWERS = sorted(LIBRARY.answers)
RIGHTS = [answer_id for answer_id in ANSWERS if LIBRARY[answer_id].group]
REVIEWED_ON = date(2026, 11, 23)
# The day of the review, and the first days of this tax year and of the last.
DAYS = [REVIEWED_ON, date(2026, 4, 6), date(2025, 4, 6)]
NEXT_APRIL = date(2027, 4, 6)
# Figures that the law did not have yet, or that are not gathered so far back.
SINCE_2026 = {"lcwra_2026_change", "lcwra_2026_change_northern_ireland", "lcwra_amount", "esa_jsa_newstyle"}
DEVELOPMENT_SET = Path(__file__).parents[1] / "questions" / "public.jsonl"

SUBJECTS = """
    five_week_wait first_payment_date payment_not_arrived surviving_the_wait payment_date_weekend payment_how_often
    payment_how_often_scotland payment_how_often_northern_ireland advance_how advance_repayment advance_in_parts
    advance_refused lcwra_what lcwra_amount lcwra_2026_change lcw fit_note wca_process taper_rate taper_estimate
    work_allowance earnings_two_paydays better_off_in_work what_if_hours calculate_entitlement statement_of_rights
    mandatory_reconsideration complaint sanctions hardship_payment deductions_debt capital_savings child_element
    housing_element_rent claim_how couple_joint_claim change_of_circumstances local_help data_privacy out_of_scope_other
    chitchat greeting handover_to_a_person not_sure
""".split()  # noqa: SIM905


def rendered(answer_id, on=REVIEWED_ON):
    return LIBRARY.render(answer_id, on, LIBRARY[answer_id].jurisdiction[0]).text


def words(text):
    return len(text.split())


@pytest.mark.parametrize("answer_id", SUBJECTS)
def test_a_subject_of_the_first_release_has_its_answer(answer_id):
    assert LIBRARY[answer_id].text


@pytest.mark.parametrize("answer_id", ANSWERS)
def test_every_placeholder_has_its_figure_and_its_contact(answer_id):
    for on in [day for day in DAYS if day.year == 2026 or answer_id not in SINCE_2026]:
        for nation in (None, *LIBRARY[answer_id].jurisdiction):
            assert "{" not in LIBRARY.render(answer_id, on, nation).text


@pytest.mark.parametrize("answer_id", ANSWERS)
def test_a_day_whose_rates_are_not_known_yet_gets_its_answer_or_a_sentence_that_says_so(answer_id):
    reply = payload(LIBRARY, answer_id, NEXT_APRIL, None, "answered")
    assert "{" not in reply["text"]
    assert reply["status"] == "answered" or "6 April 2027 yet" in reply["text"]


@pytest.mark.parametrize("answer_id", ANSWERS)
def test_the_first_sentence_answers_by_itself(answer_id):
    first = rendered(answer_id).split("\n\n")[0]
    assert words(first) <= 35
    assert first.endswith((".", "?", ":"))
    assert len(re.findall(r"[.!?](?=\s|$)", first)) == 1


@pytest.mark.parametrize("answer_id", ANSWERS)
def test_an_answer_is_short_and_ends_in_what_to_do(answer_id):
    text = rendered(answer_id)
    assert words(text) <= 215
    if not (LIBRARY[answer_id].group or answer_id.startswith(("crisis_suicide", "crisis_self_harm"))):
        body, what_to_do = text.split("**What to do next.**")
        assert words(body) <= 150
        assert words(what_to_do) >= 5


@pytest.mark.parametrize("answer_id", ANSWERS)
def test_an_answer_is_easy_to_read(answer_id):
    assert reading_ease(rendered(answer_id)) >= 60


def test_no_review_is_overdue():
    assert overdue(LIBRARY.answers, REVIEWED_ON) == []


@pytest.mark.parametrize("answer_id", ANSWERS)
def test_figures_of_law_rest_on_a_named_law(answer_id):
    for rate in LIBRARY.render(answer_id, REVIEWED_ON, LIBRARY[answer_id].jurisdiction[0]).rates:
        assert rate.law
        assert rate.url.startswith("https://")


@pytest.mark.skipif(not DEVELOPMENT_SET.exists(), reason="the development set is not here")
def test_no_question_is_copied_from_the_development_set():
    kept_apart = {plain(json.loads(line)["text"]) for line in DEVELOPMENT_SET.read_text(encoding="utf-8").splitlines()}
    copied = [q for answer in LIBRARY.answers.values() for q in answer.questions if plain(q) in kept_apart]
    assert copied == []


def plain(question):
    return " ".join(re.findall(r"\w+", question.lower().replace("'", "")))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_danger_has_an_answer_in_every_nation(kind):
    for nation in (None, *JURISDICTIONS):
        text = LIBRARY.render(LIBRARY.for_nation(f"crisis_{kind}", nation), REVIEWED_ON, nation).text
        assert "999" in text


@pytest.mark.parametrize("answer_id", ["crisis_suicide", "crisis_self_harm"])
def test_somebody_in_despair_is_given_the_lines_of_their_nation(answer_id):
    for nation in JURISDICTIONS:
        text = LIBRARY.render(answer_id, REVIEWED_ON, nation).text
        assert "116 123" in text
        assert "85258" in text
        assert ("0808 808 8000" in text) == (nation == "northern_ireland")
        assert ("111" in text) == (nation != "northern_ireland")


@pytest.mark.parametrize(
    "answer_id", ["crisis_suicide", "crisis_self_harm", "crisis_domestic_abuse", "crisis_child_at_risk"]
)
def test_nobody_in_danger_is_asked_for_details(answer_id):
    asked = [s for s in re.findall(r"[^.!?\n]+\?", rendered(answer_id)) if "safe to read" not in s]
    assert asked == []


def test_a_person_waiting_without_money_is_asked_for_the_claim_date_and_told_of_the_advance():
    for nation in (None, *JURISDICTIONS):
        answer_id = LIBRARY.for_nation("crisis_no_food_or_money", nation)
        text = LIBRARY.render(answer_id, REVIEWED_ON, nation).text
        assert "advance" in text
        assert re.search(r"what date did you claim\?", text)


def test_each_nation_has_its_own_help_without_money():
    versions = {LIBRARY.for_nation("crisis_no_food_or_money", nation) for nation in JURISDICTIONS}
    assert len(versions) == len(JURISDICTIONS)


def test_rights_of_every_group_and_every_status():
    assert len(RIGHTS) >= 12
    assert {LIBRARY[answer_id].group for answer_id in RIGHTS} == set(GROUPS)
    assert {LIBRARY[answer_id].status for answer_id in RIGHTS} == set(STATUSES)
    assert Counter(LIBRARY[answer_id].status for answer_id in RIGHTS)["proposed"] >= 5


@pytest.mark.parametrize("answer_id", RIGHTS)
def test_a_right_says_how_firm_it_is_and_how_to_use_it(answer_id):
    text = rendered(answer_id)
    first = text.split("\n\n")[0]
    firm = {"law": "By law", "official_promise": "promise", "proposed": "proposed, but is not law"}
    status = LIBRARY[answer_id].status
    assert firm[status] in (text if status == "official_promise" else first)
    for part in ("How to use it", "What to say", "If they refuse", "Time limit"):
        assert f"**{part}.**" in text


@pytest.mark.parametrize("answer_id", [answer_id for answer_id in RIGHTS if LIBRARY[answer_id].status == "law"])
def test_a_right_by_law_names_the_law(answer_id):
    assert any(source.law for source in LIBRARY[answer_id].sources)


def test_every_contact_has_a_safe_address_and_a_day_it_was_checked():
    for lines in LIBRARY.contacts.values():
        for line in lines:
            assert line.url.startswith("https://")
            assert line.checked <= REVIEWED_ON
            assert set(line.nations) <= set(JURISDICTIONS)
            assert re.fullmatch(r"[\d ]+", line.number)
