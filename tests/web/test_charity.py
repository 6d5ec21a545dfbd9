"""A charity's file, which pages may talk for it, what is said about its people, and how often it may be used."""

from datetime import datetime

import pytest
from click.testing import CliRunner

from web import create_app
from web.charity import CharityFileError, UnknownCharity, charity, read_charities, read_charity
from web.cli import main
from web.clock import LONDON
from web.contrast import TooPale, dark_enough, with_white
from web.handover import for_charity
from web.settings import Settings

from .conftest import PlayedRasa, reply

WESTHILL = """
name: Westhill Law Centre
colour: "#7a1f5c"
nations: [england, wales]
contacts:
  all: "call the [law centre](https://westhill.example)"
  wales: "ring Eleri in Bangor"
hours:
  monday: "09:30-12:00, 13:00-16:30"
  friday: "10:00-12:00"
closed: [2026-11-30]
origins: [https://www.westhill.example, "http://localhost:8081"]
limits: {starts_per_minute: 3, turns_per_minute: 4}
"""
NORTHGATE = """
name: Northgate Advice
colour: "#1d4e63"
nations: [scotland]
origins: [https://northgate.example]
"""
OURS = {"Origin": "https://www.westhill.example"}
THEIRS = {"Origin": "https://northgate.example"}
MONDAY_MORNING = datetime(2026, 11, 23, 10, 0, tzinfo=LONDON)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "charities"
    folder.mkdir()
    (folder / "westhill.yaml").write_text(WESTHILL, encoding="utf-8")
    (folder / "northgate.yaml").write_text(NORTHGATE, encoding="utf-8")
    return folder


@pytest.fixture
def settings(tmp_path, folder):
    return {"RIGHTFUL_DATABASE": f"sqlite:///{tmp_path}/test.db", "RIGHTFUL_CHARITIES": str(folder)}


@pytest.fixture
def app(settings, rasa):
    app = create_app(Settings.from_environment(settings))
    app.extensions["gateway"].rasa = rasa
    app.testing = True
    return app


def written(tmp_path, content, name="riverside.yaml"):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return path


def mistakes(tmp_path, content, name="riverside.yaml"):
    with pytest.raises(CharityFileError) as refused:
        read_charity(written(tmp_path, content, name))
    return {mistake.field: mistake.problem for mistake in refused.value.mistakes}, str(refused.value)


def start(browser, charity_id, **headers):
    return browser.post("/chat/start", json={"charity": charity_id}, headers=headers)


# ---- The file ----


def test_a_charity_needs_no_change_of_code(app, browser):
    started = start(browser, "westhill").get_json()
    assert started["charity"] == {"name": "Westhill Law Centre", "colour": "#7a1f5c", "language": "en"}
    with app.app_context():
        assert charity("demo").name == "Riverside Advice", "the example is still there"
        with pytest.raises(UnknownCharity):
            charity("nobody")


@pytest.mark.parametrize("colour", ["#88bbdd", "#ffcc00", "#ff6666", "#777777"])
def test_a_colour_on_which_white_cannot_be_read_is_refused_with_the_nearest_darker_one(tmp_path, colour):
    fields, said = mistakes(tmp_path, NORTHGATE.replace("#1d4e63", colour))
    assert said.startswith("riverside.yaml: colour: white words on ")
    with pytest.raises(TooPale) as refused:
        dark_enough(colour)
    instead = refused.value.instead
    assert instead in fields["colour"]
    assert 4.5 <= with_white(instead) < 4.7, "no darker than it must be"
    assert read_charity(written(tmp_path, NORTHGATE.replace("#1d4e63", instead))).colour == instead


