"""Sentences around figures: what is taken, and the dates of the LCWRA element."""

from datetime import date

import rules
from bot.actions.wording import estimate_text, lcwra_text

ON = date(2026, 11, 23)
SINGLE = {
    "nation": "england",
    "claim_date": "2026-05-20",
    "adults": [{"age": 40, "health": {"group": "none", "evidence_date": "2026-05-25"}, "carer": False, "earnings": []}],
    "children": [],
    "housing": {"tenure": "none"},
    "savings": 0,
    "other_income": [],
}


def test_what_is_paid_after_deductions_is_said():
    text = estimate_text(rules.estimate({**SINGLE, "deductions": [{"kind": "overpayment", "amount": 40}]}, ON))
    assert "**£424.90** a month" in text
    assert "After what is taken from it, **£384.90** is paid." in text
    assert "After what" not in estimate_text(rules.estimate(SINGLE, ON))


def test_the_dates_of_the_lcwra_element():
    text = lcwra_text(rules.lcwra_calendar(SINGLE, ON), ON)
    assert "20 September 2026" in text
    assert "was first paid on **26 October 2026**" in text
    assert "£217.26 a month" in text
    assert text.startswith("If you are found to have LCWRA")
