"""The database behind the web tier: its transactions, and what is forgotten when."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, func, inspect, select, update
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError

from web.store.accounts import forget_old_log_ins
from web.store.base import Json, NotStorable, StoreNotThere, WrittenMeanwhile, digest
from web.store.caseloads import CaseloadRow, forget_old_caseloads
from web.store.conversations import Conversation, Handover, Receipt, as_kept, find
from web.store.engine import engine_for, is_clash
from web.store.migrate import migrate
from web.store.questions import forget_old_questions, keep_from
from web.store.scenarios import Scenario, forget_old_scenarios
from web.store.sealed import Sealed, check_keys

FORGETTING = 704_119  # a lock of PostgreSQL: any number, as long as every process takes the same


class Store:
    """The database behind the web tier."""

    def __init__(self, url: str) -> None:
        check_keys()
        self.engine = engine_for(url)
        self._session = sessionmaker(self.engine, expire_on_commit=False)

    def create(self) -> None:
        """Make the tables, or bring those that are there up to date."""
        migrate(self.engine)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """All or nothing: what is written in here is written together, or not at all.

        Raises WrittenMeanwhile when somebody else changed the same conversation first, NotStorable, and StoreNotThere.
        """
        try:
            with self._session.begin() as session:
                yield session
        except (StaleDataError, IntegrityError):
            raise WrittenMeanwhile from None
        except OperationalError as error:
            if is_clash(error):
                raise WrittenMeanwhile from None
            raise StoreNotThere from None
        except (DataError, UnicodeEncodeError, OverflowError):
            raise NotStorable from None

    def is_there(self) -> bool:
        """Whether the database answers."""
        try:
            with self.transaction() as session:
                return session.scalar(select(1)) == 1
        except StoreNotThere:
            return False

    def begin_conversation(
        self, charity: str, nation: str | None, language: str, now: datetime, token: str | None = None
    ) -> str:
        """A new conversation; returns its token, which is stored nowhere. A token may have been made before it."""
        token = token or new_token()
        with self.transaction() as session:
            session.add(
                Conversation(
                    id=str(uuid.uuid4()),
                    token_digest=digest(token),
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

    def of_receipt(self, code: str) -> Json | None:
        """All that is kept of the conversation in which a receipt was given; None where there is none."""
        with self.transaction() as session:
            receipt = session.get(Receipt, code)
            return as_kept(receipt.turn.conversation) if receipt else None

    def erase_of_receipt(self, code: str) -> bool:
        """Forget the whole conversation in which a receipt was given. Whether there was one."""
        with self.transaction() as session:
            receipt = session.get(Receipt, code)
            if receipt:
                session.delete(receipt.turn.conversation)
            return receipt is not None

    def forget_old(self, now: datetime, keep_hours: int, keep_days: int) -> None:
        """The schedule: facts go hours after the last message, the record days after it.

        The version goes up, so that a turn which was just being taken is not written into what was forgotten.
        """
        now = now.astimezone(UTC)  # hours that pass, not hours on a clock that is put forward
        with self.transaction() as session:
            if not _alone(session):
                return
            session.execute(
                update(Conversation)
                .where(Conversation.last_used < now - timedelta(hours=keep_hours))
                .where(Conversation.token_digest != Conversation.id)
                .values(household={}, asking=None, declined=[], offered={})
                .values(token_digest=Conversation.id, version=Conversation.version + 1)
            )
            session.execute(delete(Handover).where(Handover.expires < now))
            session.execute(delete(Conversation).where(Conversation.last_used < now - timedelta(days=keep_days)))
            forget_old_questions(session, keep_from(now.date(), keep_days))
            forget_old_scenarios(session, now.date())
            forget_old_caseloads(session, now.date())
            forget_old_log_ins(session, now)

    def reseal(self) -> int:
        """Write everything sealed again with the first of the keys; how many households that was."""
        count = 0
        for table in (Scenario, CaseloadRow):
            with self.transaction() as session:
                for row in session.scalars(select(table)):
                    sealed = [one.key for one in inspect(table).columns if isinstance(one.type, Sealed)]
                    for name in sealed:
                        flag_modified(row, name)
                    count += 1
        return count

    def handover(self, code: str, now: datetime) -> Handover | None:
        """The summary of a code, or None: one that does not exist, has expired or is gone all look the same."""
        with self.transaction() as session:
            found = session.get(Handover, digest(code))
            return found if found and found.expires > now else None

    def receipt(self, code: str) -> Receipt | None:
        """A receipt with its turn, or None: a code that does not exist and one that is gone look the same."""
        with self.transaction() as session:
            receipt = session.get(Receipt, code)
            if receipt:
                _ = receipt.turn
            return receipt


def new_token() -> str:
    """What opens a conversation, and nothing else does: 256 random bits."""
    return secrets.token_urlsafe(32)


def _alone(session: Session) -> bool:
    """Whether nobody else is forgetting at this moment: two who delete the same rows could wait for each other."""
    if session.get_bind().dialect.name == "sqlite":  # has one writer at a time anyway
        return True
    return bool(session.scalar(select(func.pg_try_advisory_xact_lock(FORGETTING))))
