"""Logging in and out, one's own password, the people page, and what each leaves in cookies, headers and the store."""

import re
from datetime import timedelta
from importlib import import_module

import pytest
from argon2 import PasswordHasher
from click.testing import CliRunner

from tests.web.logged_in import PASSWORD, add, log_in, send, send_log_in, token_of
from web import create_app, passwords
from web.cli import main
from web.clock import now
from web.security import limiter
from web.settings import Settings
from web.store import accounts as kept

NEW = "seven yellow teapots dancing"


@pytest.fixture(autouse=True)
def _no_counts_of_other_tests(app):
    limiter.reset()


@pytest.fixture
def later(monkeypatch):
    """Move the clock of accounts on."""
    moved = timedelta(0)

    def move(**by):
        nonlocal moved
        moved += timedelta(**by)
        monkeypatch.setattr(import_module("web.accounts"), "now", lambda: now() + moved)

    return move


def text(page):
    return page.get_data(as_text=True)


def flat(page):
    """The words of a page, as somebody reads them."""
    return " ".join(re.sub(r"<[^>]+>", " ", text(page)).split())


def rows(app, table):
    with app.extensions["store"].transaction() as session:
        return list(session.query(table))


def cookies(response):
    return {value.split("=")[0]: value for value in response.headers.getlist("Set-Cookie")}


# Logging in


def test_somebody_logs_in_and_sees_their_own_account(app, browser):
    add(app, "Sam.Green", "adviser")
    assert send_log_in(browser, " sam.green ").status_code == 303
    page = browser.get("/account")
    assert page.status_code == 200
    assert "Sam.Green" in text(page)
    assert "Log out" in text(page)


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(app, browser):
    add(app, "sam", "adviser")
    wrong, unknown = send_log_in(browser, "sam", "not the password"), send_log_in(browser, "kim", "not the password")
    assert wrong.status_code == unknown.status_code == 422
    same = [re.sub(r'value="[^"]*"', "", text(page)) for page in (wrong, unknown)]
    assert same[0] == same[1]
    assert "The name or the password is not right." in same[0]
    assert 'value="kim"' in text(unknown), "the name is kept"
    assert "not the password" not in text(wrong), "a password never comes back"


def test_a_password_is_worked_through_for_a_name_that_nobody_has_too(app, browser, monkeypatch):
    add(app, "sam", "adviser")
    seen = []
    verify = PasswordHasher.verify
    monkeypatch.setattr(PasswordHasher, "verify", lambda self, *rest: seen.append(rest[0]) or verify(self, *rest))
    for name in ("sam", "kim"):
        send_log_in(browser, name, "not the password")
    assert len(seen) == 2
    settings = {re.match(r"\$argon2id\$v=\d+\$[^$]+", hash_).group() for hash_ in seen}
    assert len(settings) == 1, "both take as long"


def test_somebody_whose_account_is_switched_off_is_refused_like_a_wrong_password(app, browser):
    add(app, "sam", "adviser")
    with app.extensions["store"].transaction() as session:
        kept.account_named(session, "sam").active = False
    assert "The name or the password is not right." in text(send_log_in(browser, "sam"))


def test_an_account_without_a_password_opens_with_none(app, browser):
    with app.extensions["store"].transaction() as session:
        kept.add_account(session, "sam", ["admin"], now())
    assert send_log_in(browser, "sam", "").status_code == 422


def test_a_hash_of_weaker_settings_is_made_anew(app, browser):
    add(app, "sam", "adviser")
    weak = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)
    with app.extensions["store"].transaction() as session:
        kept.account_named(session, "sam").password_hash = weak
    assert send_log_in(browser, "sam").status_code == 303
    (account,) = rows(app, kept.Account)
    assert account.password_hash != weak
    assert not passwords.is_out_of_date(account.password_hash)
    assert passwords.matches(account.password_hash, PASSWORD)


