"""Is the process alive, and can it serve? For whoever watches over it or sends readers to it."""

import asyncio
import time
from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from monitor.errors import FaultyFiles, MonitorError
from monitor.show.adapter import session
from monitor.web.stopping import Stopping

_KEPT = 2.0  # seconds; ten balancers that ask every second cost as much as one
_PATIENCE = 3.0  # seconds; a probe gives up soon after


class Health:
    """Answers /healthz and /readyz. A code names what is wrong and never holds an address or a password."""

    def __init__(self, look: Callable[[], Mapping[str, str]], stopping: Stopping) -> None:
        """`look` names each part, with "ok" or the code of what is wrong with it; it may take its time."""
        self._look = look
        self._stopping = stopping
        self._running: asyncio.Task[Mapping[str, str]] | None = None
        self._seen: tuple[float, Mapping[str, str]] | None = None

    def routes(self) -> list[Route]:
        """The two addresses."""
        return [Route("/healthz", self.alive), Route("/readyz", self.ready)]

    async def alive(self, _request: Request) -> JSONResponse:
        """200 for as long as the process can answer at all."""
        return _answer({"process": "ok"})

    async def ready(self, _request: Request) -> JSONResponse:
        """200 where every part can be used, else 503, with the parts and what is wrong with them."""
        if self._stopping.begun:
            return _answer({"process": "stopping"})
        return _answer({"process": "ok", **await self._parts()})

    async def _parts(self) -> Mapping[str, str]:
        if self._seen is not None and time.monotonic() - self._seen[0] < _KEPT:
            return self._seen[1]
        # One look at a time: where a database hangs, probes must not fill the process with threads that wait.
        running = self._running or asyncio.create_task(asyncio.to_thread(self._look))
        self._running = running
        done, _ = await asyncio.wait({running}, timeout=_PATIENCE)
        if not done:
            return {"database": "no_answer"}
        if self._running is running:
            self._running = None
            self._seen = (time.monotonic(), running.result())
        return running.result()


def look() -> Mapping[str, str]:
    """Each part of this process, "ok" or the code of what is wrong with it."""
    try:
        services = session.services()
    except MonitorError as error:  # it cannot even be opened
        return {"database" if not isinstance(error, FaultyFiles) else "catalogue": error.code}
    database = _code_of(services.database.check)
    catalogue = _code_of(services.files.shipped)
    if database.startswith("schema_"):
        return {"database": "ok", "migrations": database, "catalogue": catalogue}
    migrations = "ok" if database == "ok" else "unknown"
    return {"database": database, "migrations": migrations, "catalogue": catalogue}


def _code_of(check: Callable[[], object]) -> str:
    try:
        check()
    except MonitorError as error:
        return error.code
    return "ok"


def _answer(parts: Mapping[str, str]) -> JSONResponse:
    ready = all(state == "ok" for state in parts.values())
    headers = {"Cache-Control": "no-store"}
    return JSONResponse({"ok": ready, "parts": dict(parts)}, 200 if ready else 503, headers)
