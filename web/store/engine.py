"""The engine of each database: how long it waits, and which of its errors mean that somebody else was faster."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

# As many as a web process has threads, and as many again at need: some requests hold two connections for a moment.
_CONNECTIONS = 16
# PostgreSQL's names for: could not serialise, deadlock, waited too long for a lock.
_CLASHES = ("40001", "40P01", "55P03")


def engine_for(url: str) -> Engine:
    """The engine for RIGHTFUL_DATABASE: sqlite:///FILE or postgresql+psycopg://USER:PASSWORD@HOST/NAME."""
    address = make_url(url)
    return _sqlite(address) if address.get_backend_name() == "sqlite" else _postgresql(address)


def is_clash(error: OperationalError) -> bool:
    """Whether a transaction failed because of another one, so that it can be tried again."""
    if isinstance(error.orig, sqlite3.OperationalError):
        return error.orig.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
    return getattr(error.orig, "sqlstate", None) in _CLASHES


def _sqlite(address: URL) -> Engine:
    Path(str(address.database)).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address)
    event.listen(engine, "connect", _sqlite_habits)
    return engine


def _postgresql(address: URL) -> Engine:
    """A connection is tried before it is lent out: the database may have been restarted since."""
    engine = create_engine(address, pool_pre_ping=True, pool_size=_CONNECTIONS, max_overflow=_CONNECTIONS)
    event.listen(engine, "connect", _postgresql_habits)
    return engine


def _sqlite_habits(connection: Any, _record: Any) -> None:
    """Waiting for a lock instead of failing, readers beside a writer, and deletes that follow foreign keys."""
    for habit in ("busy_timeout=5000", "journal_mode=WAL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {habit}")


def _postgresql_habits(connection: Any, _record: Any) -> None:
    """Waiting for a lock as long as on SQLite."""
    connection.execute("SET lock_timeout = '5s'")
    connection.commit()