def test_wrong_tries_make_the_next_wait_and_it_ends(app, browser, later):
    add(app, "sam", "adviser")
    for _ in range(5):
        assert send_log_in(browser, "sam", "wrong").status_code == 422
    waiting = send_log_in(browser, "sam")
    assert waiting.status_code == 429, "even the right password waits"
    assert "Wait 2 seconds, then try again." in text(waiting)
    later(seconds=3)
    assert send_log_in(browser, "sam").status_code == 303


def test_a_name_that_nobody_has_waits_as_well(browser):
    for _ in range(5):
        send_log_in(browser, "kim", "wrong")
    assert send_log_in(browser, "kim", "wrong").status_code == 429


def test_no_wait_is_longer_than_minutes(app, browser, later):
    add(app, "sam", "adviser")
    for _ in range(40):
        limiter.reset()
        send_log_in(browser, "sam", "wrong")
        later(minutes=5)
    limiter.reset()
    assert send_log_in(browser, "sam").status_code == 303


def test_strangers_do_not_lock_somebody_out_of_a_browser_of_their_own(app):
    own = log_in(app, "sam", "adviser")
    send(own, "/log-out")
    stranger = app.test_client()
    for _ in range(6):
        send_log_in(stranger, "sam", "wrong")
    assert send_log_in(stranger, "sam").status_code == 429
    assert send_log_in(own, "sam").status_code == 303


def test_a_browser_of_somebody_else_has_no_tries_of_its_own_at_a_name(app):
    add(app, "sam", "adviser")
    attacker = log_in(app, "kim", "adviser")
    send(attacker, "/log-out")
    for _ in range(6):
        send_log_in(app.test_client(), "sam", "wrong")
    assert send_log_in(attacker, "sam").status_code == 429


def test_one_address_cannot_try_name_after_name(browser):
    statuses = [send_log_in(browser, f"name{number}", "wrong").status_code for number in range(21)]
    assert statuses == [422] * 20 + [429]


# Log-ins


def test_logging_out_ends_the_log_in_itself(app):
    browser = log_in(app, "sam", "adviser")
    stolen = browser.get_cookie("session").value
    assert send(browser, "/log-out").status_code == 303
    assert rows(app, kept.LogIn) == []
    thief = app.test_client()
    thief.set_cookie("session", stolen)
    assert thief.get("/account").status_code == 302


def test_logging_out_needs_the_form(app):
    browser = log_in(app, "sam", "adviser")
    assert browser.get("/log-out").status_code == 405
    assert browser.post("/log-out").status_code == 400
    assert browser.get("/account").status_code == 200


@pytest.mark.parametrize(("steps", "open_"), [([59], True), ([61], False), ([50] * 14, True), ([50] * 15, False)])
def test_a_log_in_ends_after_an_hour_unused_or_twelve_hours(app, later, steps, open_):
    browser = log_in(app, "sam", "adviser")
    for minutes in steps:
        later(minutes=minutes)
        status = browser.get("/account").status_code
    assert (status == 200) is open_


def test_the_token_changes_with_each_log_in_and_none_is_taken_over(app, browser):
    """Session fixation: whatever is in the cookie before, the log-in has a token of its own."""
    add(app, "sam", "adviser")
    with browser.session_transaction() as session:
        session["_user_id"] = "planted"
        session["csrf_token"] = "planted"
        session["left"] = "over"
    page = browser.get("/log-in")
    browser.post("/log-in", data={"csrf_token": token_of(page), "name": "sam", "password": PASSWORD})
    with browser.session_transaction() as session:
        first = session["_user_id"]
        assert first != "planted"
        assert session.get("csrf_token") != "planted"
        assert "left" not in session
    send(browser, "/log-out")
    send_log_in(browser, "sam")
    with browser.session_transaction() as session:
        assert session["_user_id"] != first


def test_the_store_opens_no_log_in(app):
    browser = log_in(app, "sam", "adviser")
    with browser.session_transaction() as session:
        token = session["_user_id"]
    (stored,) = rows(app, kept.LogIn)
    assert token not in (stored.token_digest, stored.account_id)
    thief = app.test_client()
    with thief.session_transaction() as session:
        session["_user_id"] = stored.token_digest
    assert thief.get("/account").status_code == 302


