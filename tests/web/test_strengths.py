"""What a household has: kept with the scenario, drawn with the same facts as text, and looked at by no estimate."""

import pytest

from web import store
from web.clock import now
from web.workbench.strengths import ASSETS

from .logged_in import add, send_log_in, token_of

HOUSEHOLD = {
    "claim_date": "2026-01-15",
    "nation": "england",
    "adults": [{"age": 30, "carer": False, "health": {"group": "none"}, "earnings": []}],
    "children": [{"age": 4}],
    "housing": {"tenure": "none"},
    "savings": "0",
    "other_income": [],
}
SENT = {
    "human.before": "1",
    "human.now": "3",
    "human.notes": "Speaks three languages",
    "social.now": "4",
    "visitors[0].who": "sister",
    "visitors[0].often": "every day",
    "visitors[0].helps": "takes the child to school",
    "times[0].from": "2026-11-20",
    "times[0].state": "not_ok",
    "times[0].note": "payment was short",
    "times[1].from": "2026-10-01",
    "times[1].state": "ok",
}


@pytest.fixture
def there(app):
    owner = add(app, "ada", "adviser")
    with app.extensions["store"].transaction() as session:
        scenario = store.add_scenario(session, owner, "case 1", HOUSEHOLD, None, now())
    browser = app.test_client()
    send_log_in(browser, "ada")
    return browser, f"/workbench/scenarios/{scenario.id}"


def post(browser, address, fields):
    return browser.post(address, data={"csrf_token": token_of(browser.get("/workbench/new")), **fields})


def test_what_was_sent_is_kept_and_drawn(there):
    browser, address = there
    assert post(browser, f"{address}/strengths", SENT).status_code == 302
    page = browser.get(f"{address}/strengths").get_data(as_text=True)
    assert page.count("<polygon") == 5 + 2  # five rings and two shapes
    assert "Human: 1 of 5 before, 3 of 5 now" in page
    assert "Social: not said before, 4 of 5 now" in page
    assert "takes the child to school" in page
    assert "From 1 October 2026: OK. From 20 November 2026: Not OK" in page  # in order of time
    assert "21 Nov 2026" in page or "20 Nov 2026" in page  # a day of payment in the second stretch
    for asset in ASSETS:
        assert f'name="{asset}.before"' in page


def test_no_estimate_looks_at_it(there):
    browser, address = there
    before = browser.get(f"{address}/estimate.json").get_json()
    post(browser, f"{address}/strengths", SENT)
    assert browser.get(f"{address}/estimate.json").get_json() == before


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("human.before", "6", "6 is no level. Choose one from 0 to 5."),
        ("times[0].from", "last week", "&#34;last week&#34; is not a date. Write it like 2026-11-23."),
        ("times[0].state", "", "Choose OK, in between or not OK."),
        ("visitors[0].often", "hourly", "Choose how often from the list."),
    ],
)
def test_a_mistake_is_told_and_nothing_typed_is_lost(there, field, value, told):
    browser, address = there
    answer = post(browser, f"{address}/strengths", {**SENT, field: value})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert told in page
    assert f'href="#{field}"' in page
    assert "Speaks three languages" in page
    assert "Who comes and goes" in page
    assert "Human: 1" not in browser.get(f"{address}/strengths").get_data(as_text=True)  # nothing was kept


def test_what_was_typed_cannot_run(there):
    browser, address = there
    post(browser, f"{address}/strengths", {**SENT, "human.notes": "<script>x</script>", "visitors[0].who": "<b>"})
    page = browser.get(f"{address}/strengths").get_data(as_text=True)
    assert "<script>x" not in page
    assert "<b>" not in page


def test_a_household_without_a_calendar_still_has_strengths(app, there):
    browser, address = there
    with app.extensions["store"].transaction() as session:
        session.query(store.Scenario).one().household = {"adults": [{}]}
    assert post(browser, f"{address}/strengths", SENT).status_code == 302
    assert browser.get(f"{address}/strengths").status_code == 200


# ---- The picture of the household is its form ----------------------------------------------------------------------


def test_people_are_added_and_taken_out_by_pressing(there):
    browser, address = there
    page = browser.get(address).get_data(as_text=True)
    assert 'value="add partner"' in page
    form = {"adults.count": "1", "adults[0].age": "30", "children.count": "1", "children[0].age": "4", "name": "typed"}
    for kind, field in (
        ("partner", "adults[1].age"),
        ("child", "children[1].age"),
        ("other", "housing.non_dependants[0]"),
    ):
        page = post(browser, address, {**form, "do": f"add {kind}"}).get_data(as_text=True)
        assert f'name="{field}' in page
        assert 'value="typed"' in page  # the rest stays as it was sent
    page = post(browser, address, {**form, "do": "remove children[0]"}).get_data(as_text=True)
    assert 'name="children[0].age"' not in page
    with_partner = {**form, "adults.count": "2", "adults[1].age": "28"}
    page = post(browser, address, {**with_partner, "do": "remove adults[1]"}).get_data(as_text=True)
    assert 'name="adults[1].age"' not in page


@pytest.mark.parametrize("do", ["add nobody", "remove adults[0]", "remove children[9]", "remove x", "add ", "remove"])
def test_a_button_that_there_is_not_changes_nobody(there, do):
    browser, address = there
    form = {"adults.count": "1", "adults[0].age": "30", "children.count": "1", "children[0].age": "4", "do": do}
    page = post(browser, address, form).get_data(as_text=True)
    assert 'name="adults[0].age"' in page
    assert 'name="children[0].age"' in page
    assert 'name="children[1].age"' not in page


def test_enter_works_out_and_takes_nobody_out(there):
    """A form's first button is what Enter presses."""
    browser, address = there
    page = browser.get(address).get_data(as_text=True)
    assert page.index('form="scenario" name="do" value="show"') < page.index('value="remove ')
