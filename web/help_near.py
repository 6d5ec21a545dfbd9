"""The directory of local help as a page: who helps with what, by area and need."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flask import Blueprint, abort, current_app, render_template, request

from web.clock import today
from web.languages import asked_language, speak_in
from web.places import LABELS, Area, Directory, Place, helping

help_near = Blueprint("help_near", __name__)


@help_near.get("/help-near-you")
def page() -> str:
    """The directory, by area and need."""
    speak_in(asked_language())
    directory: Directory = current_app.extensions["places"]
    area, need = request.args.get("area") or "", request.args.get("need") or ""
    if (area and area not in directory.areas) or (need and need not in LABELS):
        abort(404)
    shown = [directory.areas[area]] if area else list(directory.areas.values())
    return render_template(
        "help_near.html",
        areas=directory.areas.values(),
        labels=LABELS,
        area=area,
        need=need,
        found=[(one, _of_need(one, need, today())) for one in shown],
    )


def _of_need(area: Area, need: str, on: date) -> Iterable[Place]:
    return helping(area, [need], on) if need else area.in_force(on)