@pytest.mark.parametrize(
    ("line", "field", "words"),
    [
        ("colour: red", "colour", "six digits"),
        ("nations: [england, walles]", "nations.1", "'wales'"),
        ("nations: []", "nations", "at least 1"),
        ("colur: red", "colur", "no field of this name"),
        ("origins: [https://www.a.example/]", "origins.0", "without a path or a slash"),
        ("origins: [http://www.a.example]", "origins.0", "https://"),
        ("origins: ['*']", "origins.0", "https://www.riverside.example"),
        ("origins: ['https://a.example; script-src *']", "origins.0", "not the origin"),
        ("hours: {tuesday: 9 to 5}", "hours.tuesday", "write hours like 10:00-15:00"),
        ("hours: {tuesday: '15:00-10:00'}", "hours.tuesday", "ends before it starts"),
        ("hours: {tuesday: '09:00-13:00, 12:00-15:00'}", "hours.tuesday", "overlap"),
        ("hours: {tuesday: 10:00}", "hours.tuesday", "in quotes"),
        ("hours: {tues: '10:00-15:00'}", "hours.tues", "'tuesday'"),
        ("closed: [soon]", "closed.0", "date"),
        ("contacts: {wales: ring us}", "", "none for scotland"),
        ("limits: {turns_per_minute: 0}", "limits.turns_per_minute", "greater than 0"),
        ("language: klingon", "language", "'en' or 'cy'"),
    ],
)
def test_a_mistake_is_said_with_its_file_and_field(tmp_path, line, field, words):
    name = line.partition(":")[0]
    others = [one for one in NORTHGATE.splitlines() if not one.startswith(f"{name}:")]
    fields, said = mistakes(tmp_path, "\n".join([*others, line]))
    assert list(fields) == [field]
    assert words in fields[field]
    assert said.startswith("riverside.yaml: ")


@pytest.mark.parametrize("content", ["", "just words", "name: [", "- a\n- b"])
def test_a_file_that_is_no_list_of_fields_is_said_so(tmp_path, content):
    _, said = mistakes(tmp_path, content)
    assert said.startswith("riverside.yaml: ")


def test_all_mistakes_of_all_files_are_said_at_once(folder):
    written(folder, "name: A", "a.yaml")
    written(folder, NORTHGATE.replace("name", "nam"), "b.yaml")
    with pytest.raises(CharityFileError) as refused:
        read_charities(folder)
    lines = str(refused.value).splitlines()
    assert {"a.yaml: colour: this field is missing.", "b.yaml: name: this field is missing."} <= set(lines)


def test_a_folder_that_is_not_there_is_said_so(tmp_path):
    with pytest.raises(CharityFileError, match="no such folder"):
        read_charities(tmp_path / "nowhere")


def test_the_command_says_what_is_right_and_what_is_wrong(folder, monkeypatch):
    monkeypatch.setenv("RIGHTFUL_CHARITIES", str(folder))
    fine = CliRunner().invoke(main, ["charity", "check"])
    assert fine.exit_code == 0
    assert "westhill: Westhill Law Centre" in fine.stdout
    wrong = written(folder, NORTHGATE.replace("#1d4e63", "#ffff00"), "pale.yaml")
    both = CliRunner().invoke(main, ["charity", "check", str(wrong), str(folder / "northgate.yaml")])
    assert both.exit_code == 1
    assert "pale.yaml: colour: " in both.stderr
    assert "northgate: Northgate Advice" in both.stdout
    assert CliRunner().invoke(main, ["charity", "check"]).exit_code == 1


def test_a_server_with_a_mistake_in_a_file_does_not_start_and_says_why(folder, monkeypatch):
    monkeypatch.setenv("RIGHTFUL_CHARITIES", str(folder))
    written(folder, "name: A", "a.yaml")
    served = CliRunner().invoke(main, ["serve"])
    assert served.exit_code == 1
    assert "a.yaml: colour: this field is missing." in served.stderr


# ---- Which pages may talk ----


def test_a_page_that_the_charity_named_may_talk_for_it(browser):
    started = start(browser, "westhill", **OURS)
    assert started.status_code == 201
    assert started.headers["Access-Control-Allow-Origin"] == OURS["Origin"]
    assert "Origin" in started.headers["Vary"]


