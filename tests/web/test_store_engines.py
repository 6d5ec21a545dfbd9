"""The store does the same on SQLite and on a real PostgreSQL."""

import threading
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event, func, select, text
from sqlalchemy.exc import DBAPIError

from tests.web.conftest import TODAY, Chat
from tests.web.logged_in import send_log_in
from web import store as memory
from web.store import Conversation, Handover, Receipt, Store, Turn, WrittenMeanwhile, accounts, ledger, partners, usage
from web.store import questions as asked
from web.store.database import FORGETTING
from web.store.ledger import LedgerHead, LedgerRow

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUSEHOLD = {"adults": [{"age": 30}], "savings": "500", "note": "zwölf £ 🌦"}


@pytest.fixture
def other(database):
    """The same database, as another process has it."""
    made = Store(database)
    yield made
    made.engine.dispose()


@pytest.fixture
def app_database(database):
    return database


def at_once(*deeds):
    """Do all this at the same time; what each raised."""
    start, raised = threading.Barrier(len(deeds)), []

    def do(deed):
        start.wait()
        try:
            deed()
        except Exception as error:
            raised.append(error)

    threads = [threading.Thread(target=do, args=(deed,)) for deed in deeds]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return raised


def begun(store, at=NOW):
    return store.begin_conversation("demo", "wales", "cy", at)


def say(store, token, words, at=NOW, sent_as=None):
    """A turn with one reply, recorded as the web tier does."""
    with store.transaction() as session:
        conversation = memory.find(session, token)
        head = ledger.take_head(session)
        number = memory.turns_taken(session, conversation) + 1
        turn = Turn(
            conversation_id=conversation.id,
            number=number,
            sent_as=sent_as or f"turn-{number}",
            text=words,
            service="full",
            at=at,
        )
        turn.receipts.append(Receipt(code=memory.new_code(), position=0, payload={"text": words}, household=HOUSEHOLD))
        session.add(turn)
        ledger.enter(session, head, turn.receipts, words, at)
        conversation.household, conversation.last_used = HOUSEHOLD, at
        return turn.receipts[0].code


@contextmanager
def refused_as_late(store):
    """A transaction that must not be written, because somebody else was faster."""
    with pytest.raises(WrittenMeanwhile), store.transaction() as session:
        yield session


def problems(store):
    count = ledger.Count()
    with store.transaction() as session:
        return [one.problem for one in ledger.verify(session, count)], count


# Conversations


def test_a_conversation_comes_back_as_it_was_written(store, other):
    token = begun(store)
    code = say(store, token, "zwölf £ 🌦")
    with other.transaction() as session:
        found = memory.find(session, token)
        assert (found.charity, found.nation, found.language, found.asking) == ("demo", "wales", "cy", None)
        assert found.household == HOUSEHOLD
        assert [turn.text for turn in found.turns] == ["zwölf £ 🌦"]
        assert memory.find(session, "another") is None
    assert other.receipt(code).turn.at == NOW
    assert other.receipt("no such code") is None


def test_the_same_message_is_recorded_once(store):
    token = begun(store)
    say(store, token, "hello", sent_as="same")
    with pytest.raises(WrittenMeanwhile):
        say(store, token, "hello", sent_as="same")
    assert problems(store)[1].rows == 1


def test_two_tabs_cannot_write_over_each_other(store, other):
    token = begun(store)
    with refused_as_late(store) as session:
        mine = memory.find(session, token)
        say(other, token, "from the other tab")
        mine.household = {"savings": "1"}
    with store.transaction() as session:
        assert memory.find(session, token).household == HOUSEHOLD


def test_what_is_erased_is_gone_with_all_that_belongs_to_it(store):
    token = begun(store)
    code = say(store, token, "hello")
    with store.transaction() as session:
        conversation = memory.find(session, token)
        session.add(Handover(code_digest="x", conversation_id=conversation.id, content={}, expires=NOW))
    assert store.erase(token)
    assert not store.erase(token)
    assert store.receipt(code) is None
    with store.transaction() as session:
        assert [session.scalar(select(func.count()).select_from(one)) for one in (Turn, Receipt, Handover)] == [0] * 3
    assert problems(store)[0] == []


