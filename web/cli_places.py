"""The commands of whoever keeps a directory of local help: `places check` and `places import`."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click

from bot.answer_files import JURISDICTIONS
from web.cli_input import Day
from web.clock import today
from web.open_referral import NotServices, as_file, services, taken
from web.places import FOLDER, Area, PlacesFileError, read_area, read_places
from web.settings import Settings


@click.group()
def places() -> None:
    """The directory of local help (docs/local-help.md)."""


@places.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--on", type=Day(), default=None, help="What has expired by this day (default: today).")
def check(files: tuple[Path, ...], on: date | None) -> None:
    """Check FILES, or every area of this server, and list what has expired; exit status 1 when something is wrong."""
    try:
        found = (
            [read_area(path) for path in files]
            if files
            else list(read_places(FOLDER, Settings.from_environment().places).areas.values())
        )
    except PlacesFileError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    for area in found:
        click.echo(_summary(area, on or today()))


@places.command("import")
@click.argument("file", type=click.File(encoding="utf-8"))
@click.option("--area", required=True, help="Name of the town or council area.")
@click.option("--nation", "nations", multiple=True, required=True, type=click.Choice(JURISDICTIONS))
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Where to write (default: the screen).")
def import_services(file: click.utils.LazyFile, area: str, nations: tuple[str, ...], output: Path | None) -> None:
    """Make the file of an area from FILE: services of Open Referral UK as JSON. What is left out is named."""
    try:
        found, left_out = taken(services(json.load(file)))
    except (ValueError, NotServices) as error:
        raise click.ClickException(str(error) if isinstance(error, NotServices) else "This is not JSON.") from None
    for one in left_out:
        click.echo(f"Left out: {one.name}: {one.why}.", err=True)
    text = as_file(area, nations, found)
    if output is None:
        click.echo(text)
    else:
        output.write_text(text, encoding="utf-8")
    click.echo(f"{len(found)} taken, {len(left_out)} left out. Read them before they are shown to anybody.", err=True)


def _summary(area: Area, on: date) -> str:
    expired = [place.name for place in area.places if place.expires < on]
    not_shown = f"; not shown, because nobody has checked them lately: {', '.join(expired)}" if expired else ""
    return f"{area.id}: {area.area}, {len(area.places)} places{not_shown}"
