"""Single bits that flip in the file, disks that are full, folders that cannot be written to."""

import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from monitor.errors import Unreadable
from monitor.settings import ROOT
from monitor.storage import sqlite
from monitor.storage.backup import backup
from monitor.storage.engine import open_engine
from monitor.storage.integrity import verify
from monitor.storage.migrate import migrate, opened
from monitor.storage.status_log import SqlStatusLog
from tests.soak.conftest import FULL, Tell
from tests.soak.writer import append


@pytest.fixture
def at_rest(migrated: Path, tmp_path: Path) -> tuple[Path, int, str]:
    """A file of 150 events at rest, its last sequence number and digest."""
    shutil.copy(migrated, tmp_path / "log.db")
    engine = open_engine(f"sqlite:///{tmp_path / 'log.db'}")
    log = SqlStatusLog(engine)
    for number in range(1, 151):
        append(log, number)
    head = backup(engine, tmp_path / "saved.db")
    engine.dispose()
    return tmp_path / "saved.db", head.sequence, head.digest


def content(path: Path) -> list[Any]:
    """All that a reader can get: every row as it is stored, by table and by each index."""
    with closing(sqlite.library().connect(f"file:{path}?immutable=1", uri=True)) as connection:
        connection.text_factory = bytes
        indexes = connection.execute(
            "SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        ).fetchall()
        schema = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
        tables = [
            connection.execute(f"SELECT * FROM {table} NOT INDEXED").fetchall()
            for table in ("events", "event_texts")
        ]
        indexed = []
        for table, name, sql in [[part.decode() for part in row] for row in indexes]:
            _columns, where, condition = sql.partition(" WHERE ")  # an index over some of the rows only
            query = f"SELECT sequence FROM {table} INDEXED BY {name}{where}{condition}"
            indexed.append(connection.execute(query).fetchall() if table.startswith("event") else [])
        return [schema, tables, indexed]


def test_every_bit_that_flips_is_caught_or_is_in_a_place_that_nobody_reads(
    at_rest: tuple[Path, int, str], rounds: Callable[[int, int], int], tell: Tell, tmp_path: Path
) -> None:
    path, sequence, digest = at_rest
    whole, before = path.read_bytes(), content(path)
    chance = random.Random(300)
    count, caught, idle = rounds(300, 10), 0, 0
    flipped = tmp_path / "flipped.db"
    while caught < count:
        place, bit = chance.randrange(len(whole)), chance.randrange(8)
        flipped.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :])
        try:
            with opened(f"sqlite:///{flipped}") as engine:
                verify(engine, signed={sequence: digest})
        except Unreadable:
            caught += 1
        else:
            assert content(flipped) == before, f"bit {bit} of byte {place}"
            idle += 1
        for left in tmp_path.glob("flipped.db*"):
            left.unlink()
    tell(
        f"{count} single-bit flips that change what can be read, anywhere in the file",
        f"{caught} caught; {idle} more fell on bytes that nobody reads (every row and index unchanged)",
    )


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of one megabyte of its own. Making one needs root."""
    folder = Path(tempfile.mkdtemp())
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1M", "tmpfs", folder], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        folder.rmdir()
        said = "A disk that fills up has to be mounted: run `make soak` as root."
        pytest.fail(said) if FULL else pytest.skip(said)  # tests/storage fills a file instead
    yield folder
    subprocess.run(["umount", folder], check=True)
    folder.rmdir()


def test_on_a_full_disk_reading_goes_on_and_writing_works_again_once_there_is_room(
    small_disk: Path, tell: Tell
) -> None:
    engine = open_engine(f"sqlite:///{small_disk / 'log.db'}")
    migrate(engine)
    log = SqlStatusLog(engine)
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * 200_000)
    number = 0
    with pytest.raises(Unreadable) as refused:
        while True:
            append(log, number + 1)
            number += 1
    assert refused.value.code == "disk_full"
    assert log.revision() == number
    with pytest.raises(Unreadable) as refused:
        backup(engine, small_disk / "saved.db")
    assert refused.value.code == "backup_failed"
    ballast.unlink()
    assert append(log, number + 1) == number + 1
    assert verify(engine).sequence == number + 1
    engine.dispose()
    tell(
        "disk full (a real one)",
        f"said so after {number} events; reading went on; writes again once there was room",
    )


READ_ONLY = """
import os, sys, tempfile
from monitor.errors import Unreadable
from monitor.storage.engine import open_engine
from monitor.storage.migrate import migrate
from monitor.storage.status_log import SqlStatusLog
from tests.soak.writer import append
with tempfile.TemporaryDirectory() as scratch:  # loads everything while it may still be read
    migrate(open_engine(f"sqlite:///{scratch}/x.db"))
if os.geteuid() == 0:  # to whom no folder is read-only
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    engine = open_engine("sqlite:///" + sys.argv[1])
    migrate(engine)
    log = SqlStatusLog(engine)
    print("read", log.revision())
    append(log, 99)
except Unreadable as error:
    print(error.code)
"""


@pytest.mark.parametrize("wal", [True, False])
def test_in_a_read_only_folder_it_is_said_so_and_reading_goes_on_where_it_can(
    migrated: Path, wal: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "wal_is_safe", lambda version: wal)
    folder = Path(tempfile.mkdtemp())
    shutil.copy(migrated, folder / "log.db")
    engine = open_engine(f"sqlite:///{folder / 'log.db'}")
    append(SqlStatusLog(engine), 1)
    engine.dispose()
    script = READ_ONLY
    if not wal:
        script = "from monitor.storage import sqlite\nsqlite.wal_is_safe = lambda version: False\n" + script
    folder.chmod(0o555)
    try:
        done = subprocess.run(
            [sys.executable, "-c", script, folder / "log.db"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        folder.chmod(0o755)
        with suppress(OSError):
            shutil.rmtree(folder)
    assert done.stderr == ""
    assert done.stdout.split()[-1] == "database_readonly"
    assert done.stdout.startswith("read 1") or wal
