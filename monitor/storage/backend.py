"""What the two databases do differently. All else in this room is one code path over SQLAlchemy Core."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Column, ColumnElement, Connection, Engine

from monitor.errors import Unreadable


class Backend(Protocol):
    """One database that is open. `name` is what messages call it; it never holds a password."""

    @property
    def name(self) -> str:
        """The file, or the server's address and the database on it."""
        ...

    @property
    def path(self) -> Path | None:
        """The file, where the database is one."""
        ...

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        """What the driver and SQLAlchemy raise, for `as_unreadable` to word."""
        ...

    def will_read(self, connection: Connection) -> None:
        """Prepare a connection so that every read of its next transaction sees one moment."""
        ...

    def will_write(self, connection: Connection) -> None:
        """Prepare a connection so that its next transaction may write."""
        ...

    def await_turn(self, connection: Connection) -> None:
        """At the start of a writing transaction: wait until no other process writes."""
        ...

    def check_whole(self, connection: Connection, *, thorough: bool) -> None:
        """Make sure that the storage itself is sound, as far as the database can say.

        `thorough` compares indexes with tables too and takes longer; it leaves to the digests what they cover. The
        connection is not to be used for anything after that. Raises `Unreadable("database_damaged")`.
        """
        ...

    def triggers(self, connection: Connection) -> Mapping[str, str]:
        """Return the triggers that are in force by name, each with the whole of its definition."""
        ...

    def as_json(self, columns: Sequence[Column[Any]]) -> ColumnElement[str | None]:
        """Return what writes these columns of a row as `monitor.storage.canonical` writes an object, in this order.

        It gives NULL for a value of a kind that would read like one of another kind.
        """
        ...

    def as_unreadable(self, error: Exception) -> Unreadable:
        """Word a fault of the database: which one, what is wrong, what helps."""
        ...


def backend_of(engine: Engine) -> Backend:
    """Return the backend of an engine that `open_engine` made."""
    backend: Backend = engine.get_execution_options()["backend"]
    return backend
