"""Serving on this machine: one process, one address."""

import errno
import logging
import os
import socket
from collections.abc import Callable
from types import FrameType

import uvicorn
import uvicorn.config
import websockets.http11

from monitor.errors import MonitorError
from monitor.settings import Settings
from monitor.web.asgi import make_app
from monitor.web.stopping import Stopping, finish_writes

_log = logging.getLogger(__name__)

# Bytes from a browser: a message as in .streamlit/config.toml, which uvicorn refuses while it reads; and all headers of
# a request, with cookies in which Streamlit keeps what the provider tells, such as 200 groups.
_LARGEST_MESSAGE = 2_000_000
_LARGEST_HEADERS = 65_536


def serve(settings: Settings) -> int:
    """Serves until interrupted, after printing the address in one line; returns the exit code 0.

    Raises MonitorError with the code `port_taken`, `port_forbidden` or `host_elsewhere` when the port cannot be had,
    and `not_started` when the application did not come up."""
    # The socket first: a taken port is said at once, before anything is loaded.
    with _listening_socket(settings.host, settings.port) as listening:
        stopping = Stopping()
        # All cookies come in one line, and websockets would take 8 kB: whoever signed in could open no page any more.
        websockets.http11.MAX_LINE_LENGTH = _LARGEST_HEADERS
        config = uvicorn.Config(
            make_app(settings, stopping),
            ws="websockets-sansio",
            lifespan="on",
            ws_max_size=_LARGEST_MESSAGE,
            h11_max_incomplete_event_size=_LARGEST_HEADERS,
            log_config=None if settings.log_json else uvicorn.config.LOGGING_CONFIG,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=2,  # open pages keep their connection; nobody should wait for them at Ctrl-C
        )
        address = settings.public_url or f"http://localhost:{settings.port}"
        server = _Server(config, stopping, say=_say_as_json if settings.log_json else _say, address=address)
        server.run(sockets=[listening])
        if not server.started:
            raise MonitorError("not_started", "The dashboard did not start; the lines above say why.")
        server.say("Stopped.")
    return 0


class _Server(uvicorn.Server):
    """Says the address once it answers there, and lets writes finish before it stops.

    A first signal turns /readyz to 503 and begins the stop; a second one ends the process at once, and the database
    takes back what was not committed."""

    def __init__(
        self, config: uvicorn.Config, stopping: Stopping, *, say: Callable[[str], None], address: str
    ) -> None:
        super().__init__(config)
        self._stopping = stopping
        self.say = say
        self._address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self.say(f"The dashboard is open at {self._address} (Ctrl-C stops it).")

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        # uvicorn would raise the signal again when it is done, and the exit code would be the signal's.
        if self._stopping.begun:
            os._exit(128 + sig)
        self._stopping.begun = True
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # Until here the socket is open: whoever asks /readyz hears 503, and open pages hear how their write went.
        await finish_writes()
        await super().shutdown(sockets)


def _say(sentence: str) -> None:
    print(sentence, flush=True)


def _say_as_json(sentence: str) -> None:
    _log.info(sentence)


def _listening_socket(host: str, port: int) -> socket.socket:
    # asyncio turns off Nagle's delay only on a socket that names TCP, and accepted connections take after
    # this one: without it, fast clicks are 48 ms apart instead of 12.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        listening.bind((host, port))
        listening.listen(512)
    except OSError as problem:
        listening.close()
        if problem.errno == errno.EADDRINUSE:
            message = f"Port {port} is taken by another program; choose another, for example PORT={port % 65535 + 1}."
            raise MonitorError("port_taken", message, port=port) from problem
        if problem.errno == errno.EADDRNOTAVAIL:
            message = (
                f"HOST is {host!r}, which is not an address of this machine; name one, or 0.0.0.0 for all."
            )
            raise MonitorError("host_elsewhere", message, host=host) from problem
        message = (
            f"Port {port} may not be used ({problem.strerror}); choose one above 1023, for example PORT=8501."
        )
        raise MonitorError("port_forbidden", message, port=port) from problem
    listening.setblocking(False)
    return listening
