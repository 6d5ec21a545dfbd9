"""The statement of claimant rights as one page and as a card."""

import re
from datetime import date

import pytest

from bot.answer_files import GROUPS, JURISDICTIONS
from bot.answers import Library
from bot.answers.rights import statement

LIBRARY = Library.load()
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("nation", [None, *JURISDICTIONS])
def test_every_right_of_a_nation_stands_in_the_document_once(nation):
    document = statement(LIBRARY, TODAY, nation)
    shown = [right.id for group in document.groups for right in group.rights] + [r.id for r in document.proposed]
    held = [f.id for f in LIBRARY.answers.values() if f.status and (nation is None or nation in f.jurisdiction)]
    assert sorted(shown) == sorted(held)


def test_there_are_forty_rights_in_force_in_every_great_nation_and_all_subjects():
    for nation in ("england", "wales", "scotland"):
        document = statement(LIBRARY, TODAY, nation)
        assert sum(len(group.rights) for group in document.groups) >= 40
        assert [group.name for group in document.groups] == list(GROUPS)


def test_proposals_are_kept_apart_from_what_holds():
    document = statement(LIBRARY, TODAY)
    assert {right.status for group in document.groups for right in group.rights} == {"law", "official_promise"}
    assert {right.status for right in document.proposed} == {"proposed"}
    for group in document.groups:
        statuses = [right.status for right in group.rights]
        assert statuses == sorted(statuses)  # law before official_promise


def test_every_part_of_a_right_has_its_words():
    document = statement(LIBRARY, TODAY)
    for right in (*document.proposed, *(right for group in document.groups for right in group.rights)):
        assert all((right.expect, right.use, right.say, right.refused, right.limit)), right.id
        assert "**" not in right.say


def test_the_page_names_the_status_of_each_right_in_a_word(browser):
    page = browser.get("/rights?nation=scotland").get_data(as_text=True)
    for right_id, file in LIBRARY.answers.items():
        if file.status:
            assert (f'id="{right_id}"' in page) == ("scotland" in file.jurisdiction)
    articles = re.findall(r'<article class="right (\w+)".*?<span class="status \w+">(\w+)</span>', page, re.DOTALL)
    assert set(articles) == {("law", "Law"), ("official_promise", "Promise"), ("proposed", "Proposed")}


def test_a_nation_that_is_none_of_the_four_has_no_page(browser):
    assert browser.get("/rights?nation=france").status_code == 404
    assert browser.get("/rights/card.pdf?nation=france").status_code == 404


@pytest.mark.parametrize("nation", JURISDICTIONS)
def test_the_card_is_two_pages_of_pdf(browser, nation):
    response = browser.get(f"/rights/card.pdf?nation={nation}")
    assert response.mimetype == "application/pdf"
    assert response.data.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", response.data)) == 2


@pytest.mark.parametrize("nation", JURISDICTIONS)
def test_the_card_holds_law_and_promises_and_no_proposal(nation):
    document = statement(LIBRARY, TODAY, nation)
    on_card = [right for group in document.groups for right in group.rights if right.on_card]
    assert len(on_card) >= 8
    assert {right.status for right in on_card} == {"law", "official_promise"}
