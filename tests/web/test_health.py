"""Is the process alive, and can it serve?"""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from anyio.from_thread import start_blocking_portal
from starlette.applications import Starlette

from monitor.web import health
from monitor.web.health import Health
from monitor.web.stopping import Stopping
from tests.conftest import Server

WELL = {"database": "ok", "migrations": "ok", "catalogue": "ok"}


@contextmanager
def client(
    look: Callable[[], Mapping[str, str]], stopping: Stopping | None = None
) -> Iterator[Callable[[str], httpx.Response]]:
    """Asks for an address, again and again within one event loop."""
    transport = httpx.ASGITransport(Starlette(routes=Health(look, stopping or Stopping()).routes()))
    asked = httpx.AsyncClient(transport=transport, base_url="http://monitor")
    with start_blocking_portal() as portal:  # in a thread of its own, as in tests/web/asgi.py
        yield lambda path: portal.call(asked.get, path)
        portal.call(asked.aclose)


def test_a_server_that_can_serve_names_every_part(server: Server):
    answer = httpx.get(f"{server.url}/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"ok": True, "parts": {"process": "ok"} | WELL}
    assert answer.headers["Cache-Control"] == "no-store"
    assert httpx.get(f"{server.url}/healthz").json() == {"ok": True, "parts": {"process": "ok"}}


def test_a_part_that_fails_is_named_and_the_others_too():
    with client(lambda: WELL | {"migrations": "schema_older"}) as asked:
        answer = asked("/readyz")
        assert asked("/healthz").status_code == 200  # restarting would not help
    assert answer.status_code == 503
    assert answer.json() == {"ok": False, "parts": {"process": "ok"} | WELL | {"migrations": "schema_older"}}


def test_a_database_that_goes_away_or_is_exchanged_is_noticed_while_the_server_runs(
    serve: Callable[..., Server], tmp_path: Path
):
    server = serve()
    assert httpx.get(f"{server.url}/readyz").status_code == 200
    with sqlite3.connect(server.data_dir / "monitor.db") as other:
        other.execute("UPDATE alembic_version SET version_num = 'later'")
    other.close()
    time.sleep(2.1)  # an answer is kept for two seconds
    answer = httpx.get(f"{server.url}/readyz")
    assert answer.status_code == 503
    assert answer.json()["parts"] == {"process": "ok"} | WELL | {"migrations": "schema_newer"}
    assert str(tmp_path) not in answer.text  # a code, and no word of where things lie


def test_a_server_that_is_being_stopped_says_so_before_anything_else():
    stopping = Stopping()
    with client(lambda: WELL, stopping) as asked:
        assert asked("/readyz").status_code == 200
        stopping.begun = True
        answer = asked("/readyz")
        assert asked("/healthz").status_code == 200
    assert answer.status_code == 503
    assert answer.json() == {"ok": False, "parts": {"process": "stopping"}}


def test_many_probes_cost_one_look():
    looks: list[int] = []

    def look() -> Mapping[str, str]:
        looks.append(1)
        return WELL

    with client(look) as asked:
        for _ in range(20):
            assert asked("/readyz").status_code == 200
    assert len(looks) == 1


def test_a_look_that_fails_in_a_way_nobody_foresaw_is_tried_again():
    looks: list[int] = []

    def look() -> Mapping[str, str]:
        looks.append(1)
        if len(looks) == 1:
            raise ZeroDivisionError
        return WELL

    with client(look) as asked:
        with pytest.raises(ZeroDivisionError):
            asked("/readyz")
        assert asked("/readyz").status_code == 200


def test_a_database_that_hangs_keeps_one_thread_and_no_probe(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(health, "_PATIENCE", 0.05)
    looks, go_on = [], threading.Event()

    def look() -> Mapping[str, str]:
        looks.append(1)
        go_on.wait(10)
        return WELL

    with client(look) as asked:
        for _ in range(5):
            answer = asked("/readyz")
            assert (answer.status_code, answer.json()["parts"]["database"]) == (503, "no_answer")
        go_on.set()
        time.sleep(0.1)
        assert asked("/readyz").status_code == 200
    assert len(looks) == 1
