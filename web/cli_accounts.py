"""`rightful people`: the first admin, and who has an account."""

from __future__ import annotations

import sys
from typing import NoReturn

import click

from web import passwords
from web import store as memory
from web.clock import now
from web.people import name_problem
from web.settings import Settings
from web.store import accounts as kept


@click.group()
def people() -> None:
    """Who may log in to the workbench."""


@people.command("add-admin")
@click.argument("name")
@click.option("--password-stdin", is_flag=True, help="Read the password from the first line of standard input.")
def add_admin(name: str, password_stdin: bool) -> None:
    """Make an account for NAME that may do everything. Asks for its password."""
    problem = name_problem(name)
    if problem:
        _stop(problem)
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else _asked_twice()
    problem = passwords.problem(password, name)
    if problem:
        _stop(problem)
    try:
        with _store().transaction() as rows:
            account = kept.add_account(rows, name, ["admin"], now())
            kept.set_password(rows, account, passwords.hashed(password))
            kept.add_event(rows, "admin_made", now(), None, account.id)
    except memory.WrittenMeanwhile:
        _stop(f"Somebody has the name {name} already. Choose another one.")
    click.echo(f"{name} can log in at {Settings.from_environment().public_url}/log-in.")


@people.command("list")
def list_people() -> None:
    """List everybody with an account, with their roles."""
    with _store().transaction() as rows:
        for account in kept.all_accounts(rows):
            off = "" if account.active else "  (switched off)"
            click.echo(f"{account.name}  {', '.join(account.roles)}{off}")


def _asked_twice() -> str:
    password: str = click.prompt("Password", hide_input=True, confirmation_prompt="The same again", err=True)
    return password


def _store() -> memory.Store:
    store = memory.Store(Settings.from_environment().database)
    store.create()
    return store


def _stop(problem: str) -> NoReturn:
    click.echo(problem, err=True)
    sys.exit(1)
