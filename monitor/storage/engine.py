"""Opening the database, and the two ways into it: reading and writing.

One gate stands in front of all writers of this process. Measured on SQLite: with 32 sessions saving at
once, `BEGIN IMMEDIATE` and a busy timeout alone still gave "database is locked"; in turn all were
saved. On PostgreSQL it keeps waiting writers from taking up the server's connections.
"""

import os.path
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, Engine, inspect, make_url
from sqlalchemy.exc import ArgumentError

from monitor.errors import Unreadable
from monitor.storage import postgresql, sqlite
from monitor.storage.backend import Backend, backend_of
from monitor.storage.gate import Gate

_OURS: Final = frozenset({"alembic_version", "events", "event_texts"})
_READERS_WAITED_FOR: Final = 1000  # milliseconds


def open_engine(url: str, *, create: bool = True) -> Engine:
    """Open the database at an address: `sqlite:///var/monitor.db` or `postgresql://user:password@host/name`.

    An SQLite file is made where there is none, empty, unless `create` is false; a database on a server has to be
    there. The tables are made by `migrate`, not here.

    Raises `Unreadable`: `database_url` for an address of neither kind, `database_foreign` for a database that
    holds something else, which is left as it was, and what `monitor.storage.sqlite` and
    `monitor.storage.postgresql` say of faults.
    """
    parsed = _parsed(url)
    if parsed.get_backend_name() == "sqlite":
        engine = sqlite.connect(parsed, create=create)
    else:
        engine = postgresql.connect(parsed)
    engine.update_execution_options(write_gate=Gate())
    try:
        with reading(engine) as connection:
            tables = set(inspect(connection).get_table_names())
            if tables and not tables >= _OURS:
                name = backend_of(engine).name
                raise Unreadable(
                    "database_foreign",
                    f"{name} is not a database of this program; move it away, or name another as the database.",
                    file=name,
                )
        if engine.dialect.name == "sqlite":
            with _worded(backend_of(engine)):
                sqlite.set_journal(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection whose reads all see one moment. Faults of the database become `Unreadable`."""
    backend = backend_of(engine)
    with _worded(backend), engine.connect() as connection:
        backend.will_read(connection)
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection in a transaction that is committed at the end, or rolled back on any exception.

    One writer at a time: threads of this process wait at the gate, other processes at the database. Faults of
    the database become `Unreadable`. Where the database went away during the commit, nobody can know here
    whether it took place; sending the same idempotency key again finds out.
    """
    backend = backend_of(engine)
    with _worded(backend), gate_of(engine).turn(), engine.connect() as connection:
        backend.will_write(connection)
        with connection.begin():
            backend.await_turn(connection)
            yield connection


def gate_of(engine: Engine) -> Gate:
    """Return the gate that writers of this process go through."""
    gate: Gate = engine.get_execution_options()["write_gate"]
    return gate


def database_name(engine: Engine) -> str:
    """Return what messages call the database: its file, or its server and name, never a password."""
    return backend_of(engine).name


def database_path(engine: Engine) -> Path:
    """Return the file of an SQLite engine made by `open_engine`."""
    path = backend_of(engine).path
    assert path is not None, "only SQLite is a file"
    return path


def empty_journal(engine: Engine) -> None:
    """Take out of SQLite's write-ahead log the pages that hold removed words, as far as nobody reads them now.

    What somebody still reads stays in that file until SQLite writes over it.
    """
    if engine.dialect.name != "sqlite":
        return
    with suppress(*backend_of(engine).errors), closing(engine.raw_connection()) as raw:
        raw.detach()  # with its own patience, it is not given to anybody else
        cursor = raw.cursor()
        # Whoever waits here for a reader keeps every writer waiting, and a verification reads for long.
        cursor.execute(f"PRAGMA busy_timeout={_READERS_WAITED_FOR}")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def address_of(file: Path) -> str:
    """Return the address of a file of SQLite, whatever signs its name holds."""
    return URL.create("sqlite", database=str(file)).render_as_string()


def file_to_make(url: str) -> Path | None:
    """Return the file that `open_engine` would make for an address, `None` where there is nothing to make."""
    parsed = _parsed(url)
    path = Path(str(parsed.database)).absolute()
    # A place that cannot be looked at is one where nothing can be made, which whoever tries is told.
    there = os.path.exists(path)  # noqa: PTH110 - the other one raises
    return path if parsed.get_backend_name() == "sqlite" and not there else None


def _parsed(url: str) -> URL:
    try:
        # Hosting services write `postgres:`, which SQLAlchemy does not know.
        parsed = make_url(url.replace("postgres://", "postgresql://", 1))
    except (ArgumentError, ValueError):  # a port that is no number is a plain ValueError, which repeats it
        parsed = None
    kind = parsed.get_backend_name() if parsed is not None else None
    if (
        parsed is None
        or kind not in ("sqlite", "postgresql")
        or not parsed.database
        or parsed.database == ":memory:"
    ):
        # The address itself is not repeated: it may hold a password.
        raise Unreadable(
            "database_url",
            "The database address must name a file of SQLite, such as sqlite:///var/monitor.db, or a database "
            "of PostgreSQL, such as postgresql://user:password@host/name.",
        )
    return parsed


@contextmanager
def _worded(backend: Backend) -> Iterator[None]:
    try:
        yield
    except backend.errors as error:
        raise backend.as_unreadable(error) from error
