"""The commands of audit: `audit verify` walks the ledger, `replay` works every stored estimate out again."""

from __future__ import annotations

import json
import sys
from datetime import date

import click

from bot.answers import Library
from web.cli_input import Day
from web.replay import Replay, is_estimate, replay
from web.settings import Settings
from web.store import Store, ledger, receipts_since


@click.group()
def audit() -> None:
    """Check what was recorded."""


@audit.command()
def verify() -> None:
    """Walk the ledger and say whether any record was altered. Exit status 1 where one was."""
    sys.exit(not is_as_written(_store()))


def is_as_written(store: Store) -> bool:
    """Walk the ledger of a database, and say what was seen."""
    count = ledger.Count()
    with store.transaction() as session:
        wrong = list(ledger.verify(session, count))
    for one in wrong:
        where = "" if one.number is None else f"Row {one.number}: "
        click.echo(f"{where}{one.problem}.", err=True)
    click.echo(f"{count.rows} rows, {count.tombstones} of them of records that were deleted. Head: {count.head}")
    return not wrong


@audit.command()
@click.argument("code")
def erase(code: str) -> None:
    """Delete the whole chat in which the reply with this receipt CODE was given. The ledger keeps rows without it."""
    if not _store().erase_of_receipt(code):
        raise click.ClickException("There is no reply with that code: it was deleted, or it never was.")
    click.echo("The chat is deleted, with all of its replies.")


@audit.command()
@click.argument("code")
def export(code: str) -> None:
    """Print, as JSON, all that is kept of the chat in which the reply with this receipt CODE was given."""
    kept = _store().of_receipt(code)
    if kept is None:
        raise click.ClickException("There is no reply with that code: it was deleted, or it never was.")
    click.echo(json.dumps(kept, ensure_ascii=False, indent=2))


@click.command("replay")
@click.option("--since", type=Day(), default=None, help="Only replies from this day on.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def replay_estimates(since: date | None, form: str) -> None:
    """Work every stored estimate out again and list what differs. Exit status 1 where something does."""
    library, seen, differ = Library.load(), 0, 0
    with _store().transaction() as session:
        for receipt in receipts_since(session, since):
            if not is_estimate(receipt):
                continue
            seen, found = seen + 1, replay(receipt, library)
            if not found.same:
                differ += 1
                click.echo(_as_json(receipt.code, found) if form == "json" else _as_text(receipt.code, found))
    click.echo(f"{seen} estimates worked out again, {differ} of them differ.", err=True)
    sys.exit(bool(differ))


def _as_json(code: str, found: Replay) -> str:
    lines = [{"label": one.label, "then": one.then, "now": one.now} for one in found.lines]
    return json.dumps({"receipt": code, "lines": lines, "problem": found.problem or None})


def _as_text(code: str, found: Replay) -> str:
    lines = [f"    {one.label}: {one.then or 'not there'} became {one.now or 'not there'}" for one in found.lines]
    return "\n".join([f"{code} {found.problem}".strip(), *lines])


def _store() -> Store:
    store = Store(Settings.from_environment().database)
    store.create()
    return store
