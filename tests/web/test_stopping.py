"""SIGTERM and Ctrl-C: a write in flight arrives, and nothing new begins."""

import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from monitor.settings import Settings
from monitor.wiring import opened_services
from tests.conftest import Server, free_port
from tests.soak.sessions import Session, opened
from tests.web.test_metrics import figures

LIMIT = 30


@contextmanager
def slow_database(file: Path) -> Iterator[sqlite3.Connection]:
    """Another process writes, so that whoever else wants to has to wait. `rollback` lets them go on."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


def evidence(server: Server) -> list[str | None]:
    """The comments on the entries of the log."""
    with opened_services(Settings(data_dir=server.data_dir)) as services:
        return [entry.comment for entry in services.log.entries()]


@contextmanager
def a_write_in_flight(server: Server, port: int) -> Iterator[tuple[Future[None], sqlite3.Connection]]:
    """A reader has pressed "record" and waits for the database; `port` is that of the figures, which know."""
    chosen = {"id": "1.5", "kind": "evidence", "for": "JD"}
    with opened(server.url, "statement", **chosen) as page, ThreadPoolExecutor(1) as reader:
        page.set("-evidence_url", "https://www.example.no/report")
        page.set("-comment", "In flight")
        page.run()
        with slow_database(server.data_dir / "monitor.db") as other:
            pressed = reader.submit(page.press, "-record")
            until(lambda: figures(port)["monitor_writers",] == 1)
            yield pressed, other


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + LIMIT
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def ready(server: Server) -> int:
    return httpx.get(f"{server.url}/readyz").status_code


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
def test_a_write_in_flight_arrives_before_the_server_stops(
    serve: Callable[..., Server], asked: signal.Signals
):
    port = free_port()
    server = serve(METRICS_PORT=str(port))
    with a_write_in_flight(server, port) as (pressed, other):
        assert ready(server) == 200
        server.process.send_signal(asked)
        until(lambda: ready(server) == 503)  # who sends readers here stops doing so
        time.sleep(1)
        assert server.process.poll() is None  # and it waits
        address = server.url.replace("http", "ws") + "/_stcore/stream"
        with pytest.raises(InvalidStatus) as refused, connect(address, origin=Origin(server.url)):
            pass
        assert refused.value.response.status_code == 503
        other.rollback()
        pressed.result(timeout=LIMIT)  # the reader hears how it went
        assert server.process.wait(timeout=LIMIT) == 0
    assert evidence(server) == ["In flight"]


def test_a_second_signal_ends_the_server_at_once_and_leaves_the_log_whole(serve: Callable[..., Server]):
    """Also the control of the test above: without the waiting, the write does not arrive."""
    port = free_port()
    server = serve(METRICS_PORT=str(port))
    with (
        pytest.raises(Exception, match="no close frame"),
        a_write_in_flight(server, port) as (pressed, _other),
    ):
        server.process.send_signal(signal.SIGTERM)
        until(lambda: ready(server) == 503)
        started = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(timeout=LIMIT) == 128 + signal.SIGTERM
        assert time.monotonic() - started < 1
        pressed.result(timeout=LIMIT)
    assert evidence(server) == []


def test_a_press_that_comes_while_the_server_stops_is_not_taken(serve: Callable[..., Server]):
    port = free_port()
    server = serve(METRICS_PORT=str(port))
    with a_write_in_flight(server, port) as (pressed, other):
        chosen = {"id": "2.1", "kind": "evidence", "for": "JD"}
        with opened(server.url, "statement", **chosen) as late, ThreadPoolExecutor(1) as reader:
            late.set("-evidence_url", "https://www.example.no/late")
            late.set("-comment", "Too late")
            late.run()
            server.process.send_signal(signal.SIGTERM)
            until(lambda: ready(server) == 503)
            press: Callable[[Session], None] = lambda page: page.press("-record")  # noqa: E731
            told = reader.submit(press, late)
            time.sleep(0.5)
            other.rollback()
            pressed.result(timeout=LIMIT)
            assert server.process.wait(timeout=LIMIT) == 0
            assert told.exception(timeout=LIMIT) is not None  # the page hears that the server is gone
    assert evidence(server) == ["In flight"]


def test_a_write_that_takes_too_long_is_broken_off_and_the_log_says_so(serve: Callable[..., Server]):
    port = free_port()
    server = serve(METRICS_PORT=str(port))
    with pytest.raises(Exception, match="1012"), a_write_in_flight(server, port) as (pressed, _other):
        started = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(timeout=LIMIT) == 0
        assert 14 < time.monotonic() - started < 20
        pressed.result(timeout=LIMIT)
    assert "A write had not finished after 15 seconds" in server.stop()
    assert evidence(server) == []
