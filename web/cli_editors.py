"""The commands of editors: `preview` an answer on a day, `reviews` that are due, and `links` that no longer open."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date

import click

import rules
from bot.answer_files import AnswerFile, AnswerFileError
from bot.answers import Answer, AnswerError, Library
from bot.answers.told import NATIONS
from web import letters
from web.cli_input import Day
from web.clock import today
from web.links import broken


@click.command()
@click.argument("answer")
@click.option("--on", type=Day(), default=None, help="Day of the figures (default: today).")
@click.option("--nation", type=click.Choice(list(NATIONS)), default=None, help="For its contacts.")
def preview(answer: str, on: date | None, nation: str | None) -> None:
    """Show ANSWER (the name of its file) as somebody would read it on a day, with what it rests on."""
    on = on or today()
    try:
        library = Library.load()
        click.echo(_as_read(library[answer], library.render(answer, on, nation), on))
    except (AnswerError, AnswerFileError, rules.RulesError) as error:
        click.echo(str(error), err=True)
        sys.exit(1)


@click.command()
@click.option("--on", type=Day(), default=None, help="What is due by this day (default: today).")
def reviews(on: date | None) -> None:
    """List all answers by the day of their next review; exit status 1 when one is overdue."""
    on = on or today()
    files = sorted(Library.load().answers.values(), key=lambda file: (file.reviewed.next, file.id))
    for file in files:
        notes = [word for word, holds in _notes(file, on) if holds]
        click.echo(f"{file.reviewed.next}  {file.id}" + (f"  ({', '.join(notes)})" if notes else ""))
    sys.exit(any(file.reviewed.next < on for file in files))


@click.command()
def links() -> None:
    """Open every address that an answer, a right or a letter names; exit status 1 when one does not open."""
    found = list(broken(_places()))
    for one in found:
        click.echo(f"{one.url} {one.why}: {', '.join(one.files)}")
    click.echo(f"{len(found)} of {len({url for url, _ in _places()})} addresses do not open.")
    sys.exit(bool(found))


def _places() -> Iterator[tuple[str, str]]:
    for file in Library.load().answers.values():
        yield from ((source.url, f"{file.id}.md") for source in file.sources)
    for letter in letters.letters().values():
        yield from ((str(source["url"]), f"letters/{letter.id}.md") for source in letter.sources)


def _notes(file: AnswerFile, on: date) -> Iterator[tuple[str, bool]]:
    yield "overdue", file.reviewed.next < on
    yield "needs an adviser's review", file.needs_adviser_review


def _as_read(file: AnswerFile, answer: Answer, on: date) -> str:
    where = ", ".join(NATIONS[nation] for nation in file.jurisdiction)
    parts = [answer.title, answer.text.strip(), f"On {on:%-d %B %Y}. Holds in {where}."]
    parts += [f"{rate.label}: {rate.value} {rate.unit} since {rate.start}, {rate.law}" for rate in answer.rates]
    parts += [f"{source.law or source.title}: {source.url}" for source in answer.sources]
    parts.append(f"Reviewed {file.reviewed.on}, next {file.reviewed.next}. Version {file.version}")
    if file.needs_adviser_review:
        parts.append("It needs an adviser's review, and the reply says so.")
    return "\n\n".join(parts)
