"""Which pages may talk for which charity, who may show the chat page in a frame, and how often each may write.

A page talks only for a charity that named its origin; pages of this server always may. The browser's question before a
request (preflight) does not say for which charity it is, so there an origin that any charity named is enough.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import current_app, g, request

from web.charity import Charity
from web.security import limiter
from web.settings import Settings


def may_talk(origin: str | None, host: Charity | None) -> bool:
    """Whether a page may talk for a charity. Programmes that are no browser send no origin."""
    return not origin or _is_own(origin) or (host is not None and origin in host.origins)


def is_known(origin: str) -> bool:
    """Whether a page may talk for any charity at all."""
    return any(may_talk(origin, host) for host in current_app.extensions["charities"].values()) or _is_own(origin)


def _is_own(origin: str) -> bool:
    public = urlsplit(_settings().public_url)
    return origin in (request.host_url.rstrip("/"), f"{public.scheme}://{public.netloc}")


def for_host(host: Charity | None) -> None:
    """Remember the charity of this request, whose limits count."""
    g.chat_host = host


def host_of_request() -> Charity | None:
    """The charity of this request, where it is known."""
    found: Charity | None = g.get("chat_host")
    return found


def _host_id() -> str:
    host = host_of_request()
    return host.id if host else ""


def _settings() -> Settings:
    found: Settings = current_app.extensions["settings"]
    return found


def _starts_of_host() -> str:
    host = host_of_request()
    return f"{host.limits.starts_per_minute} per minute" if host else ""


def _turns_of_host() -> str:
    host = host_of_request()
    return f"{host.limits.turns_per_minute} per minute" if host else ""


# Two of each, shared by the widget's gateway and the page without JavaScript: for an address, and for a charity.
_POST = ["POST"]
starts_of_address = limiter.shared_limit(lambda: f"{_settings().starts_per_minute} per minute", "starts", methods=_POST)
starts_of_charity = limiter.shared_limit(_starts_of_host, "charity-starts", key_func=_host_id, methods=_POST)
turns_of_address = limiter.shared_limit(lambda: f"{_settings().turns_per_minute} per minute", "turns", methods=_POST)
turns_of_charity = limiter.shared_limit(_turns_of_host, "charity-turns", key_func=_host_id, methods=_POST)
