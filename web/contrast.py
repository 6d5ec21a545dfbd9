"""Whether words can be read on a colour: the contrast of WCAG 2.2, success criterion 1.4.3."""

from __future__ import annotations

import re

ENOUGH = 4.5
_HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)


class NoColour(ValueError):
    """Not a colour as we write them."""


class TooPale(ValueError):
    """White words cannot be read on this colour; `instead` is the nearest darker one on which they can."""

    def __init__(self, colour: str, found: float, instead: str) -> None:
        super().__init__(
            f"white words on {colour} have a contrast of {found:.2f} to 1, and {ENOUGH} is the least that can be read. "
            f"The nearest darker colour that passes is {instead}."
        )
        self.colour = colour
        self.contrast = found
        self.instead = instead


def dark_enough(colour: str) -> str:
    """The colour, when white words can be read on it. Raises NoColour or TooPale."""
    if not _HEX.fullmatch(colour):
        raise NoColour("write a colour with six digits, like #1d4e63, in quotes.")
    found = with_white(colour)
    if found < ENOUGH:
        raise TooPale(colour, found, _darker(colour))
    return colour


def with_white(colour: str) -> float:
    """The contrast of a colour with white, from 1 to 21."""
    return 1.05 / (_luminance(colour) + 0.05)


def _darker(colour: str) -> str:
    """The same hue, only as much nearer to black as it must be."""
    for share in range(999, 0, -1):
        darker = "#" + "".join(f"{part * share // 1000:02x}" for part in _parts(colour))
        if with_white(darker) >= ENOUGH:
            return darker
    return "#000000"


def _luminance(colour: str) -> float:
    shares = (part / 255 for part in _parts(colour))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))
