"""A database in a folder of its own for each test."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine

from monitor.reporting.drafts import Drafts
from monitor.reporting.log import StatusLog
from monitor.reporting.rounds import Rounds
from monitor.storage import engine as engine_module
from monitor.storage.drafts import SqlDrafts
from monitor.storage.engine import open_engine
from monitor.storage.migrate import migrate
from monitor.storage.rounds import SqlRounds
from monitor.storage.status_log import SqlStatusLog
from tests.fakes import InMemoryDrafts, InMemoryRounds, InMemoryStatusLog


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[[], Engine]]:
    """Open the database of this test, once or several times, as a restart would."""
    engines: list[Engine] = []

    def open_() -> Engine:
        engines.append(open_engine(f"sqlite:///{tmp_path / 'log.db'}"))
        return engines[-1]

    yield open_
    for engine in engines:
        engine.dispose()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file without events, made once and copied for each test, because migrating takes a while."""
    path = tmp_path_factory.mktemp("migrated") / "log.db"
    engine = open_engine(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture
def engine(opened: Callable[[], Engine], migrated: Path, tmp_path: Path) -> Engine:
    """A migrated database."""
    shutil.copy(migrated, tmp_path / "log.db")
    return opened()


@dataclass(frozen=True)
class Stores:
    """The log, the rounds and the drafts over one database, or fakes of them that know of one another."""

    log: StatusLog
    rounds: Rounds
    drafts: Drafts


@pytest.fixture(params=["fake", "SQLite with a write-ahead log", "SQLite with a rollback journal"])
def stores(
    request: pytest.FixtureRequest, tmp_path: Path, migrated: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Stores]:
    """Empty stores of each kind in turn."""
    if request.param == "fake":
        rounds = InMemoryRounds()
        yield Stores(InMemoryStatusLog(rounds), rounds, InMemoryDrafts())
        return
    wal = request.param == "SQLite with a write-ahead log"
    monkeypatch.setattr(engine_module, "wal_is_safe", lambda version: wal)
    shutil.copy(migrated, tmp_path / "log.db")
    engine = open_engine(f"sqlite:///{tmp_path / 'log.db'}")
    yield Stores(SqlStatusLog(engine), SqlRounds(engine), SqlDrafts(engine))
    engine.dispose()
