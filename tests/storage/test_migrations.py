"""Migrations on every database: several starts at once, whole or not at all, and nobody kept from writing."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from sqlalchemy import Engine, event, inspect

from monitor.settings import ROOT
from monitor.storage import migrate as migrate_module
from monitor.storage import triggers
from monitor.storage.backend import backend_of
from monitor.storage.chain import walk
from monitor.storage.engine import open_engine, reading, writing
from monitor.storage.integrity import verify
from monitor.storage.migrate import migrate, newest_revision
from monitor.storage.status_log import SqlStatusLog
from tests.builders import a_report
from tests.storage.conftest import DATABASES

NOON = datetime(2018, 6, 1, 12, tzinfo=UTC)

NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "test_next"
down_revision = "{head}"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("events", sa.Column("added", sa.String(10), nullable=True))
"""


def in_force(engine: Engine) -> dict[str, str]:
    with reading(engine) as connection:
        return dict(backend_of(engine).triggers(connection))


@pytest.fixture
def empty(request: pytest.FixtureRequest, address: Callable[..., str]) -> str:
    return address(request.param, empty=True)


@pytest.mark.parametrize("empty", DATABASES, indirect=True)
def test_six_processes_that_start_at_once_make_one_database(
    empty: str, open_at: Callable[[str], Engine]
) -> None:
    # Each takes about a second to import; they meet at the database because none is told to go before all are ready.
    script = (
        "import sys; from monitor.storage.engine import open_engine; from monitor.storage.migrate import migrate; "
        "print('ready', flush=True); sys.stdin.readline(); engine = open_engine(sys.argv[1]); migrate(engine)"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", script, empty],
            cwd=ROOT,
            env=os.environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(6)
    ]
    for process in started:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in started:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    told = [process.communicate(timeout=60)[1] for process in started]
    assert [process.returncode for process in started] == [0] * 6, told
    engine = open_at(empty)
    assert triggers.expected(engine.dialect.name).items() <= in_force(engine).items()
    assert verify(engine).sequence == 0


@pytest.mark.parametrize("empty", DATABASES, indirect=True)
@pytest.mark.parametrize("moment", ["CREATE TABLE event_texts", "CREATE TRIGGER event_texts_no_delete"])
def test_a_migration_that_fails_midway_leaves_nothing_and_can_be_run_again(
    empty: str, moment: str, open_at: Callable[[str], Engine]
) -> None:
    engine = open_at(empty)
    failing = True

    def fail(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if failing and moment in " ".join(statement.split()):
            raise RuntimeError("the power went")

    event.listen(engine, "before_cursor_execute", fail)
    with pytest.raises(RuntimeError):
        migrate(engine)
    with reading(engine) as connection:
        assert inspect(connection).get_table_names() == []
    failing = False
    migrate(engine)
    assert triggers.expected(engine.dialect.name).items() <= in_force(engine).items()


def test_old_writers_go_on_while_a_column_is_added_and_the_log_verifies_after_it(
    url: str, open_at: Callable[[str], Engine], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = open_at(url)  # a replica of the version before, which knows nothing of the new column
    log, stop = SqlStatusLog(old), Event()
    written: list[int] = []
    faults: list[Exception] = []

    def write() -> None:
        while not stop.is_set():
            number = len(written) + 1
            try:
                report = a_report(idempotency_key=f"form-{number}", initiative=f"i{number}", comment="x")
                written.append(log.append(report, recorded_at=NOON).sequence)
            except Exception as error:  # noqa: BLE001  # told by the test's own thread
                faults.append(error)
                return

    def until(count: int) -> None:
        while len(written) < count and not faults:
            Event().wait(0.01)

    before = in_force(old)
    scripts = tmp_path / "migrations"
    shutil.copytree(Path(migrate_module.__file__).parent / "migrations", scripts)
    (scripts / "versions" / "test_next.py").write_text(NEXT.format(head=newest_revision()), encoding="utf-8")
    monkeypatch.setattr(migrate_module, "_SCRIPTS", scripts)
    writer = Thread(target=write)
    writer.start()
    try:
        until(5)
        new = open_engine(url)
        migrate(new)
        until(len(written) + 5)
    finally:
        stop.set()
        writer.join()
    assert faults == []
    with reading(new) as connection:
        assert "added" in {column["name"] for column in inspect(connection).get_columns("events")}
    assert in_force(new) == before
    with reading(new) as connection:
        assert walk(connection, backend_of(new)).sequence == len(written) >= 10
    new.dispose()


def test_an_event_of_an_earlier_form_stays_sound_when_younger_columns_are_there(
    url: str, open_at: Callable[[str], Engine]
) -> None:
    engine = open_at(url)
    SqlStatusLog(engine).append(a_report(comment="x"), recorded_at=NOON)
    with writing(engine) as connection:
        connection.exec_driver_sql("ALTER TABLE events ADD COLUMN added VARCHAR(10)")
    with reading(engine) as connection:
        assert walk(connection, backend_of(engine)).sequence == 1
