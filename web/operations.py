"""What whoever runs the server looks at: whether it lives and is ready, figures for Prometheus, a log line a request.

A log line has the route, never the address that was asked for or anything that somebody typed. Figures are counts and
times; none is about one person.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import time
import uuid
from typing import Any

from flask import Blueprint, Flask, Response, abort, current_app, g, jsonify, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from web.clock import now

operations = Blueprint("operations", __name__)

_LOG = logging.getLogger("rightful.requests")
_BUCKETS = (0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8)
SECONDS = Histogram("rightful_request_seconds", "How long requests took", ["route"], buckets=_BUCKETS)
REQUESTS = Counter("rightful_requests_total", "Requests", ["route", "status"])
TURNS = Counter("rightful_turns_total", "Turns of conversations", ["service"])  # full, reduced, busy
REPLIES = Counter("rightful_replies_total", "Replies", ["status"])


@operations.get("/health")
def health() -> Response:
    """Whether this process works, and whether Rasa does (without it the answers still do)."""
    return jsonify(web="ok", rasa="ok" if current_app.extensions["gateway"].rasa.is_ready() else "not there")


@operations.get("/ready")
def ready() -> tuple[Response, int]:
    """Whether to send people here: the database answers. Rasa may still be starting; the answers work without it."""
    there = current_app.extensions["store"].is_there()
    return jsonify(database="ok" if there else "not there"), 200 if there else 503


@operations.get("/metrics")
def metrics() -> Response:
    """For a Prometheus on this machine; whoever comes through a proxy is not let in."""
    if request.remote_addr not in ("127.0.0.1", "::1") or "X-Forwarded-For" in request.headers:
        abort(404)
    return Response(generate_latest(_registry()), content_type=CONTENT_TYPE_LATEST)


def watch(app: Flask) -> None:
    """Count and log every request of an application."""
    _write_log_to(sys.stderr)
    app.before_request(_begin)
    app.after_request(_end)


def _begin() -> None:
    g.began, g.request_id = time.perf_counter(), uuid.uuid4().hex[:12]


def _end(response: Response) -> Response:
    route, took = request.endpoint or "none", time.perf_counter() - g.get("began", time.perf_counter())
    SECONDS.labels(route).observe(took)
    REQUESTS.labels(route, response.status_code).inc()
    response.headers["X-Request-Id"] = g.get("request_id", "")
    line = {"at": now().isoformat(timespec="milliseconds"), "id": g.get("request_id", ""), "method": request.method}
    line |= {"route": route, "status": response.status_code, "ms": round(took * 1000)}
    _LOG.info(json.dumps(line))
    return response


def _registry() -> CollectorRegistry | Any:
    """The figures of all web processes together, where gunicorn runs several."""
    from prometheus_client import REGISTRY

    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry


def _write_log_to(stream: Any) -> None:
    if _LOG.handlers:
        return
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(message)s"))
    _LOG.addHandler(handler)
    _LOG.setLevel(logging.INFO)
    _LOG.propagate = False