def test_changed_roles_hold_at_once(app):
    browser = log_in(app, "sam", "admin")
    assert browser.get("/people/").status_code == 200
    with app.extensions["store"].transaction() as session:
        kept.account_named(session, "sam").roles = ["adviser"]
    refused = browser.get("/people/")
    assert refused.status_code == 403
    assert "An admin can give you the role." in text(refused)


# Where a log-in leads


@pytest.mark.parametrize("asked", ["/account", "/people/log?x=1"])
def test_somebody_comes_back_to_the_page_they_asked_for(app, browser, asked):
    add(app, "sam", "admin")
    sent = browser.get(asked)
    assert sent.status_code == 302
    page = browser.get(sent.headers["Location"])
    then = re.search(r'name="next" value="([^"]*)"', text(page)).group(1)
    assert then == asked
    assert send_log_in(browser, "sam", next=then).headers["Location"] == asked


ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "\\\\evil.example/",
    "/\t/evil.example/",
    "/\n/evil.example",
    "javascript:alert(1)",
    "evil.example",
    " //evil.example",
]


@pytest.mark.parametrize("address", ELSEWHERE)
def test_nobody_is_sent_to_another_site(app, browser, address):
    add(app, "sam", "adviser")
    there = send_log_in(browser, "sam", next=address).headers["Location"]
    assert there.startswith("/")
    assert "evil" not in there
    assert "javascript" not in there
    page = app.test_client().get("/log-in", query_string={"next": address})
    assert "evil" not in text(page)


# One's own password


def test_a_changed_password_ends_every_log_in(app):
    here = log_in(app, "sam", "adviser")
    there = app.test_client()
    send_log_in(there, "sam")
    done = send(here, "/account/password", current=PASSWORD, new=NEW, again=NEW)
    assert done.headers["Location"] == "/log-in"
    for browser in (here, there):
        assert browser.get("/account").status_code == 302
    assert send_log_in(here, "sam").status_code == 422
    assert send_log_in(here, "sam", NEW).status_code == 303


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"current": "not mine"}, "This is not your password."),
        ({"new": "short", "again": "short"}, "Use at least 12 characters."),
        ({"again": "another thing altogether"}, "This is not the same as the new password."),
        ({"new": "sam.green.sam.green", "again": "sam.green.sam.green"}, "too close to your name"),
        ({"new": "Password123456!", "again": "Password123456!"}, "one of the first that somebody would try"),
    ],
)
def test_a_password_that_will_not_do_is_told_at_its_field(app, fields, words):
    browser = log_in(app, "sam.green", "adviser")
    page = send(browser, "/account/password", **{"current": PASSWORD, "new": NEW, "again": NEW, **fields})
    assert page.status_code == 422
    assert words in text(page)
    assert 'class="govuk-error-summary' in text(page)
    wrong = re.search(r'<a href="#(\w+)">', text(page)).group(1)
    assert re.search(rf'id="{wrong}"[^>]* aria-describedby="[^"]*{wrong}-error"', text(page))
    assert browser.get("/account").status_code == 200
    assert send_log_in(app.test_client(), "sam.green").status_code == 303, "the old one still holds"


def test_a_thief_at_an_open_browser_cannot_guess_the_password_there(app):
    browser = log_in(app, "sam", "adviser")
    for _ in range(5):
        send(browser, "/account/password", current="wrong", new=NEW, again=NEW)
    assert send(browser, "/account/password", current=PASSWORD, new=NEW, again=NEW).status_code == 429


def test_new_passwords_that_will_not_do_make_nobody_wait(app):
    browser = log_in(app, "sam", "adviser")
    for _ in range(7):
        assert send(browser, "/account/password", current=PASSWORD, new="short", again="short").status_code == 422


