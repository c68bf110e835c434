"""Writers and servers that are killed: nothing acknowledged is lost, nothing is there twice."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from threading import Event, Thread

import pytest
from sqlalchemy import Engine, select

from monitor.errors import Unreadable
from monitor.settings import ROOT
from monitor.storage.engine import open_engine, reading
from monitor.storage.integrity import verify
from monitor.storage.log_tables import events
from monitor.storage.migrate import migrate
from monitor.storage.status_log import SqlStatusLog
from tests.postgres import OwnServer
from tests.soak.conftest import Tell
from tests.soak.writer import append


def keys(engine: Engine) -> list[str]:
    with reading(engine) as connection:
        return list(
            connection.execute(select(events.c.idempotency_key).order_by(events.c.sequence)).scalars()
        )


def test_a_writer_killed_at_any_moment_loses_nothing_it_acknowledged(
    url: str,
    open_at: Callable[[str], Engine],
    rounds: Callable[[int, int], int],
    tell: Tell,
    request: pytest.FixtureRequest,
) -> None:
    chance = random.Random(9)
    count = rounds(200, 5)
    acknowledged = 0
    engine = open_at(url)
    log = SqlStatusLog(engine)
    parent = subprocess.Popen(
        [sys.executable, "-m", "tests.soak.writer", url],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    )
    assert parent.stdin is not None
    assert parent.stdout is not None
    try:
        for _round in range(count):
            parent.stdin.write(f"{acknowledged + 1}\n")
            child, wanted, seen = 0, chance.randint(5, 50), 0
            for line in parent.stdout:
                if line.startswith("child"):
                    child = int(line.split()[1])
                elif line == "dead\n":
                    break
                else:
                    acknowledged, seen = int(line), seen + 1
                    if seen == wanted:
                        time.sleep(chance.random() / 100)
                        os.kill(child, signal.SIGKILL)
            assert log.revision() >= acknowledged
    finally:
        parent.stdin.close()
        parent.wait(timeout=60)
    there = keys(engine)
    lost = {f"key-{number}" for number in range(1, acknowledged + 1)} - set(there)
    assert lost == set()
    assert len(there) == len(set(there)) == verify(engine).sequence
    kind = request.node.callspec.params["url"]
    tell(
        f"`kill -9` of a writer, {count} rounds, {kind}",
        f"{acknowledged} acknowledged, {len(lost)} lost, {len(there) - len(set(there))} twice; chain good",
    )


def test_a_server_killed_while_it_writes_loses_nothing_and_an_unknown_commit_is_resolved_by_its_key(
    rounds: Callable[[int, int], int], tell: Tell
) -> None:
    count = rounds(30, 2)
    chance = random.Random(30)
    server = OwnServer()
    try:
        engine = open_engine(server.create())
        migrate(engine)
        log = SqlStatusLog(engine)
        acknowledged, unknown, arrived = 0, 0, 0
        for _round in range(count):
            failed = Event()
            first = acknowledged + 1
            done: list[int] = []

            def write(first: int = first, failed: Event = failed, done: list[int] = done) -> None:
                number = first
                try:
                    while True:
                        append(log, number)
                        done.append(number)
                        number += 1
                except Unreadable:
                    failed.set()

            writer = Thread(target=write)
            writer.start()
            while len(done) < 5:
                time.sleep(0.01)
            time.sleep(chance.random() / 10)
            server.kill()
            writer.join(timeout=60)
            assert failed.is_set()
            acknowledged = done[-1]
            server.start()
            head = log.revision()
            assert head in (acknowledged, acknowledged + 1)
            unknown += 1
            arrived += head - acknowledged
            assert (
                append(log, acknowledged + 1) == acknowledged + 1
            )  # the same key: the first result, or the first try
            acknowledged += 1
            assert log.revision() == acknowledged
        there = keys(engine)
        assert there == [f"key-{number}" for number in range(1, acknowledged + 1)]
        assert verify(engine).sequence == acknowledged
        engine.dispose()
    finally:
        server.stop()
    tell(
        f"PostgreSQL server killed, {count} rounds",
        f"{acknowledged} acknowledged, 0 lost, 0 twice; {unknown} unknown commits, {arrived} of them had arrived, all "
        "resolved by their key; chain good",
    )