def test_a_moment_is_the_same_in_summer_time(store):
    """London is an hour ahead of UTC in summer."""
    summer = datetime(2026, 7, 1, 12, 30, tzinfo=ZoneInfo("Europe/London"))
    token = begun(store, at=summer)
    with store.transaction() as session:
        started = memory.find(session, token).started
    assert started == summer
    assert (started.hour, started.utcoffset()) == (11, timedelta(0))


def test_a_code_for_an_adviser_ends_at_its_minute(store):
    token, expires = begun(store), datetime(2026, 7, 1, 12, 30, tzinfo=ZoneInfo("Europe/London"))
    with store.transaction() as session:
        conversation = memory.find(session, token)
        session.add(
            Handover(
                code_digest=memory.digest("abc"), conversation_id=conversation.id, content={"a": 1}, expires=expires
            )
        )
    assert store.handover("abc", expires - timedelta(minutes=1)).content == {"a": 1}
    assert store.handover("abc", expires) is None


# What is forgotten when


def test_facts_go_after_hours_and_the_record_after_days(store):
    token = begun(store)
    code = say(store, token, "hello")
    store.forget_old(NOW + timedelta(hours=23), keep_hours=24, keep_days=90)
    with store.transaction() as session:
        assert memory.find(session, token).household == HOUSEHOLD
    store.forget_old(NOW + timedelta(hours=25), keep_hours=24, keep_days=90)
    with store.transaction() as session:
        assert memory.find(session, token) is None, "nobody finds it by its token any more"
        assert session.scalars(select(Conversation)).one().household == {}
    assert store.receipt(code) is not None
    store.forget_old(NOW + timedelta(days=91), keep_hours=24, keep_days=90)
    assert store.receipt(code) is None
    found, count = problems(store)
    assert (found, count.tombstones) == ([], 1)


def test_a_turn_is_not_written_into_what_was_just_forgotten(store, other):
    token = begun(store)
    say(store, token, "hello")
    with refused_as_late(store) as session:
        mine = memory.find(session, token)
        other.forget_old(NOW + timedelta(hours=25), keep_hours=24, keep_days=90)
        mine.household = {"savings": "1"}
    with store.transaction() as session:
        assert session.scalars(select(Conversation)).one().household == {}


def test_many_may_forget_and_talk_at_once(store, other):
    for _ in range(20):
        say(store, begun(store, NOW - timedelta(days=2)), "hello", NOW - timedelta(days=2))

    def forget(which):
        for hour in range(5):
            which.forget_old(NOW + timedelta(hours=hour), keep_hours=24, keep_days=1)

    def talk():
        token = begun(store)
        for _ in range(5):
            say(store, token, "hello")

    assert at_once(lambda: forget(store), lambda: forget(other), talk) == []
    assert problems(store)[0] == []


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_nobody_waits_for_another_who_is_forgetting(store, other):
    """Two who delete the same rows could wait for each other. On SQLite there is one writer at a time anyway."""
    token = begun(store)
    with store.transaction() as session:
        session.execute(text(f"SELECT pg_advisory_xact_lock({FORGETTING})"))
        other.forget_old(NOW + timedelta(days=2), keep_hours=24, keep_days=90)
        assert memory.find(session, token) is not None, "it is left to the one who is at it"
    other.forget_old(NOW + timedelta(days=2), keep_hours=24, keep_days=90)
    with store.transaction() as session:
        assert memory.find(session, token) is None


# The ledger


def test_two_who_write_at_once_make_one_chain(store, other):
    def write(which):
        token = begun(which)
        for _ in range(15):
            say(which, token, "hello")

    assert at_once(lambda: write(store), lambda: write(other)) == []
    found, count = problems(store)
    assert (found, count.rows) == ([], 30)


