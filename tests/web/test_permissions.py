"""Every route of the application, asked for by nobody, an adviser, an editor and an admin (permissions.yaml)."""

from pathlib import Path

import pytest
import yaml
from werkzeug.routing import AnyConverter, IntegerConverter

from tests.web.conftest import PlayedRasa
from tests.web.logged_in import add
from web import create_app
from web.clock import now
from web.security import limiter
from web.settings import Settings
from web.store import accounts as kept

TABLE = yaml.safe_load((Path(__file__).parent / "permissions.yaml").read_text(encoding="utf-8"))
WHO = {line: group for group, lines in TABLE.items() for line in lines}
PEOPLE = ("nobody", "adviser", "editor", "admin")

# What each person meets at a route of each group: "in", "log in", "refused", "no token" or "not there".
MEETS = {
    "public": dict.fromkeys(PEOPLE, "in"),
    "token": dict.fromkeys(PEOPLE, "no token"),
    "log_in": dict.fromkeys(PEOPLE, "in"),
    "sign_on": dict.fromkeys(PEOPLE, "not there"),
    "account": {"nobody": "log in", "adviser": "in", "editor": "in", "admin": "in"},
    "adviser": {"nobody": "log in", "adviser": "in", "editor": "refused", "admin": "in"},
    "editor": {"nobody": "log in", "adviser": "refused", "editor": "in", "admin": "in"},
    "admin": {"nobody": "log in", "adviser": "refused", "editor": "refused", "admin": "in"},
}
# Swagger UI writes styles into its own elements; its scripts are as bound as all others.
_STYLED_BY_SWAGGER = {"GET /api/v1/docs"}
PRIVATE = ("account", "adviser", "editor", "admin")


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    address = f"sqlite:///{tmp_path_factory.mktemp('permissions')}/test.db"
    app = create_app(Settings.from_environment({"RIGHTFUL_DATABASE": address}))
    app.extensions["gateway"].rasa = PlayedRasa()
    app.testing = True
    for role in PEOPLE[1:]:
        add(app, role, role)
    return app


@pytest.fixture(autouse=True)
def _as_often_as_needed(monkeypatch):
    monkeypatch.setattr(limiter, "enabled", False)


@pytest.fixture
def _forms_without_token(app, monkeypatch):
    monkeypatch.setitem(app.config, "WTF_CSRF_METHODS", set())


def lines_of(app):
    for rule in app.url_map.iter_rules():
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            yield f"{method} {rule.rule}", rule


def path_of(app, line):
    """An address that the route takes; what it names need not be there."""
    rule = dict(lines_of(app))[line]
    values = {name: _example(converter) for name, converter in rule._converters.items()}
    return app.url_map.bind("localhost").build(rule.endpoint, values, method=line.partition(" ")[0])


def _example(converter):
    if isinstance(converter, AnyConverter):
        return sorted(converter.items)[0]
    return 1 if isinstance(converter, IntegerConverter) else "x"


def browser_of(app, person):
    """A browser in which this person is logged in."""
    browser = app.test_client()
    if person != "nobody":
        with app.extensions["store"].transaction() as rows:
            token = kept.begin_log_in(rows, kept.account_named(rows, person), now())
        with browser.session_transaction() as session:
            session["_user_id"] = token
    return browser


def ask(app, line, person):
    body = {"json": _GOOD_MESSAGE} if WHO[line] == "token" else {}
    return browser_of(app, person).open(path_of(app, line), method=line.partition(" ")[0], **body)


# With nothing wrong in it but that no token comes with it.
_GOOD_MESSAGE = {"text": "hello", "turn": "1", "receipt": "x", "rating": "helpful"}


def met(response, group):
    if response.status_code == 302 and response.headers["Location"].partition("?")[0] == "/log-in":
        return "log in"
    if response.status_code == 404 and group == "sign_on":
        return "not there"
    return {401: "no token", 403: "refused"}.get(response.status_code, "in")


def test_every_route_is_in_the_table_once_and_no_other(app):
    listed = [line for lines in TABLE.values() for line in lines]
    assert sorted(listed) == sorted(set(listed))
    there = {line for line, _ in lines_of(app)}
    assert there - set(listed) == set(), "routes that nobody has decided on: add them to permissions.yaml"
    assert set(listed) - there == set(), "routes that are gone: take them out of permissions.yaml"
    assert set(TABLE) == set(MEETS)


@pytest.mark.usefixtures("_forms_without_token")
@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("line", WHO)
def test_a_route_lets_in_whom_it_should(app, line, person):
    group = WHO[line]
    assert met(ask(app, line, person), group) == MEETS[group][person]


@pytest.mark.parametrize("line", [line for line in WHO if WHO[line] in PRIVATE and not line.startswith("GET ")])
def test_a_form_of_a_logged_in_part_needs_its_token(app, line):
    assert ask(app, line, "admin").status_code == 400


@pytest.mark.parametrize("line", [line for line in WHO if WHO[line] == "public"])
@pytest.mark.parametrize("person", ["nobody", "admin"])
def test_a_public_route_sets_no_cookie(app, line, person):
    assert ask(app, line, person).headers.getlist("Set-Cookie") == []


@pytest.mark.parametrize("line", WHO)
def test_every_route_has_the_policy(app, line):
    policy = ask(app, line, "admin").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    scripts = policy.replace("style-src 'self' 'unsafe-inline'", "") if line in _STYLED_BY_SWAGGER else policy
    assert "unsafe" not in scripts


@pytest.mark.usefixtures("_forms_without_token")
@pytest.mark.parametrize("line", [line for line in WHO if WHO[line] in (*PRIVATE, "log_in")])
@pytest.mark.parametrize("person", ["nobody", "admin"])
def test_what_is_behind_a_log_in_stays_in_no_cache(app, line, person):
    assert ask(app, line, person).headers["Cache-Control"] == "no-store"
