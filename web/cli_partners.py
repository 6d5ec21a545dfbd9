"""The commands for partners of the API: give a key, list them, end one."""

from __future__ import annotations

import click

from web.clock import now, today
from web.settings import Settings
from web.store import Store, partners


@click.group()
def partner() -> None:
    """Keys of the API."""


@partner.command()
@click.argument("name")
@click.option("--per-minute", type=click.IntRange(1), default=300, show_default=True)
@click.option("--per-day", type=click.IntRange(1), default=20_000, show_default=True)
def add(name: str, per_minute: int, per_day: int) -> None:
    """Make a key for NAME and show it once."""
    if len(name) > partners.LONGEST_NAME:
        raise click.ClickException(f"Give a name of at most {partners.LONGEST_NAME} characters.")
    with _store().transaction() as session:
        if partners.partner_named(session, name):
            raise click.ClickException(f"There is a partner called {name} already.")
        key = partners.add_partner(session, name, per_minute, per_day, now())
    click.echo(f"The key of {name}, which is shown only now: {key}")


@partner.command("list")
def list_all() -> None:
    """Every partner with its quota and what it asked today."""
    with _store().transaction() as session:
        for one in partners.all_partners(session):
            asked = partners.requests_on(session, one.id, today())
            state = f"ended {one.revoked:%-d %B %Y}" if one.revoked else f"{asked} of {one.per_day} today"
            click.echo(f"{one.name}: {state}, {one.per_minute} a minute")


@partner.command()
@click.argument("name")
def revoke(name: str) -> None:
    """End the key of NAME at once."""
    with _store().transaction() as session:
        found = partners.partner_named(session, name)
        if found is None:
            raise click.ClickException(f"There is no partner called {name}.")
        found.revoked = found.revoked or now()
    click.echo(f"The key of {name} opens nothing any more.")


def _store() -> Store:
    store = Store(Settings.from_environment().database)
    store.create()
    return store