def test_a_page_of_one_charity_may_not_talk_for_another_and_is_told_so(browser):
    refused = start(browser, "westhill", **THEIRS)
    assert refused.status_code == 403
    assert refused.get_json()["error"]["problem"] == "This page may not show this chat."
    assert refused.headers["Access-Control-Allow-Origin"] == THEIRS["Origin"], "its own widget shows the sentence"


@pytest.mark.parametrize("path", ["/chat/say", "/chat/resume", "/chat/export", "/chat/erase"])
def test_a_conversation_of_one_charity_is_closed_to_the_pages_of_another(browser, path):
    token = start(browser, "westhill", **OURS).get_json()["conversation"]
    body = {"text": "what is the taper", "turn": "1"}
    bearer = {"Authorization": f"Bearer {token}"}
    assert browser.post(path, json=body, headers={**bearer, **THEIRS}).status_code == 403
    assert browser.post(path, json=body, headers={**bearer, **OURS}).status_code in (200, 204)


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "https://www.westhill.example.evil.example"])
@pytest.mark.parametrize("method", ["POST", "OPTIONS"])
def test_a_page_that_nobody_named_gets_nothing(browser, origin, method):
    refused = browser.open("/chat/start", method=method, json={"charity": "westhill"}, headers={"Origin": origin})
    assert refused.status_code == 403
    assert "Access-Control-Allow-Origin" not in refused.headers


def test_pages_of_this_server_always_may(app, browser):
    assert start(browser, "northgate", Origin="http://localhost").status_code == 201
    public = app.extensions["settings"].public_url
    assert start(browser, "northgate", Origin=public).status_code == 201, "behind a proxy it has another name"


def test_the_browsers_question_before_a_request_is_answered(browser):
    answer = browser.options("/chat/say", headers={**OURS, "Access-Control-Request-Method": "POST"})
    assert answer.status_code == 204
    assert answer.headers["Access-Control-Allow-Origin"] == OURS["Origin"]
    assert answer.headers["Access-Control-Allow-Methods"] == "POST"
    assert "Authorization" in answer.headers["Access-Control-Allow-Headers"]
    assert int(answer.headers["Access-Control-Max-Age"]) > 0
    assert "Access-Control-Allow-Credentials" not in answer.headers, "there is no cookie to send"


def test_a_chat_whose_charity_is_gone_is_told_so(app, browser):
    token = start(browser, "westhill").get_json()["conversation"]
    del app.extensions["charities"]["westhill"]
    body = {"text": "hello there", "turn": "1"}
    said = browser.post("/chat/say", json=body, headers={"Authorization": f"Bearer {token}"})
    assert said.status_code == 404
    assert "not set up here" in said.get_json()["error"]["problem"]


# ---- How often ----


def test_a_charity_has_its_own_limits_and_the_refusal_is_a_sentence_that_its_page_can_read(browser):
    tokens = [start(browser, "westhill", **OURS).get_json()["conversation"] for _ in range(3)]
    refused = start(browser, "westhill", **OURS)
    assert refused.status_code == 429
    assert refused.get_json()["error"]["problem"] == "That was too often in a short time."
    assert refused.headers["Access-Control-Allow-Origin"] == OURS["Origin"]
    assert start(browser, "northgate").status_code == 201, "another charity's visitors are not held up"
    for number in range(5):
        headers = {"Authorization": f"Bearer {tokens[number % 3]}"}
        said = browser.post("/chat/say", json={"text": "what is the taper", "turn": f"{number}"}, headers=headers)
        assert said.status_code == (200 if number < 4 else 429)
    assert "Wait a minute" in said.get_json()["error"]["instead"]


