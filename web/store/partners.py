"""Partners of the API: their keys, of which only digests are kept, their quotas, and how much they asked."""

from __future__ import annotations

import secrets
import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from web.store.base import Base, Moment, digest

LONGEST_NAME = 80


class Partner(Base):
    """Who has a key. `revoked` is when it ended."""

    __tablename__ = "partner"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME), unique=True)
    key_digest: Mapped[str] = mapped_column(String(64), unique=True)
    per_minute: Mapped[int]
    per_day: Mapped[int]
    made: Mapped[datetime] = mapped_column(Moment)
    revoked: Mapped[datetime | None] = mapped_column(Moment)


class PartnerUse(Base):
    """How many requests a partner made on a day: a number, and nothing of what they asked."""

    __tablename__ = "partner_use"

    partner_id: Mapped[str] = mapped_column(ForeignKey("partner.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    requests: Mapped[int] = mapped_column(default=0)


def add_partner(session: Session, name: str, per_minute: int, per_day: int, now: datetime) -> str:
    """A new partner; returns the key, which is stored nowhere."""
    key = secrets.token_urlsafe(32)
    session.add(
        Partner(
            id=str(uuid.uuid4()),
            name=name,
            key_digest=digest(key),
            per_minute=per_minute,
            per_day=per_day,
            made=now,
        )
    )
    return key


def partner_with(session: Session, key: str) -> Partner | None:
    """The partner of a key that has not ended."""
    return session.scalar(select(Partner).where(Partner.key_digest == digest(key), Partner.revoked.is_(None)))


def partner_named(session: Session, name: str) -> Partner | None:
    return session.scalar(select(Partner).where(Partner.name == name))


def all_partners(session: Session) -> list[Partner]:
    return list(session.scalars(select(Partner).order_by(Partner.name)))


def count_request(session: Session, partner_id: str, day: date) -> None:
    """Another request on a day."""
    use = session.get(PartnerUse, (partner_id, day))
    if use is None:
        session.add(PartnerUse(partner_id=partner_id, day=day, requests=1))
    else:
        use.requests = PartnerUse.requests + 1  # the database adds, so that two at once are two


def requests_on(session: Session, partner_id: str, day: date) -> int:
    use = session.get(PartnerUse, (partner_id, day))
    return use.requests if use else 0
