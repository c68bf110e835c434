"""Backups: the whole database as one file of SQLite, whichever database it comes from or goes to.

The file is an ordinary database of this program at rest, so it can be looked into with common tools, and moved
from SQLite to PostgreSQL or back. A backup is verified when it is written and again before it is restored.
"""

import filecmp
import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sqlalchemy import (
    Connection,
    Engine,
    LargeBinary,
    Table,
    insert,
    select,
)

from monitor.errors import Unreadable
from monitor.storage import sqlite
from monitor.storage.backend import backend_of
from monitor.storage.chain import Head, walk
from monitor.storage.engine import address_of, database_path, file_to_make, open_engine, reading, writing
from monitor.storage.integrity import verify
from monitor.storage.migrate import check_revision, migrate, newest_revision, revision_of
from monitor.storage.tables import metadata
from monitor.storage.transfer import copy_to_server

_BATCH: Final = 2000  # rows in memory at a time
_LARGE: Final = 4  # of rows that hold bytes
_HEADER: Final = b"SQLite format 3\x00"


def backup(engine: Engine, target: Path) -> Head:
    """Write the database as it is at one moment into a new file, verify that, and return the end of its log.

    Writers go on meanwhile. The file appears whole or not at all.

    Raises `Unreadable`: `backup_exists`, `backup_failed` where the folder cannot be written to, what
    `check_revision` raises, or a fault of the database. Where the log itself does not verify, the file is there
    all the same, since it may be all that is left, and what `verify` raises is raised.
    """
    check_revision(engine)
    try:
        if target.exists():
            raise _exists(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=target.parent, prefix=".new-backup-") as folder:
            new = Path(folder) / "backup.db"
            if engine.dialect.name == "sqlite":
                _copy_file(engine, new)
            else:
                _copy_from_server(engine, new)
            with sqlite.faults_of(new), closing(sqlite.library().connect(str(new))) as connection:
                connection.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
            _reach_disk(new)
            try:
                target.hardlink_to(new)
            except FileExistsError as error:
                raise _exists(target) from error
            _reach_disk(target.parent)
    except OSError as error:
        raise _failed(target, error.strerror or "unknown") from error
    except Unreadable as error:
        if error.code == "disk_full":  # the disk that the backup should go to
            raise _failed(target, "the disk is full") from error
        raise
    with open_backup(target) as copy:
        return verify(copy)


def restore(source: Path, url: str) -> Head:
    """Fill the empty database at an address with a backup, whole or not at all, and return the end of its log.

    The backup is verified before anything is written. Where a file is to be made, the backup is put in its place;
    otherwise its rows are copied in one transaction, and what arrived is compared before it counts.

    Raises `Unreadable`: what `open_backup` raises, what `verify` raises, `restore_not_empty`, `restore_failed`, or
    a fault of the database.
    """
    with open_backup(source) as saved:
        head = verify(saved)
        new_file = file_to_make(url)
        if new_file is not None and _put_in_place(source, new_file):
            return head
        engine = open_engine(url)
        try:
            migrate(engine)
            with reading(saved) as old, writing(engine) as new:
                _refuse_filled(new, engine)
                if engine.dialect.name == "postgresql":
                    arrived = copy_to_server(old, new)
                else:
                    for table in metadata.sorted_tables:
                        _copy_rows(table, old, new)
                    arrived = walk(new, backend_of(engine)) == head
                if not arrived:
                    raise _not_arrived(source)
        finally:
            engine.dispose()
    return head


def _put_in_place(source: Path, target: Path) -> bool:
    """Put a copy of a backup in the place of a database that is not there; say False where one is there by now."""
    try:
        sqlite.refuse_remains(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=target.parent, prefix=".new-database-") as folder:
            new = Path(folder) / "new.db"
            shutil.copyfile(source, new)
            if not filecmp.cmp(source, new, shallow=False):  # what was verified is what arrived
                raise _not_arrived(source)
            _reach_disk(new)
            try:
                target.hardlink_to(new)
            except FileExistsError:
                return False
            _reach_disk(target.parent)
    except OSError as error:
        raise Unreadable(
            "restore_failed",
            f"The database {target} cannot be written ({error.strerror}); check its folder, its rights and its room.",
            file=str(target),
        ) from error
    return True


