"""The way out: no new work once the server has been asked to stop."""

import logging
from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor.errors import MonitorError
from monitor.show.adapter import session

_log = logging.getLogger(__name__)

_PATIENCE = 15  # seconds; service managers send SIGKILL after 30
_READING = ("GET", "HEAD", "OPTIONS")


class Stopping:
    """Whether the server has been asked to stop. Set once, from a signal; never taken back."""

    def __init__(self) -> None:
        self.begun = False


class NoNewWork:
    """Middleware: while stopping, refuses new sessions and uploads, and takes nothing more from open pages.

    What a page has asked for is carried through, and the page still hears how it went."""

    def __init__(self, app: ASGIApp, stopping: Stopping) -> None:
        self._app = app
        self._stopping = stopping

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request or passes it on (ASGI)."""
        session = scope["type"] == "websocket"
        if self._stopping.begun and (session or scope.get("method", "GET") not in _READING):
            refusal = PlainTextResponse(
                "The dashboard is being stopped.", HTTPStatus.SERVICE_UNAVAILABLE, {"Retry-After": "30"}
            )
            await refusal(scope, receive, send)
            return

        async def receive_until_stopping() -> Message:
            message = await receive()
            while self._stopping.begun and message["type"] == "websocket.receive":
                message = await receive()
            return message

        await self._app(scope, receive_until_stopping if session else receive, send)


async def finish_writes() -> None:
    """Let every write in flight finish, for at most 15 s, and refuse all that come later. Again is harmless."""
    try:
        services = session.services()
    except MonitorError:
        return  # never opened, so nobody writes
    if not await run_in_threadpool(services.database.finish_writes, within=_PATIENCE):
        _log.warning("A write had not finished after %s seconds and was broken off.", _PATIENCE)
