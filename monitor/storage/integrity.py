"""Making sure that the whole log is what was written: its chain, what guards it, and the database it lies in."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sqlalchemy import Connection, Engine

from monitor.errors import Unreadable
from monitor.storage import triggers
from monitor.storage.backend import Backend, backend_of
from monitor.storage.chain import Head, walk
from monitor.storage.engine import address_of, open_engine, reading
from monitor.storage.migrate import migrate

BROKEN: Final = frozenset(
    {
        "chain_broken",
        "checkpoint_mismatch",
        "triggers_missing",
        "schema_altered",
        "database_damaged",
        "database_foreign",
    }
)
"""The codes that mean: the log is not what was written, or cannot be shown to be."""


def verify(engine: Engine, *, signed: Mapping[int, str] | None = None) -> Head:
    """Make sure that the whole log is what was written, and return its end.

    `signed` gives, by sequence number, digests that a checkpoint vouches for.

    Raises `Unreadable`: `chain_broken` or `checkpoint_mismatch` with the first bad sequence number in the field
    `sequence`, `triggers_missing`, `schema_altered`, or `database_damaged`; else what a fault of the database is.
    """
    backend = backend_of(engine)
    # Both read the whole log; the database's own check runs beside the walk, on a connection of its own.
    with ThreadPoolExecutor(1) as pool, reading(engine) as connection:
        checked = pool.submit(_check_whole, engine)
        head = walk(connection, backend, signed=signed)
        missing = sorted(
            set(triggers.expected(engine.dialect.name).items()) - set(backend.triggers(connection).items())
        )
        if missing:
            names = ", ".join(name for name, _definition in missing)
            raise Unreadable(
                "triggers_missing",
                f"The database {backend.name} no longer refuses changes to the log: {names} is missing or altered. "
                "Its events are sound; find out who did it, and restore a backup into a new database.",
                file=backend.name,
                names=names,
            )
        if engine.dialect.name == "sqlite":
            _refuse_other_tables(connection, backend)
        checked.result()
    return head


def _refuse_other_tables(connection: Connection, backend: Backend) -> None:
    """Compare what a file says of its tables, indexes and triggers with what the migrations make.

    The statements lie in the file as text, and a bit that flips there would change what SQLite makes of the rest.
    """
    altered = sorted(name for name, _definition in set(definitions(connection)) ^ set(_as_migrated()))
    if altered:
        names = ", ".join(dict.fromkeys(altered))
        raise Unreadable(
            "schema_altered",
            f"The tables of {backend.name} are not as this program makes them ({names}); keep the database as "
            "evidence and restore a backup from before.",
            file=backend.name,
            names=names,
        )


@cache
def _as_migrated() -> tuple[tuple[str, str], ...]:
    with TemporaryDirectory() as folder:
        engine = open_engine(address_of(Path(folder) / "new.db"))
        try:
            migrate(engine)
            with reading(engine) as connection:
                return definitions(connection)
        finally:
            engine.dispose()


def definitions(connection: Connection) -> tuple[tuple[str, str], ...]:
    """Return what a file of SQLite holds of its schema: each thing's name, and all that is said of it."""
    found = connection.exec_driver_sql(
        "SELECT name, type || ' ' || tbl_name || ' ' || coalesce(sql, '') FROM sqlite_master"
    )
    return tuple((row[0], row[1]) for row in found)


def _check_whole(engine: Engine) -> None:
    with reading(engine) as connection:
        backend_of(engine).check_whole(connection, thorough=True)
