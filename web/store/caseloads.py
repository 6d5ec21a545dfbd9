"""Caseloads: files of many households that an adviser had worked out, kept for a month or until they are deleted."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import JSON, ForeignKey, String, delete, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from web.store.base import Base, Json, Moment
from web.store.sealed import Sealed

KEPT_DAYS = 30
# A process that works on a caseload says so at each batch; after this long without a word another may go on.
SILENCE = timedelta(minutes=1)


class Caseload(Base):
    """A file. `on` is the day of the calculation; `touched` when somebody last worked on it."""

    __tablename__ = "caseload"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    owner: Mapped[str] = mapped_column(String(36), index=True)
    name: Mapped[str] = mapped_column(String(80))
    on: Mapped[date] = mapped_column("calculated_on")
    total: Mapped[int]
    created: Mapped[datetime] = mapped_column(Moment)
    touched: Mapped[datetime | None] = mapped_column(Moment)
    expires: Mapped[date] = mapped_column(index=True)


class CaseloadRow(Base):
    """A household of a file, by the number of its row; `result` or `error` when it is worked out.

    `result`: award, payable, low, high (pounds as text or None), excluded (reasons), lines (line id to amount).
    `error`: fact, problem, instead.
    """

    __tablename__ = "caseload_row"

    caseload_id: Mapped[str] = mapped_column(ForeignKey("caseload.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(40))
    household: Mapped[Json | None] = mapped_column(Sealed)
    result: Mapped[Json | None] = mapped_column(Sealed)
    error: Mapped[Json | None] = mapped_column(JSON(none_as_null=True))


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row as it was read: a household, or the error that says why there is none."""

    number: int
    reference: str
    household: Json | None
    error: Json | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    total: int
    done: int
    failed: int

    @property
    def finished(self) -> bool:
        return self.done == self.total


def add_caseload(session: Session, owner: str, name: str, on: date, rows: Iterable[NewRow], now: datetime) -> Caseload:
    """A caseload whose rows are still to be worked out."""
    found = list(rows)
    added = Caseload(
        id=str(uuid.uuid4()),
        owner=owner,
        name=name,
        on=on,
        total=len(found),
        created=now,
        touched=None,
        expires=now.date() + timedelta(days=KEPT_DAYS),
    )
    session.add(added)
    session.flush()
    session.add_all(
        CaseloadRow(
            caseload_id=added.id,
            number=row.number,
            reference=row.reference,
            household=row.household,
            error=row.error,
        )
        for row in found
    )
    return added


def caseloads_of(session: Session, owner: str) -> list[Caseload]:
    """An adviser's caseloads, the latest first."""
    return list(session.scalars(select(Caseload).where(Caseload.owner == owner).order_by(Caseload.created.desc())))


def caseload(session: Session, owner: str, caseload_id: str) -> Caseload | None:
    """One of an adviser's own; somebody else's and none look the same."""
    return session.scalar(select(Caseload).where(Caseload.id == caseload_id, Caseload.owner == owner))


def delete_caseload(session: Session, found: Caseload) -> None:
    """The file with all of its rows."""
    session.execute(delete(CaseloadRow).where(CaseloadRow.caseload_id == found.id))
    session.execute(delete(Caseload).where(Caseload.id == found.id))


def progress(session: Session, found: Caseload) -> Progress:
    """How many rows are done, and how many of those have an error."""
    mine = select(func.count()).select_from(CaseloadRow).where(CaseloadRow.caseload_id == found.id)
    failed = session.scalar(mine.where(CaseloadRow.error.is_not(None))) or 0
    worked = session.scalar(mine.where(CaseloadRow.result.is_not(None))) or 0
    return Progress(found.total, failed + worked, failed)


def rows_of(session: Session, found: Caseload, after: int = 0, limit: int | None = None) -> Iterator[CaseloadRow]:
    """Rows in order, from the one after `after` on."""
    wanted = select(CaseloadRow).where(CaseloadRow.caseload_id == found.id, CaseloadRow.number > after)
    yield from session.scalars(wanted.order_by(CaseloadRow.number).limit(limit).execution_options(yield_per=500))


def row_of(session: Session, found: Caseload, number: int) -> CaseloadRow | None:
    return session.get(CaseloadRow, (found.id, number))


def take_on(session: Session, caseload_id: str, now: datetime) -> bool:
    """Whether this process may work on a caseload: nobody else has said a word for a while."""
    silent = (Caseload.touched.is_(None)) | (Caseload.touched < now - SILENCE)
    taken = session.execute(update(Caseload).where(Caseload.id == caseload_id, silent).values(touched=now))
    return bool(taken.rowcount)  # type: ignore[attr-defined]


def next_rows(session: Session, caseload_id: str, limit: int, now: datetime) -> tuple[date, list[CaseloadRow]] | None:
    """The day and the next rows to work out; None where the caseload is gone."""
    found = session.get(Caseload, caseload_id)
    if found is None:
        return None
    found.touched = now
    waiting = (
        select(CaseloadRow)
        .where(CaseloadRow.caseload_id == caseload_id)
        .where(CaseloadRow.result.is_(None), CaseloadRow.error.is_(None))
        .order_by(CaseloadRow.number)
        .limit(limit)
    )
    return found.on, list(session.scalars(waiting))


def forget_old_caseloads(session: Session, today: date) -> None:
    """Delete those whose day has come."""
    over = select(Caseload.id).where(Caseload.expires <= today)
    session.execute(delete(CaseloadRow).where(CaseloadRow.caseload_id.in_(over)))
    session.execute(delete(Caseload).where(Caseload.expires <= today))
