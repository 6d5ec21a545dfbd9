"""Scenarios that advisers save: a household with a name that need not be anybody's, and a day to be forgotten on."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta

from sqlalchemy import String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from web.store.base import Base, Json, Moment
from web.store.sealed import Sealed

KEPT_DAYS = 180
LONGEST_KEPT_DAYS = 730


class Scenario(Base):
    """`on` is the day of the calculation, None for whatever day it is opened. `owner` is the account's id.

    `strengths` is what web/workbench/strengths.py keeps; no estimate looks at it.
    """

    __tablename__ = "scenario"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    owner: Mapped[str] = mapped_column(String(36), index=True)
    name: Mapped[str] = mapped_column(String(80))
    household: Mapped[Json] = mapped_column(Sealed)
    on: Mapped[date | None] = mapped_column("calculated_on")
    notes: Mapped[str] = mapped_column(Sealed, default="")
    strengths: Mapped[Json | None] = mapped_column(Sealed)
    created: Mapped[datetime] = mapped_column(Moment)
    changed: Mapped[datetime] = mapped_column(Moment)
    expires: Mapped[date] = mapped_column(index=True)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 SQLAlchemy's own form


def scenarios_of(session: Session, owner: str) -> list[Scenario]:
    """An adviser's scenarios, the last changed first."""
    return list(session.scalars(select(Scenario).where(Scenario.owner == owner).order_by(Scenario.changed.desc())))


def scenario(session: Session, owner: str, scenario_id: str) -> Scenario | None:
    """One of an adviser's own; somebody else's and none look the same."""
    return session.scalar(select(Scenario).where(Scenario.id == scenario_id, Scenario.owner == owner))


def add_scenario(
    session: Session, owner: str, name: str, household: Json, on: date | None, now: datetime, notes: str = ""
) -> Scenario:
    """A new scenario, kept for half a year unless another day is chosen."""
    added = Scenario(
        id=str(uuid.uuid4()),
        owner=owner,
        name=name,
        household=household,
        on=on,
        notes=notes,
        created=now,
        changed=now,
        expires=now.date() + timedelta(days=KEPT_DAYS),
    )
    session.add(added)
    return added


def forget_old_scenarios(session: Session, today: date) -> None:
    """Delete those whose day has come."""
    session.execute(delete(Scenario).where(Scenario.expires <= today))