@pytest.mark.parametrize(("name", "path"), [("STARTS", "/chat/start"), ("TURNS", "/chat/say")])
def test_an_address_has_a_limit_that_is_a_setting(settings, name, path):
    app = create_app(Settings.from_environment({**settings, f"RIGHTFUL_{name}_PER_MINUTE": "2"}))
    app.extensions["gateway"].rasa = PlayedRasa()
    browser = app.test_client()
    token = start(browser, "demo").get_json()["conversation"]
    headers = {"Authorization": f"Bearer {token}"}

    def ask(number):
        body = {"charity": "demo", "text": "what is the taper", "turn": f"{number}"}
        return browser.post(path, json=body, headers=headers).status_code

    allowed = 1 if name == "STARTS" else 2
    assert [ask(number) for number in range(allowed)] != [429] * allowed
    assert ask(9) == 429
    assert browser.options(path).status_code == 204, "the browser's question does not count"


# ---- Its people ----


@pytest.fixture
def westhill(tmp_path):
    return read_charity(written(tmp_path, WESTHILL, "westhill.yaml"))


def handed_over(host, nation, at=MONDAY_MORNING):
    return for_charity(reply("Yes.", status="handover"), host, nation, at)["text"]


@pytest.mark.parametrize(
    ("nation", "words"), [("wales", "ring Eleri"), ("england", "law centre"), (None, "law centre")]
)
def test_the_contact_of_the_persons_nation_comes_first(westhill, nation, words):
    said = handed_over(westhill, nation)
    assert said.startswith("**Westhill Law Centre:** ")
    assert words in said.partition("\n\n")[0]


def test_somebody_in_a_nation_that_it_does_not_work_in_is_told_so(westhill):
    said = handed_over(westhill, "scotland")
    assert said.startswith("**Westhill Law Centre** does not work in Scotland.")
    assert "law centre](" not in said
    assert "open now" not in said


def test_all_contacts_are_given_where_the_nation_is_not_known_and_they_differ(tmp_path):
    content = (
        NORTHGATE.replace("[scotland]", "[scotland, wales]") + "contacts: {scotland: ring Iona, wales: ring Eleri}"
    )
    host = read_charity(written(tmp_path, content))
    assert "in Scotland, ring Iona; in Wales, ring Eleri" in handed_over(host, None)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ((2026, 11, 23, 9, 30), "open now, until midday."),
        ((2026, 11, 23, 12, 0), "closed now. They open next today at 1pm."),
        ((2026, 11, 23, 16, 29), "open now, until 4.30pm."),
        ((2026, 11, 23, 16, 30), "closed now. They open next on Friday 27 November at 10am."),
        ((2026, 11, 26, 11, 0), "closed now. They open next tomorrow at 10am."),
        ((2026, 11, 28, 11, 0), "closed now. They open next on Friday 4 December at 10am."),  # 30 November: closed
        ((2026, 12, 25, 11, 0), "Today is a bank holiday, so they may be closed."),
        (
            (2026, 12, 25, 13, 0),
            "closed now. They open next on Monday 4 January at 9.30am.",
        ),  # 28 December and 1 January: bank holidays
    ],
)
def test_the_reply_says_whether_they_are_open_now(westhill, at, words):
    assert words in handed_over(westhill, "england", datetime(*at, tzinfo=LONDON))


def test_a_bank_holiday_is_that_of_the_nation(tmp_path):
    content = (
        NORTHGATE.replace("[scotland]", "[scotland, wales]") + "contacts: {all: ring}\nhours: {monday: '10:00-15:00'}"
    )
    host = read_charity(written(tmp_path, content))
    st_andrews_day = datetime(2026, 11, 30, 11, 0, tzinfo=LONDON)
    assert "Today is a bank holiday" in handed_over(host, "scotland", st_andrews_day)
    assert "They are open now" in handed_over(host, "wales", st_andrews_day)


def test_nothing_is_said_about_hours_that_nobody_gave(tmp_path):
    host = read_charity(written(tmp_path, NORTHGATE + "contacts: {all: ring Iona}"))
    said = handed_over(host, None)
    assert "ring Iona" in said
    assert "open" not in said
