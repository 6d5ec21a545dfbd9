"""Every pair of colours that stand on each other can be read: WCAG 2.2, 1.4.3 (text) and 1.4.11 (edges of fields)."""

import re
from pathlib import Path

import pytest

CSS = Path("web/static/page.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): (#\w{6});", block)) for block in re.findall(r":root \{(.*?)\}", CSS, re.S)[:2]
)
ON = [
    (text, back, 4.5)
    for text in ("ink", "quiet", "link", "strong", "good", "bad", "proposal")
    for back in ("paper", "shade")
]
ON += [("on-strong", "strong", 4.5), ("field", "paper", 3)]


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "back", "least"), ON)
def test_each_colour_can_be_read_on_its_ground(palette, text, back, least):
    assert contrast(palette[text], palette[back]) >= least


def test_both_palettes_have_the_same_colours():
    assert set(LIGHT) == set(DARK)
