"""A database in a folder of its own for each test."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from monitor.storage.engine import open_engine
from monitor.storage.migrate import migrate


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