def test_the_receipts_come_in_the_order_of_time(store):
    token = begun(store)
    days = [NOW, NOW - timedelta(days=2), NOW - timedelta(days=1)]
    codes = [say(store, token, "hello", day) for day in days]
    with store.transaction() as session:
        assert [one.code for one in memory.receipts_since(session, None)] == [codes[1], codes[2], codes[0]]
        since = memory.receipts_since(session, NOW.date() - timedelta(days=1))
        assert [(one.code, one.turn.text) for one in since] == [(codes[2], "hello"), (codes[0], "hello")]


@pytest.mark.parametrize("statement", ["UPDATE ledger SET at = ''", "DELETE FROM ledger", "TRUNCATE ledger"])
def test_no_row_of_the_ledger_is_changed_or_deleted(store, engine, statement):
    if engine == "sqlite" and "TRUNCATE" in statement:
        statement = "DELETE FROM ledger WHERE number > 0"  # it has no TRUNCATE
    say(store, begun(store), "hello")
    with pytest.raises(DBAPIError, match="only ever added to"), store.engine.begin() as connection:
        connection.execute(text(statement))
    assert problems(store)[0] == []


def test_a_row_that_is_taken_out_is_missed(store):
    token = begun(store)
    for _ in range(3):
        say(store, token, "hello")
    with store.engine.begin() as connection:
        on = " ON ledger" if store.engine.dialect.name == "postgresql" else ""
        connection.execute(text(f"DROP TRIGGER ledger_no_delete{on}"))
        connection.execute(LedgerRow.__table__.delete().where(LedgerRow.number == 2))
    assert any("row 2 is missing" in one for one in problems(store)[0])


# What advisers, editors and partners keep


def test_scenarios_are_kept_changed_and_forgotten(store, other):
    with store.transaction() as session:
        saved = memory.add_scenario(session, "sam", "One", HOUSEHOLD, date(2026, 4, 6), NOW)
    with store.transaction() as session:
        memory.add_scenario(session, "sam", "Two", {}, None, NOW + timedelta(minutes=1))
        memory.add_scenario(session, "kim", "Three", {}, None, NOW)
    with store.transaction() as session:
        assert [one.name for one in memory.scenarios_of(session, "sam")] == ["Two", "One"]
        found = memory.scenario(session, "sam", saved.id)
        assert (found.household, found.on, found.changed) == (HOUSEHOLD, date(2026, 4, 6), NOW)
        assert memory.scenario(session, "kim", saved.id) is None
    with refused_as_late(store) as session:
        mine = memory.scenario(session, "sam", saved.id)
        with other.transaction() as theirs:
            memory.scenario(theirs, "sam", saved.id).notes = "first"
        mine.notes = "second"
    with store.transaction() as session:
        memory.forget_old_scenarios(session, saved.expires)
        assert memory.scenarios_of(session, "sam") == []


def test_an_account_logs_in_for_as_long_as_it_may(store):
    with store.transaction() as rows:
        sam = accounts.add_account(rows, "Sam", ["editor", "adviser"], NOW)
        link = accounts.make_link(rows, sam, NOW)
    with store.transaction() as rows:
        assert accounts.account_named(rows, " sAM ").roles == ["adviser", "editor"]
        assert accounts.account_with_link(rows, link, NOW + timedelta(hours=24)) is None
        accounts.set_password(rows, accounts.account_with_link(rows, link, NOW), "a hash")
        token = accounts.begin_log_in(rows, accounts.account_named(rows, "sam"), NOW)
        accounts.add_event(rows, "logged_in", NOW, sam.id, sam.id)
    with store.transaction() as rows:
        assert accounts.account_with_link(rows, link, NOW) is None, "it works once"
        assert accounts.log_in_with(rows, token, NOW + timedelta(minutes=59)).account.name == "Sam"
        assert accounts.log_in_with(rows, token, NOW + timedelta(minutes=120)) is None
        assert [one.who.name for one in accounts.latest_events(rows, 5)] == ["Sam"]
    with store.transaction() as rows:
        accounts.forget_old_log_ins(rows, NOW + timedelta(days=366))
        assert accounts.latest_events(rows, 5) == []
        assert rows.get(accounts.LogIn, memory.digest(token)) is None


