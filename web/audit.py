"""Audit pages: a recorded reply with its sources and lines, opened only by its code."""

from __future__ import annotations

from flask import Blueprint, current_app, render_template

from web.words import html

audit = Blueprint("audit", __name__)


@audit.get("/receipts/<code>")
def receipt(code: str) -> tuple[str, int] | str:
    """One reply as it was given. A code that never was and one that has been erased look the same."""
    found = current_app.extensions["store"].receipt(code)
    if found is None:
        return render_template("receipt_missing.html"), 404
    return render_template("receipt.html", receipt=found, reply=found.payload, html=html(found.payload["text"]))
