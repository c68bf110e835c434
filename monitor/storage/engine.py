"""Opening the embedded database, and the two ways into it: reading and writing.

SQLite is opened so that what was acknowledged survives a power cut: `synchronous=FULL`, and the write-ahead
log only with a library version that is free of its corruption fault; otherwise the rollback journal.
Measured reasons for the one lock in front of all writers: with 32 sessions saving at once, `BEGIN
IMMEDIATE` and a busy timeout alone still gave "database is locked"; with the lock all were saved.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from types import ModuleType
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from monitor.errors import Unreadable

_WAIT_SECONDS: Final = 30  # for another process that holds the file
_OURS: Final = frozenset({"alembic_version", "events", "event_texts"})


def open_engine(url: str) -> Engine:
    """Open the database at an address like `sqlite:///var/monitor.db`; make an empty one where there is none.

    The tables are made by `migrate`, not here. Folders on the way are made.

    Raises `Unreadable`: `database_url` for an address that is not a file of SQLite, `database_is_folder`,
    `database_empty`, `database_foreign`, `database_damaged`, `database_locked`, `database_readonly`,
    `disk_full` or `database_failed`. A file that is not ours is left as it was.
    """
    path = _path(url)
    module = _sqlite()
    _look_before_opening(path, module)
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        module=module,
        connect_args={"timeout": _WAIT_SECONDS},
        execution_options={"path": path, "write_lock": Lock()},
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    try:
        with reading(engine) as connection:
            _refuse_foreign(connection, path)
        _set_journal(engine, wal=wal_is_safe(module.sqlite_version_info))
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection whose reads all see one moment. Faults of the database become `Unreadable`."""
    with _worded(database_path(engine)), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection in a transaction that is committed at the end, or rolled back on any exception.

    One writer at a time: threads of this process wait at a lock, other processes at the database. Faults of
    the database become `Unreadable`.
    """
    lock: Lock = engine.get_execution_options()["write_lock"]
    with _worded(database_path(engine)), lock, engine.connect() as connection:
        connection.execution_options(begin="IMMEDIATE")
        with connection.begin():
            yield connection


def database_path(engine: Engine) -> Path:
    """Return the file of an engine made by `open_engine`."""
    path: Path = engine.get_execution_options()["path"]
    return path


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Say whether this version of SQLite is free of the fault by which a write-ahead log can corrupt a file.

    Mended in 3.51.3, and carried back to 3.50.7 and 3.44.6, as SQLite's release notes say.
    """
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


def _path(url: str) -> Path:
    try:
        parsed = make_url(url)
    except ArgumentError:
        parsed = None
    if parsed is None or parsed.get_backend_name() != "sqlite" or parsed.database in (None, "", ":memory:"):
        # The address itself is not repeated: it may hold a password.
        raise Unreadable(
            "database_url",
            "The database address must name a file of SQLite, such as sqlite:///var/monitor.db.",
        )
    return Path(str(parsed.database)).absolute()


def _look_before_opening(path: Path, module: ModuleType) -> None:
    """Make the file where there is none; refuse what SQLite would take for a new one, or alter to find out."""
    try:
        if path.is_dir():
            raise Unreadable(
                "database_is_folder",
                f"{path} is a folder; move it away, or name a file as the database.",
                file=str(path),
            )
        if not path.exists():
            _create(path, module)
        # Its size is asked for, and its header left to SQLite: to open and close the file here would release
        # the locks that a connection elsewhere in this process holds on it.
        size = path.stat().st_size
    except OSError as error:
        raise Unreadable(
            "database_failed",
            f"The database {path} cannot be opened ({error.strerror}); check its folder and access rights.",
            file=str(path),
        ) from error
    if size == 0:
        raise Unreadable(
            "database_empty",
            f"The database {path} is empty (0 bytes); restore a backup, or delete it to begin a new log.",
            file=str(path),
        )


def _create(path: Path, module: ModuleType) -> None:
    """Put an empty database in place whole, or leave the one that another process put there meanwhile.

    SQLite would first make a file of 0 bytes. One found later could not be told from a log that was cut off.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=path.parent, prefix=".new-database-") as folder:
        new = Path(folder) / "new.db"
        with _worded(path), closing(module.connect(str(new))) as connection:
            connection.execute("VACUUM")  # writes the header, which is all that an empty database has
        with suppress(FileExistsError):
            path.hardlink_to(new)


def _refuse_foreign(connection: Connection, path: Path) -> None:
    tables = set(inspect(connection).get_table_names())
    if tables and not tables >= _OURS:
        raise Unreadable(
            "database_foreign",
            f"{path} is not a database of this program; move it away, or name another file as the database.",
            file=str(path),
        )


def _sqlite() -> ModuleType:
    """Return the newer SQLite that a wheel brings where one is installed, else that of Python itself."""
    try:
        return import_module("pysqlite3.dbapi2")
    except ImportError:
        return sqlite3


def _set_up(connection: Any, _record: object) -> None:
    # The driver begins no transaction of its own, so that every one is begun by `_begin` and says what it is for.
    connection.isolation_level = None
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # A transaction that reads first and writes later can fail at once when another writer came between,
    # without waiting its turn; so a writer says from the start that it will write.
    mode = connection.get_execution_options().get("begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")


def _set_journal(engine: Engine, *, wal: bool) -> None:
    wanted = "wal" if wal else "delete"
    with _worded(database_path(engine)):
        raw = engine.raw_connection()
        try:
            cursor = raw.cursor()
            if cursor.execute("PRAGMA journal_mode").fetchone()[0] != wanted:
                cursor.execute(f"PRAGMA journal_mode={wanted}")
        finally:
            raw.close()


@contextmanager
def _worded(path: Path) -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, _sqlite().Error) as error:
        raise _as_unreadable(error, path) from error


# What SQLite says, the code that the pages know, and the sentence with the remedy.
_FAULTS: Final = (
    (("file is not a database",), "database_foreign", "is not a database; move it away and restore a backup"),
    (
        ("malformed", "disk i/o error"),
        "database_damaged",
        "is damaged; keep a copy of the file and restore a backup",
    ),
    (
        ("database is locked", "table is locked"),
        "database_locked",
        "is held by another program; close that program and try again",
    ),
    (("readonly",), "database_readonly", "cannot be written to; check its access rights and its folder's"),
    (("disk is full",), "disk_full", "cannot grow because the disk is full; make room and try again"),
)


def _as_unreadable(error: Exception, path: Path) -> Unreadable:
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    said = str(cause)
    for signs, code, sentence in _FAULTS:
        if any(sign in said.lower() for sign in signs):
            return Unreadable(code, f"The database {path} {sentence}.", file=str(path))
    return Unreadable(
        "database_failed",
        f"The database {path} could not do what was asked: {said}.",
        file=str(path),
        said=said,
    )
