"""An adviser's day: a household typed in, its figure, saved, copied, compared, studied, and a code from the chat."""

import json
import re
from decimal import Decimal

import pytest

import rules
import rules.household as household_models
from tests.web.conftest import TODAY, reply
from tests.web.logged_in import log_in, token_of
from web.workbench.fields import fields_words, household_from, values_of

SINGLE = {
    "nation": "england",
    "claim_date": "2026-01-15",
    "adults.count": "1",
    "adults[0].age": "30",
    "adults[0].carer": "no",
    "adults[0].health.group": "none",
    "adults[0].earnings.count": "1",
    "adults[0].earnings[0].amount": "800",
    "adults[0].earnings[0].per": "month",
    "adults[0].earnings[0].basis": "net",
    "children.count": "0",
    "housing.tenure": "none",
    "savings": "0",
    "other_income.count": "0",
    "on": "2026-11-23",
}


@pytest.fixture
def adviser(app):
    return log_in(app, "Ada", "adviser")


def send(client, address, fields):
    """Send a form as a browser does: with the token of the page that it is on."""
    token = token_of(client.get("/workbench/new"))
    return client.post(address, data={"csrf_token": token, **fields})


def saved(client, **changes):
    answer = send(client, "/workbench/new", {**SINGLE, "do": "save", **changes})
    assert answer.status_code == 302
    return answer.headers["Location"].rsplit("/", 1)[1]


@pytest.mark.parametrize("name", sorted(fields_words()))
def test_every_fact_of_the_rules_has_its_field_and_its_words(name):
    model = getattr(household_models, name)
    facts = set(model.model_fields) - {"adults_complete"}  # one of the counts of adults
    assert set(fields_words()[name]) == facts
    inner = set(
        re.findall(r"rules\.household\.([A-Z]\w+)", str([one.annotation for one in model.model_fields.values()]))
    )
    assert inner <= set(fields_words())


def test_a_household_comes_back_from_its_form_as_it_went_in():
    household = {
        "nation": "scotland",
        "adults": [
            {
                "birth_date": "1990-05-01",
                "carer": True,
                "health": {"group": "lcwra", "protection": "award_before_april_2026"},
                "earnings": [{"amount": "800", "per": "four_weeks", "basis": "gross", "pay_dates": ["2026-11-06"]}],
                "receives": ["pip_daily_living_standard", "pip_mobility_enhanced"],
            },
            {"age": "41", "earnings": [], "main_carer": False},
        ],
        "children": [{"age": "3", "disability": "higher", "childcare": {"amount": "400", "per": "month"}}],
        "housing": {
            "tenure": "social",
            "rent": {"amount": "450.50", "per": "month"},
            "bedrooms": "2",
            "non_dependants": [{"age": "22"}],
        },
        "savings": "0",
        "other_income": [{"kind": "state_pension", "amount": "100", "per": "week"}],
        "benefit_cap": {"exempt": True},
        "sanction": {"level": "low", "days": "14"},
    }
    values = values_of(household)
    sent = {name: value for name, value in values.items() if isinstance(value, str)}
    many = {name: value for name, value in values.items() if isinstance(value, list)}
    back = household_from(sent, many)
    assert rules.estimate(back, TODAY).as_json() == rules.estimate(household, TODAY).as_json()
    assert household_from({k: v for k, v in values_of(back).items() if isinstance(v, str)}, many) == back


def test_the_figure_of_the_form_is_that_of_the_rules(adviser):
    page = send(adviser, "/workbench/new", {**SINGLE, "do": "show"}).get_data(as_text=True)
    award = rules.estimate(household_from(SINGLE, {}), TODAY).result.award.value
    assert rules.pounds(award) in page
    assert "UC Regs 2013 reg 36" in page


def test_what_is_not_known_gives_a_range_and_says_what_to_ask(adviser):
    page = send(adviser, "/workbench/new", {"adults.count": "unknown", "on": "2026-11-23", "do": "show"})
    text = page.get_data(as_text=True)
    assert "Between" in text
    assert "What would narrow it most" in text
    assert 'href="#adults.count"' in text


def test_a_mistake_is_told_at_its_field_and_nothing_typed_is_lost(adviser):
    wrong = {**SINGLE, "adults[0].earnings[0].amount": "-5", "notes": "rang at ten", "do": "save"}
    answer = send(adviser, "/workbench/new", wrong)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200  # not saved: no redirect
    assert 'href="#adults[0].earnings[0].amount"' in text
    assert 'value="-5"' in text
    assert "rang at ten" in text
    assert "govuk-error-message" in text


def test_a_number_of_rows_beyond_reason_does_no_harm(adviser):
    answer = send(adviser, "/workbench/new", {**SINGLE, "children.count": "999999", "do": "show"})
    assert answer.status_code == 200


def test_a_scenario_is_saved_opened_copied_and_deleted(adviser):
    first = saved(adviser, name="case 7")
    page = adviser.get(f"/workbench/scenarios/{first}").get_data(as_text=True)
    assert "case 7" in page
    assert 'value="800"' in page
    copy = send(adviser, f"/workbench/scenarios/{first}/copy", {}).headers["Location"].rsplit("/", 1)[1]
    assert "case 7 (copy)" in adviser.get("/workbench/").get_data(as_text=True)
    send(adviser, f"/workbench/scenarios/{copy}/delete", {})
    assert adviser.get(f"/workbench/scenarios/{copy}").status_code == 404


