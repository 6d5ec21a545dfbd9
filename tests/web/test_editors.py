"""What editors use: all answers on one page, an answer on a day, reviews that are due, links that do not open."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.answer_files import FOLDERS, AnswerFileError, read_answers
from bot.answers import Library
from web import cli_editors
from web.cli import main
from web.links import broken

LIBRARY = Library.load()


def run(*arguments):
    return CliRunner().invoke(main, list(arguments))


def test_every_answer_is_listed_with_its_next_review(browser):
    page = browser.get("/answers").get_data(as_text=True)
    for answer_id, file in LIBRARY.answers.items():
        assert f"/answers/{answer_id}" in page
        assert f"{file.reviewed.next:%-d %b %Y}" in page


@pytest.mark.parametrize("answer_id", sorted(LIBRARY.answers))
def test_every_answer_has_its_page(browser, answer_id):
    page = browser.get(f"/answers/{answer_id}")
    assert page.status_code == 200
    assert LIBRARY[answer_id].version in page.get_data(as_text=True)


def test_an_answer_is_shown_with_the_figures_of_a_day(browser):
    assert "£93.02" in browser.get("/answers/non_dependant?on=2025-06-01").get_data(as_text=True)
    assert "£96.55" in browser.get("/answers/non_dependant?on=2026-06-01").get_data(as_text=True)


def test_a_day_without_a_rate_says_so(browser):
    page = browser.get("/answers/non_dependant?on=2032-06-01")
    assert page.status_code == 422
    assert "no text for that day" in page.get_data(as_text=True)


@pytest.mark.parametrize("path", ["/answers/nothing", "/answers/taper_rate?on=soon", "/answers/taper_rate?nation=x"])
def test_what_does_not_exist_has_no_page(browser, path):
    assert browser.get(path).status_code == 404


def test_preview_reads_as_the_chat_would_say_it_and_names_its_law():
    result = run("preview", "non_dependant", "--on", "2025-06-01")
    assert result.exit_code == 0
    for words in ("£93.02", "UC Regs 2013 Sch 4 para 14", LIBRARY["non_dependant"].version):
        assert words in result.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("preview", "nothing"), "There is no answer called nothing."),
        (("preview", "non_dependant", "--on", "2032-06-01"), "2032"),
    ],
)
def test_a_preview_that_cannot_be_is_one_sentence(arguments, words):
    result = run(*arguments)
    assert result.exit_code == 1
    assert words in result.stderr
    assert "Traceback" not in result.output


def test_reviews_name_what_is_overdue():
    assert run("reviews", "--on", "2026-11-23").exit_code == 0
    late = run("reviews", "--on", "2031-01-01")
    assert late.exit_code == 1
    assert late.output.count("overdue") == len(LIBRARY.answers)


def test_links_that_do_not_open_are_named_with_their_files(monkeypatch):
    places = [("https://a.example/1", "one.md"), ("https://a.example/1", "two.md"), ("https://a.example/2", "two.md")]
    found = list(broken(places, lambda url: "answers 404" if url.endswith("1") else None))
    assert [(one.url, one.why, one.files) for one in found] == [
        ("https://a.example/1", "answers 404", ("one.md", "two.md"))
    ]
    monkeypatch.setattr("web.links.problem", lambda url: "answers 410" if "section/71ZB" in url else None)
    result = run("links")
    assert result.exit_code == 1
    assert "overpayment.md" in result.output


def test_every_answer_right_and_letter_gives_its_addresses_to_the_check():
    files = {file for _, file in cli_editors._places()}
    assert {f"{answer_id}.md" for answer_id in LIBRARY.answers} <= files
    assert any(file.startswith("letters/") for file in files)


def test_every_broken_file_is_named_and_all_are_checked(tmp_path: Path):
    for folder in FOLDERS:
        shutil.copytree(folder, tmp_path / folder.name)
    for name, wrong in {"taper_rate.md": "£12 a week", "sanctions.md": "It costs {universal_credit."}.items():
        path = tmp_path / "answers" / name
        path.write_text(path.read_text(encoding="utf-8") + wrong + "\n", encoding="utf-8")
    with pytest.raises(AnswerFileError) as raised:
        read_answers(tmp_path / "answers", tmp_path / "rights")
    assert [Path(line.split(":")[0]).name for line in raised.value.mistakes] == ["sanctions.md", "taper_rate.md"]
    assert all(line.split(":")[1].isdigit() for line in raised.value.mistakes)


def test_reviews_are_never_before_the_text_was_written():
    for file in LIBRARY.answers.values():
        assert date(2026, 1, 1) <= file.reviewed.on < file.reviewed.next
