"""Who asks: a partner with a key and a quota, or anybody with a small one."""

from __future__ import annotations

from flask import Response, current_app, g, request
from flask_limiter.util import get_remote_address

from web.clock import today
from web.store import Store, WrittenMeanwhile, partners

# For somebody who tries the API out; a partner has a key.
PUBLIC_LIMIT = "30 per minute; 300 per day"


class WrongKey(Exception):
    """A key that opens nothing: never made, mistyped and revoked look the same."""


def who() -> str:
    """Whose quota a request counts against."""
    partner = _partner()
    return f"partner-{partner.id}" if partner else f"address-{get_remote_address()}"


def limit() -> str:
    """The quota of whoever asks."""
    partner = _partner()
    return f"{partner.per_minute} per minute; {partner.per_day} per day" if partner else PUBLIC_LIMIT


def check_key() -> None:
    """Refuse a key that is not right, rather than let it count as none."""
    if request.headers.get("Authorization") and _partner() is None:
        raise WrongKey


def count(response: Response) -> Response:
    """Note that a partner asked: a number, and no harm done where two at a moment count as one."""
    partner = _partner()
    if partner:
        store: Store = current_app.extensions["store"]
        try:
            with store.transaction() as session:
                partners.count_request(session, partner.id, today())
        except WrittenMeanwhile:
            pass
    return response


def _partner() -> partners.Partner | None:
    if "partner" not in g:
        scheme, _, key = request.headers.get("Authorization", "").partition(" ")
        store: Store = current_app.extensions["store"]
        with store.transaction() as session:
            g.partner = partners.partner_with(session, key) if scheme == "Bearer" and key else None
            session.expunge_all()
    found: partners.Partner | None = g.partner
    return found
