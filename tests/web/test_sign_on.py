"""Single sign-on against a provider that really answers, with tokens that are really signed."""

import base64
import json
import time
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc.jwk import RSAKey

from tests.web.fake_provider import CLIENT_ID, CLIENT_SECRET, provider_serving
from tests.web.logged_in import add
from web import create_app
from web.security import limiter
from web.settings import Settings
from web.store import accounts as kept


@pytest.fixture(scope="module")
def _served():
    with provider_serving() as provider:
        yield provider


@pytest.fixture
def provider(_served):
    _served.claims, _served.signs_with = {}, _served.key
    return _served


@pytest.fixture
def make_app(provider, tmp_path):
    def make(**more):
        settings = {
            "RIGHTFUL_DATABASE": f"sqlite:///{tmp_path}/test.db",
            "RIGHTFUL_OIDC_ISSUER": provider.issuer,
            "RIGHTFUL_OIDC_CLIENT_ID": CLIENT_ID,
            "RIGHTFUL_OIDC_CLIENT_SECRET": CLIENT_SECRET,
            "RIGHTFUL_OIDC_DOMAINS": "charity.example, other.example",
            **more,
        }
        app = create_app(Settings.from_environment(settings))
        limiter.reset()
        return app

    return make


@pytest.fixture
def app(make_app):
    return make_app()


def sign_on(browser, provider, path="/log-in/sign-on/"):
    """The whole way: to the provider and back."""
    sent = browser.get(path)
    assert sent.headers["Location"].startswith(provider.issuer + "/authorise?")
    return browser.get(provider.log_in(sent.headers["Location"]))


def accounts(app):
    with app.extensions["store"].transaction() as session:
        return kept.all_accounts(session)


def refused(page, words="could not be checked"):
    assert page.status_code == 403
    assert words in page.get_data(as_text=True)
    return True


def test_somebody_of_an_allowed_organisation_becomes_an_adviser(app, browser, provider):
    assert sign_on(browser, provider).status_code == 303
    page = browser.get("/account").get_data(as_text=True)
    assert "sam@charity.example" in page
    assert "no password here to change" in page
    (account,) = accounts(app)
    assert account.roles == ["adviser"]
    assert (account.issuer, account.subject) == (provider.issuer, "person-1")


def test_the_log_in_page_offers_it_only_where_it_is_set_up(app, browser, tmp_path):
    assert "/log-in/sign-on/" in browser.get("/log-in").get_data(as_text=True)
    off = create_app(Settings.from_environment({"RIGHTFUL_DATABASE": f"sqlite:///{tmp_path}/off.db"})).test_client()
    assert "sign-on" not in off.get("/log-in").get_data(as_text=True)
    assert off.get("/log-in/sign-on/").status_code == 404
    assert off.get("/log-in/sign-on/back?code=x&state=y").status_code == 404


def test_state_nonce_and_the_challenge_differ_each_time_and_the_address_is_ours(browser, provider):
    asked = [parse_qs(urlsplit(browser.get("/log-in/sign-on/").headers["Location"]).query) for _ in range(2)]
    for name in ("state", "nonce", "code_challenge"):
        assert asked[0][name] != asked[1][name]
    assert asked[0]["redirect_uri"] == ["http://127.0.0.1:8000/log-in/sign-on/back"]
    strange = browser.get("/log-in/sign-on/", headers={"Host": "evil.example"})
    assert "evil.example" not in strange.headers["Location"]


def test_the_same_person_has_the_same_account_whatever_their_address_becomes(app, browser, provider):
    sign_on(browser, provider)
    provider.claims = {"email": "sam@somewhere-else.example", "email_verified": False}
    assert sign_on(app.test_client(), provider).status_code == 303
    assert len(accounts(app)) == 1


def test_another_person_with_the_same_address_does_not_get_the_account(app, browser, provider):
    sign_on(browser, provider)
    provider.claims = {"sub": "person-2"}
    assert refused(sign_on(app.test_client(), provider), "Ask an admin")
    assert len(accounts(app)) == 1


def test_an_account_with_a_password_is_not_taken_over(app, browser, provider):
    add(app, "sam@charity.example", "admin")
    assert refused(sign_on(browser, provider), "Ask an admin")
    assert browser.get("/account").status_code == 302


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "sam@stranger.example"},
        {"email": "sam@charity.example.evil.example"},
        {"email": "sam@notcharity.example"},
        {"email": None},
        {"email_verified": False},
        {"email_verified": None},
        {"email_verified": "true"},
    ],
    ids=str,
)
def test_strangers_get_no_account(app, browser, provider, claims):
    provider.claims = claims
    assert refused(sign_on(browser, provider), "You have no account here yet.")
    assert accounts(app) == []


def test_without_a_list_of_organisations_nobody_gets_an_account(make_app, provider):
    app = make_app(RIGHTFUL_OIDC_DOMAINS="")
    assert refused(sign_on(app.test_client(), provider), "You have no account here yet.")
    provider.claims = {"email": "nobody"}
    assert refused(sign_on(app.test_client(), provider), "You have no account here yet.")


