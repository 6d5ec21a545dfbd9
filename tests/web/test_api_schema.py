"""Requests made up from the API's own document: whatever is sent, the answer is one that the document names."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from web import create_app
from web.api.blueprint import OPERATIONS
from web.security import limiter
from web.settings import Settings

from .conftest import reply

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


class TalkativeRasa:
    """Has one thing to say to everything."""

    def send(self, sender, text, metadata):
        return [reply("Here you are.") | {"household": {}, "asking": None, "declined": []}]


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    database = tmp_path_factory.mktemp("schema") / "test.db"
    app = create_app(Settings.from_environment({"RIGHTFUL_DATABASE": f"sqlite:///{database}"}))
    app.extensions["gateway"].rasa = TalkativeRasa()
    limiter.enabled = False  # the quota has tests of its own
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    limiter.enabled = True


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.name)
def test_every_answer_is_one_that_the_document_names(document, operation):
    @settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(case=document[operation.path][operation.method].as_strategy())
    def check(case):
        case.call_and_validate(checks=CHECKS)

    check()
