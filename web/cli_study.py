"""The command `study`: estimates of as many households as there are, on all cores or on a cluster."""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path

import click

import rules
from web.cli_input import Day
from web.clock import today

_EVERY = 5  # seconds between two lines of progress


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("output", type=click.Path(file_okay=False, path_type=Path))
@click.option("--on", type=Day(), default=None, help="Day of the calculation (default: today).")
@click.option("--reform", "reforms", multiple=True, metavar="NAME", help="Lay a proposed reform over the law.")
@click.option(
    "--scheduler", metavar="ADDRESS", help="A Dask scheduler, like tcp://10.0.0.5:8786 (default: this machine)."
)
@click.option("--workers", type=click.IntRange(1, 256), help="Processes on this machine (default: one a core).")
@click.option("--batch", type=click.IntRange(1, 1_000_000), default=5_000, show_default=True, help="Households a file.")
def study(
    file: Path,
    output: Path,
    on: date | None,
    reforms: tuple[str, ...],
    scheduler: str | None,
    workers: int | None,
    batch: int,
) -> None:
    """Estimate each household of FILE (Parquet with a column `household`) into the folder OUTPUT.

    The same command goes on with a run that was stopped. docs/studies.md has the rest.
    """
    try:
        from web import study as studies  # here, because the group "studies" is not everywhere
    except ImportError:
        raise click.ClickException(
            "Studies need Dask and PyArrow: install the group 'studies' (docs/studies.md)."
        ) from None
    try:
        asked = studies.plan(file, on or today(), reforms, batch)
        summary = studies.run(asked, output, scheduler, workers, _teller())
    except (studies.StudyError, rules.RulesError) as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    for name in ("households", "refused", "gain", "lose", "the_same"):
        click.echo(f"{name.replace('_', ' ')}: {summary[name]:,}")
    click.echo(f"all awards: {summary['all_awards']}, with the reforms: {summary['all_awards_with_reforms']}")
    click.echo(f"In {output}: {studies.SUMMARY} and {asked.batches} files.")


def _teller():  # type: ignore[no-untyped-def]
    """Says how far it is, now and then, with the time that is left at the speed so far."""
    started, said = time.monotonic(), [0.0]

    def tell(progress) -> None:  # type: ignore[no-untyped-def]
        passed = time.monotonic() - started
        if passed - said[0] >= _EVERY or progress.done == progress.all:
            said[0] = passed
            left = passed / progress.now * (progress.all - progress.done)
            click.echo(f"{progress.done} of {progress.all} batches, about {left:,.0f} s left", err=True)

    return tell
