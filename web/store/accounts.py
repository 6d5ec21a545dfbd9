"""Accounts of advisers, editors and admins, their log-ins, wrong tries, and what happened to each account.

A password is stored only as its argon2 hash. The token of a log-in and of a link is stored only as its digest, so the
database alone opens no account.
"""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint, delete, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from web.store.base import Base, Moment, digest

_LONGEST_LOG_IN = timedelta(hours=12)
_LONGEST_PAUSE = timedelta(minutes=60)
_TOUCH_AFTER = timedelta(minutes=1)  # a log-in's last use is written at most this often
_LINK_HOLDS = timedelta(hours=24)
_KEEP_EVENTS = timedelta(days=365)
_FREE_TRIES = 5
_LONGEST_WAIT = timedelta(minutes=5)
_FORGET_TRIES = timedelta(days=1)


class Account(Base):
    """Somebody who may log in. `name_key` is the name whatever its capitals; `issuer` and `subject` are those of
    single sign-on."""

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=lambda: str(uuid.uuid4()))
    name: Mapped[str] = mapped_column(String(254))
    name_key: Mapped[str] = mapped_column(String(254), unique=True)
    roles: Mapped[list[str]] = mapped_column(JSON)
    active: Mapped[bool] = mapped_column(default=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    link_digest: Mapped[str | None] = mapped_column(String(64), unique=True)
    link_expires: Mapped[datetime | None] = mapped_column(Moment)
    issuer: Mapped[str | None] = mapped_column(String(200))
    subject: Mapped[str | None] = mapped_column(String(255))
    made: Mapped[datetime] = mapped_column(Moment)


class LogIn(Base):
    """One browser in which somebody is logged in."""

    __tablename__ = "log_in"

    token_digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    started: Mapped[datetime] = mapped_column(Moment, index=True)
    last_used: Mapped[datetime] = mapped_column(Moment, index=True)
    account: Mapped[Account] = relationship()


class LogInTries(Base):
    """Wrong tries in a row at one name, whether or not an account has it. `version` lets one try at a time count."""

    __tablename__ = "log_in_tries"

    name_digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    tries: Mapped[int]
    last: Mapped[datetime] = mapped_column(Moment, index=True)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 SQLAlchemy's own form


class AccountEvent(Base):
    """Who did what to whose account, and when. `who` is nobody for a command and for somebody not logged in."""

    __tablename__ = "account_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment, index=True)
    who_id: Mapped[str | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    what: Mapped[str] = mapped_column(String(40))
    whose_id: Mapped[str | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    who: Mapped[Account | None] = relationship(foreign_keys=[who_id], lazy="joined")
    whose: Mapped[Account | None] = relationship(foreign_keys=[whose_id], lazy="joined")


@dataclass(frozen=True)
class Identity:
    """Who a provider of single sign-on says that somebody is."""

    issuer: str
    subject: str


def name_key(name: str) -> str:
    """What two names must differ in."""
    return name.strip().casefold()


def account_named(session: Session, name: str) -> Account | None:
    return session.scalar(select(Account).where(Account.name_key == name_key(name)))


def account_of(session: Session, identity: Identity) -> Account | None:
    """The account that belongs to somebody at a provider of single sign-on."""
    same = (Account.issuer == identity.issuer, Account.subject == identity.subject)
    return session.scalar(select(Account).where(*same))


def all_accounts(session: Session) -> list[Account]:
    return list(session.scalars(select(Account).order_by(Account.name_key)))


def add_account(
    session: Session, name: str, roles: list[str], now: datetime, identity: Identity | None = None
) -> Account:
    """A new account, which has no password yet."""
    account = Account(
        name=name.strip(),
        name_key=name_key(name),
        roles=sorted(roles),
        active=True,
        issuer=identity.issuer if identity else None,
        subject=identity.subject if identity else None,
        made=now,
    )
    session.add(account)
    session.flush()
    return account


def set_password(session: Session, account: Account, password_hash: str) -> None:
    """A new password ends every log-in and every open link of its account."""
    account.password_hash = password_hash
    account.link_digest = account.link_expires = None
    end_log_ins(session, account)


def make_link(session: Session, account: Account, now: datetime) -> str:
    """The token of a link with which a password can be set once. The old password and every log-in end here."""
    token = secrets.token_urlsafe(32)
    account.password_hash = None
    account.link_digest, account.link_expires = digest(token), now + _LINK_HOLDS
    end_log_ins(session, account)
    return token


def account_with_link(session: Session, token: str, now: datetime) -> Account | None:
    """The account whose password this token may set: one that is used, expired or invented looks the same."""
    account = session.scalar(select(Account).where(Account.link_digest == digest(token), Account.active))
    if account is None or account.link_expires is None or account.link_expires <= now:
        return None
    return account


def begin_log_in(session: Session, account: Account, now: datetime) -> str:
    """A new log-in; returns its token, which is stored nowhere."""
    token = secrets.token_urlsafe(32)
    session.add(LogIn(token_digest=digest(token), account_id=account.id, started=now, last_used=now))
    return token


def log_in_with(session: Session, token: str, now: datetime) -> LogIn | None:
    """The log-in of a token while it holds: not too old, not unused for too long, its account not switched off."""
    found = session.get(LogIn, digest(token))
    if found is None or not found.account.active:
        return None
    if found.started + _LONGEST_LOG_IN <= now or found.last_used + _LONGEST_PAUSE <= now:
        return None
    if found.last_used + _TOUCH_AFTER <= now:
        session.execute(update(LogIn).where(LogIn.token_digest == found.token_digest).values(last_used=now))
    return found


def end_log_in(session: Session, token: str) -> None:
    session.execute(delete(LogIn).where(LogIn.token_digest == digest(token)))


def end_log_ins(session: Session, account: Account) -> None:
    session.execute(delete(LogIn).where(LogIn.account_id == account.id))


def wait_before_try(session: Session, name: str, now: datetime) -> timedelta | None:
    """Counts a try at a name, or says how long to wait first. The wait doubles with each wrong try, up to minutes.

    The count is taken before the password is looked at, so that many tries at once are not one.
    """
    key = digest(name)
    found = session.get(LogInTries, key)
    if found is None:
        session.add(LogInTries(name_digest=key, tries=1, last=now))
        return None
    wait = _wait_after(found.tries) - (now - found.last)
    if wait > timedelta(0):
        return wait
    found.tries, found.last = found.tries + 1, now
    return None


def forget_tries(session: Session, name: str) -> None:
    """After the right password, wrong tries count from nothing again."""
    session.execute(delete(LogInTries).where(LogInTries.name_digest == digest(name)))


def add_event(session: Session, what: str, now: datetime, who: str | None, whose: str | None) -> None:
    """Notes what happened, by the ids of the accounts; nothing typed is ever part of it."""
    session.add(AccountEvent(at=now, who_id=who, what=what, whose_id=whose))


def latest_events(session: Session, limit: int) -> list[AccountEvent]:
    return list(session.scalars(select(AccountEvent).order_by(AccountEvent.id.desc()).limit(limit)))


def forget_old_log_ins(session: Session, now: datetime) -> None:
    """Deletes log-ins that have ended by themselves, old tries, and events of more than a year ago."""
    over = or_(LogIn.started < now - _LONGEST_LOG_IN, LogIn.last_used < now - _LONGEST_PAUSE)
    session.execute(delete(LogIn).where(over))
    session.execute(delete(LogInTries).where(LogInTries.last < now - _FORGET_TRIES))
    session.execute(delete(AccountEvent).where(AccountEvent.at < now - _KEEP_EVENTS))


def _wait_after(tries: int) -> timedelta:
    """None for the first tries, then 2 seconds, 4, 8 and so on."""
    extra = tries - _FREE_TRIES + 1
    return min(_LONGEST_WAIT, timedelta(seconds=2 ** min(extra, 20))) if extra > 0 else timedelta(0)
