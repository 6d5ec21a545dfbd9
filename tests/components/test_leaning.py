"""Which questions lean on the message before, and when that decides what is answered."""

import pytest

from bot.components.leaning import (
    in_context,
    is_small_talk,
    leaned_on,
    leans_on_what_was_said,
    of_that_nation,
    only_says_where,
)

SURE, NEAR = 0.55, 0.25


def ranking(**confidences):
    return [{"answer_id": name, "confidence": share} for name, share in confidences.items()]


@pytest.mark.parametrize(
    "text", ["can they do that", "will i lose it", "how long does it take?", "and if they say no?"]
)
def test_a_question_with_no_matter_of_its_own_leans(text):
    assert leans_on_what_was_said(text, ranking(a=0.4), NEAR)


@pytest.mark.parametrize("text", ["how long have i got", "who do i ring"])
def test_few_words_that_mean_little_alone_lean(text):
    assert leans_on_what_was_said(text, ranking(a=0.1), NEAR)
    assert not leans_on_what_was_said(text, ranking(a=0.9), NEAR)


@pytest.mark.parametrize("text", ["it was their mistake", "i work 10 hours", "no", "rent 500 a month"])
def test_what_asks_nothing_does_not_lean(text):
    assert not leans_on_what_was_said(text, ranking(a=0.1), NEAR)


def test_a_long_question_stands_by_itself():
    long = "can they take the money off me when i have told them twice in my journal already"
    assert not leans_on_what_was_said(long, ranking(a=0.1), NEAR)


def test_it_leans_on_the_latest_message_that_stands_by_itself():
    assert leaned_on(("will they stop it", "ok", "my husband died last week")) == "my husband died last week"
    assert leaned_on(("ok",)) == leaned_on(()) == ""


def test_both_together_count_where_that_comes_nearer():
    together = ranking(savings=0.7)
    assert in_context(ranking(claim=0.2), together, ranking(lump=0.1), SURE, NEAR) == together
    assert in_context(ranking(claim=0.2), ranking(savings=0.1), ranking(lump=0.1), SURE, NEAR) == ranking(claim=0.2)


def test_what_is_sure_alone_stays():
    alone = ranking(claim=0.6)
    assert in_context(alone, ranking(savings=0.9), ranking(savings=0.2), SURE, NEAR) == alone


def test_the_same_answer_is_not_given_again_to_a_question_that_comes_near_another():
    alone, together = ranking(appeal=0.4), ranking(sanctions=0.9)
    assert in_context(alone, together, ranking(sanctions=0.9), SURE, NEAR) == alone
    assert in_context(ranking(appeal=0.1), together, ranking(sanctions=0.9), SURE, NEAR) == together


def test_whom_to_call_is_not_said_again_for_another_question():
    alone = ranking(deductions=0.1)
    assert in_context(alone, ranking(crisis_suicide=0.9), ranking(crisis_suicide=0.9), SURE, NEAR) == alone


@pytest.mark.parametrize(
    ("intent", "expected"),
    [
        ({"name": "out_of_scope", "confidence": 0.9}, True),
        ({"name": "out_of_scope", "confidence": 0.4}, False),
        ({"name": "ask", "confidence": 0.9}, False),
        (None, False),
    ],
)
def test_small_talk_is_no_question_about_what_was_said(intent, expected):
    assert is_small_talk(intent) is expected


def test_a_place_alone_asks_the_question_before_again_where_the_answer_is_of_a_nation():
    assert only_says_where(["nation", "housing.brma"])
    assert not only_says_where(["housing.brma"])
    assert not only_says_where(["nation", "housing.rent"])
    alone, before = ranking(moving_home=0.1), ranking(eviction_notice_wales=0.9)
    assert of_that_nation(alone, before, SURE) == before
    assert of_that_nation(alone, ranking(sanctions=0.9), SURE) == alone
    assert of_that_nation(alone, ranking(eviction_notice_wales=0.3), SURE) == alone