def test_a_scenario_is_its_owners_alone(app, adviser):
    mine = saved(adviser)
    other = log_in(app, "Bea", "adviser")
    for address in ("", "/what-if", "/taper", "/calendar", "/calendar.ics", "/statement", "/estimate.pdf"):
        assert other.get(f"/workbench/scenarios/{mine}{address}").status_code == 404
    assert send(other, f"/workbench/scenarios/{mine}/delete", {}).status_code == 404
    assert adviser.get(f"/workbench/scenarios/{mine}").status_code == 200


def test_a_form_without_its_token_is_refused(adviser):
    assert adviser.post("/workbench/new", data={**SINGLE, "do": "save"}).status_code == 400


def test_a_comparison_says_why_each_line_differs(adviser):
    first = saved(adviser)
    second = saved(adviser, **{"adults[0].earnings[0].amount": "1000"})
    text = adviser.get(f"/workbench/compare?first={first}&second={second}").get_data(as_text=True)
    result = rules.compare(
        household_from(SINGLE, {}), household_from({**SINGLE, "adults[0].earnings[0].amount": "1000"}, {}), TODAY
    )
    for one in result.lines:
        assert one.line.label in text
        assert rules.pounds(one.amounts[1]) in text
    assert "adults[0].earnings" in text
    file = adviser.get(f"/workbench/compare?first={first}&second={second}&form=csv")
    assert file.mimetype == "text/csv"
    assert file.text.splitlines()[0].startswith("id,label,first,second,difference,reason")


def test_other_hours_and_another_wage(adviser):
    mine = saved(adviser)
    text = adviser.get(f"/workbench/scenarios/{mine}/what-if?hours=30&wage=15").get_data(as_text=True)
    result = rules.better_off(household_from(SINGLE, {}), rules.Work(Decimal(30), Decimal(15)), TODAY)
    assert rules.pounds(abs(result.difference)) in text
    for nonsense in ("hours=-3", "hours=NaN", "wage=lots", "hours=1e99", "adult=9"):
        assert adviser.get(f"/workbench/scenarios/{mine}/what-if?{nonsense}").status_code == 200


def test_the_taper_chart_has_its_numbers_in_a_table_too(adviser):
    text = adviser.get(f"/workbench/scenarios/{saved(adviser)}/taper").get_data(as_text=True)
    sweep = rules.sweep(household_from(SINGLE, {}), TODAY, Decimal(4000), 161)
    assert "<svg" in text
    assert rules.pounds(sweep.points[-1].total) in text
    assert all(turn.reason in text for turn in sweep.turns)


def test_the_calendar_on_the_page_and_in_a_diary(adviser):
    mine = saved(adviser)
    calendar = rules.payment_calendar(household_from(SINGLE, {}), TODAY)
    text = adviser.get(f"/workbench/scenarios/{mine}/calendar").get_data(as_text=True)
    assert calendar.payments[0].paid[0][0].strftime("%-d %b %Y") in text
    assert adviser.get(f"/workbench/scenarios/{mine}/calendar.ics").data.startswith(b"BEGIN:VCALENDAR")
    without = saved(adviser, claim_date="")
    assert "Without the first day" in adviser.get(f"/workbench/scenarios/{without}/calendar").get_data(as_text=True)


def test_a_statement_is_checked_against_the_scenario(adviser):
    mine = saved(adviser)
    lines = {"line_standard_allowance": "300.00", "on": "2026-11-23"}
    text = send(adviser, f"/workbench/scenarios/{mine}/statement", lines).get_data(as_text=True)
    assert "Some lines differ" in text
    wrong = send(adviser, f"/workbench/scenarios/{mine}/statement", {**lines, "on": "last week"})
    assert wrong.status_code == 422
    assert "300.00" in wrong.get_data(as_text=True)


@pytest.mark.parametrize(("form", "starts"), [("pdf", b"%PDF"), ("csv", b"id,label,amount"), ("json", b"{")])
def test_the_estimate_as_a_document(adviser, form, starts):
    answer = adviser.get(f"/workbench/scenarios/{saved(adviser)}/estimate.{form}")
    assert answer.data.lstrip(b"\xef\xbb\xbf").startswith(starts)
    if form == "json":
        assert json.loads(answer.data)["award"] == rules.estimate(household_from(SINGLE, {}), TODAY).as_json()["award"]


def test_a_code_from_the_chat_opens_as_a_scenario(app, adviser, chat, say_back):
    offer = {"title": "Make a summary", "payload": "/handover_summary"}
    say_back(
        reply("A person can help.", "handover", quick_replies=[offer]), household={"nation": "wales", "savings": "40"}
    )
    chat.say("can i talk to a person")
    said = chat.say("/handover_summary", button=True).get_json()["replies"][0]["text"]
    code = re.search(r"\*\*([\w-]+)\*\*", said)[1]
    opened = send(adviser, "/workbench/open", {"code": code})
    page = adviser.get(opened.headers["Location"]).get_data(as_text=True)
    assert 'value="40"' in page
    assert "can i talk to a person" in page


def test_a_wrong_code_gets_help_and_keeps_what_was_typed(adviser):
    answer = send(adviser, "/workbench/open", {"code": "abcde-fghjk"})
    assert answer.status_code == 404
    assert "abcde-fghjk" in answer.get_data(as_text=True)


def test_nobody_comes_in_without_a_log_in(browser):
    for address in ("/workbench/", "/workbench/new", "/workbench/compare"):
        assert browser.get(address).status_code == 302
    assert browser.post("/workbench/result", data=SINGLE).status_code in (302, 400)
