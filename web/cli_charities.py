"""The command of whoever puts the chat on a charity's page: `charity check` reads the charities' files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from web.charity import FOLDER, Charity, CharityFileError, read_charities, read_charity
from web.contrast import with_white
from web.settings import Settings


@click.group()
def charity() -> None:
    """The charities whose pages show the chat."""


@charity.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Check FILES, or every charity of this server; exit status 1 when something is wrong in one."""
    found, mistakes = _read(files)
    for one in found:
        click.echo(_summary(one))
    for line in mistakes:
        click.echo(line, err=True)
    sys.exit(bool(mistakes))


def _read(files: tuple[Path, ...]) -> tuple[list[Charity], list[str]]:
    if not files:
        try:
            return list(read_charities(FOLDER, Settings.from_environment().charities).values()), []
        except CharityFileError as error:
            return [], [str(error)]
    found, mistakes = [], []
    for path in files:
        try:
            found.append(read_charity(path))
        except CharityFileError as error:
            mistakes.append(str(error))
    return found, mistakes


def _summary(one: Charity) -> str:
    pages = ", ".join(one.origins) or "only pages of this server"
    return f"{one.id}: {one.name}. White on {one.colour}: {with_white(one.colour):.1f} to 1. May show it: {pages}."
