"""The embedded database: a file of SQLite, opened so that what was acknowledged survives a power cut.

The write-ahead log is used only with a library version that is free of its corruption fault; otherwise the
rollback journal. `synchronous=EXTRA` is FULL, and also waits until the removal of the rollback journal has
reached the disk: without that, a power cut soon after a commit can bring the journal back and undo it.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import (
    URL,
    Column,
    ColumnElement,
    Connection,
    Engine,
    create_engine,
    event,
    inspect,
    literal_column,
)
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from monitor.errors import Unreadable

_UNDER_DIGESTS: Final = frozenset({"events", "event_texts"})
_WAIT_SECONDS: Final = 30  # for another process that holds the file


@dataclass(frozen=True)
class SqliteFile:
    """The file as a `monitor.storage.backend.Backend`."""

    path: Path
    errors: tuple[type[Exception], ...]

    @property
    def name(self) -> str:
        """See `Backend.name`."""
        return str(self.path)

    def will_read(self, connection: Connection) -> None:
        """See `Backend.will_read`. A deferred transaction keeps the moment of its first read."""
        connection.execution_options(begin="DEFERRED")

    def will_write(self, connection: Connection) -> None:
        """See `Backend.will_write`.

        A transaction that reads first and writes later can fail at once when another writer came between,
        without waiting its turn; so a writer says from the start that it will write.
        """
        connection.execution_options(begin="IMMEDIATE")

    def await_turn(self, connection: Connection) -> None:
        """See `Backend.await_turn`: BEGIN IMMEDIATE has waited already."""

    def check_whole(self, connection: Connection, *, thorough: bool) -> None:
        """See `Backend.check_whole`."""
        if not thorough:
            self._refuse_unless_ok(connection, "quick_check(1)")
            return
        # Half the time would go into the CHECKs of the log, which its digests make needless. They stay off for as
        # long as this connection lives, so it is not given to anybody else.
        connection.detach()
        tables = [table for table in inspect(connection).get_table_names() if table not in _UNDER_DIGESTS]
        for table in tables:
            self._refuse_unless_ok(connection, f"integrity_check('{table}')")
        connection.exec_driver_sql("PRAGMA ignore_check_constraints=ON")
        self._refuse_unless_ok(connection, "integrity_check(1)")

    def _refuse_unless_ok(self, connection: Connection, check: str) -> None:
        if connection.exec_driver_sql(f"PRAGMA {check}").scalars().first() != "ok":
            raise self._damaged()

    def triggers(self, connection: Connection) -> Mapping[str, str]:
        """See `Backend.triggers`."""
        found = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {row[0]: row[1] for row in found}

    def as_json(self, columns: Sequence[Column[Any]]) -> ColumnElement[str | None]:
        """See `Backend.as_json`. Bytes may hold JSON in SQLite's own form, and would be written as what they hold.

        They sort after all else, so that the greatest of the values is of their kind where one of them is.
        """
        values = ", ".join(f"coalesce({column}, '')" for column in columns)
        pairs = ", ".join(f"'{column.name}', {column}" for column in columns)
        return literal_column(f"CASE WHEN typeof(max({values})) <> 'blob' THEN json_object({pairs}) END")

    def as_unreadable(self, error: Exception) -> Unreadable:
        """See `Backend.as_unreadable`."""
        cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
        said = str(cause)
        if isinstance(cause, UnicodeDecodeError):
            return self._damaged()
        for signs, code, sentence in _FAULTS:
            if any(sign in said.lower() for sign in signs):
                return Unreadable(code, f"The database {self.path} {sentence}.", file=self.name)
        return Unreadable(
            "database_failed",
            f"The database {self.path} could not do what was asked: {said}.",
            file=self.name,
            said=said,
        )

    def _damaged(self) -> Unreadable:
        return Unreadable(
            "database_damaged",
            f"The database {self.path} is damaged; keep a copy of the file and restore a backup.",
            file=self.name,
        )


def connect(url: URL, *, create: bool) -> Engine:
    """Open the file, and make an empty database where there is none and `create` says so, with its folders.

    Raises `Unreadable`: `database_missing`, `database_is_folder`, `database_empty`, `database_failed`. Faults that
    show later are `database_foreign`, `database_damaged`, `database_locked`, `database_readonly`, `disk_full` or
    `database_failed`.
    """
    module = library()
    backend = _file(Path(str(url.database)))
    _look_before_opening(backend, module, create=create)
    engine = create_engine(
        URL.create("sqlite", database=str(backend.path)),
        module=module,
        connect_args={"timeout": _WAIT_SECONDS},
        execution_options={"backend": backend},
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def connect_at_rest(path: Path) -> Engine:
    """Open a file that nobody writes to, for reading only. Nothing is written to it or beside it."""
    module = library()
    backend = _file(path)
    address = f"file:{quote(str(backend.path))}?mode=ro&immutable=1"
    engine = create_engine(
        "sqlite://",
        module=module,
        creator=lambda: module.connect(address, uri=True, check_same_thread=False),
        poolclass=NullPool,
        execution_options={"backend": backend},
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def faults_of(path: Path) -> Iterator[None]:
    """Word the faults of a file that is used without an engine."""
    backend = _file(path)
    try:
        yield
    except backend.errors as error:
        raise backend.as_unreadable(error) from error


def refuse_remains(path: Path) -> None:
    """Refuse to make a file beside a journal that another one left: SQLite would take it for the new one's.

    Raises `Unreadable("database_remains")`.
    """
    for ending in ("-wal", "-journal"):
        left = path.with_name(path.name + ending)
        if left.exists() and left.stat().st_size > 0:
            raise Unreadable(
                "database_remains",
                f"{path} is not there, but {left} is, which may hold its last events; put the database back beside "
                "it, or move it away too.",
                file=str(path),
            )


def set_journal(engine: Engine) -> None:
    """Choose the write-ahead log where this SQLite can be trusted with it, else the rollback journal."""
    wanted = "wal" if wal_is_safe(library().sqlite_version_info) else "delete"
    with closing(engine.raw_connection()) as raw:
        cursor = raw.cursor()
        if cursor.execute("PRAGMA journal_mode").fetchone()[0] != wanted:
            cursor.execute(f"PRAGMA journal_mode={wanted}")


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Say whether this version of SQLite is free of the fault by which a write-ahead log can corrupt a file.

    Mended in 3.51.3, and carried back to 3.50.7 and 3.44.6, as SQLite's release notes say.
    """
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