def test_a_name_is_given_once_whatever_its_capitals(store):
    with store.transaction() as rows:
        accounts.add_account(rows, "Sam", [], NOW)
    with pytest.raises(WrittenMeanwhile), store.transaction() as rows:
        accounts.add_account(rows, "SAM", [], NOW)


def test_wrong_tries_at_once_all_count_or_are_refused(store, other):
    waits = []

    def guess(which):
        for _ in range(6):
            try:
                with which.transaction() as rows:
                    wait = accounts.wait_before_try(rows, "sam", NOW)
            except WrittenMeanwhile:
                continue
            if wait is None:
                waits.append(wait)

    assert at_once(lambda: guess(store), lambda: guess(other)) == []
    with store.transaction() as rows:
        assert rows.get(accounts.LogInTries, memory.digest("sam")).tries == len(waits) <= 5


def test_questions_that_are_alike_are_one_group(store):
    with store.transaction() as session:
        for words, day in (("can i get a bus pass", 1), ("can I get a bus pass?", 3), ("what about my fridge", 2)):
            asked.note(session, words, "not_sure", None, "en", date(2026, 11, day))
    with store.transaction() as session:
        found = asked.groups(session)
        assert [(one.group.text, one.count, one.last.day) for one in found] == [
            ("can i get a bus pass", 2, 3),
            ("what about my fridge", 1, 2),
        ]
        assert asked.set_status(session, found[1].group.id, "being_written", None, TODAY)
        assert not asked.set_status(session, 10**6, "answered", None, TODAY)
    with store.transaction() as session:
        asked.forget_old_questions(session, date(2026, 11, 20))
        assert [one.group.status for one in asked.groups(session)] == ["being_written"]


def test_counts_lose_nothing_when_two_count_at_once(store, other):
    with store.transaction() as session:
        partners.add_partner(session, "Westhill", 60, 1000, NOW)
        partner = partners.partner_named(session, "Westhill").id
        partners.count_request(session, partner, TODAY)
        usage.count_given(session, ["appeal"], TODAY)

    def count(which):
        for _ in range(20):
            with which.transaction() as session:
                partners.count_request(session, partner, TODAY)
            with which.transaction() as session:
                usage.count_rating(session, "appeal", TODAY, "helpful")

    assert at_once(lambda: count(store), lambda: count(other)) == []
    with store.transaction() as session:
        assert partners.requests_on(session, partner, TODAY) == 41
        assert usage.use_of_answers(session)[0].helpful == 40


# What a database cannot hold, and a database that goes away


def test_what_cannot_be_kept_is_refused_politely(app):
    browser = app.test_client()
    chat = Chat(browser)
    for turn in ("\x00", "\ud800"):
        assert chat.say("hello", turn=turn).status_code < 500
    answers = [
        browser.get("/receipts/%00"),
        browser.post("/chat/start", json={"charity": "demo", "language": "\x00"}),
        browser.post("/chat/rate", json={"receipt": "\x00", "rating": "helpful"}, headers=chat.headers),
        browser.post("/chat/resume", json={}, headers={"Authorization": "Bearer \x7f\xff"}),
        send_log_in(browser, "sam\x00"),
    ]
    assert [one.status_code for one in answers if one.status_code >= 500] == []
    assert chat.say("hello").status_code == 200


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_a_database_that_was_restarted_is_found_again(store, other):
    token = begun(store)
    with other.engine.begin() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    with store.transaction() as session:
        assert memory.find(session, token) is not None


def test_a_lock_that_is_held_too_long_is_said_and_not_waited_for_for_ever(store, other):
    """It takes as long as a request may wait; here a moment."""

    def impatient(connection, _record):
        connection.execute(
            "PRAGMA busy_timeout=100" if other.engine.dialect.name == "sqlite" else "SET lock_timeout=100"
        )

    event.listen(other.engine, "connect", impatient)
    with store.transaction() as session:
        ledger.take_head(session)
        with pytest.raises(WrittenMeanwhile), other.transaction() as second:
            ledger.take_head(second)
    with other.transaction() as session:
        assert ledger.take_head(session).number == session.get_one(LedgerHead, 1).number
