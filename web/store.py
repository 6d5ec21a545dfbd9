"""The memory: conversations, turns and receipts. Nothing else in this project speaks to a database.

What a person wrote is stored only after redaction. A conversation is found by the digest of its token, so the database
alone opens none. A conversation's facts are forgotten hours after its last message; turns and receipts, which carry no
name, days later; all of it at once when the person asks.
"""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
    DateTime,
    Engine,
    ForeignKey,
    String,
    Text,
    UniqueConstraint,
    create_engine,
    delete,
    event,
    func,
    select,
    update,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

Json = dict[str, Any]


class WrittenMeanwhile(Exception):
    """Another request changed the conversation between reading and writing it."""


class Base(DeclarativeBase):
    pass


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
    started: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    last_used: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
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
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
    conversation: Mapped[Conversation] = relationship(back_populates="turns")
    receipts: Mapped[list[Receipt]] = relationship(
        back_populates="turn", cascade="all, delete-orphan", order_by="Receipt.position"
    )


class Receipt(Base):
    """One reply, found only by its unguessable code. `household` is what an estimate was worked out for."""

    __tablename__ = "receipt"

    code: Mapped[str] = mapped_column(String(24), primary_key=True)
    turn_id: Mapped[str] = mapped_column(ForeignKey("turn.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    payload: Mapped[Json] = mapped_column(JSON)
    household: Mapped[Json | None] = mapped_column(JSON)
    turn: Mapped[Turn] = relationship(back_populates="receipts")


class Store:
    """The database behind the web tier."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self._session = sessionmaker(self.engine, expire_on_commit=False)

    def create(self) -> None:
        """Make the tables that are not there yet."""
        Base.metadata.create_all(self.engine)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """All or nothing: what is written in here is written together, or not at all.

        Raises WrittenMeanwhile when somebody else changed the same conversation first.
        """
        try:
            with self._session.begin() as session:
                yield session
        except (StaleDataError, IntegrityError):
            raise WrittenMeanwhile from None

    def begin_conversation(self, charity: str, nation: str | None, language: str, now: datetime) -> str:
        """A new conversation; returns its token, which is stored nowhere."""
        token = secrets.token_urlsafe(32)
        with self.transaction() as session:
            session.add(
                Conversation(
                    id=str(uuid.uuid4()),
                    token_digest=_digest(token),
                    charity=charity,
                    nation=nation,
                    language=language,
                    household={},
                    declined=[],
                    offered={},
                    started=now,
                    last_used=now,
                )
            )
        return token

    def erase(self, token: str) -> bool:
        """Forget a conversation and everything said in it. Whether there was one."""
        with self.transaction() as session:
            conversation = find(session, token)
            if conversation:
                session.delete(conversation)
            return conversation is not None

    def forget_old(self, now: datetime, keep_hours: int, keep_days: int) -> None:
        """The schedule: facts go hours after the last message, the record days after it."""
        with self.transaction() as session:
            session.execute(
                update(Conversation)
                .where(Conversation.last_used < now - timedelta(hours=keep_hours))
                .values(household={}, asking=None, declined=[], offered={}, token_digest=Conversation.id)
            )
            session.execute(delete(Conversation).where(Conversation.last_used < now - timedelta(days=keep_days)))

    def receipt(self, code: str) -> Receipt | None:
        """A receipt with its turn, or None: a code that does not exist and one that is gone look the same."""
        with self._session() as session:
            receipt = session.get(Receipt, code)
            if receipt:
                _ = receipt.turn
            return receipt


def find(session: Session, token: str) -> Conversation | None:
    """The conversation of a token."""
    return session.scalar(select(Conversation).where(Conversation.token_digest == _digest(token)))


def turn_sent_as(session: Session, conversation: Conversation, sent_as: str) -> Turn | None:
    """The turn that the browser sent under this id before, if it did."""
    return session.scalar(select(Turn).where(Turn.conversation_id == conversation.id, Turn.sent_as == sent_as))


def turns_taken(session: Session, conversation: Conversation) -> int:
    """How many turns the conversation has had."""
    return session.scalar(select(func.count()).where(Turn.conversation_id == conversation.id)) or 0


def new_code() -> str:
    """A receipt's code: 96 random bits, in letters that can be read out."""
    return secrets.token_urlsafe(12)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _engine(url: str) -> Engine:
    address = make_url(url)
    if address.get_backend_name() == "sqlite" and address.database not in (None, "", ":memory:"):
        Path(str(address.database)).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url)
    if address.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _sqlite_habits)
    return engine


def _sqlite_habits(connection: Any, _record: Any) -> None:
    """Readers beside a writer, waiting for a lock instead of failing, and deletes that follow foreign keys."""
    for habit in ("journal_mode=WAL", "busy_timeout=5000", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {habit}")
