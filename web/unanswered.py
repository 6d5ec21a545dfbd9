"""Questions that the answers did not meet: redacted, gathered into groups, counted, and what became of them."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from bot.answers import Library
from web.accounts import allowed
from web.clock import today
from web.security import guard_forms
from web.store import Store, questions

# The words of a group may be those of one person: the public sees only what several have asked.
LEAST_PUBLIC = 3

WORDS = {
    "new": "new",
    "being_written": "an answer is being written",
    "answered": "answered by now",
    "not_ours": "not ours to answer",
}

unanswered = Blueprint("unanswered", __name__, url_prefix="/questions")
editing = Blueprint("editing", __name__, url_prefix="/questions/work")
guard_forms(editing)


@unanswered.get("/")
def page() -> str:
    """What several people asked and got no answer to."""
    with _store().transaction() as session:
        return render_template("questions.html", groups=questions.groups(session, LEAST_PUBLIC), words=WORDS)


@editing.get("/")
@allowed("editor")
def work() -> str:
    """Every group, for those who write the answers."""
    return _work_page()


@editing.post("/<int:group_id>")
@allowed("editor")
def decide(group_id: int) -> tuple[str, int] | Response:
    """What becomes of a group."""
    status, answer_id = request.form.get("status", ""), request.form.get("answer_id", "").strip() or None
    if status not in questions.STATUSES:
        abort(400)
    if status == "answered" and answer_id not in _library().answers:
        problem = f"There is no answer called {answer_id or '(empty)'}. Give the name of its file, like five_week_wait."
        return _work_page(problem, group_id, answer_id or ""), 422
    with _store().transaction() as session:
        if not questions.set_status(session, group_id, status, answer_id if status == "answered" else None, today()):
            abort(404)
    return redirect(url_for(".work"), 303)


def _work_page(problem: str = "", group_id: int = 0, typed: str = "") -> str:
    status = request.args.get("status", "")
    with _store().transaction() as session:
        return render_template(
            "questions_work.html",
            groups=questions.groups(session, status=status if status in questions.STATUSES else ""),
            status=status,
            words=WORDS,
            problem=problem,
            problem_at=group_id,
            typed=typed,
        )


def _library() -> Library:
    library: Library = current_app.extensions["gateway"].library
    return library


def _store() -> Store:
    store: Store = current_app.extensions["store"]
    return store
