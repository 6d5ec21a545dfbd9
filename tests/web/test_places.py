"""Local help: what stands in a file, who sees it, what has expired, and services of Open Referral UK."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from bot.answer_files import NEEDS
from bot.answers import Library
from bot.languages import speaking
from web import local_help
from web.cli import main
from web.local_help import LocalHelp
from web.open_referral import NotServices, services, taken
from web.places import FOLDER, Directory, PlacesFileError, helping, needs_in, read_area, read_places

from .conftest import TODAY

DIRECTORY = read_places(FOLDER)
LIBRARY = Library.load()
TOWN = """
area: Westhill
also: [west hill]
nations: [scotland]
charities: [westhill]
places:
  - {name: Soup, needs: [food], what: Soup, phone: "01632 960100", checked: 2026-05-01}
  - {name: Old soup, needs: [food], what: Soup, checked: 2025-05-01}
  - {name: Winter coats, needs: [money], what: Coats, checked: 2025-05-01, until: 2026-12-31}
"""
TOWN_OF_ONE = "area: T2\nnations: [england]\nplaces: [{name: A, needs: [food], what: B, checked: 2026-01-01, "


@pytest.fixture
def westhill(tmp_path):
    (tmp_path / "westhill.yaml").write_text(TOWN, encoding="utf-8")
    return read_places(tmp_path)


def test_the_repository_names_nobody_real():
    assert DIRECTORY.areas
    for area in DIRECTORY.areas.values():
        assert area.made_up
        assert area.charities == {"demo"}
        for place in area.places:
            assert place.phone is None or place.phone.startswith("01632 960")  # kept for fiction by Ofcom
            assert place.url is None or "example" in place.url


def test_what_nobody_has_looked_at_for_a_year_is_not_shown(westhill):
    [area] = westhill.areas.values()
    assert [place.name for place in area.in_force(TODAY)] == ["Soup", "Winter coats"]
    assert [place.name for place in area.in_force(date(2026, 4, 30))] == ["Soup", "Old soup", "Winter coats"]
    assert [place.name for place in area.in_force(date(2027, 1, 1))] == ["Soup"]
    assert [place.name for place in helping(area, ["money"], TODAY)] == ["Winter coats"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("food bank in West Hill", "Westhill"),
        ("im in WESTHILL!!", "Westhill"),
        ("westhills are nice", None),
        ("food bank near leeds", None),
        ("", None),
    ],
)
def test_an_area_is_found_by_its_names(westhill, text, found):
    area = westhill.named_in(text, "westhill")
    assert (area.area if area else None) == found
    assert westhill.named_in(text, "demo") is None  # another charity's


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("food bank near me", ("food",)),
        ("help with forms and my debts", ("forms", "debt")),
        ("banc bwyd", ("food",)),
        ("what is the taper", ()),
    ],
)
def test_what_a_message_asks_help_with(text, needs):
    assert needs_in(text) == needs


def test_an_area_told_once_serves_all_later_answers(westhill):
    near = LocalHelp(westhill, "westhill")
    told = near.heard("i live in westhill", {"savings": "0"})
    assert told == {"savings": "0", "place": "Westhill", "nation": "scotland"}
    assert near.heard("how much is it", told) is told
    reply = {"answer_id": "crisis_no_food_or_money", "text": "Call.", "status": "crisis"}
    [shown] = near.under([reply], LIBRARY, "no food", told, TODAY)
    assert "Soup" in shown["text"]
    assert "Old soup" not in shown["text"]
    assert "[01632 960100](tel:01632960100)" in shown["text"]


def test_a_nation_that_was_told_is_not_overwritten(westhill):
    assert LocalHelp(westhill, "westhill").heard("westhill", {"nation": "wales"})["nation"] == "wales"


@pytest.mark.parametrize(
    ("charity", "message", "household", "words"),
    [
        ("westhill", "food bank", {}, "Tell me the name of your town"),
        ("westhill", "food bank near leeds", {}, "I have no list of places for where you are"),
        ("westhill", "debt advice", {"place": "Westhill"}, "I know of no place in Westhill"),
        ("other", "food bank near leeds", {}, ""),  # a charity that has no areas says nothing of them
    ],
)
def test_where_nothing_is_known_it_says_so(westhill, charity, message, household, words):
    reply = {"answer_id": "local_help", "text": "The national route.", "status": "answered"}
    [shown] = LocalHelp(westhill, charity).under([reply], LIBRARY, message, household, TODAY)
    assert shown["text"].startswith("The national route.")
    assert words in shown["text"]
    assert words or shown == reply


def test_it_asks_only_where_somebody_looks_for_help(westhill):
    near, reply = LocalHelp(westhill, "westhill"), {"answer_id": "claim_how", "text": "Online.", "status": "answered"}
    assert near.under([reply], LIBRARY, "how do i claim", {}, TODAY) == [reply]


def test_every_answer_calls_for_needs_that_there_are_and_some_in_welsh():
    calling = [file for file in LIBRARY.answers.values() if file.local_help]
    assert len(calling) > 20
    assert {need for file in calling for need in file.local_help} == set(NEEDS)
    with speaking("cy"):
        assert "Yn agos atoch chi" in local_help._said(local_help._INTRO, area="Llan")["text"]


def test_an_entry_cannot_run_or_shape_the_page(tmp_path):
    (tmp_path / "x.yaml").write_text(
        "area: Xx\nnations: [wales]\nplaces:\n"
        '- {name: "**A** <b>", needs: [food], what: "[x](http://e)", checked: 2026-11-01}'
    )
    household, reply = {"place": "Xx"}, {"answer_id": "local_help", "text": "Here.", "status": "answered"}
    [shown] = LocalHelp(read_places(tmp_path), "demo").under([reply], LIBRARY, "food", household, TODAY)
    assert r"**\*\*A\*\* \<b\>**" in shown["text"]
    assert r"\[x\]" in shown["text"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("area: [", "this is not YAML"),
        ("- one", "write one field a line"),
        ("area: Town\nnations: [england]\n", "places: this field is missing"),
        (
            "area: Town\nnations: [england]\nplaces: [{name: A, needs: [soup], what: B, checked: 2026-01-01}]",
            "is no need",
        ),
        ("area: Town\nnations: [england]\nplaces: []\nphone: 1", "there is no field of this name"),
        (
            TOWN_OF_ONE + "phone: '<b>'}]",
            "is not a telephone number",
        ),
        (
            TOWN_OF_ONE + "url: 'javascript:x'}]",
            "begins with https://",
        ),
    ],
)
def test_a_mistake_in_a_file_is_named(tmp_path, text, problem):
    path = tmp_path / "town.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PlacesFileError, match=problem):
        read_area(path)
    result = CliRunner().invoke(main, ["places", "check", str(path)])
    assert result.exit_code == 1
    assert problem in result.output


def test_what_has_expired_is_listed():
    result = CliRunner().invoke(main, ["places", "check", "--on", "2026-11-23"])
    assert result.exit_code == 0
    assert "not shown, because nobody has checked them lately: Keys and Carpets" in result.output


def test_the_page_shows_each_area_and_need(browser):
    page = browser.get("/help-near-you?area=exampleton&need=food").get_data(as_text=True)
    assert "Exampleton Food Share" in page
    assert "Form Friends" not in page
    assert "Keys and Carpets" not in browser.get("/help-near-you").get_data(as_text=True)  # expired
    assert "Help yn eich ardal chi" in browser.get("/help-near-you?language=cy").get_data(as_text=True)
    for wrong in ("area=nowhere", "need=gold", "language=xx"):
        assert browser.get(f"/help-near-you?{wrong}").status_code == 404


# ---- Open Referral UK ----------------------------------------------------------------------------------------------

VERSION_3 = {
    "name": "Community kitchen",
    "description": "<p>Hot meals and\n food parcels</p>",
    "status": "active",
    "assured_date": "2026-10-01",
    "eligibility_description": "Anybody",
    "url": "http://kitchen.example.org",
    "phones": [{"number": "01632 960200"}],
    "schedules": [{"byday": "MO,WE", "opens_at": "10:00:00", "closes_at": "14:00:00"}],
    "service_at_locations": [
        {"location": {"name": "Hall", "addresses": [{"address_1": "1 Road", "city": "Town", "postal_code": "ZZ1 1ZZ"}]}}
    ],
}
VERSION_1 = {
    "name": "Money worries",
    "description": "We listen",
    "assured_date": "2026-09-01",
    "service_taxonomys": [{"taxonomy": {"name": "Debt"}}],
    "eligibilitys": [{"eligibility": "Adults"}],
    "contacts": [{"phones": [{"number": "01632 960201"}]}],
    "regular_schedules": [{"byday": "FR", "opens_at": "09:00", "closes_at": "12:00"}],
    "service_at_locations": [{"location": {"physical_addresses": [{"address_1": "2 Road", "city": "Town"}]}}],
}


def test_services_of_both_versions_are_taken():
    places, left_out = taken(services({"contents": [VERSION_3, VERSION_1]}))
    assert left_out == []
    kitchen, money = places
    assert kitchen.needs == ("food",)
    assert kitchen.what == "Hot meals and food parcels"
    assert (kitchen.where, kitchen.when) == ("Hall, 1 Road, Town, ZZ1 1ZZ", "Monday and Wednesday, 10:00 to 14:00")
    assert kitchen.url == "https://kitchen.example.org"
    assert (money.needs, money.whom, money.phone, money.when) == (
        ("debt",),
        "Adults",
        "01632 960201",
        "Friday, 09:00 to 12:00",
    )


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"assured_date": None}, "nothing says when it was last checked"),
        ({"description": "We listen"}, ""),
        ({"name": "A thing", "description": "We listen"}, "no need"),
        ({"status": "inactive"}, "not active"),
        ({"assured_date": "soon"}, "checked"),
        ({"phones": [{"number": "call us on <b>"}]}, "phone"),
    ],
)
def test_a_service_that_cannot_be_shown_is_left_out_with_the_reason(change, why):
    places, left_out = taken([VERSION_3 | {"name": "Kitchen: meals"} | change])
    assert bool(places) != bool(left_out)
    assert (why in left_out[0].why) if why else places


@pytest.mark.parametrize("content", [[], {}, [{"id": 1}], "text", 3, {"contents": [[]]}])
def test_what_is_no_list_of_services_is_said(content):
    if content == []:
        assert services(content) == []
    else:
        with pytest.raises(NotServices):
            services(content)


def test_an_import_can_be_read_again(tmp_path):
    file, out = tmp_path / "services.json", tmp_path / "new_town.yaml"
    file.write_text(json.dumps([VERSION_3, VERSION_1, {"name": "No date"}]))
    options = ["--area", "New Town", "--nation", "england", "--output", str(out)]
    result = CliRunner().invoke(main, ["places", "import", str(file), *options])
    assert result.exit_code == 0
    assert "Left out: No date" in result.output
    assert [place.name for place in read_area(out).places] == ["Community kitchen", "Money worries"]
    file.write_text("<html>")
    assert "This is not JSON." in CliRunner().invoke(main, ["places", "import", str(file), *options]).output


def test_an_empty_directory_changes_nothing():
    near, reply = LocalHelp(Directory({}), "demo"), {"answer_id": "local_help", "text": "x", "status": "answered"}
    assert near.under([reply], LIBRARY, "food bank near leeds", {}, TODAY) == [reply]
    assert near.heard("exampleton", {}) == {}
