"""Questions that the answers did not meet: redacted, tied to no conversation, in groups of those that are alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ForeignKey, String, Text, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from web.store.base import Base

STATUSES = ("new", "being_written", "answered", "not_ours")
# What is longer is somebody's story and not a question that others ask too.
_LONGEST = 300
# From this likeness on (shared groups of three letters), two texts ask the same.
_ALIKE = 0.4
_LATEST_GROUPS = 2000


class QuestionGroup(Base):
    """`text` is the first question of the group; `answer_id` is the answer that meets it by now."""

    __tablename__ = "question_group"

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(20), default="new")
    answer_id: Mapped[str | None] = mapped_column(String(100))
    changed: Mapped[date]


class Question(Base):
    """One question on a day. `outcome` is the status of the reply that it got."""

    __tablename__ = "question"

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("question_group.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(String(10))
    nation: Mapped[str | None] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(5))
    on: Mapped[date] = mapped_column("asked_on", index=True)


@dataclass(frozen=True, slots=True)
class Counted:
    """A group, how many asked it, and when it was asked last."""

    group: QuestionGroup
    count: int
    last: date


def note(session: Session, text: str, outcome: str, nation: str | None, language: str, on: date) -> None:
    """Keep a question, already redacted, with those that are like it."""
    if not text.strip() or len(text) > _LONGEST:
        return
    group = _like(session, text)
    if group is None:
        group = QuestionGroup(text=text, status="new", changed=on)
        session.add(group)
        session.flush()
    session.add(Question(group_id=group.id, text=text, outcome=outcome, nation=nation, language=language, on=on))


def groups(session: Session, least: int = 1, status: str = "") -> list[Counted]:
    """Groups of at least so many questions, the most asked first."""
    count, last = func.count(Question.id), func.max(Question.on)
    found = select(QuestionGroup, count, last).join(Question).group_by(QuestionGroup.id).having(count >= least)
    if status:
        found = found.where(QuestionGroup.status == status)
    return [Counted(*row) for row in session.execute(found.order_by(count.desc(), last.desc(), QuestionGroup.id))]


def set_status(session: Session, group_id: int, status: str, answer_id: str | None, on: date) -> bool:
    """What became of a group. Whether there is one of that number."""
    group = session.get(QuestionGroup, group_id)
    if group is None:
        return False
    group.status, group.answer_id, group.changed = status, answer_id, on
    return True


def forget_old_questions(session: Session, before: date) -> None:
    """Questions of groups on which nobody works go after a time, and groups without questions with them."""
    new = select(QuestionGroup.id).where(QuestionGroup.status == "new")
    session.execute(delete(Question).where(Question.on < before, Question.group_id.in_(new)))
    session.execute(delete(QuestionGroup).where(QuestionGroup.id.not_in(select(Question.group_id))))


def keep_from(today: date, days: int) -> date:
    return today - timedelta(days=days)


def _like(session: Session, text: str) -> QuestionGroup | None:
    """The group that is most like a text, among the latest."""
    letters = _threes(text)
    latest: Iterable[QuestionGroup] = session.scalars(
        select(QuestionGroup).order_by(QuestionGroup.id.desc()).limit(_LATEST_GROUPS)
    )
    best = max(((_likeness(letters, _threes(one.text)), -one.id, one) for one in latest), default=None)
    return best[2] if best and best[0] >= _ALIKE else None


def _threes(text: str) -> set[str]:
    words = " ".join(re.findall(r"\w+", text.lower()))
    return {f" {words} "[place : place + 3] for place in range(len(words))}


def _likeness(one: set[str], other: set[str]) -> float:
    return len(one & other) / (len(one | other) or 1)