GUESSED_FIRST = [
    "123456789012",
    "passwordpassword",
    "Password2026!",
    "P@ssw0rd2026",
    "qwertyuiop[]",
    "qwertyuiopas",
    "aaaaaaaaaaaaaa",
    "abcabcabcabc",
    "1234 1234 1234",
    "iloveyouiloveyou",
    "!!Liverpool1892!!",
    "universalcredit1",
    "0987654321 09",
    "1q2w3e4r5t6y",
]


@pytest.mark.parametrize("password", GUESSED_FIRST)
def test_what_everybody_tries_first_is_refused(password):
    assert "first that somebody would try" in passwords.problem(password, "sam")


@pytest.mark.parametrize("password", [PASSWORD, NEW, "mwtfb4KLqz7 ", "пароль с четырьмя", "i love you less than tea"])
def test_no_composition_is_asked_for(password):
    assert passwords.problem(password, "sam") is None


def test_a_password_is_the_same_however_it_is_composed():
    assert passwords.matches(passwords.hashed("cafe\u0301 au lait bleu"), "caf\u00e9 au lait bleu")


# People


@pytest.fixture
def admin(app):
    return log_in(app, "boss", "admin")


def link_on(page):
    return re.search(r"(/new-password/[\w-]+)</textarea>", text(page)).group(1)


def add_person(admin, name="kim", *roles):
    return send(admin, "/people/", page="/people/", name=name, roles=list(roles) or ["adviser"])


def set_password(browser, link, new=NEW, again=None):
    data = {"csrf_token": token_of(browser.get(link)), "new": new, "again": again or new}
    return browser.post(link, data=data)


def test_an_admin_adds_somebody_who_sets_their_own_password(app, admin, browser):
    link = link_on(add_person(admin, "Kim"))
    assert "Kim" in text(browser.get(link))
    assert set_password(browser, link).headers["Location"] == "/log-in"
    assert send_log_in(browser, "kim", NEW).status_code == 303


def test_a_link_works_once_is_shown_once_and_is_kept_as_a_digest(app, admin, browser):
    link = link_on(add_person(admin))
    token = link.rpartition("/")[2]
    (kim,) = [one for one in rows(app, kept.Account) if one.name == "kim"]
    assert kim.link_digest
    assert kim.link_digest != token
    for page in ("/people/", f"/people/{kim.id}", "/people/log"):
        assert token not in text(admin.get(page))
    set_password(browser, link)
    assert browser.get(link).status_code == 404
    assert set_password_blind(browser, link).status_code == 404


def set_password_blind(browser, link):
    return browser.post(link, data={"csrf_token": token_of(browser.get("/log-in")), "new": NEW, "again": NEW})


@pytest.mark.parametrize(("hours", "status"), [(23, 200), (25, 404)])
def test_a_link_holds_for_a_day(admin, browser, later, hours, status):
    link = link_on(add_person(admin))
    later(hours=hours)
    page = browser.get(link)
    assert page.status_code == status
    if status == 404:
        assert set_password_blind(browser, link).status_code == 404


def test_links_that_never_were_and_that_are_used_look_the_same(admin, browser):
    link = link_on(add_person(admin))
    set_password(browser, link)
    browser.get("/log-in")  # where "Your password is set" is told
    assert text(browser.get(link)) == text(browser.get("/new-password/invented"))


def test_a_link_is_not_used_up_by_a_password_that_will_not_do(admin, browser):
    link = link_on(add_person(admin))
    assert set_password(browser, link, "short").status_code == 422
    assert set_password(browser, link).status_code == 303


def test_a_reset_ends_the_old_password_and_its_log_ins(app, admin):
    sam = log_in(app, "sam", "adviser")
    page = send(admin, f"/people/{person_id(app, 'sam')}/reset", page="/people/")
    assert sam.get("/account").status_code == 302
    assert send_log_in(sam, "sam").status_code == 422
    assert set_password(sam, link_on(page)).status_code == 303
    assert send_log_in(sam, "sam", NEW).status_code == 303


