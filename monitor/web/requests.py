"""Every request and every session from outside: its id, its line in the log, its figures."""

import logging
import re
import secrets
import time
from collections.abc import Mapping
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor.show.addresses import PAGES
from monitor.web.logs import REQUEST_ID
from monitor.web.metrics import Metrics

_log = logging.getLogger(__name__)

_HARMLESS = re.compile(r"[A-Za-z0-9._-]{8,64}")
_ROUTES: Mapping[str, str] = {
    "/_stcore/stream": "session",
    "/_stcore/upload_file": "upload",
    "/_stcore": "streamlit",
    "/component": "streamlit",
    "/media": "download",
    "/static": "static",
    "/app/static": "static",
    "/api": "api",
    "/healthz": "health",
    "/readyz": "health",
}
_SECRETIVE = ("upload", "download")
"""Whoever knows such an address may use it, so its end stays out of the log."""
_LONGEST = 200  # characters of an address; a longer one is nobody's page


class Requests:
    """Middleware, the outermost: gives each request an id, and says afterwards what became of it.

    The id is that of X-Request-ID where it is harmless, else a new one; it goes back to the browser and on to the
    page. A line holds no query, no network address and nobody's name or id. A fault further in is logged here, and
    answered where nobody has.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request or passes it on (ASGI)."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        request_id = _request_id(scope)
        inner = _with_id(scope, request_id)
        session, status, started = scope["type"] == "websocket", 0, time.perf_counter()

        async def send_with_id(message: Message) -> None:
            nonlocal status
            kind = message["type"]
            if kind in ("http.response.start", "websocket.http.response.start"):
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = request_id
            elif kind == "websocket.accept":
                status = 101
                self._metrics.sessions.inc()
            await send(message)

        token = REQUEST_ID.set(request_id)
        try:
            await self._app(inner, receive, send_with_id)
        except Exception:  # noqa: BLE001  # the last one who can: uvicorn would log words of a person
            _log.exception("A request met a fault.")
            if not status and not session:
                await PlainTextResponse("Internal Server Error", 500)(inner, receive, send_with_id)
        finally:
            REQUEST_ID.reset(token)
            seconds = time.perf_counter() - started
            if session and status == 101:
                self._metrics.sessions.dec()
            self._say(inner, request_id, status, seconds)

    def _say(self, scope: Scope, request_id: str, status: int, seconds: float) -> None:
        route, path = address(scope["path"])
        method = "WEBSOCKET" if scope["type"] == "websocket" else scope["method"]
        self._metrics.request(route, method, status, None if status == 101 else seconds)
        if route == "health" and status == HTTPStatus.OK:
            return  # asked every few seconds, and always the same
        if _log.isEnabledFor(logging.INFO):
            fields = {
                "event": "session" if status == 101 else "request",
                "request_id": request_id,
                "method": method,
                "path": path,
                "status": status,
                "ms": round(seconds * 1000, 1),
            }
            _log.info("%s %s %s", method, path, status, extra={"fields": fields})


def address(path: str) -> tuple[str, str]:
    """What kind of address it is, and how a log may name it."""
    for prefix, route in _ROUTES.items():
        if path == prefix or path.startswith(f"{prefix}/"):
            return route, f"{prefix}/…" if route in _SECRETIVE else path[:_LONGEST]
    return "page" if path.strip("/") in ("", *PAGES) else "other", path[:_LONGEST]


def _request_id(scope: Scope) -> str:
    given = Headers(scope=scope).get("x-request-id", "")
    return given if _HARMLESS.fullmatch(given) else secrets.token_hex(8)


def _with_id(scope: Scope, request_id: str) -> Scope:
    kept = [(name, value) for name, value in scope["headers"] if name != b"x-request-id"]
    return {**scope, "headers": [*kept, (b"x-request-id", request_id.encode())]}