def library() -> ModuleType:
    """Return the newer SQLite that a wheel brings where one is installed, else that of Python itself."""
    try:
        return import_module("pysqlite3.dbapi2")
    except ImportError:
        return sqlite3


def _file(path: Path) -> SqliteFile:
    # What a damaged file says of itself need not be text, and the driver then fails to read it as such.
    return SqliteFile(path.absolute(), (SQLAlchemyError, sqlite3.Error, library().Error, UnicodeDecodeError))


def _look_before_opening(backend: SqliteFile, module: ModuleType, *, create: bool) -> None:
    """Make the file where there is none; refuse what SQLite would take for a new one, or alter to find out."""
    path = backend.path
    try:
        if path.is_dir():
            raise Unreadable(
                "database_is_folder",
                f"{path} is a folder; move it away, or name a file as the database.",
                file=str(path),
            )
        if not path.exists():
            refuse_remains(path)
            if not create:
                raise Unreadable(
                    "database_missing",
                    f"There is no database {path}; check DATA_DIR or DATABASE_URL.",
                    file=str(path),
                )
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
        with faults_of(path), closing(module.connect(str(new))) as connection:
            connection.execute("VACUUM")  # writes the header, which is all that an empty database has
        with suppress(FileExistsError):
            path.hardlink_to(new)


def _set_up(connection: Any, _record: object) -> None:
    # The driver begins no transaction of its own, so that every one is begun by `_begin` and says what it is for.
    connection.isolation_level = None
    # secure_delete: what was redacted, or typed in a draft that is gone, must not stay in space marked as free.
    for pragma in ("synchronous=EXTRA", "foreign_keys=ON", "recursive_triggers=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    mode = connection.get_execution_options().get("begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")


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
