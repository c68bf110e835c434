"""A database for each test: a file in a folder of its own, or one on a server that the tests start."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine

from monitor.access.grants import Grants
from monitor.access.people import People
from monitor.access.tokens import Tokens
from monitor.reporting.drafts import Drafts
from monitor.reporting.log import StatusLog
from monitor.reporting.rounds import Rounds
from monitor.storage import sqlite
from monitor.storage.engine import open_engine
from monitor.storage.migrate import migrate
from monitor.storage.stores import stores as sql_stores
from tests.access.fakes import InMemoryGrants, InMemoryPeople, InMemoryTokens
from tests.fakes import InMemoryDrafts, InMemoryRounds, InMemoryStatusLog
from tests.postgres import OwnServer, Server, given_server

WAL = "SQLite with a write-ahead log"
ROLLBACK = "SQLite with a rollback journal"
POSTGRESQL = "PostgreSQL"
GIVEN = "the server in TEST_DATABASE_URL"
DATABASES = [WAL, ROLLBACK, POSTGRESQL, *([GIVEN] if given_server() else [])]
"""Every database the same promises are tested on. A server that cannot be had fails the test; nothing is skipped."""


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[[], Engine]]:
    """Open the file of this test, once or several times, as a restart would."""
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
    """A migrated file."""
    shutil.copy(migrated, tmp_path / "log.db")
    return opened()


@pytest.fixture(scope="session")
def servers() -> Iterator[Callable[[str], tuple[Server, str]]]:
    """Give a server and the address of a migrated database on it without events, each made when first asked for."""
    made: dict[str, tuple[Server, str]] = {}

    def server(kind: str) -> tuple[Server, str]:
        if kind not in made:
            one = given_server() if kind == GIVEN else OwnServer()
            assert one is not None
            url = one.create()
            engine = open_engine(url)
            migrate(engine)
            engine.dispose()
            made[kind] = (one, url)
        return made[kind]

    yield server
    for one, url in made.values():
        one.stop() if isinstance(one, OwnServer) else one.drop(url)


@pytest.fixture
def address(
    servers: Callable[[str], tuple[Server, str]],
    migrated: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[..., str]]:
    """Make a database of a kind and give its address: `address(WAL)`, or `address(WAL, empty=True)` for one without
    tables (on SQLite: without a file)."""
    made: list[tuple[Server, str]] = []

    def make(kind: str, *, empty: bool = False) -> str:
        if kind in (WAL, ROLLBACK):
            monkeypatch.setattr(sqlite, "wal_is_safe", lambda version: kind == WAL)
            path = tmp_path / f"log-{len(list(tmp_path.glob('log-*.db')))}.db"
            if not empty:
                shutil.copy(migrated, path)
            return f"sqlite:///{path}"
        server, template = servers(kind)
        url = server.create(None if empty else template)
        made.append((server, url))
        return url

    yield make
    for server, url in made:
        server.drop(url)


@pytest.fixture
def open_at() -> Iterator[Callable[[str], Engine]]:
    """Open databases by address and close them after the test."""
    engines: list[Engine] = []

    def open_(url: str) -> Engine:
        engines.append(open_engine(url))
        return engines[-1]

    yield open_
    for engine in engines:
        engine.dispose()


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest, address: Callable[[str], str]) -> str:
    """The address of a migrated database without events, of every kind in turn."""
    return address(request.param)


@pytest.fixture
def database(url: str, open_at: Callable[[str], Engine]) -> Engine:
    """A migrated database without events, of every kind in turn."""
    return open_at(url)


@contextmanager
def another_view(engine: Engine) -> Iterator[Engine]:
    """The same database opened by another process, as far as locks in this one are concerned."""
    url = engine.url.render_as_string(hide_password=False)
    other = open_engine(url)
    try:
        yield other
    finally:
        other.dispose()


@dataclass(frozen=True)
class Stores:
    """The log and all that is kept beside it over one database, or fakes of them that know of one another."""

    log: StatusLog
    rounds: Rounds
    drafts: Drafts
    people: People
    grants: Grants
    tokens: Tokens


@pytest.fixture(params=["fake", *DATABASES])
def stores(request: pytest.FixtureRequest, address: Callable[[str], str], tmp_path: Path) -> Iterator[Stores]:
    """Empty stores of each kind in turn."""
    if request.param == "fake":
        rounds = InMemoryRounds()
        people = InMemoryPeople()
        yield Stores(
            InMemoryStatusLog(rounds),
            rounds,
            InMemoryDrafts(),
            people,
            InMemoryGrants(people),
            InMemoryTokens(),
        )
        return
    engine = open_engine(address(request.param))
    kept = sql_stores(engine, tmp_path / "editions")
    yield Stores(kept.log, kept.rounds, kept.drafts, kept.people, kept.grants, kept.tokens)
    kept.figures.close()
    engine.dispose()
