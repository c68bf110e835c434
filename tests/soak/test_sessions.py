"""Many readers of one server at once, over its real websocket: what they save is there; the server does not grow."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, nullcontext
from threading import Barrier

import psutil
import pytest
from sqlalchemy import Engine

from monitor.errors import Unreadable
from monitor.settings import ROOT
from monitor.sources.shipped import read_shipped
from monitor.storage import sqlite
from monitor.storage.engine import gate_of
from monitor.storage.integrity import verify
from monitor.storage.status_log import SqlStatusLog
from tests.builders import a_report
from tests.conftest import Server
from tests.soak.conftest import FULL, Tell
from tests.soak.sessions import WAIT, Session, opened
from tests.soak.writer import NOON
from tests.storage.conftest import POSTGRESQL, WAL

SECTION = "Many sessions at once"
STALE = "was reported on while you wrote"
"""What the form says where another report came in first. The person has then read it, and may press again."""


def save(session: Session, comment: str) -> int:
    """Record evidence once, and return how often somebody else was faster. Whatever else the page says fails the test.

    Evidence, because its form has no draft: until people sign in, all sessions are one person, who has one draft an
    initiative.
    """
    form, stale = session.id_of("-record"), 0
    session.set("-evidence_url", "https://www.example.no/report")
    session.set("-comment", comment)
    session.run()
    while True:
        session.press("-record")
        if session.id_of("-record") != form:  # recorded: an empty form has taken its place
            return stale
        assert STALE in session.words, session.words[-2000:]
        stale += 1


@pytest.mark.parametrize("kind", [WAL, POSTGRESQL])
def test_what_many_sessions_save_at_once_is_in_the_log_each_once(
    kind: str,
    serve: Callable[..., Server],
    address: Callable[[str], str],
    open_at: Callable[[str], Engine],
    rounds: Callable[[int, int], int],
    tell: Tell,
) -> None:
    sessions, saves = rounds(32, 4), rounds(6, 2)
    catalogue = read_shipped(ROOT).catalogue
    url = address(kind)
    server = serve(DATABASE_URL=url)
    start = Barrier(sessions)

    def work(number: int) -> int:
        initiative = catalogue.initiatives[number % len(catalogue.initiatives)]
        body = min(catalogue.reporters(initiative))
        chosen = {"id": initiative.id, "kind": "evidence", "for": body}
        with opened(server.url, "statement", **chosen) as session:
            start.wait(timeout=WAIT)
            return sum(save(session, f"{number}, {each}") for each in range(saves))

    with ThreadPoolExecutor(sessions) as pool:
        stale = sum(pool.map(work, range(sessions)))
    assert server.stop().splitlines()[1:] == []  # the server's log holds faults only
    engine = open_at(url)
    there = Counter(entry.comment for entry in SqlStatusLog(engine).entries())
    assert there == {f"{number}, {each}": 1 for number in range(sessions) for each in range(saves)}
    assert verify(engine).sequence == sessions * saves
    tell(
        f"{sessions} sessions × {saves} entries at once, the real server on {kind}",
        f"{there.total()} of {sessions * saves} recorded, each once; “busy” told 0 times; {stale} times another report "
        "on the same initiative came in first and the button was pressed again; chain good",
    )


@pytest.mark.parametrize("lock", [True, False])
def test_without_the_lock_in_front_of_the_writers_some_are_told_that_the_database_is_busy(
    lock: bool,
    address: Callable[[str], str],
    open_at: Callable[[str], Engine],
    rounds: Callable[[int, int], int],
    tell: Tell,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Waiting half a minute for the file hides it as long as the disk is fast; so here they wait as long as a slow disk
    # would make half a minute feel.
    monkeypatch.setattr(sqlite, "_WAIT_SECONDS", 0.1)
    engine = open_at(address(WAL))
    if not lock:
        gate_of(engine)._turn = nullcontext()  # type: ignore[assignment]
    log, writers, saves, start = SqlStatusLog(engine), 32, rounds(6, 2), Barrier(32)

    def work(number: int) -> int:
        start.wait()
        busy = 0
        for each in range(saves):
            report = a_report(idempotency_key=f"{number}-{each}", initiative=f"{number}.{each}")
            try:
                log.append(report, recorded_at=NOON)
            except Unreadable as error:
                assert error.code == "database_locked"
                busy += 1
        return busy

    with ThreadPoolExecutor(writers) as pool:
        busy = sum(pool.map(work, range(writers)))
    assert log.revision() == writers * saves - busy
    assert busy == 0 if lock else busy > 0 or not FULL
    tell(
        f"{writers} threads × {saves} appends, waiting 0.1 s for the file, "
        + ("with the lock in front" if lock else "without the lock in front (control)"),
        f"“busy” told {busy} times",
    )


PAGES = ("overview", "initiatives", "timeline", "indicators", "report")
BOUND = 30_000
"""Bytes a run may leave behind. 100,000 runs, a busy year, then take 3 GB at the very most."""


def test_memory_stays_flat_run_after_run(
    serve: Callable[..., Server], rounds: Callable[[int, int], int], tell: Tell
) -> None:
    server = serve()
    process = psutil.Process(server.process.pid)
    warm_up, measured = rounds(40, 4), rounds(160, 12)
    sizes = []
    with ExitStack() as stack:
        sessions = [stack.enter_context(opened(server.url, page)) for page in PAGES]
        for number in range(warm_up + measured + 1):
            if number >= warm_up and (number - warm_up) % (measured // 4) == 0:
                sizes.append(process.memory_info().rss)
            for session in sessions:
                session.run()
    assert server.stop().splitlines()[1:] == []
    runs = measured * len(PAGES)
    growth = (sizes[-1] - sizes[0]) / runs
    told = ", ".join(f"{size / 2**20:.0f}" for size in sizes)
    tell(
        f"memory of the server over {runs} runs of {len(PAGES)} pages, after {warm_up * len(PAGES)} to warm up",
        f"{told} MB at equal distances: {growth / 1000:+.1f} kB a run",
    )
    if FULL:  # over a few runs, one page of memory more is a large share
        assert growth < BOUND, told
