"""A backup holds everything, and putting it back loses nothing by accident."""

import os
import re
import stat
from datetime import timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from tests.web.engines import installed
from tests.web.test_store_engines import begun, problems, say
from web import store as memory
from web.cli import main
from web.clock import now
from web.store import Store
from web.store.migrate import latest


@pytest.fixture(autouse=True)
def programs(monkeypatch):
    if installed():
        monkeypatch.setenv("PATH", str(installed()), prepend=os.pathsep)


@pytest.fixture
def run(database):
    def run(*words, at=database, code=0):
        done = CliRunner().invoke(main, ["database", *map(str, words)], env={"RIGHTFUL_DATABASE": at})
        assert done.exit_code == code, done.output
        assert "Traceback" not in done.output
        return done.output

    return run


@pytest.fixture
def talked(store):
    """A database with a conversation of two turns; its token."""
    token = begun(store, now())
    for words in ("zwölf £ 🌦", "second"):
        say(store, token, words, now())
    return token


@pytest.fixture
def file(tmp_path):
    return tmp_path / "backup"


def said(store, token):
    with store.transaction() as session:
        conversation = memory.find(session, token)
        return conversation and [turn.text for turn in conversation.turns]


def test_a_backup_is_put_back_into_an_empty_database(request, engine, run, store, talked, file, tmp_path):
    run("backup", file)
    elsewhere = f"sqlite:///{tmp_path}/new/other.db"
    if engine == "postgresql":
        elsewhere = request.getfixturevalue("postgresql").database()
    assert "2 rows, 0 of them" in run("restore", file, at=elsewhere)
    other = Store(elsewhere)
    assert said(other, talked) == ["zwölf £ 🌦", "second"]
    say(other, talked, "third", now())
    assert problems(other)[1].rows == 3
    other.engine.dispose()


def test_what_came_after_the_backup_is_lost_only_when_that_is_said(run, store, talked, file):
    run("backup", file)
    say(store, talked, "after it", now())
    assert "--replace" in run("restore", file, code=1)
    assert said(store, talked)[-1] == "after it"
    run("restore", file, "--replace")
    assert said(store, talked) == ["zwölf £ 🌦", "second"]
    with pytest.raises(Exception, match="only ever added to"), store.engine.begin() as connection:
        connection.execute(text("DELETE FROM ledger"))


def test_a_backup_is_made_while_somebody_writes(run, store, talked, file):
    with store.transaction() as session:
        memory.find(session, talked).nation = "scotland"
        session.flush()
        run("backup", file)
    run("restore", file, "--replace")
    with store.transaction() as session:
        assert memory.find(session, talked).nation == "wales", "what was not finished is not in it"


def test_an_altered_record_is_told_when_it_is_put_back(run, store, talked, file):
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE turn SET text = 'something else' WHERE number = 2"))
    run("backup", file)
    assert "Row 2: its receipt was altered." in run("restore", file, "--replace", code=1)


def test_what_was_due_to_be_forgotten_does_not_come_back(run, store, file):
    token = begun(store, now() - timedelta(days=100))
    code = say(store, token, "long ago", now() - timedelta(days=100))
    run("backup", file)
    run("restore", file, "--replace")
    assert store.receipt(code) is None
    assert problems(store)[1].tombstones == 1


def test_a_backup_is_its_owners_alone(run, talked, file):
    run("backup", file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in file.parent.iterdir() if "backup" in one.name] == ["backup"], (
        "nothing is left beside it"
    )


@pytest.mark.parametrize("content", [b"", b"something else", b"PK\x03\x04 torn", b"PGDMP torn"])
def test_what_is_no_backup_changes_nothing(run, store, talked, file, content):
    file.write_bytes(content)
    assert re.search("no backup|failed", run("restore", file, "--replace", code=1))
    assert said(store, talked) == ["zwölf £ 🌦", "second"]


def test_a_torn_backup_changes_nothing(run, store, talked, file):
    run("backup", file)
    file.write_bytes(file.read_bytes()[:-300])
    run("restore", file, "--replace", code=1)
    assert said(store, talked) == ["zwölf £ 🌦", "second"]


def test_without_a_database_or_a_folder_there_is_one_sentence(run, engine, tmp_path):
    nowhere = f"sqlite:///{tmp_path}/none.db"
    if engine == "postgresql":
        nowhere = "postgresql+psycopg://nobody:secret-word@127.0.0.1:1/none"
    told = run("backup", tmp_path / "backup", at=nowhere, code=1)
    assert "secret-word" not in told
    assert "No such file" in run("backup", tmp_path / "no folder" / "backup", code=1)


def test_a_backup_of_an_older_version_is_brought_up_to_date(run, store, talked, file):
    with store.engine.begin() as connection:
        for later in ("alembic_version", "caseload_row", "caseload"):
            connection.execute(text(f"DROP TABLE {later}"))
        connection.execute(text("ALTER TABLE scenario DROP COLUMN strengths"))
    run("backup", file)
    run("restore", file, "--replace")
    assert f"version {latest()}, as before" in run("upgrade")


def test_a_backup_of_a_later_version_is_told(run, store, talked, file):
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    run("backup", file)
    assert "9999" in run("restore", file, "--replace", code=1)
    assert "9999" in run("upgrade", code=1)


def test_upgrading_says_what_it_did(run, request, engine, tmp_path):
    new = request.getfixturevalue("postgresql").database() if engine == "postgresql" else f"sqlite:///{tmp_path}/n.db"
    assert run("upgrade", at=new) == f"The database is at version {latest()}.\n"
    assert run("upgrade", at=new) == f"The database is at version {latest()}, as before.\n"
