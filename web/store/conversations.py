"""Conversations, turns, receipts and summaries for advisers.

What a person wrote is stored only after redaction. A conversation is found by the digest of its token, so the database
alone opens none.
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from web.store.base import Base, Json, Moment, digest


class Conversation(Base):
    """One chat. `version` guards against two tabs writing over each other."""

    __tablename__ = "conversation"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    charity: Mapped[str] = mapped_column(String(60))
    nation: Mapped[str | None] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(5))
    household: Mapped[Json] = mapped_column(JSON, default=dict)
    asking: Mapped[str | None] = mapped_column(String(100))
    declined: Mapped[list[str]] = mapped_column(JSON, default=list)
    offered: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    started: Mapped[datetime] = mapped_column(Moment)
    last_used: Mapped[datetime] = mapped_column(Moment, index=True)
    version: Mapped[int] = mapped_column()
    turns: Mapped[list[Turn]] = relationship(
        back_populates="conversation", cascade="all, delete-orphan", order_by="Turn.number"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 SQLAlchemy's own form


class Turn(Base):
    """What was said (redacted) and, through its receipts, what was answered."""

    __tablename__ = "turn"
    __table_args__ = (UniqueConstraint("conversation_id", "sent_as"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=lambda: str(uuid.uuid4()))
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    sent_as: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(Text)
    service: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(Moment, index=True)
    conversation: Mapped[Conversation] = relationship(back_populates="turns")
    receipts: Mapped[list[Receipt]] = relationship(
        back_populates="turn", cascade="all, delete-orphan", order_by="Receipt.position"
    )


class Receipt(Base):
    """One reply, found only by its unguessable code. `household` is what an estimate was worked out for.

    `key` is what the ledger's digest of it is keyed with; `rating` is what the person said of it.
    """

    __tablename__ = "receipt"

    code: Mapped[str] = mapped_column(String(24), primary_key=True)
    turn_id: Mapped[str] = mapped_column(ForeignKey("turn.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    payload: Mapped[Json] = mapped_column(JSON)
    household: Mapped[Json | None] = mapped_column(JSON)
    key: Mapped[str] = mapped_column(String(64))
    rating: Mapped[str | None] = mapped_column(String(10))
    turn: Mapped[Turn] = relationship(back_populates="receipts")


class Handover(Base):
    """A summary of a conversation for an adviser, found by the digest of its code, until it expires."""

    __tablename__ = "handover"

    code_digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), index=True)
    content: Mapped[Json] = mapped_column(JSON)
    expires: Mapped[datetime] = mapped_column(Moment, index=True)


def find(session: Session, token: str) -> Conversation | None:
    """The conversation of a token."""
    return session.scalar(select(Conversation).where(Conversation.token_digest == digest(token)))


def turn_sent_as(session: Session, conversation: Conversation, sent_as: str) -> Turn | None:
    """The turn that the browser sent under this id before, if it did."""
    return session.scalar(select(Turn).where(Turn.conversation_id == conversation.id, Turn.sent_as == sent_as))


def as_kept(conversation: Conversation) -> Json:
    """All that is kept of a conversation, for whoever it is of."""
    turns = [
        {"at": turn.at.isoformat(), "said": turn.text, "replies": [receipt.payload for receipt in turn.receipts]}
        for turn in conversation.turns
    ]
    kept: Json = {"started": conversation.started.isoformat(), "nation": conversation.nation}
    return kept | {"household": conversation.household, "turns": turns}


def turns_taken(session: Session, conversation: Conversation) -> int:
    """How many turns the conversation has had."""
    return session.scalar(select(func.count()).where(Turn.conversation_id == conversation.id)) or 0


def last_said(session: Session, conversation: Conversation, most: int) -> tuple[str, ...]:
    """What was said last, as it was kept, newest first."""
    said = select(Turn.text).where(Turn.conversation_id == conversation.id).order_by(Turn.number.desc()).limit(most)
    return tuple(session.scalars(said))


def receipts_since(session: Session, day: date | None) -> Iterator[Receipt]:
    """Every receipt of a day and later, in the order of time, a few at a time."""
    found = select(Receipt).join(Turn).order_by(Turn.at, Receipt.position)
    if day:
        found = found.where(Turn.at >= datetime.combine(day, time.min, UTC))
    yield from session.scalars(found.execution_options(yield_per=200))


def new_code() -> str:
    """A receipt's code: 96 random bits, in letters that can be read out."""
    return secrets.token_urlsafe(12)
