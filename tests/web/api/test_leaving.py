"""Who leaves in the middle of a long file leaves nothing behind."""

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.requests import Request
from starlette.types import Message

from monitor.web.api.answering import stream
from monitor.web.api.figures_csv import CSV, File

BIT = b"x" * 10_000


class Endless:
    """A file that never ends, and notes whether it was closed and how much was read of it."""

    def __init__(self) -> None:
        self.read = 0
        self.closed = threading.Event()

    def bits(self) -> Iterator[bytes]:
        try:
            while True:
                self.read += 1
                yield BIT
        finally:
            self.closed.set()


async def left_after(endless: Endless, sent: int, encoding: str) -> None:
    """Ask for the file over ASGI and leave once so many pieces have come."""
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/",
        "query_string": b"",
        "headers": [(b"accept-encoding", encoding.encode())],
        "asgi": {"version": "3.0", "spec_version": "2.3"},
    }
    gone, came = asyncio.Event(), 0

    async def receive() -> Message:
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        nonlocal came
        came += message["type"] == "http.response.body"
        if came >= sent:
            gone.set()
        await asyncio.sleep(0)

    file = File(name="long.csv", media_type=CSV, names=("long",), bits=endless.bits())
    await stream(Request(scope), file)(scope, receive, send)


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_a_file_is_closed_and_read_no_further_once_its_reader_is_gone(encoding: str) -> None:
    endless = Endless()
    # In a thread of its own: a browser may keep a loop in that of the tests.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, asyncio.wait_for(left_after(endless, 3, encoding), timeout=20)).result()
    assert endless.closed.wait(5)
    assert endless.read < 5_000
