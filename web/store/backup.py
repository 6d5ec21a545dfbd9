"""Copies of the whole database in one file, made while it is in use, and put back.

SQLite: its own copy of a database in use, zipped. PostgreSQL: what pg_dump makes.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from sqlalchemy import URL, Engine, exists, inspect, make_url, select

from web.store.engine import engine_for
from web.store.migrate import every_table

_MEMBER = "rightful.db"
_STARTS = {"sqlite": b"PK", "postgresql": b"PGDMP"}


class BackupFailed(Exception):
    """Why there is no backup, or why it was not put back, in a sentence."""


def back_up(url: str, file: Path) -> None:
    """Copy the database into a file that its owner alone can read. A file that is there is replaced at the end."""
    address = make_url(url)
    with tempfile.TemporaryDirectory(dir=file.absolute().parent, prefix=".backup-") as folder:
        made = Path(folder) / "backup"
        (_copy_sqlite if address.get_backend_name() == "sqlite" else _dump_postgresql)(address, made)
        made.chmod(0o600)
        made.replace(file)


def put_back(url: str, file: Path, *, replace: bool) -> None:
    """Let the database be what it was when it was backed up. What it holds by now is lost: `replace` says it may be."""
    address = make_url(url)
    kind = address.get_backend_name()
    if not file.read_bytes().startswith(_STARTS[kind]):
        raise BackupFailed(f"{file} is no backup of a {kind} database.")
    engine = engine_for(url)
    if not replace and _holds_something(engine):
        raise BackupFailed("The database is in use: it holds records. Say --replace to lose them.")
    engine.dispose()
    (_restore_sqlite if kind == "sqlite" else _restore_postgresql)(address, file)


def _holds_something(engine: Engine) -> bool:
    """Whether any table has a row, but for what every new database has."""
    there = set(inspect(engine).get_table_names()) - {"ledger_head"}
    with engine.connect() as connection:
        return any(
            connection.scalar(select(exists().select_from(table)))
            for table in every_table().sorted_tables
            if table.name in there
        )


def _copy_sqlite(address: URL, made: Path) -> None:
    source = Path(str(address.database))
    if not source.exists():
        raise BackupFailed(f"There is no database at {source}.")
    copy = made.with_name(_MEMBER)
    with closing(sqlite3.connect(source)) as database, closing(sqlite3.connect(copy)) as target:
        database.backup(target)
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        archive.write(copy, _MEMBER)


def _restore_sqlite(address: URL, file: Path) -> None:
    """Written through SQLite itself, so that a server that uses the database sees the change whole or not at all."""
    target = Path(str(address.database))
    try:
        with tempfile.TemporaryDirectory(dir=target.absolute().parent, prefix=".restore-") as folder:
            with ZipFile(file) as archive:
                copy = archive.extract(_MEMBER, folder)
            with closing(sqlite3.connect(copy)) as source, closing(sqlite3.connect(target, timeout=30)) as database:
                if source.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                    raise BackupFailed(f"{file} is damaged: nothing was changed.")
                source.backup(database)
    except (BadZipFile, KeyError, sqlite3.DatabaseError):
        raise BackupFailed(f"{file} could not be put back: it is no backup, or it is damaged.") from None


def _dump_postgresql(address: URL, made: Path) -> None:
    _run(address, "pg_dump", "--format=custom", f"--file={made}")


def _restore_postgresql(address: URL, file: Path) -> None:
    """In one transaction: the tables go, and those of the backup come."""
    ours = ", ".join(f'"{name}"' for name in (*every_table().tables, "alembic_version"))
    with tempfile.TemporaryDirectory(prefix="restore-") as folder:
        script = f"{folder}/script.sql"
        _run(None, "pg_restore", "--clean", "--if-exists", "--no-owner", "--no-acl", f"--file={script}", str(file))
        together = ("--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1")
        _run(address, "psql", *together, f"--command=DROP TABLE IF EXISTS {ours} CASCADE", f"--file={script}")


def _run(address: URL | None, program: str, *arguments: str) -> None:
    """A program of PostgreSQL's; the password is no argument, where everybody on the machine could read it."""
    command, environment = [program, *arguments], dict(os.environ, PGOPTIONS="-c lock_timeout=30s")
    if address:
        command.append(f"--dbname={address._replace(drivername='postgresql', password=None)}")
        environment |= {"PGPASSWORD": str(address.password)} if address.password else {}
    try:
        subprocess.run(command, env=environment, check=True, capture_output=True, text=True)  # noqa: S603 no shell
    except FileNotFoundError:
        raise BackupFailed(f"{program} is not installed (Debian: apt-get install postgresql-client).") from None
    except subprocess.CalledProcessError as error:
        raise BackupFailed(f"{program} failed: {error.stderr.strip()}") from None
