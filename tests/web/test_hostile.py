"""Whatever is sent, the answer is polite: no server error, no traceback, nothing that runs, nothing in a log."""

import json
import logging
import re
import uuid
from itertools import cycle, islice

import lxml.html
import pytest

from tests.web import hostile
from tests.web.hostile import CANARY
from web import create_app
from web.rasa import RasaNotThere
from web.security import limiter
from web.settings import Settings
from web.store import new_token

from .conftest import reply
from .logged_in import token_of

# With those of the other tests here, more than ten thousand.
MESSAGES = 3_000
TURNS_OF_A_CHAT = 3

_SENTENCE = re.compile(r"[A-Z][^.!?]+[.!?]")
_TRACE = re.compile(r"Traceback|File \"/|site-packages|werkzeug|sqlalchemy|Internal Server Error|[a-z]Error:")
_RUNNING = {"script", "style", "iframe", "object", "embed", "base", "svg", "img", "link", "meta"}
# Where what was sent may stand: the value of a field, and the address of a link to elsewhere.
_FIELDS = {("input", "value"), ("option", "value"), ("a", "href")}
_ADDRESS = re.compile(r"\s*(?:javascript|data|vbscript)\s*:", re.IGNORECASE)


def problems(page):
    """Of the tags of a page, as a browser reads them: what runs in them, or holds what was sent."""
    for element in lxml.html.document_fromstring(page).iter():
        tag = str(element.tag)
        values = element.items()
        if CANARY in tag or (tag in _RUNNING and CANARY in repr(values)):
            yield tag, values
        if tag == "script" and not element.get("src", "").startswith("/"):
            yield tag, values
        for name, value in values:
            if name.startswith("on") or CANARY in name or (CANARY in value and (tag, name) not in _FIELDS):
                yield tag, name, value
            if name in ("href", "src", "action", "formaction") and _ADDRESS.match(value):
                yield tag, name, value


class Parrot:
    """A Rasa that says what it is told, which is worse than any true one; now and then it is not there."""

    def __init__(self):
        self.states = cycle([True, True, False])

    def send(self, sender, text, metadata):
        if not next(self.states):
            raise RasaNotThere
        return [reply(text) | {"household": {}, "asking": None, "declined": []}]

    def is_ready(self):
        return True


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    database = tmp_path_factory.mktemp("hostile") / "test.db"
    app = create_app(Settings.from_environment({"RIGHTFUL_DATABASE": f"sqlite:///{database}"}))
    app.extensions["gateway"].rasa = Parrot()
    limiter.enabled = False  # how often somebody may write has tests of its own
    yield app
    limiter.enabled = True
    app.extensions["store"].engine.dispose()


@pytest.fixture
def browser(app):
    return app.test_client()


@pytest.fixture(autouse=True)
def nothing_logged(caplog):
    """No log says what was sent, nor that something went wrong."""
    requests = logging.getLogger("rightful.requests")
    requests.addHandler(caplog.handler)
    caplog.set_level(logging.INFO)
    yield
    requests.removeHandler(caplog.handler)
    assert CANARY not in caplog.text
    assert "Traceback" not in caplog.text


def is_polite_page(response):
    """A page with a heading in which nothing that was sent can run."""
    page = response.get_data(as_text=True)
    assert response.status_code < 500, page[:2000]
    assert "<h1" in page
    assert not _TRACE.search(page)
    assert _SENTENCE.search(page)
    is_harmless(page)
    return page


def is_harmless(page):
    assert not list(problems(page))


def is_polite_json(response):
    """JSON as the standard has it, and where it refuses, what is wrong and what to do instead."""
    text = response.get_data(as_text=True)
    assert response.status_code in (*range(200, 500), 503), text[:2000]
    assert response.mimetype == "application/json", text[:2000]
    content = json.loads(text, parse_constant=pytest.fail)
    assert not _TRACE.search(text.replace("HouseholdError:", "")), text[:2000]
    if response.status_code >= 400:
        assert _SENTENCE.match(content["error"]["problem"]), content
        assert _SENTENCE.match(content["error"]["instead"]), content
    return content


def posted(browser, path, body, form=True):
    kind = "application/x-www-form-urlencoded" if form else "application/json"
    return browser.post(path, data=body, content_type=kind)


def test_messages_to_the_page(browser):
    """In chats of some turns each, so that what was said is shown again on the next page."""
    statuses = set()
    for number, body in enumerate(hostile.form_bodies(MESSAGES, 1, ("text",))):
        if number % TURNS_OF_A_CHAT == 0:
            token, begins = new_token(), "&begins=yes"
        fixed = f"&token={token}&turn={uuid.UUID(int=number)}&charity=demo{begins}".encode()
        response = posted(browser, "/chat", body + fixed)
        statuses.add(response.status_code)
        is_polite_page(response)
        begins = "" if response.status_code == 200 else begins
    assert {200, 400, 413} <= statuses <= {200, 400, 401, 413}


def test_every_field_of_the_page(browser):
    keys = ("token", "turn", "charity", "begins", "nation", "press", "text", "erase")
    for body in hostile.form_bodies(400, 2, keys):
        is_polite_page(posted(browser, "/chat", body))