def test_a_new_link_ends_the_one_before(app, admin, browser):
    first = link_on(add_person(admin))
    second = link_on(send(admin, f"/people/{person_id(app, 'kim')}/reset", page="/people/"))
    assert browser.get(first).status_code == 404
    assert browser.get(second).status_code == 200


def person_id(app, name):
    with app.extensions["store"].transaction() as session:
        return kept.account_named(session, name).id


def test_switching_off_logs_out_at_once_and_on_lets_in_again(app, admin):
    sam = log_in(app, "sam", "adviser")
    switch = f"/people/{person_id(app, 'sam')}/switch"
    send(admin, switch, page="/people/", to="off")
    assert sam.get("/account").status_code == 302
    assert send_log_in(sam, "sam").status_code == 422
    send(admin, switch, page="/people/", to="on")
    assert send_log_in(sam, "sam").status_code == 303


def test_a_log_in_from_before_opens_nothing_of_an_account_switched_off(app):
    sam = log_in(app, "sam", "adviser")
    with app.extensions["store"].transaction() as session:
        kept.account_named(session, "sam").active = False
    assert len(rows(app, kept.LogIn)) == 1
    assert sam.get("/account").status_code == 302


def test_a_link_of_somebody_switched_off_does_nothing(app, admin, browser):
    link = link_on(add_person(admin))
    send(admin, f"/people/{person_id(app, 'kim')}/switch", page="/people/", to="off")
    assert browser.get(link).status_code == 404


def test_roles_are_changed(app, admin):
    sam = log_in(app, "sam", "adviser")
    path = f"/people/{person_id(app, 'sam')}"
    assert send(admin, f"{path}/roles", page=path, roles=["editor", "admin"]).status_code == 303
    assert sam.get("/people/").status_code == 200
    for wrong in ([], ["king"]):
        page = send(admin, f"{path}/roles", page=path, roles=wrong)
        assert page.status_code == 422
        assert "Choose at least one role." in text(page)


def test_the_last_admin_cannot_lock_everybody_out(app, admin):
    path = f"/people/{person_id(app, 'boss')}"
    assert send(admin, f"{path}/roles", page=path, roles=["adviser"]).status_code == 422
    assert send(admin, f"{path}/switch", page=path, to="off").status_code == 422
    assert admin.get("/people/").status_code == 200


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("BOSS", "Somebody has the name BOSS already."),
        ("a", "2 to 60"),
        ("two words", "without spaces"),
        ("<b>bold</b>", "without spaces"),
    ],
)
def test_a_name_that_will_not_do_keeps_what_was_typed(admin, name, words):
    page = add_person(admin, name, "editor")
    assert page.status_code == 422
    assert words in text(page)
    assert re.search(r'value="editor"\s+checked', text(page))
    assert "<b>bold" not in text(page)


def test_nobody_there_is_not_found(admin):
    assert admin.get("/people/nobody").status_code == 404


def test_admins_read_what_happened_without_secrets(app, admin, browser):
    link = link_on(add_person(admin))
    set_password(browser, link)
    send_log_in(browser, "kim", "a wrong password")
    send_log_in(browser, "a password typed as a name", "x")
    send_log_in(browser, "kim", NEW)
    page = admin.get("/people/log")
    for words in (
        "Account made kim boss",
        "Password set with a link kim not logged in",
        "Log-in refused kim not logged in",
        "Log-in refused no account of that name not logged in",
        "Logged in kim kim",
    ):
        assert words in flat(page)
    for secret in (NEW, "a wrong password", "typed as a name", link.rpartition("/")[2]):
        assert secret not in text(page)


def test_events_go_after_a_year_and_log_ins_when_they_end(app, admin, later):
    log_in(app, "sam", "adviser")
    later(days=366)
    limiter.reset()
    send_log_in(app.test_client(), "sam")
    assert len(rows(app, kept.AccountEvent)) == 1
    assert len(rows(app, kept.LogIn)) == 1
    assert len(rows(app, kept.LogInTries)) == 0


# The command


