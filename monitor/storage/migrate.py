"""Bringing a database to the tables this version of the program works with."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from monitor.errors import Unreadable
from monitor.storage.backend import backend_of
from monitor.storage.engine import database_name, open_engine, reading, writing

_SCRIPTS: Final = Path(__file__).parent / "migrations"


def migrate(engine: Engine) -> None:
    """Make or upgrade the tables, whole or not at all, and check them. Again is harmless.

    Several processes may start at once: the first migrates in its transaction, the others wait and find it
    done.

    Raises `Unreadable`: what `check_schema` raises, and faults of the database.
    """
    with reading(engine) as connection:
        found = _found(connection, engine)
    # A database that is up to date is not written to, so that one that cannot be written to can still be
    # read.
    if found != newest_revision():
        with writing(engine) as connection:
            # Looked at again, now that no other process can migrate.
            _found(connection, engine)
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    check_schema(engine)


def check_schema(engine: Engine) -> None:
    """Make sure that the database is whole and has the tables of this version.

    On SQLite the check reads the whole file once, as fast as the disk gives it.

    Raises `Unreadable`: `schema_newer`, `schema_older`, `database_damaged`, or another fault of the database.
    """
    check_revision(engine)
    with reading(engine) as connection:
        backend_of(engine).check_whole(connection, thorough=False)


def check_revision(engine: Engine) -> None:
    """Make sure that the database has the tables of this version, without looking at what they hold.

    Raises `Unreadable`: `schema_newer`, `schema_older`, or a fault of the database.
    """
    name = database_name(engine)
    with reading(engine) as connection:
        if _found(connection, engine) != newest_revision():
            raise Unreadable(
                "schema_older",
                f"The database {name} is from an older version; start the dashboard to migrate it.",
                file=name,
            )


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    """Open a database that is there and up to date, and close it again.

    Raises what `open_engine` and `check_revision` raise.
    """
    engine = open_engine(url, create=False)
    try:
        check_revision(engine)
        yield engine
    finally:
        engine.dispose()


def newest_revision() -> str | None:
    """Return the revision that this version of the program works with."""
    return _revisions(_SCRIPTS)[0]


def revision_of(connection: Connection) -> str | None:
    """Return the revision of a database, `None` for one without tables of ours."""
    return MigrationContext.configure(connection).get_current_revision()


@cache
def _revisions(folder: Path) -> tuple[str | None, frozenset[str]]:
    """The newest revision in a folder of scripts, and all of them. They are part of the program: it reads them once,
    not at each start of a store and at each question whether the database is in order."""
    scripts = ScriptDirectory(str(folder))
    return scripts.get_current_head(), frozenset(script.revision for script in scripts.walk_revisions())


def _found(connection: Connection, engine: Engine) -> str | None:
    """Return the revision of the database, `None` for a new one; refuse one that is not known here."""
    found = revision_of(connection)
    if found is not None and found not in _revisions(_SCRIPTS)[1]:
        name = database_name(engine)
        raise Unreadable(
            "schema_newer",
            f"The database {name} is from a newer version of this program ({found}); run that version.",
            file=name,
            found=found,
        )
    return found


def _config() -> Config:
    config = Config()
    # A percent sign in a folder's name would be read as the start of a reference.
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    return config
