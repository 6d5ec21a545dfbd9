"""Brings a database to the latest migration (docs/database.md). One process at a time; the others wait for it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from sqlalchemy import Connection, Engine, MetaData, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from web.store.base import Base

FOLDER = Path(__file__).with_name("migrations")
_LOCK = 704_118  # of PostgreSQL: any number, as long as every process takes the same


class NewerDatabase(Exception):
    """The database has been migrated by a later version of this program than this one."""


def migrate(engine: Engine) -> None:
    """Run the migrations that the database has not had. At the latest one this costs a single query."""
    found = version(engine)
    if found == latest():
        return
    if found and found > latest():
        raise NewerDatabase(f"The database is at version {found}, and this program knows versions up to {latest()}.")
    from alembic import command  # slow to load, and hardly ever needed
    from alembic.config import Config

    with engine.connect() as connection:
        (_sqlite_alone if engine.dialect.name == "sqlite" else _postgresql_alone)(connection)
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(FOLDER))
        command.upgrade(config, "head")
        connection.commit()


def version(engine: Engine) -> str | None:
    """The last migration that a database has had; None for a new one and for one from before migrations."""
    with engine.connect() as connection:
        try:
            return connection.scalar(text("SELECT version_num FROM alembic_version"))
        except (OperationalError, ProgrammingError):  # no such table
            return None


def latest() -> str:
    """The last migration there is: the name of its file begins with its number."""
    return max(path.name.partition("_")[0] for path in (FOLDER / "versions").glob("[0-9]*.py"))


def every_table() -> MetaData:
    """The tables of every module of the store, whether or not anything has imported it yet."""
    for module in iter_modules([str(Path(__file__).parent)], "web.store."):
        if not module.ispkg:
            import_module(module.name)
    return Base.metadata


def columns() -> dict[str, list[str]]:
    """The names of all tables with those of their columns."""
    return {table.name: [column.name for column in table.columns] for table in every_table().sorted_tables}


def _sqlite_alone(connection: Connection) -> None:
    """The only writer. A table of SQLite is changed by copying it and dropping the old one: with foreign keys on, that
    would delete what belongs to its rows. Nobody gets this connection, with its own settings, afterwards."""
    connection.detach()
    for statement in ("PRAGMA foreign_keys=OFF", "PRAGMA busy_timeout=600000", "BEGIN IMMEDIATE"):
        connection.exec_driver_sql(statement)


def _postgresql_alone(connection: Connection) -> None:
    """The only one that migrates, until the transaction ends. Waiting for that may take longer than for a row."""
    connection.execute(text("SET LOCAL lock_timeout = 0"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