@pytest.fixture
def command(app_database, monkeypatch):
    monkeypatch.setenv("RIGHTFUL_DATABASE", app_database)

    def run(*words, typed=""):
        return CliRunner().invoke(main, ["people", *words], input=typed)

    return run


def test_the_first_admin_is_made_by_the_command(app, browser, command):
    done = command("add-admin", "pat", "--password-stdin", typed=NEW + "\n")
    assert done.exit_code == 0
    assert NEW not in done.output
    assert "pat  admin" in command("list").output
    assert send_log_in(browser, "pat", NEW).status_code == 303
    assert browser.get("/people/").status_code == 200


def test_the_command_asks_twice_without_echo(command):
    done = command("add-admin", "pat", typed=f"{NEW}\n{NEW}\n")
    assert done.exit_code == 0
    assert NEW not in done.output
    assert command("add-admin", "kim", typed=f"{NEW}\nanother\n").exit_code == 1


@pytest.mark.parametrize(
    ("name", "password", "words"),
    [("pat", "short", "at least 12"), ("p t", NEW, "without spaces"), ("boss", NEW, "already")],
)
def test_the_command_refuses_in_one_sentence(app, command, name, password, words):
    add(app, "boss", "admin")
    refused = command("add-admin", name, "--password-stdin", typed=password + "\n")
    assert refused.exit_code == 1
    assert words in refused.stderr
    assert "Traceback" not in refused.output


# Cookies and headers

PUBLIC = ["/", "/answers", "/letters", "/check-statement", "/static/page.css", "/widget.js", "/nothing-here"]


@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages_set_no_cookie(app, browser, path):
    assert cookies(browser.get(path)) == {}
    assert cookies(log_in(app, "sam", "adviser").get(path)) == {}


@pytest.mark.parametrize("path", [*PUBLIC, "/log-in", "/account", "/new-password/x", "/log-in/sign-on/"])
def test_every_response_has_the_policy(browser, path):
    headers = browser.get(path).headers
    policy = headers["Content-Security-Policy"]
    for part in ("default-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'"):
        assert part in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(("public_url", "secure"), [("http://127.0.0.1:8000", False), ("https://rights.example", True)])
def test_cookies_of_a_log_in_have_the_right_flags(tmp_path, public_url, secure):
    address = f"sqlite:///{tmp_path}/cookies.db"
    app = create_app(Settings.from_environment({"RIGHTFUL_DATABASE": address, "RIGHTFUL_PUBLIC_URL": public_url}))
    add(app, "sam", "adviser")
    browser = app.test_client()
    base = "https://localhost" if secure else "http://localhost"
    page = browser.get("/log-in", base_url=base)
    form = {"csrf_token": token_of(page), "name": "sam", "password": PASSWORD}
    entered = cookies(browser.post("/log-in", data=form, base_url=base))
    assert set(entered) == {"session", "known_browser"}
    for cookie in (cookies(page)["session"], *entered.values()):
        assert "HttpOnly" in cookie
        assert ("Secure" in cookie) is secure
        assert "Domain" not in cookie
    assert "SameSite=Lax" in entered["session"]
    assert "Expires" not in entered["session"], "it goes with the browser"
    assert "SameSite=Strict" in entered["known_browser"]
    assert "Path=/log-in" in entered["known_browser"]


@pytest.mark.parametrize(
    "path", ["/account", "/people/", "/people/log", "/people/nobody", "/log-in", "/new-password/x"]
)
def test_pages_of_people_logged_in_stay_in_no_cache(admin, path):
    assert admin.get(path).headers["Cache-Control"] == "no-store"


def test_the_way_to_the_log_in_stays_in_no_cache(browser):
    assert browser.get("/account").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/log-in", "/log-out", "/account/password", "/people/", "/new-password/x"])
def test_a_form_from_elsewhere_is_refused(admin, path):
    page = admin.post(path, data={"name": "sam", "password": PASSWORD, "csrf_token": "made up"})
    assert page.status_code == 400
    assert "older than your session" in text(page)
