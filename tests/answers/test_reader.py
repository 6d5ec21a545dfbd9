"""What the reader of answer files accepts, and what it says when it does not."""

import hashlib
from datetime import date

import pytest

from bot.answer_files import MINIMUM_QUESTIONS, AnswerFileError, main, overdue, read_answers

QUESTIONS = [*(f"how do i ask this in the way of {letter}" for letter in "abcdefghijk"), "one more way"]


def answer(text="You keep {figure.kept_from_each_pound} of each pound.", questions=QUESTIONS, **keys):
    front = {
        "title": "The taper",
        "topics": "[taper_rate]",
        "jurisdiction": "[england, wales]",
        "sources": "[{title: Regulations, url: 'https://www.legislation.gov.uk/uksi/2013/376', checked: 2026-11-23}]",
        "reviewed": "{on: 2026-11-23, next: 2027-04-12}",
    } | keys
    lines = [f"{key}: {value}" for key, value in front.items() if value is not None]
    asked = ["questions:", *(f"  - {question}" for question in questions)] if questions is not None else []
    return "\n".join(["---", *lines, *asked, "---", text, ""])


@pytest.fixture
def folder(tmp_path):
    def write(**files):
        for name, content in files.items():
            (tmp_path / f"{name}.md").write_text(content, encoding="utf-8")
        return tmp_path

    return write


def mistakes(folder):
    with pytest.raises(AnswerFileError) as raised:
        read_answers(folder)
    return raised.value.mistakes


def test_an_answer_is_read(folder):
    content = answer(calculation="taper", needs_adviser_review="true")
    read = read_answers(folder(taper_rate=content))["taper_rate"]
    assert read.title == "The taper"
    assert read.topics == ("taper_rate",)
    assert read.jurisdiction == ("england", "wales")
    assert len(read.questions) == MINIMUM_QUESTIONS
    assert read.sources[0].url == "https://www.legislation.gov.uk/uksi/2013/376"
    assert (read.reviewed.on, read.reviewed.next) == (date(2026, 11, 23), date(2027, 4, 12))
    assert read.calculation == "taper"
    assert read.needs_adviser_review
    assert read.text == "You keep {figure.kept_from_each_pound} of each pound.\n"
    assert read.version == hashlib.sha256(content.encode()).hexdigest()


def test_a_right_has_a_group_and_a_status(folder):
    right = read_answers(folder(one=answer(group="being heard", status="law")))["one"]
    assert (right.group, right.status) == ("being heard", "law")
    [mistake] = mistakes(folder(one=answer(group="being heard")))
    assert "both a group and a status" in mistake


def test_all_mistakes_of_all_files_come_at_once_with_their_lines(folder):
    found = mistakes(folder(one=answer(topics="[tapr]"), two=answer(questions=QUESTIONS[:3]), three="no front matter"))
    assert any("one.md:3: tapr is not one of the topics, choose from five_week_wait" in mistake for mistake in found)
    assert any("two.md:7: there are 3 questions, write at least 12" in mistake for mistake in found)
    assert any("three.md:1: there is no front matter" in mistake for mistake in found)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"title": None}, "title is missing"),
        ({"jurisdiction": "[cornwall]"}, "cornwall is not one of the jurisdiction"),
        ({"jurisdiction": "england"}, "jurisdiction is not a list"),
        ({"calculation": "everything"}, "everything is not a calculation"),
        ({"status": "rumour", "group": "money"}, "rumour is not a status"),
        ({"colour": "red"}, "colour is not a key"),
        ({"reviewed": "{on: yesterday, next: 2027-04-12}"}, "reviewed has no two dates"),
        ({"reviewed": "{on: 2027-04-12, next: 2026-11-23}"}, "the next review is not after the last"),
        ({"sources": "[{title: Somewhere}]"}, "a source is incomplete"),
        ({"sources": "[{title: A, url: 'http://a.example', checked: 2026-11-23}]"}, "not a safe address"),
        ({"sources": "[{title: A, url: 'https://a.example', checked: today}]"}, "today is not a date"),
        ({"title": "a: b: c"}, "the front matter is not YAML"),
    ],
)
def test_a_wrong_key_is_named(folder, keys, said):
    assert any(said in mistake for mistake in mistakes(folder(one=answer(**keys))))


@pytest.mark.parametrize(
    "text",
    [
        "You get £424.90 a month.",
        "They take 55% of it.",
        "They take 55p.",
        "You have 14 days.",
        "Call 116 123.",
        "It is {universal_credit.taper}, or 2 weeks.",
    ],
)
def test_a_typed_figure_is_refused_with_its_line(folder, text):
    [mistake] = mistakes(folder(one=answer(text=f"First.\n\n{text}")))
    assert "a figure is typed, name a parameter or a contact in braces instead" in mistake
    assert mistake.split(":")[1] == "23"


@pytest.mark.parametrize(
    "text", ["It is {taper}.", "It is {universal credit.taper}.", "It is {universal_credit.taper."]
)
def test_a_placeholder_that_is_not_well_formed_is_refused(folder, text):
    assert any("a placeholder is not well formed" in mistake for mistake in mistakes(folder(one=answer(text=text))))


@pytest.mark.parametrize(
    "text",
    [
        "It changed on 6 April 2026, and in April 2017.",
        "Fill in the UC50 form, or the SR1.",
        "Read [the page](https://www.gov.uk/page-2026).",
        "1. First do this.\n2. Then that.",
        "It is {universal_credit.taper} from {universal_credit.taper.start}.",
    ],
)
def test_dates_forms_links_and_lists_are_no_figures(folder, text):
    assert read_answers(folder(one=answer(text=text)))


def test_one_question_leads_to_one_answer(folder):
    other = [f"{question} again" for question in QUESTIONS[:-1]]
    found = mistakes(folder(one=answer(), two=answer(questions=[*other, "One more way!"])))
    assert found == ['two.md:1: the question "One more way!" is also in one; keep it in one place']


def test_two_folders_are_read_together(folder, tmp_path):
    (tmp_path / "rights").mkdir()
    (tmp_path / "rights" / "two.md").write_text(answer(questions=[f"{q} or so" for q in QUESTIONS]), encoding="utf-8")
    assert set(read_answers(folder(one=answer()), tmp_path / "rights")) == {"one", "two"}


def test_an_answer_is_overdue_after_its_next_review(folder):
    answers = read_answers(folder(one=answer()))
    assert overdue(answers, date(2027, 4, 12)) == []
    assert overdue(answers, date(2027, 4, 13)) == ["one"]


def test_the_command_prints_the_mistakes(folder, capsys):
    assert main([str(folder(one=answer()))]) == 0
    assert main([str(folder(two="nothing"))]) == 1
    assert "two.md:1: there is no front matter" in capsys.readouterr().err
