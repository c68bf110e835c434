"""Many at once, as several replicas would: each engine has a lock of its own, so the database decides."""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier, Event, Thread

import pytest
from sqlalchemy import Engine

from monitor.errors import Refused, Unreadable
from monitor.storage import sqlite
from monitor.storage.backup import backup
from monitor.storage.engine import database_path
from monitor.storage.integrity import verify
from monitor.storage.status_log import SqlStatusLog
from tests.builders import a_report
from tests.soak.conftest import Tell
from tests.soak.writer import NOON, append

WRITERS, REPLICAS = 32, 4


def kind_of(request: pytest.FixtureRequest) -> str:
    return str(request.node.callspec.params["url"])


@pytest.mark.parametrize("same", ["revision", "key"])
def test_of_32_writers_in_4_replicas_exactly_one_wins_every_round(
    url: str,
    open_at: Callable[[str], Engine],
    rounds: Callable[[int, int], int],
    tell: Tell,
    request: pytest.FixtureRequest,
    same: str,
) -> None:
    logs = [SqlStatusLog(open_at(url)) for _ in range(REPLICAS)]
    count, busy = rounds(20, 2), 0
    with ThreadPoolExecutor(WRITERS) as pool:
        for number in range(1, count + 1):
            start = Barrier(WRITERS)

            def save(writer: int, number: int = number, start: Barrier = start) -> object:
                key = f"{number}" if same == "key" else f"{number}-{writer}"
                report = a_report(idempotency_key=key, expected_revision=number - 1, comment=f"{number}")
                start.wait()
                try:
                    return logs[writer % REPLICAS].append(report, recorded_at=NOON).sequence
                except Refused as refused:
                    return refused.code
                except Unreadable as unreadable:
                    return unreadable.code

            results = list(pool.map(save, range(WRITERS)))
            busy += results.count("database_locked")
            assert logs[0].revision() == number
            winners = results.count(number)
            assert winners >= 1 if same == "key" else winners == 1
            assert set(results) <= {number, "stale_revision", "database_locked"}
    verify(open_at(url))
    tell(
        f"{WRITERS} racing writers in {REPLICAS} replicas × {count} rounds, same {same}, {kind_of(request)}",
        f"exactly 1 event every round; “busy” told {busy} times",
    )


def test_a_backup_while_8_write_verifies_and_holds_all_that_was_acknowledged_before_it(
    url: str,
    open_at: Callable[[str], Engine],
    rounds: Callable[[int, int], int],
    tell: Tell,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    engine = open_at(url)
    count, stop = rounds(40, 3), Event()
    acknowledged: list[int] = []
    faults: list[Exception] = []
    logs = [SqlStatusLog(open_at(url)) for _ in range(2)]

    def write(writer: int) -> None:
        log, number = logs[writer % 2], 0
        while not stop.is_set():
            number += 1
            report = a_report(
                idempotency_key=f"{writer}-{number}", initiative=f"{writer}.{number}", comment="x" * 900
            )
            try:
                acknowledged.append(log.append(report, recorded_at=NOON).sequence)
            except Exception as error:  # noqa: BLE001  # told by the test's own thread
                faults.append(error)
                return
            stop.wait(0.02)

    threads = [Thread(target=write, args=(writer,)) for writer in range(8)]
    for thread in threads:
        thread.start()
    copied_badly = 0
    try:
        for number in range(count):
            before = set(acknowledged)
            saved = tmp_path / f"saved-{number}.db"
            assert backup(engine, saved).sequence >= max(before, default=0)  # verified; without gaps
            saved.unlink()
            if engine.dialect.name == "sqlite":
                before = set(acknowledged)
                copied_badly += not is_whole(engine, tmp_path / f"copied-{number}.db", before)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert faults == []
    told = f"{count} of {count} verify and hold all that was acknowledged"
    if engine.dialect.name == "sqlite":
        told += f"; plain `cp`, as a control: {copied_badly} of {count} do not"
        if "write-ahead" in kind_of(request):
            assert copied_badly > 0
    tell(f"backup under 8 writers, {kind_of(request)}", told)


def is_whole(engine: Engine, copy: Path, before: set[int]) -> bool:
    """What a plain copy of the file is worth: whether it can be read and holds all that was acknowledged."""
    shutil.copyfile(database_path(engine), copy)
    library = sqlite.library()
    try:
        with closing(library.connect(str(copy))) as connection:
            found = {row[0] for row in connection.execute("SELECT sequence FROM events")}
            sound = connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
        return sound and before <= found
    except library.Error:
        return False
    finally:
        for path in copy.parent.glob(copy.name + "*"):
            path.unlink()


def test_the_writers_of_this_room_agree_on_what_they_write(
    url: str, open_at: Callable[[str], Engine]
) -> None:
    log = SqlStatusLog(open_at(url))
    assert [append(log, number) for number in (1, 2, 2, 3)] == [1, 2, 2, 3]
