"""No record can be altered unseen, and what a person deletes is gone and the chain still verifies, on both engines."""

import json
import threading

import pytest
from click.testing import CliRunner
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import DBAPIError

import rules
from tests.web.conftest import TODAY, Chat, reply
from web.cli import main
from web.store import Receipt, Turn, ledger, receipts_since
from web.store.ledger import LedgerHead, LedgerRow

HOUSEHOLD = {"adults": [{"age": 30, "health": {"group": "none"}, "carer": False, "earnings": []}], "savings": "0"}


@pytest.fixture
def app_database(database):
    return database


def estimated(text="You may get it."):
    found = rules.estimate(HOUSEHOLD, TODAY).as_json()
    return reply(text, "estimated", estimate=found, lines=found["lines"])


@pytest.fixture
def talked(chat, say_back):
    """A chat with three replies, one of them an estimate."""
    say_back(reply("One."))
    chat.say("first")
    say_back(estimated(), household=HOUSEHOLD)
    chat.say("second")
    say_back(reply("Three."))
    chat.say("third")
    return chat


def wrong(app):
    count = ledger.Count()
    with app.extensions["store"].transaction() as session:
        return [one.problem for one in ledger.verify(session, count)], count


def alter(app, statement):
    """What somebody with the database's own password could do."""
    with app.extensions["store"].engine.begin() as connection:
        on = " ON ledger" if connection.dialect.name == "postgresql" else ""
        for name in ("ledger_no_update", "ledger_no_delete"):
            connection.exec_driver_sql(f"DROP TRIGGER {name}{on}")
        connection.execute(statement)


def test_each_reply_has_its_row_and_the_chain_verifies(app, talked):
    problems, count = wrong(app)
    assert problems == []
    assert (count.rows, count.tombstones) == (3, 0)


def test_deleting_a_chat_leaves_tombstones_and_no_content(app, talked):
    talked.browser.post("/chat/erase", headers=talked.headers)
    problems, count = wrong(app)
    assert problems == []
    assert (count.rows, count.tombstones) == (3, 3)
    with app.extensions["store"].transaction() as session:
        assert session.scalar(select(func.count(Receipt.code))) == 0


NO_HASH = "0" * 64


@pytest.mark.parametrize(
    ("statement", "seen"),
    [
        (update(Receipt).values(payload={"text": "Two."}), "altered"),
        (update(Receipt).values(household={"savings": "9"}), "altered"),
        (update(Turn).where(Turn.number == 1).values(text="something else"), "altered"),
        (update(Receipt).values(key=NO_HASH), "altered"),
        (update(LedgerRow).where(LedgerRow.number == 2).values(content_digest=NO_HASH), "hash"),
        (update(LedgerRow).where(LedgerRow.number == 2).values(at="2020-01-01"), "hash"),
        (delete(LedgerRow).where(LedgerRow.number == 2), "missing"),
        (delete(LedgerRow).where(LedgerRow.number == 3), "last rows are missing"),
        (update(LedgerHead).values(hash=NO_HASH), "head was altered"),
    ],
)
def test_every_kind_of_alteration_is_found(app, talked, statement, seen):
    alter(app, statement)
    problems, _ = wrong(app)
    assert any(seen in problem for problem in problems)


@pytest.mark.parametrize("statement", [update(LedgerRow).values(at=""), delete(LedgerRow)])
def test_the_database_itself_refuses_to_change_a_row(app, talked, statement):
    with pytest.raises(DBAPIError, match="only ever added to"), app.extensions["store"].engine.begin() as connection:
        connection.execute(statement)
    assert wrong(app)[0] == []


def test_many_chats_at_once_make_one_chain(app, rasa):
    def talk():
        chat = Chat(app.test_client())
        for _ in range(4):
            assert chat.say("hello there").status_code == 200

    people = [threading.Thread(target=talk) for _ in range(6)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    problems, count = wrong(app)
    assert problems == []
    assert count.rows == 6 * 4 * 2  # without Rasa a reply comes with the notice that there is less than usual


def test_the_head_is_published(app, talked):
    shown = talked.browser.get("/audit/head.json").get_json()
    assert shown["number"] == 3
    assert shown["hash"] in talked.browser.get("/audit").get_data(as_text=True)


def run(app, *arguments):
    return CliRunner().invoke(main, arguments, env={"RIGHTFUL_DATABASE": app.extensions["settings"].database})


def test_the_command_says_what_it_saw_and_fails_on_an_alteration(app, talked):
    fine = run(app, "audit", "verify")
    assert fine.exit_code == 0
    assert "3 rows, 0 of them" in fine.output
    alter(app, update(Turn).where(Turn.number == 1).values(text="something else"))
    found = run(app, "audit", "verify")
    assert found.exit_code == 1
    assert "Row 1: its receipt was altered." in found.output


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_all_estimates_are_worked_out_again(app, talked):
    fine = run(app, "replay")
    assert fine.exit_code == 0
    assert "1 estimates worked out again, 0 of them differ" in fine.output
    with app.extensions["store"].transaction() as session:
        receipt = next(one for one in receipts_since(session, None) if one.household)
        receipt.payload = json.loads(json.dumps(receipt.payload).replace("424.90", "424.91"))
    found = run(app, "replay", "--format", "json")
    assert found.exit_code == 1
    assert '"then": "424.91", "now": "424.90"' in found.output


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_no_public_page_shows_a_code(app, talked):
    with app.extensions["store"].transaction() as session:
        codes = [receipt.code for receipt in receipts_since(session, None)]
    visitor = app.test_client()
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and not rule.arguments:
            page = visitor.get(rule.rule, follow_redirects=True).get_data()
            assert not any(code.encode() in page for code in codes), rule.rule


def test_a_chat_is_exported_and_erased_by_a_receipt_s_code(app, talked):
    with app.extensions["store"].transaction() as session:
        code = session.scalars(select(Receipt.code)).first()
    kept = json.loads(run(app, "audit", "export", code).output)
    assert [turn["said"] for turn in kept["turns"]] == ["first", "second", "third"]
    assert "household" in kept
    assert run(app, "audit", "erase", code).exit_code == 0
    problems, count = wrong(app)
    assert (problems, count.tombstones) == ([], 3)
    for act in ("erase", "export"):  # gone, and a code that never was looks the same
        for other in (code, "nosuchcode"):
            done = run(app, "audit", act, other)
            assert (done.exit_code, "There is no reply with that code" in done.output) == (1, True)
