"""The widget stays small: many of its readers pay for every megabyte."""

import gzip
from pathlib import Path

WIDGET = Path(__file__).parents[2] / "web" / "widget"
LARGEST = 15_000  # bytes of JavaScript and CSS together, as sent


def test_all_of_the_widget_is_under_15_kilobytes():
    files = [path for path in WIDGET.rglob("*") if path.suffix in {".js", ".css"}]
    assert files
    assert sum(len(gzip.compress(path.read_bytes())) for path in files) < LARGEST
