"""What is traced for the power cuts: `python -m tests.soak.traced FILE JOURNAL SYNCHRONOUS EVENTS`.

Appends to a database that is there, and says on a file `acknowledged` beside it, by one byte each, what the log has
acknowledged, so that the trace shows what was promised when.
"""

import os
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import event

from monitor.storage import sqlite
from monitor.storage.engine import open_engine
from monitor.storage.status_log import SqlStatusLog
from tests.soak.writer import append


def main(file: str, journal: str, synchronous: str, count: int) -> None:
    sqlite.wal_is_safe = lambda version: journal == "wal"  # type: ignore[assignment]
    engine = open_engine(f"sqlite:///{file}")

    def set_up(connection: Any, _record: object) -> None:
        connection.execute(f"PRAGMA synchronous={synchronous}")
        connection.execute("PRAGMA wal_autocheckpoint=40")  # so that cuts fall into checkpoints too

    event.listen(engine, "connect", set_up)
    engine.dispose()
    log = SqlStatusLog(engine)
    told = os.open(Path(file).with_name("acknowledged"), os.O_WRONLY | os.O_CREAT)
    for number in range(1, count + 1):
        append(log, number)
        os.write(told, b"+")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
