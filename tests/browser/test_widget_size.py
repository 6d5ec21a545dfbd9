"""The widget stays small: many of its readers pay for every megabyte."""

import gzip

import pytest

from web import create_app
from web.languages import LANGUAGES
from web.settings import Settings

LARGEST = 15_000  # bytes of JavaScript and CSS together, as sent


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_of_the_widget_is_under_15_kilobytes(language, tmp_path):
    browser = create_app(
        Settings.from_environment({"RIGHTFUL_DATABASE": f"sqlite:///{tmp_path}/test.db"})
    ).test_client()
    sent = browser.get(f"/widget.{language}.js")
    assert sent.status_code == 200
    assert len(gzip.compress(sent.data)) < LARGEST
