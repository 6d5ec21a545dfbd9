"""The ledger: one row for each receipt, in a chain that no alteration survives. Rows are only ever added.

A row holds digests, no content. The digest of a receipt's content is keyed with a random key that stands on the receipt
alone: when the receipt is erased the key goes too, nobody can guess the content from what is left, and the row stays as
a tombstone in a chain that still verifies.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from web.store.base import Base, Json, digest
from web.store.conversations import Receipt, Turn

START = "0" * 64
_BATCH = 500


class LedgerRow(Base):
    """`at` is text in UTC, so that every database gives back what was hashed. The database itself refuses to change or
    delete a row: the triggers are in the first migration."""

    __tablename__ = "ledger"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str] = mapped_column(String(32))
    code_digest: Mapped[str] = mapped_column(String(64), unique=True)
    content_digest: Mapped[str] = mapped_column(String(64))
    previous: Mapped[str] = mapped_column(String(64), unique=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)


class LedgerHead(Base):
    """The last row, once. Who writes takes it first, so that two at a time queue up instead of failing."""

    __tablename__ = "ledger_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))


@dataclass(frozen=True, slots=True)
class Wrong:
    """A row, or a receipt, that is not as it was written."""

    number: int | None
    problem: str


@dataclass(slots=True)
class Count:
    """What a walk along the chain saw."""

    rows: int = 0
    tombstones: int = 0
    number: int = 0
    head: str = START


def take_head(session: Session) -> LedgerHead:
    """The last row, locked until the transaction ends. Call it before anything else is written."""
    if session.get_bind().dialect.name == "sqlite":  # it locks no rows: whoever writes first is the only writer
        session.execute(update(LedgerHead).where(LedgerHead.id == 1).values(number=LedgerHead.number))
    return session.get_one(LedgerHead, 1, populate_existing=True, with_for_update=True)


def enter(session: Session, head: LedgerHead, receipts: Sequence[Receipt], said: str, at: datetime) -> None:
    """A row for each receipt. `said` is what the person wrote, redacted."""
    for receipt in receipts:
        receipt.key = secrets.token_hex(32)
        row = LedgerRow(
            number=head.number + 1,
            at=at.astimezone(UTC).isoformat(timespec="seconds"),
            code_digest=digest(receipt.code),
            content_digest=content_digest(receipt, said),
            previous=head.hash,
        )
        row.hash = _hash(row)
        session.add(row)
        head.number, head.hash = row.number, row.hash


def content_digest(receipt: Receipt, said: str) -> str:
    """The keyed digest of all that a receipt holds."""
    content = _canonical({"payload": receipt.payload, "household": receipt.household, "said": said})
    return hmac.new(bytes.fromhex(receipt.key), content, hashlib.sha256).hexdigest()


def row_of(session: Session, code: str) -> LedgerRow | None:
    """The row of a receipt."""
    return session.scalar(select(LedgerRow).where(LedgerRow.code_digest == digest(code)))


def agrees(row: LedgerRow | None, receipt: Receipt) -> bool:
    """Whether a receipt is as it was when its row was written."""
    return (
        row is not None and row.hash == _hash(row) and row.content_digest == content_digest(receipt, receipt.turn.text)
    )


def head_of(session: Session) -> LedgerHead:
    """The last row as it stands."""
    return session.get_one(LedgerHead, 1)


def verify(session: Session, count: Count) -> Iterator[Wrong]:
    """Everything that is not as it was written, in the order of the chain; `count` is kept up as it goes."""
    for row in _rows(session):
        if row.number != count.number + 1:
            yield Wrong(row.number, f"row {count.number + 1} is missing, or rows are out of order")
        if row.previous != count.head:
            yield Wrong(row.number, "it does not follow from the row before it")
        if row.hash != _hash(row):
            yield Wrong(row.number, "its own hash is not that of its content")
        count.rows, count.number, count.head = count.rows + 1, row.number, row.hash
    head = head_of(session)
    if (head.number, head.hash) != (count.number, count.head):
        yield Wrong(head.number, "the last rows are missing, or the head was altered")
    kept = 0
    for receipt in _receipts(session):
        row = row_of(session, receipt.code)
        kept += row is not None
        if row is None:
            yield Wrong(None, "a receipt has no row")
        elif not agrees(row, receipt):
            yield Wrong(row.number, "its receipt was altered")
    count.tombstones = count.rows - kept


def _rows(session: Session) -> Iterator[LedgerRow]:
    last = -1
    while rows := session.scalars(
        select(LedgerRow).where(LedgerRow.number > last).order_by(LedgerRow.number).limit(_BATCH)
    ).all():
        yield from rows
        last = rows[-1].number
        session.expunge_all()


def _receipts(session: Session) -> Iterator[Receipt]:
    last = ""
    while rows := session.scalars(
        select(Receipt).join(Turn).where(Receipt.code > last).order_by(Receipt.code).limit(_BATCH)
    ).all():
        yield from rows
        last = rows[-1].code
        session.expunge_all()


def _hash(row: LedgerRow) -> str:
    return hashlib.sha256(
        _canonical([row.number, row.at, row.code_digest, row.content_digest, row.previous])
    ).hexdigest()


def _canonical(content: Json | list[Any]) -> bytes:
    """One way to write a content down, whatever the order of its keys."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
