"""The API says what the command line says, refuses as it does, and counts what each partner asks."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import rules
from web.api.keys import PUBLIC_LIMIT
from web.cli import main

from .conftest import TODAY, reply

HOUSEHOLD = {
    "nation": "england",
    "adults": [{"age": 30, "carer": False, "health": {"group": "none"}, "earnings": []}],
    "children": [],
    "housing": {"tenure": "none"},
    "savings": 0,
    "other_income": [],
}
ON = "2026-11-23"


def post(browser, path, **body):
    return browser.post(f"/api/v1{path}", json=body)


def same(answer, expected):
    assert answer.status_code == 200, answer.get_json()
    assert answer.get_json() == json.loads(json.dumps(expected))


def test_an_estimate_is_that_of_the_rules(browser):
    same(post(browser, "/estimate", household=HOUSEHOLD, on=ON), rules.estimate(HOUSEHOLD, TODAY).as_json())


def test_a_reform_is_laid_over_the_law(browser):
    reformed = rules.estimate(HOUSEHOLD, TODAY, ["higher_standard_allowance"]).as_json()
    same(post(browser, "/estimate", household=HOUSEHOLD, on=ON, reforms=["higher_standard_allowance"]), reformed)


def test_many_at_once_with_the_error_of_each_in_its_place(browser):
    wrong = {**HOUSEHOLD, "savings": -1}
    found = post(browser, "/estimates", households=[HOUSEHOLD, wrong, HOUSEHOLD], on=ON).get_json()["results"]
    assert found[0] == found[2]
    assert found[1]["line"] == 2
    assert found[1]["error"]["fact"] == "savings"


def test_the_other_calculations_are_those_of_the_rules(browser):
    other = {**HOUSEHOLD, "savings": 7000}
    same(
        post(browser, "/compare", first=HOUSEHOLD, second=other, on=ON),
        rules.compare(HOUSEHOLD, other, TODAY).as_json(),
    )
    same(post(browser, "/timeline", claim_date=ON, nation="wales"), rules.timeline(TODAY, "wales").as_json())
    lines = [{"id": "standard_allowance", "amount": "400.14"}]
    checked = rules.check_statement(HOUSEHOLD, TODAY, lines).as_json()
    same(post(browser, "/check-statement", household=HOUSEHOLD, on=ON, statement=lines), checked)
    swept = post(browser, "/sweep", household=HOUSEHOLD, on=ON, top=1000, points=5).get_json()
    assert len(swept["points"]) == 5
    assert post(browser, "/better-off", household=HOUSEHOLD, on=ON, hours=16, wage="12.71").status_code == 200


def test_a_question_is_answered_through_the_gateway_or_not_at_all(browser, rasa):
    assert post(browser, "/ask", turns=["how long do i wait"]).status_code == 503
    rasa.replies.append([{**reply("Five weeks."), "household": {}, "asking": None, "declined": []}])
    assert post(browser, "/ask", turns=["how long do i wait"]).get_json()["replies"][0]["text"] == "Five weeks."


def test_answers_rates_and_receipts_can_be_read(browser, chat, say_back):
    assert {one["id"] for one in browser.get("/api/v1/answers").get_json()["results"]} >= {"five_week_wait"}
    answer = browser.get(f"/api/v1/answers/five_week_wait?on={ON}&nation=wales").get_json()
    assert answer["sources"]
    taper = browser.get("/api/v1/rates/universal_credit.taper").get_json()["results"]
    assert [one["value"] for one in taper][-1] == "0.55"
    say_back(reply("Here."))
    code = chat.say("hello").get_json()["replies"][0]["receipt"]
    assert browser.get(f"/api/v1/receipts/{code}").get_json()["text"] == "Here."


@pytest.mark.parametrize(
    ("path", "body", "status", "fact"),
    [
        ("/estimate", {"household": {"adults": [{"age": -1}]}}, 422, "adults[0].age"),
        ("/estimate", {}, 422, "household"),
        ("/estimate", {"household": {}, "colour": 1}, 422, "colour"),
        ("/estimate", {"household": HOUSEHOLD, "on": "yesterday"}, 422, "on"),
        ("/estimate", {"household": HOUSEHOLD, "on": "2014-01-01"}, 422, None),
        ("/estimate", {"household": HOUSEHOLD, "reforms": ["free_money"]}, 422, None),
        ("/sweep", {"household": HOUSEHOLD, "adult": 1}, 422, "adults[1]"),
        ("/timeline", {"claim_date": ON, "paydays": [{"date": ON, "amount": -1}]}, 422, "paydays[0].amount"),
        ("/nothing", {}, 404, None),
    ],
)
def test_whatever_is_wrong_is_told_in_one_shape(browser, path, body, status, fact):
    answer = post(browser, path, **body)
    assert answer.status_code == status
    if path != "/nothing":
        error = answer.get_json()["error"]
        assert error.get("fact") == fact
        assert error["problem"]
        assert error["instead"]


def test_what_is_no_json_is_refused(browser):
    assert browser.post("/api/v1/estimate", data="{", content_type="application/json").status_code == 400
    assert browser.post("/api/v1/estimate", data="x").status_code == 415
    assert browser.post("/api/v1/estimate", json=[1]).status_code == 422
    assert browser.post("/api/v1/estimate", json={"household": {"x": "y" * 70_000}}).status_code == 413


def run(app, *arguments):
    return CliRunner().invoke(main, arguments, env={"RIGHTFUL_DATABASE": app.extensions["settings"].database})


def test_a_partner_has_a_quota_of_its_own_and_its_requests_are_counted(app, browser):
    made = run(app, "partner", "add", "Westhill", "--per-minute", "3")
    key = {"Authorization": f"Bearer {made.output.split()[-1]}"}
    for _ in range(3):
        assert browser.get("/api/v1/rates/universal_credit.taper", headers=key).status_code == 200
    refused = browser.get("/api/v1/rates/universal_credit.taper", headers=key)
    assert refused.status_code == 429
    assert refused.get_json()["error"]["instead"]
    assert browser.get("/api/v1/rates/universal_credit.taper").status_code == 200, "others have their own quota"
    assert "Westhill: 4 of" in run(app, "partner", "list").output
    run(app, "partner", "revoke", "Westhill")
    assert browser.get("/api/v1/answers", headers=key).status_code == 401


def test_a_partner_whose_name_is_too_long_for_the_database_is_refused(app):
    refused = run(app, "partner", "add", "x" * 81)
    assert (refused.exit_code, "at most 80" in refused.output) == (1, True)


def test_a_key_that_is_wrong_is_refused_and_none_has_the_small_quota(browser):
    assert browser.get("/api/v1/answers", headers={"Authorization": "Bearer nonsense"}).status_code == 401
    allowed = int(PUBLIC_LIMIT.split()[0])
    answers = [browser.get("/api/v1/rates/universal_credit.taper").status_code for _ in range(allowed + 1)]
    assert answers == [200] * allowed + [429]


def test_the_documentation_is_served_from_here(browser):
    page = browser.get("/api/v1/docs").get_data(as_text=True)
    assert not re.findall(r'(?:src|href)="https?:', page)
    for path in re.findall(r'(?:src|href)="(/[^"]+\.(?:js|css))"', page):
        assert browser.get(path).status_code == 200
    assert browser.get("/api/v1/docs/..%2f__init__.py").status_code == 404


def test_each_request_in_the_guide_works(browser):
    guide = Path("docs/api.md").read_text(encoding="utf-8")
    found = re.findall(r"curl -s \S+/api/v1(\S+)(?: -H 'Content-Type: application/json' -d '(.+?)')?\n", guide)
    assert len(found) >= 3
    for path, body in found:
        answer = post(browser, path, **json.loads(body)) if body else browser.get(f"/api/v1{path}")
        assert answer.status_code == 200, path
