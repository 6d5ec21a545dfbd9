"""The rights card: two A4 pages to take to an appointment, drawn with fpdf2."""

from __future__ import annotations

import re
from datetime import date

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from bot.answers.rights import Right, Statement
from bot.answers.told import NATIONS
from web.words import STATUSES

_MARGIN = 15  # millimetres
_SIZE, _LEADING, _SMALL = 9.5, 4.3, 8.5  # points, millimetres, points
# The core fonts of PDF know Latin-1 only.
_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "–": "-", "—": "-"})
# The shade of a status stands beside its word, so that neither a printer without colour nor a reader is misled.
_SHADES = {"law": ((0, 61, 107), (255, 255, 255)), "official_promise": ((255, 255, 255), (0, 0, 0))}


def card(statement: Statement, nation: str | None, on: date) -> bytes:
    """The rights marked `card` as a PDF: what to expect, and what to say. Proposals are never on it."""
    pdf = _Page(on)
    pdf.set_title("Your rights at an appointment")
    pdf.set_lang("en-GB")
    pdf.add_page()
    _heading(pdf, nation)
    for right in (right for group in statement.groups for right in group.rights if right.on_card):
        _right(pdf, right)
    _own_notes(pdf)
    return bytes(pdf.output())


class _Page(FPDF):
    """A4 upright with the page number and the day below."""

    def __init__(self, on: date) -> None:
        super().__init__(format="A4")
        self.on = on
        self.set_margin(_MARGIN)
        self.set_auto_page_break(True, margin=_MARGIN)

    def footer(self) -> None:
        self.set_y(-_MARGIN + 3)
        self.set_font("Helvetica", size=8)
        self.cell(
            0, 4, f"rightful, {self.on:%-d %B %Y}. Information, not legal advice. Page {self.page_no()}", align="C"
        )


def _heading(pdf: FPDF, nation: str | None) -> None:
    pdf.set_font("Helvetica", "B", 18)
    _line(pdf, "Your rights at an appointment", 9)
    pdf.set_font("Helvetica", size=_SIZE)
    where = f" in {NATIONS[nation]}" if nation else ""
    _line(pdf, f"Universal Credit{where}. Take this with you. You can read out the sentences in quotes.", 5)
    for status, (background, ink) in _SHADES.items():
        _badge(pdf, status, background, ink)
        _line(pdf, f" {STATUSES[status][1]}", 5)
    pdf.ln(1)


def _right(pdf: FPDF, right: Right) -> None:
    """Kept together: a right never starts on one page and ends on the next."""
    with pdf.unbreakable() as block:
        block.ln(1.6)
        block.set_font("Helvetica", "B", 11)
        _badge(block, right.status, *_SHADES[right.status])
        block.set_font("Helvetica", "B", 11)
        _line(block, f" {_plain(right.title)}", 5)
        block.set_font("Helvetica", size=_SIZE)
        _line(block, _plain(right.expect), _LEADING)
        block.set_font("Helvetica", "I", _SIZE)
        _line(block, f"Say: {_plain(right.say)}", _LEADING)
        block.set_font("Helvetica", size=_SMALL)
        _line(block, f"Time limit: {_plain(right.limit)}", 4)
        _line(block, f"Source: {_plain('; '.join(source.law or source.title for source in right.sources))}", 4)


def _own_notes(pdf: FPDF) -> None:
    """Ruled lines to the end of the page for names, times and what was said: they are proof later."""
    pdf.ln(3)
    pdf.set_font("Helvetica", "B", 11)
    _line(pdf, "Write down: who, when, what was said", 5)
    while not pdf.will_page_break(8):
        pdf.cell(0, 8, border="B", new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _badge(pdf: FPDF, status: str, background: tuple[int, int, int], ink: tuple[int, int, int]) -> None:
    pdf.set_font("Helvetica", "B", 8)
    pdf.set_fill_color(*background)
    pdf.set_text_color(*ink)
    pdf.cell(18, 4.6, STATUSES[status][0].upper(), border=1, fill=True, align="C")
    pdf.set_text_color(0, 0, 0)
    pdf.set_font("Helvetica", size=_SIZE)


def _line(pdf: FPDF, text: str, height: float) -> None:
    pdf.multi_cell(0, height, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _plain(markdown: str) -> str:
    return re.sub(r"\*\*|\n+", " ", markdown.translate(_PLAIN)).strip()
