"""The commands for the database: bring it up to date, back it up, put a backup back."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from cryptography.fernet import Fernet

from web.cli_audit import is_as_written
from web.clock import now
from web.settings import Settings
from web.store import Store
from web.store.backup import BackupFailed, back_up, put_back
from web.store.migrate import NewerDatabase, version
from web.store.sealed import BadKey, WrongKey


@click.group()
def database() -> None:
    """Keep the database: migrations and backups (docs/database.md)."""


@database.command()
def upgrade() -> None:
    """Bring the database up to date. The server does so by itself when it starts."""
    store = Store(Settings.from_environment().database)
    before = version(store.engine)
    _create(store)
    after = version(store.engine)
    click.echo(f"The database is at version {after}{', as before' if before == after else ''}.")


@database.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Copy the database into FILE, while it is in use."""
    try:
        back_up(Settings.from_environment().database, file)
    except (BackupFailed, OSError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"The backup is in {file}. It holds what people told: keep it as safe as the database.")


@database.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Lose what the database holds by now.")
def restore(file: Path, replace: bool) -> None:
    """Put the backup in FILE back, bring it up to date, and walk its ledger."""
    settings = Settings.from_environment()
    try:
        put_back(settings.database, file, replace=replace)
    except (BackupFailed, OSError) as error:
        raise click.ClickException(str(error)) from None
    store = Store(settings.database)
    _create(store)
    store.forget_old(now(), settings.keep_hours, settings.keep_days)  # what was due since the backup was made
    click.echo("The backup is put back.")
    sys.exit(not is_as_written(store))


@database.command()
def forget() -> None:
    """Delete what is due, as the server does whenever a chat begins: for a server that hardly anybody talks to."""
    settings = Settings.from_environment()
    Store(settings.database).forget_old(now(), settings.keep_hours, settings.keep_days)
    click.echo("What was due is deleted.")


@database.command("new-key")
def new_key() -> None:
    """A key for RIGHTFUL_DATA_KEYS."""
    click.echo(Fernet.generate_key().decode())


@database.command()
def reseal() -> None:
    """Seal what advisers saved with the first key of RIGHTFUL_DATA_KEYS; after it the other keys can go."""
    try:
        count = Store(Settings.from_environment().database).reseal()
    except (WrongKey, BadKey) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{count} households are sealed with the first key.")


def _create(store: Store) -> None:
    try:
        store.create()
    except NewerDatabase as error:
        raise click.ClickException(str(error)) from None
