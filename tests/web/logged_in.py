"""People with accounts, for tests of what needs a log-in: `add` makes one, `log_in` gives a browser of theirs."""

import re

from web import passwords
from web.clock import now
from web.store import accounts as kept

PASSWORD = "three odd words together"
_HASH = passwords.hashed(PASSWORD)


def add(app, name, *roles):
    """An account with the password of all these tests; returns its id."""
    with app.extensions["store"].transaction() as rows:
        account = kept.add_account(rows, name, list(roles), now())
        account.password_hash = _HASH
        return account.id


def token_of(page):
    """The token in the form of a page."""
    return re.search(r'name="csrf_token" value="([^"]+)"', page.get_data(as_text=True)).group(1)


def send_log_in(browser, name, password=PASSWORD, **more):
    form = {"csrf_token": token_of(browser.get("/log-in")), "name": name, "password": password, **more}
    return browser.post("/log-in", data=form)


def log_in(app, name, *roles):
    """A browser in which a new person with these roles is logged in."""
    add(app, name, *roles)
    browser = app.test_client()
    assert send_log_in(browser, name).status_code == 303
    return browser


def send(browser, path, page="/account", **fields):
    """A form of a logged-in page, with the token that its page has."""
    return browser.post(path, data={"csrf_token": token_of(browser.get(page)), **fields})