def test_messages_to_the_widgets_gateway(browser):
    taken = 0
    for number, text in enumerate(hostile.texts(1_500, 3)):
        if number % TURNS_OF_A_CHAT == 0:
            begun = browser.post("/chat/start", json={"charity": "demo"}).get_json()["conversation"]
            headers = {"Authorization": f"Bearer {begun}"}
        body = {"text": text, "turn": str(number)}
        content = is_polite_json(browser.post("/chat/say", json=body, headers=headers))
        for one in content.get("replies", []):
            is_harmless(one["html"])
            assert one["text"]
        taken += "replies" in content
    assert taken > 900


@pytest.mark.parametrize("path", ["say", "start", "resume", "rate", "calendar"])
def test_bodies_to_the_widgets_gateway(browser, path):
    begun = browser.post("/chat/start", json={"charity": "demo"}).get_json()["conversation"]
    keys = ("text", "turn", "button", "charity", "nation", "language", "rating", "receipt")
    for number, body in enumerate(hostile.json_bodies(300, 4, keys)):
        token = begun if number % 3 else CANARY
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        is_polite_json(browser.post(f"/chat/{path}", data=body, headers=headers))


@pytest.mark.parametrize("path", ["ask", "estimate", "check-statement", "timeline", "better-off"])
def test_bodies_to_the_api(browser, path):
    keys = ("turns", "nation", "on", "household", "reforms", "statement", "claim_date", "paydays", "hours", "wage")
    for body in hostile.json_bodies(300, 5, keys):
        is_polite_json(posted(browser, f"/api/v1/{path}", body, form=False))


def test_messages_to_the_api(browser):
    for text in hostile.texts(500, 6):
        content = is_polite_json(browser.post("/api/v1/ask", json={"turns": [text, "and then"]}))
        assert "error" in content or all(one["text"] for one in content["replies"])


@pytest.mark.parametrize("key", ["savings", "claim_date", "nation", "children", "brma", "wrong"])
def test_facts_to_the_api(browser, key):
    for text in hostile.texts(100, 7):
        household = {"adults": [{"age": 30}], key: text}
        is_polite_json(browser.post("/api/v1/estimate", json={"household": household, "on": "2026-11-23"}))


FORMS = {
    "/handover": ("code",),
    "/check-statement": (
        *(
            "on",
            "dated",
            "nation",
            "claim_date",
            "savings",
            "children",
            "tenure",
            "rent",
            "rent_per",
            "bedrooms",
            "brma",
        ),
        *("birth_date", "pay", "pay_per", "health", "carer", "couple", "partner_birth_date", "line_payable"),
    ),
    "/reforms/": ("household", "on", "reform"),
    "/receipts/WXYZ-2345": ("again",),
    "/letters/complaint": ("amount", "name", "reference", "text"),
}


@pytest.mark.parametrize("path", FORMS)
def test_forms_of_public_pages(browser, path):
    for body in hostile.form_bodies(250, 8, FORMS[path]):
        is_polite_page(posted(browser, path, body))


@pytest.mark.parametrize("form", ["html", "docx", "txt"])
def test_letters_to_take_away(browser, form):
    for text in hostile.texts(100, 9):
        whole = text.encode("utf-8", "replace")[:20_000]
        response = browser.post("/letters/complaint/file", data={"text": whole, "form": form})
        assert response.status_code < 500, text[:300]
        if response.mimetype == "text/html":
            is_polite_page(response)


def test_log_in(browser):
    """With the token of the form and without; a password is hashed, so these are fewer."""
    form = token_of(browser.get("/log-in"))
    for number, body in enumerate(hostile.form_bodies(120, 10, ("name", "password", "next"))):
        token = f"&csrf_token={form}".encode() if number % 4 == 0 else b""
        response = posted(browser, "/log-in", body + token)
        assert response.status_code in (400, 413, 422, 429)
        is_polite_page(response)


@pytest.mark.parametrize(
    "path", ["/answers", "/rates", "/rates/local-housing-allowance", "/chat", "/log-in", "/reforms/"]
)
def test_words_in_an_address(browser, path):
    keys = ("words", "on", "nation", "topic", "state", "area", "charity", "next", "reform")
    for body in islice((one for one in hostile.form_bodies(150, 11, keys) if len(one) < 8_000), 80):
        is_polite_page(browser.get(f"{path}?{body.decode('ascii', 'replace')}"))


def test_bodies_that_are_not_what_they_say(browser):
    """A form sent as JSON, JSON as a form, files, and a charset that there is none of."""
    kinds = (
        "application/json",
        "multipart/form-data; boundary=x",
        "multipart/form-data",
        "text/plain; charset=utf-7",
        "application/x-www-form-urlencoded; charset=nothing",
        "",
    )
    for body, kind in zip(hostile.json_bodies(300, 12, ("text", "turn")), cycle(kinds), strict=False):
        page = browser.post("/chat", data=body, content_type=kind)
        (is_polite_json if page.is_json else is_polite_page)(page)
        is_polite_json(browser.post("/chat/say", data=body, content_type=kind))
        is_polite_json(browser.post("/api/v1/ask", data=body, content_type=kind))
