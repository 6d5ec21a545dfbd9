"""How often each answer was given and how it was rated: counts by month, of nobody in particular.

They outlive the conversations they come from, because they say nothing about any of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from sqlalchemy import String, case, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from web.store.base import Base

RATINGS = ("helpful", "unhelpful")


class AnswerUse(Base):
    """One answer in one month; `month` is its first day. The database adds, so that two who count at once are two."""

    __tablename__ = "answer_use"

    answer_id: Mapped[str] = mapped_column(String(100), primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    given: Mapped[int] = mapped_column(default=0)
    helpful: Mapped[int] = mapped_column(default=0)
    unhelpful: Mapped[int] = mapped_column(default=0)


def count_given(session: Session, answer_ids: Iterable[str], on: date) -> None:
    """Another time that each of these answers was given."""
    for answer_id, times in Counter(answer_ids).items():
        _of(session, answer_id, on).given = AnswerUse.given + times


def count_rating(session: Session, answer_id: str, on: date, rating: str, before: str | None = None) -> None:
    """A rating of an answer; `before` is what the same person said of the same reply until now."""
    if rating == before:
        return
    use = _of(session, answer_id, on)
    if before:
        count = getattr(AnswerUse, before)
        setattr(use, before, case((count > 0, count - 1), else_=0))
    setattr(use, rating, getattr(AnswerUse, rating) + 1)


def use_of_answers(session: Session) -> list[AnswerUse]:
    """All counts, by answer and month."""
    return list(session.scalars(select(AnswerUse).order_by(AnswerUse.answer_id, AnswerUse.month)))


def _of(session: Session, answer_id: str, on: date) -> AnswerUse:
    month = on.replace(day=1)
    use = session.get(AnswerUse, (answer_id, month))
    if use is None:
        use = AnswerUse(answer_id=answer_id, month=month, given=0, helpful=0, unhelpful=0)
        session.add(use)
        session.flush()
    return use
