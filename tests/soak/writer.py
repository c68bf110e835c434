"""A writer that can be killed: `python -m tests.soak.writer ADDRESS`, told on its input where to begin.

It imports once and forks a child for each line `first`, so that two hundred rounds do not take two hundred
imports. The child appends `key-<first>`, `key-<first + 1>` and so on until it is killed, and prints each number
once the log has acknowledged it. Its first key may be in the log already, from a child that was killed before it
could say so.
"""

import os
import sys
from datetime import UTC, datetime

from monitor.storage.engine import open_engine
from monitor.storage.status_log import SqlStatusLog
from tests.builders import a_report

NOON = datetime(2018, 6, 1, 12, tzinfo=UTC)


def append(log: SqlStatusLog, number: int) -> int:
    """Append the report with this number and return its sequence."""
    initiative = f"1.{number % 18}"
    report = a_report(
        idempotency_key=f"key-{number}",
        expected_revision=log.initiative_revision(initiative),
        initiative=initiative,
        comment=f"Rapport {number}. " + "x" * (number % 300),
    )
    return log.append(report, recorded_at=NOON).sequence


def _write(url: str, first: int) -> None:
    log = SqlStatusLog(open_engine(url))
    number = first
    while True:
        append(log, number)
        os.write(1, f"{number}\n".encode())
        number += 1


if __name__ == "__main__":
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _write(sys.argv[1], int(line))
        os.write(1, f"child {child}\n".encode())
        os.waitpid(child, 0)
        os.write(1, b"dead\n")
