"""The really trained model, running: started once for all tests here."""

import os
import shutil

import pytest

from bot.answers import Library
from web import model
from web.gateway import Gateway
from web.rasa import Rasa
from web.settings import Settings
from web.stack import conversation_stack

NO_SKIP = os.environ.get("RIGHTFUL_NO_SKIP") == "1"


def need(there, what):
    """Skip with the reason; in CI, where everything is installed, a skip is a failure."""
    if not there:
        (pytest.fail if NO_SKIP else pytest.skip)(what)


@pytest.fixture(scope="session")
def stack():
    need(shutil.which(str(model.RASA / "rasa")), "Rasa's environment is not there: run `make setup`")
    need(model.current().exists(), "there is no trained model for these files: run `make train`")
    with conversation_stack(Settings.from_environment()) as settings:
        yield settings


@pytest.fixture(scope="session")
def gateway(stack):
    return Gateway(Library.load(), Rasa(stack.rasa_url, timeout=30))