@contextmanager
def open_backup(path: Path) -> Iterator[Engine]:
    """Open a backup for reading; nothing is written to it or beside it.

    Raises `Unreadable`: `backup_missing`, `backup_foreign`, `backup_in_use` for the file of a running database,
    `backup_older` or `schema_newer` for another version's.
    """
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise Unreadable(
            "backup_missing",
            f"The backup {path} cannot be read ({error.strerror}); name a file that `backup` wrote.",
            file=str(path),
        ) from error
    if len(header) < 100 or not header.startswith(_HEADER):
        raise _foreign(path)
    if header[18:20] == b"\x02\x02":
        raise Unreadable(
            "backup_in_use",
            f"{path} is the file of a database in use, and its last events may lie beside it; make a backup of "
            "that database with `python -m monitor backup FILE`, and restore that.",
            file=str(path),
        )
    engine = sqlite.connect_at_rest(path)
    try:
        with reading(engine) as connection:
            found = revision_of(connection)
        if found is None:
            raise _foreign(path)
        if found != newest_revision():
            # Says so itself where the revision is newer than this program.
            try:
                check_revision(engine)
            except Unreadable as error:
                if error.code != "schema_older":
                    raise
                raise Unreadable(
                    "backup_older",
                    f"The backup {path} is from an older version ({found}). Copy it, bring the copy up to date with "
                    "`DATABASE_URL=sqlite:////path/of/the/copy.db python -m monitor migrate`, then make a backup "
                    "of that and restore it.",
                    file=str(path),
                    found=found,
                ) from error
        yield engine
    finally:
        engine.dispose()


def _copy_file(engine: Engine, target: Path) -> None:
    library = sqlite.library()
    with (
        sqlite.faults_of(database_path(engine)),
        closing(library.connect(str(database_path(engine)), timeout=30)) as old,
        closing(library.connect(str(target))) as new,
    ):
        old.backup(new)  # in one step, which sees one moment


def _copy_from_server(engine: Engine, target: Path) -> None:
    copy = open_engine(address_of(target))
    try:
        migrate(copy)
        with reading(engine) as old, writing(copy) as new:
            for table in metadata.sorted_tables:
                _copy_rows(table, old, new)
    finally:
        copy.dispose()


def _copy_rows(table: Table, old: Connection, new: Connection) -> None:
    """Copy all rows of a table in the order of its key: an event refers to an earlier one."""
    at_once = _LARGE if any(isinstance(column.type, LargeBinary) for column in table.columns) else _BATCH
    rows = old.execute(
        select(table).order_by(*table.primary_key.columns), execution_options={"yield_per": at_once}
    )
    for mappings in rows.mappings().partitions():
        new.execute(insert(table), [dict(row) for row in mappings])


def _refuse_filled(connection: Connection, engine: Engine) -> None:
    for table in metadata.sorted_tables:
        if connection.execute(select(table).limit(1)).first() is not None:
            name = backend_of(engine).name
            raise Unreadable(
                "restore_not_empty",
                f"The database {name} already holds entries ({table.name}), and a log is never overwritten; stop the "
                "dashboard and move that database away, or name an empty one in DATABASE_URL.",
                file=name,
            )


def _reach_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _failed(target: Path, why: str) -> Unreadable:
    return Unreadable(
        "backup_failed",
        f"The backup {target} cannot be written ({why}); check the folder, its rights and its room.",
        file=str(target),
    )


def _exists(target: Path) -> Unreadable:
    return Unreadable(
        "backup_exists", f"{target} is there already; name a file that is not there yet.", file=str(target)
    )


def _not_arrived(source: Path) -> Unreadable:
    return Unreadable(
        "restore_failed",
        f"What arrived of {source} is not what the backup holds; nothing was restored. Try again.",
        file=str(source),
    )


def _foreign(path: Path) -> Unreadable:
    return Unreadable(
        "backup_foreign",
        f"{path} is not a backup of this program; name a file that `backup` wrote.",
        file=str(path),
    )
