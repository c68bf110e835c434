"""Serving on this machine: one process, one address."""

import errno
import socket
from contextlib import suppress

import uvicorn

from monitor.errors import MonitorError
from monitor.settings import Settings
from monitor.web.asgi import make_app


def serve(settings: Settings) -> int:
    """Serves until interrupted, after printing the address in one line; returns the exit code 0.

    Raises MonitorError with the code `port_taken` or `port_forbidden` when the port cannot be had, and
    `not_started` when the application did not come up."""
    # The socket first: a taken port is said at once, before anything is loaded.
    with _listening_socket(settings.host, settings.port) as listening:
        config = uvicorn.Config(
            make_app(settings.root / "app.py", settings),
            ws="websockets-sansio",
            lifespan="on",
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=2,  # open pages keep their connection; nobody should wait for them at Ctrl-C
        )
        server = _Server(config, address=f"http://localhost:{settings.port}")
        # uvicorn raises the signal again when it is done; whether that interrupts depends on who started us.
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listening])
        if not server.started:
            raise MonitorError("not_started", "The dashboard did not start; the lines above say why.")
        print("Stopped.")
    return 0


class _Server(uvicorn.Server):
    """Says the address once it answers there."""

    def __init__(self, config: uvicorn.Config, address: str) -> None:
        super().__init__(config)
        self._address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            print(f"The dashboard is open at {self._address} (Ctrl-C stops it).", flush=True)


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
        message = (
            f"Port {port} may not be used ({problem.strerror}); choose one above 1023, for example PORT=8501."
        )
        raise MonitorError("port_forbidden", message, port=port) from problem
    listening.setblocking(False)
    return listening
