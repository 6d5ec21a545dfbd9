"""What every table shares: the base class, the digest of a secret, moments in time, and what can go wrong."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

Json = dict[str, Any]


class WrittenMeanwhile(Exception):
    """Another request changed the same row between reading and writing it, or held it for too long."""


class StoreNotThere(Exception):
    """The database cannot be reached or cannot write: it was stopped, or its disk is full. Nothing was recorded."""


class NotStorable(ValueError):
    """Something that a database cannot hold: a NUL, half of a character, a number beyond its range."""


class Base(DeclarativeBase):
    pass


class Moment(TypeDecorator[datetime]):
    """A moment, written and read as UTC. SQLite keeps no time zone, so London's summer time would come back wrong."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def digest(token: str) -> str:
    """What is stored instead of a token or a code."""
    return hashlib.sha256(token.encode()).hexdigest()
