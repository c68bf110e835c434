"""A database on a PostgreSQL server, chosen by its address alone.

Writers take turns at an advisory lock that ends with their transaction, so that the sequence has no gaps and
each event sees the one before it, whichever process wrote that. Readers are not kept waiting.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import psycopg
from sqlalchemy import (
    URL,
    Column,
    ColumnElement,
    Connection,
    Engine,
    create_engine,
    event,
    literal_column,
)
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from monitor.errors import Unreadable

_WRITERS: Final = 4_201_702_121  # any number; all processes of this program wait at the same one
_CONNECT_SECONDS: Final = 10

# Run on every new connection. A server may be set to acknowledge before the disk has it; this log is not.
_SET_UP: Final = """
SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';
SET lock_timeout = '30s';
SET idle_in_transaction_session_timeout = '10min';
"""


@dataclass(frozen=True)
class PostgresDatabase:
    """The database as a `monitor.storage.backend.Backend`."""

    name: str
    path: Path | None = None
    errors: tuple[type[Exception], ...] = (SQLAlchemyError, psycopg.Error)

    def will_read(self, connection: Connection) -> None:
        """See `Backend.will_read`."""
        connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    def will_write(self, connection: Connection) -> None:
        """See `Backend.will_write`.

        READ COMMITTED, so that what is read after the turn has come includes what the writer before wrote.
        """
        connection.execution_options(isolation_level="READ COMMITTED", postgresql_readonly=False)

    def await_turn(self, connection: Connection) -> None:
        """See `Backend.await_turn`. The lock is let go by the commit or the rollback, or with the connection."""
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")

    def check_whole(self, connection: Connection, *, thorough: bool) -> None:
        """See `Backend.check_whole`: the server checks its pages as it reads them (data checksums)."""

    def triggers(self, connection: Connection) -> Mapping[str, str]:
        """See `Backend.triggers`. One that is switched off, or off for replication, is not in force."""
        found = connection.exec_driver_sql(
            "SELECT t.tgname, pg_get_triggerdef(t.oid, true) || E'\\n' || p.prosrc FROM pg_trigger t "
            "JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE NOT t.tgisinternal AND t.tgenabled = 'A' AND pg_table_is_visible(c.oid)"
        )
        return {row[0]: row[1] for row in found}

    def as_json(self, columns: Sequence[Column[Any]]) -> ColumnElement[str | None]:
        """See `Backend.as_json`. A column here holds one kind only."""
        names = ", ".join(map(str, columns))
        return literal_column(f"(SELECT row_to_json(object)::text FROM (SELECT {names}) AS object)")  # noqa: S608 - names of our own tables

    def as_unreadable(self, error: Exception) -> Unreadable:
        """See `Backend.as_unreadable`."""
        cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
        state, said = _told(cause)
        for signs, code, sentence in _FAULTS:
            if state.startswith(signs):
                return Unreadable(
                    code, f"The database {self.name} {sentence} ({said}).", file=self.name, said=said
                )
        if not state and isinstance(cause, psycopg.OperationalError | psycopg.InterfaceError):
            if any(
                sign in said for sign in _NOT_LET_IN
            ):  # before there is a session, the server gives no state
                return Unreadable(
                    "database_refused",
                    f"The database {self.name} does not let this program in ({said}); check DATABASE_URL.",
                    file=self.name,
                    said=said,
                )
            return Unreadable(
                "database_unreachable",
                f"The database {self.name} does not answer ({said}); see that the server runs and try again.",
                file=self.name,
                said=said,
            )
        return Unreadable(
            "database_failed",
            f"The database {self.name} could not do what was asked: {said}.",
            file=self.name,
            said=said,
        )


def connect(url: URL) -> Engine:
    """Open the database, which has to be there and to be kept in UTF-8.

    Raises `Unreadable`: `database_encoding`. Faults that show later are `database_unreachable`,
    `database_refused`, `database_locked`, `database_readonly`, `disk_full`, `database_damaged` or
    `database_failed`.
    """
    backend = PostgresDatabase(_name(url))
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        connect_args={"connect_timeout": _CONNECT_SECONDS, "application_name": "monitor"},
        # A server that was restarted is met with a new connection, and not with an error for the first visitor.
        pool_pre_ping=True,
        execution_options={"backend": backend},
    )
    event.listen(engine, "connect", _set_up)
    try:
        with engine.connect() as connection:
            encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    except SQLAlchemyError as error:
        engine.dispose()
        raise backend.as_unreadable(error) from error
    if encoding != "UTF8":
        engine.dispose()
        raise Unreadable(
            "database_encoding",
            f"The database {backend.name} is kept in {encoding}; create one with ENCODING 'UTF8'.",
            file=backend.name,
        )
    return engine


def _name(url: URL) -> str:
    host = url.host or str(url.query.get("host", "")) or "localhost"
    return f"{url.database} at {host}" + (f":{url.port}" if url.port else "")


def _set_up(connection: Any, _record: object) -> None:
    connection.execute(_SET_UP)
    connection.commit()


def _told(cause: BaseException) -> tuple[str, str]:
    """Return the state code of an error, "" where the server gave none, and its first line."""
    if isinstance(cause, psycopg.Error):
        said = cause.diag.message_primary or str(cause)
        return cause.sqlstate or "", _one_line(said)
    return "", _one_line(str(cause))


def _one_line(text: str) -> str:
    return (text.strip().splitlines() or [""])[0].rsplit("failed: ", 1)[-1].rstrip(".")


_NOT_LET_IN: Final = (
    "does not exist",
    "authentication failed",
    "no pg_hba.conf entry",
    "permission denied",
    "no password",
)

# How the state begins that PostgreSQL gives, the code that the pages know, and the sentence with the remedy.
_FAULTS: Final = (
    (
        ("08", "57P0", "53300"),
        "database_unreachable",
        "does not answer; see that the server runs and try again",
    ),
    (("28", "3D"), "database_refused", "does not let this program in; check DATABASE_URL"),
    (("55P03", "40P01", "57014"), "database_locked", "is held by another program; try again in a moment"),
    (("53100",), "disk_full", "cannot grow because the disk is full; make room and try again"),
    (
        ("25006", "42501"),
        "database_readonly",
        "cannot be written to in this way; check the rights of its user",
    ),
    (("XX001", "XX002", "58030"), "database_damaged", "is damaged; stop writing to it and restore a backup"),
)
