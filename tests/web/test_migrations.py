"""Migrations: what they make is what the program expects, and starting with them is safe and cheap."""

import shutil
import threading
from datetime import date

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event, select, text
from sqlalchemy.exc import DBAPIError

from tests.web.test_store_engines import begun, say
from web.store import Store, Turn, find, migrate
from web.store.engine import engine_for
from web.store.ledger import START, LedgerHead
from web.store.migrate import FOLDER, NewerDatabase, every_table, latest, version
from web.store.usage import AnswerUse

START_OF_YEAR = date(2026, 1, 1)


@pytest.fixture
def empty(request, engine, tmp_path):
    """The address of a database without tables."""
    if engine == "sqlite":
        return f"sqlite:///{tmp_path}/empty/test.db"
    return request.getfixturevalue("postgresql").database()


def config(**more):
    made = Config(**more)
    made.set_main_option("script_location", str(FOLDER))
    return made


def differences(engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return compare_metadata(context, every_table())


def test_the_migrations_make_the_tables_of_the_program(empty):
    store = Store(empty)
    store.create()
    assert differences(store.engine) == []
    assert version(store.engine) == latest()
    with store.transaction() as session:
        assert session.get_one(LedgerHead, 1).hash == START


def test_a_difference_would_be_seen(empty):
    store = Store(empty)
    store.create()
    with store.engine.begin() as connection:
        connection.execute(text("DROP INDEX ix_turn_at"))
        connection.execute(text("ALTER TABLE scenario DROP COLUMN notes"))
    assert {one[0] for one in differences(store.engine)} == {"add_index", "add_column"}


def test_the_migrations_are_one_line_and_their_files_are_named_by_their_numbers():
    scripts = ScriptDirectory.from_config(config())
    found = list(scripts.walk_revisions())
    assert scripts.get_heads() == [latest()]
    assert [one.revision for one in found] == [f"{number:04}" for number in range(len(found), 0, -1)]
    assert all(one.path.rpartition("/")[2].startswith(f"{one.revision}_") for one in found)


def test_starting_again_asks_the_database_one_thing(empty):
    Store(empty).create()
    store, said = Store(empty), []
    event.listen(store.engine, "before_cursor_execute", lambda *told: said.append(told[2]))
    store.create()
    assert said == ["SELECT version_num FROM alembic_version"]


def test_several_that_start_at_once_make_one_database(empty):
    stores, raised, ready = [Store(empty) for _ in range(4)], [], threading.Barrier(4)

    def start(store):
        ready.wait()
        try:
            store.create()
        except Exception as error:
            raised.append(error)

    threads = [threading.Thread(target=start, args=(store,)) for store in stores]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert raised == []
    with stores[0].transaction() as session:
        assert len(session.scalars(select(LedgerHead)).all()) == 1
    assert differences(stores[0].engine) == []


def test_a_database_from_before_migrations_keeps_what_it_has(empty):
    """Nothing says which version it is, a table is missing, and there are no triggers, as once on PostgreSQL."""
    engine = engine_for(empty)
    with engine.begin() as connection:
        command.upgrade(config(attributes={"connection": connection}), "0001")
        on = " ON ledger" if engine.dialect.name == "postgresql" else ""
        for gone in ("TABLE alembic_version", "TABLE question", f"TRIGGER ledger_no_update{on}"):
            connection.execute(text(f"DROP {gone}"))
        connection.execute(
            AnswerUse.__table__.insert().values(answer_id="x", month=START_OF_YEAR, given=3, helpful=0, unhelpful=0)
        )
        connection.execute(LedgerHead.__table__.update().values(number=7))
    store = Store(empty)
    store.create()
    assert differences(store.engine) == []
    with store.transaction() as session:
        assert session.get_one(AnswerUse, ("x", START_OF_YEAR)).given == 3
        assert session.get_one(LedgerHead, 1).number == 7
    say(store, begun(store), "hello")
    with pytest.raises(DBAPIError, match="only ever added to"), store.engine.begin() as connection:
        connection.execute(text("UPDATE ledger SET at = ''"))


CHANGE = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "9998", "{before}"


def upgrade():
    with op.batch_alter_table("conversation") as table:
        table.alter_column("charity", type_=sa.String(90), existing_type=sa.String(60), existing_nullable=False)
"""


def test_changing_a_table_deletes_nothing_that_belongs_to_its_rows(empty, tmp_path, monkeypatch):
    """SQLite changes it by dropping it, and a conversation takes its turns with it when it goes."""
    store = Store(empty)
    store.create()
    token = begun(store)
    say(store, token, "hello")
    folder = tmp_path / "migrations"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "9998_change.py").write_text(CHANGE.format(before=latest()))
    monkeypatch.setattr(migrate, "FOLDER", folder)
    store.create()
    assert version(store.engine) == "9998"
    assert [one[0][0] for one in differences(store.engine)] == ["modify_type"]
    with store.transaction() as session:
        assert [turn.text for turn in find(session, token).turns] == ["hello"]
    assert store.erase(token), "and afterwards they do go with it"
    with store.transaction() as session:
        assert session.scalars(select(Turn)).all() == []


def test_a_database_of_a_later_version_is_left_alone(empty):
    store = Store(empty)
    store.create()
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerDatabase, match="9999"):
        Store(empty).create()


def test_a_migration_that_fails_leaves_nothing_behind(empty):
    def broken(*_told, **_more):
        raise RuntimeError

    store = Store(empty)
    event.listen(store.engine, "before_cursor_execute", lambda *told: broken() if "ledger_no" in told[2] else None)
    with pytest.raises((RuntimeError, DBAPIError)):
        store.create()
    again = Store(empty)
    assert version(again.engine) is None
    with again.engine.connect() as connection:
        assert not again.engine.dialect.has_table(connection, "conversation")
    again.create()
    assert differences(again.engine) == []