NOW = int(time.time())


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "somebody-else"},
        {"aud": None},
        {"aud": "somebody-else", "azp": CLIENT_ID},
        {"iss": "https://another.example"},
        {"iss": None},
        {"sub": None},
        {"exp": NOW - 120, "iat": NOW - 600},
        {"exp": None},
        {"iat": NOW + 3600, "exp": NOW + 7200},
        {"nbf": NOW + 3600},
    ],
    ids=str,
)
def test_a_token_that_is_not_for_this_log_in_is_refused(app, browser, provider, claims):
    provider.claims = claims
    assert refused(sign_on(browser, provider))
    assert accounts(app) == []
    assert browser.get("/account").status_code == 302


def test_a_token_signed_by_somebody_else_is_refused(app, browser, provider):
    provider.signs_with = RSAKey.generate_key(2048, {"kid": "one", "alg": "RS256"})
    assert refused(sign_on(browser, provider))
    assert accounts(app) == []


def test_an_unsigned_token_is_refused(app, browser, provider, monkeypatch):
    def unsigned(nonce):
        said = {"iss": provider.issuer, "sub": "person-1", "aud": CLIENT_ID, "iat": NOW, "exp": NOW + 300}
        said |= {"nonce": nonce, "email": "sam@charity.example", "email_verified": True}
        parts = (base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in (_NONE, said))
        return ".".join(parts) + "."

    monkeypatch.setattr(provider, "id_token", unsigned)
    assert refused(sign_on(browser, provider))


_NONE = {"alg": "none", "kid": "one"}


def test_an_answer_without_an_identity_is_refused(browser, provider, monkeypatch):
    monkeypatch.setattr(provider, "id_token", lambda nonce: None)
    assert refused(sign_on(browser, provider))


def test_an_answer_to_another_browser_is_refused(app, browser, provider):
    """Somebody who is made to open a stranger's way back does not end up in the stranger's account."""
    way_back = provider.log_in(browser.get("/log-in/sign-on/").headers["Location"])
    assert refused(app.test_client().get(way_back))
    assert browser.get(way_back).status_code == 303
    assert refused(app.test_client().get(way_back)), "and it works once"


def test_a_wrong_state_and_a_refusal_by_the_provider_are_refused(browser, provider):
    way_back = provider.log_in(browser.get("/log-in/sign-on/").headers["Location"])
    assert refused(browser.get(way_back.replace("state=", "state=x")))
    assert refused(browser.get("/log-in/sign-on/back?error=access_denied&error_description=<b>no</b>"))
    assert refused(browser.get("/log-in/sign-on/back"))


def test_a_code_cannot_be_used_with_another_verifier(app, browser, provider):
    way_back = provider.log_in(browser.get("/log-in/sign-on/").headers["Location"])
    for asked in provider.authorised.values():
        asked["code_challenge"] = "of another browser"
    assert refused(browser.get(way_back))


def test_switched_off_means_off(app, browser, provider):
    sign_on(browser, provider)
    with app.extensions["store"].transaction() as session:
        kept.account_named(session, "sam@charity.example").active = False
    assert refused(sign_on(app.test_client(), provider), "switched off")


def test_the_session_before_is_not_taken_over(browser, provider):
    with browser.session_transaction() as session:
        session["_user_id"] = "planted"
    sign_on(browser, provider)
    with browser.session_transaction() as session:
        assert session["_user_id"] != "planted"
        assert not [key for key in session if key.startswith("_state")]


@pytest.mark.parametrize(("asked", "there"), [("/people/", "/people/"), ("//evil.example/", "/workbench/")])
def test_somebody_comes_back_to_the_page_they_asked_for_and_to_no_other_site(browser, provider, asked, there):
    found = sign_on(browser, provider, f"/log-in/sign-on/?next={asked}")
    assert found.headers["Location"] == there


@pytest.mark.parametrize(
    ("groups", "roles"),
    [
        (["rights-editors"], ["editor"]),
        (["rights-editors", "rights-advisers", "tennis"], ["adviser", "editor"]),
        ("rights-editors", ["editor"]),
        (["tennis"], ["adviser"]),
        (["bosses"], ["adviser"]),
        (None, ["adviser"]),
    ],
)
def test_a_claim_decides_who_is_adviser_and_editor_and_makes_no_admin(make_app, provider, groups, roles):
    app = make_app(
        RIGHTFUL_OIDC_ROLE_CLAIM="groups",
        RIGHTFUL_OIDC_ROLES="rights-editors=editor, rights-advisers=adviser, bosses=admin",
    )
    provider.claims = {"groups": groups}
    sign_on(app.test_client(), provider)
    assert accounts(app)[0].roles == roles


def test_an_admin_stays_one_when_a_claim_decides_the_rest(make_app, provider):
    app = make_app(RIGHTFUL_OIDC_ROLE_CLAIM="groups", RIGHTFUL_OIDC_ROLES="rights-editors=editor")
    provider.claims = {"groups": ["rights-editors"]}
    sign_on(app.test_client(), provider)
    with app.extensions["store"].transaction() as session:
        kept.account_named(session, "sam@charity.example").roles = ["admin"]
    sign_on(app.test_client(), provider)
    assert accounts(app)[0].roles == ["admin", "editor"]


def test_a_provider_that_does_not_answer_is_told(make_app):
    app = make_app(RIGHTFUL_OIDC_ISSUER="http://127.0.0.1:9")
    page = app.test_client().get("/log-in/sign-on/")
    assert page.status_code == 502
    assert "cannot be reached" in page.get_data(as_text=True)
