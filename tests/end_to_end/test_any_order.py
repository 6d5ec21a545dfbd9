"""The same facts in any order and in other words end in the same household; no text breaks what is known."""

import itertools
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from web.gateway import MessageRefused, State

TODAY = date(2026, 11, 23)
SENDERS = itertools.count()

# One fact a line, each in several people's words.
FACTS = [
    ["im 34", "i am 34 years old", "my age is 34"],
    ["single no kids", "no partner, no kids", "im single and ive no children"],
    ["council flat 410 a month", "rent 410 a month council", "i pay the council 410 a month rent"],
    ["i earn 700 a month after tax", "take home pay 700 a month", "my wages are 700 a month after tax"],
    ["1200 in savings", "savings 1.2k", "ive got savings of £1,200"],
]
HOUSEHOLD = {
    "adults": [{"age": 34, "earnings": [{"amount": "700", "per": "month", "basis": "net"}]}],
    "adults_complete": True,
    "children": [],
    "housing": {"tenure": "social", "rent": {"amount": "410", "per": "month"}},
    "savings": "1200",
}


def state():
    return State(sender=f"order-{next(SENDERS)}")


@pytest.mark.rasa
@settings(max_examples=20, deadline=None, derandomize=True)
@given(told=st.tuples(*(st.sampled_from(ways) for ways in FACTS)).flatmap(st.permutations))
def test_the_order_and_the_words_change_nothing(gateway, told):
    now = gateway.turn(state(), "work out my universal credit", TODAY).state
    for message in told:
        now = gateway.turn(now, message, TODAY).state
    assert now.household == HOUSEHOLD


@pytest.mark.rasa
@settings(max_examples=60, deadline=None, derandomize=True)
@given(text=st.text(min_size=1, max_size=300))
def test_random_text_never_breaks_the_state(gateway, text):
    known = {"savings": "1200", "children": []}
    before = State(sender=f"order-{next(SENDERS)}", household=known, asking="savings")
    try:
        outcome = gateway.turn(before, text, TODAY)
    except MessageRefused:
        return  # a sentence for the person; nothing has changed
    assert outcome.service == "full"
    assert all(reply["text"] for reply in outcome.replies)
    assert outcome.state.household["children"] == []
