"""An estimate as a document: to print, to put in a spreadsheet, and as the data of the contract."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from fpdf import FPDF
from fpdf.enums import TableBordersLayout, XPos, YPos

import rules
from bot.answers.told import told

_COLUMNS = ("id", "label", "amount", "working", "law", "url")
_MARGIN = 15  # millimetres
# The core fonts of PDF know Latin-1 only.
_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "–": "-", "—": "-", "−": "-"})


def as_json(estimate: rules.Estimate) -> str:
    """The object of the output contract."""
    return json.dumps(estimate.as_json(), ensure_ascii=False, indent=2)


def as_csv(estimate: rules.Estimate) -> str:
    """One line of the award a row."""
    return csv_of(_COLUMNS, ([line[name] for name in _COLUMNS] for line in estimate.as_json()["lines"]))


def comparison_as_csv(result: rules.Comparison) -> str:
    """One line of both awards a row, with the reason for the difference."""
    columns = ("id", "label", "first", "second", "difference", "reason", "law", "url")
    return csv_of(columns, ([line[name] for name in columns] for line in result.as_json()["lines"]))


def harmless(text: object) -> str:
    """A cell that no spreadsheet takes for a formula. A negative amount stays a number."""
    said = str(text)
    is_formula = said[:1] in ("=", "+", "@", "\t", "\r") or (said[:1] == "-" and not said[1:2].isdigit())
    return f"'{said}" if is_formula else said


def csv_of(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Rows under a heading, with no cell that a spreadsheet could run."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([harmless("" if cell is None else cell) for cell in row] for row in rows)
    return file.getvalue()


def as_pdf(estimate: rules.Estimate, household: Mapping[str, Any], name: str) -> bytes:
    """A4 pages: what was told, the award, each line with its working and law, what was assumed and left out."""
    pdf = _Page(estimate)
    pdf.set_title(_plain(f"Estimate: {name}"))
    pdf.set_lang("en-GB")
    pdf.add_page()
    found = estimate.as_json()
    period = estimate.period
    _text(pdf, name, 16, "B")
    _text(
        pdf, f"Universal Credit from {period.start:%-d %B %Y} to {period.end:%-d %B %Y}. An estimate, not a decision."
    )
    _text(pdf, f"{rules.pounds(estimate.result.award.value)} a month" if estimate.result.award else "No award", 14, "B")
    if "range" in found:
        low, high = found["range"]["low"], found["range"]["high"]
        _text(pdf, f"Between {_or_open(low)} and {_or_open(high)}, as long as some things are not known.")
    _listed(pdf, "What was told", (f"{one['label']}: {one['value']}" for one in told(dict(household))))
    _lines(pdf, found["lines"])
    _listed(pdf, "Not worked out", (f"{one['reason']} ({one['law']})" for one in found["excluded"]))
    _listed(pdf, "Assumed", (f"{one['label'] or one['fact']}: {one['value']}" for one in found["assumed"]))
    return bytes(pdf.output())


class _Page(FPDF):
    """A4 upright; below, the day, the version of the rules and the number of the page."""

    def __init__(self, estimate: rules.Estimate) -> None:
        super().__init__(format="A4")
        self.words = f"rightful, worked out for {estimate.on:%-d %B %Y} with rules {rules.RULES_VERSION[:12]}"
        self.set_margin(_MARGIN)
        self.set_auto_page_break(True, margin=_MARGIN + 5)

    def footer(self) -> None:
        self.set_y(-_MARGIN)
        self.set_font("Helvetica", size=8)
        self.cell(0, 4, f"{self.words}. Page {self.page_no()}", align="C")


def _text(pdf: FPDF, text: str, size: float = 10, style: str = "") -> None:
    pdf.set_font("Helvetica", style, size)
    pdf.multi_cell(0, size * 0.5, _plain(text), new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    pdf.ln(1)


def _listed(pdf: FPDF, title: str, rows: Iterable[str]) -> None:
    found = list(rows)
    if found:
        _text(pdf, title, 12, "B")
        for row in found:
            _text(pdf, f"- {row}")


def _lines(pdf: FPDF, lines: list[dict[str, str]]) -> None:
    _text(pdf, "Each line", 12, "B")
    pdf.set_font("Helvetica", size=9)
    widths, aligned = (42, 20, 78, 40), ("LEFT", "RIGHT", "LEFT", "LEFT")
    with pdf.table(
        col_widths=widths, text_align=aligned, borders_layout=TableBordersLayout.HORIZONTAL_LINES, line_height=4.5
    ) as table:
        table.row(("Line", "Pounds", "Working", "Law"))
        for line in lines:
            row = table.row()
            for name in ("label", "amount", "working"):
                row.cell(_plain(line[name]))
            row.cell(_plain(line["law"]), link=line["url"] or None)


def _or_open(amount: str | None) -> str:
    return "what is not known" if amount is None else f"£{amount}"


def _plain(text: str) -> str:
    return text.translate(_PLAIN).encode("latin-1", "replace").decode("latin-1")
