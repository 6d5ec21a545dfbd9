"""What advisers save is unreadable without its key, and a key can be changed without losing anything."""

import os
from datetime import timedelta

import pytest
from click.testing import CliRunner
from cryptography.fernet import Fernet
from sqlalchemy import text

from web import store as memory
from web.cli import main
from web.clock import now
from web.store import WrongKey, caseloads
from web.store.sealed import SETTING

HOUSEHOLD = {"adults": [{"age": 30, "health": {"group": "lcwra"}}]}
OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def saved(store):
    with store.transaction() as session:
        scenario = memory.add_scenario(session, "sam", "case 1", HOUSEHOLD, None, now(), "rang at ten")
        row = caseloads.NewRow(1, "B 12", HOUSEHOLD)
        caseloads.add_caseload(session, "sam", "many", now().date(), [row], now())
    return scenario.id


def on_the_disk(store):
    with store.engine.connect() as connection:
        scenario = connection.execute(text("SELECT household, notes FROM scenario")).one()
        row = connection.execute(text("SELECT household FROM caseload_row")).one()
    return " ".join((*scenario, *row))


def opened(store, scenario_id):
    with store.transaction() as session:
        found = memory.scenario(session, "sam", scenario_id)
        return found.household, found.notes


def test_without_a_key_it_is_plain_and_stays_readable_when_one_comes(store, monkeypatch):
    scenario_id = saved(store)
    assert "lcwra" in on_the_disk(store)
    monkeypatch.setenv(SETTING, NEW)
    assert opened(store, scenario_id) == (HOUSEHOLD, "rang at ten")


def test_with_a_key_nothing_of_it_can_be_read_on_the_disk(store, monkeypatch):
    monkeypatch.setenv(SETTING, OLD)
    scenario_id = saved(store)
    kept = on_the_disk(store)
    assert "lcwra" not in kept
    assert "rang" not in kept
    assert opened(store, scenario_id) == (HOUSEHOLD, "rang at ten")
    monkeypatch.setenv(SETTING, NEW)
    with pytest.raises(WrongKey):
        opened(store, scenario_id)


def test_a_key_is_changed_without_losing_anything(store, database, monkeypatch):
    monkeypatch.setenv(SETTING, OLD)
    scenario_id = saved(store)
    done = CliRunner().invoke(
        main, ["database", "reseal"], env={"RIGHTFUL_DATABASE": database, SETTING: f"{NEW},{OLD}"}
    )
    assert done.output == "2 households are sealed with the first key.\n"
    monkeypatch.setenv(SETTING, NEW)
    assert opened(store, scenario_id) == (HOUSEHOLD, "rang at ten")
    monkeypatch.setenv(SETTING, OLD)
    with pytest.raises(WrongKey):
        opened(store, scenario_id)


def test_a_key_that_is_none_is_told(database, store):
    saved(store)
    done = CliRunner().invoke(main, ["database", "reseal"], env={"RIGHTFUL_DATABASE": database, SETTING: "hunter2"})
    assert done.exit_code == 1
    assert "new-key" in done.output
    made = CliRunner().invoke(main, ["database", "new-key"]).output.strip()
    assert Fernet(made)


def test_a_lost_key_is_said_to_the_adviser_and_not_a_page_that_breaks(app, monkeypatch):
    from tests.web.logged_in import log_in, token_of

    monkeypatch.setenv(SETTING, OLD)
    adviser = log_in(app, "sam", "adviser")
    form = {"csrf_token": token_of(adviser.get("/workbench/new")), "adults.count": "1", "do": "save"}
    place = adviser.post("/workbench/new", data=form).headers["Location"]
    monkeypatch.delenv(SETTING)
    answer = adviser.get(place)
    assert answer.status_code == 503
    assert "Nothing is lost" in answer.text


def test_everything_that_is_due_goes_by_one_command(store, database):
    scenario_id = saved(store)
    with store.transaction() as session:
        memory.scenario(session, "sam", scenario_id).expires = now().date() - timedelta(days=1)
        session.query(caseloads.Caseload).one().expires = now().date()
    done = CliRunner().invoke(main, ["database", "forget"], env={**os.environ, "RIGHTFUL_DATABASE": database})
    assert done.exit_code == 0, done.output
    with store.transaction() as session:
        assert memory.scenario(session, "sam", scenario_id) is None
        assert session.query(caseloads.CaseloadRow).count() == 0
