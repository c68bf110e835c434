"""Opening and migrating the database file, and what is said when that cannot be done."""

import sqlite3 as pythons_sqlite
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, event, inspect

from monitor.errors import Unreadable
from monitor.storage import sqlite
from monitor.storage.engine import address_of, database_path, open_engine, reading, writing
from monitor.storage.migrate import check_schema, migrate
from monitor.storage.sqlite import wal_is_safe
from monitor.storage.status_log import SqlStatusLog
from monitor.storage.tables import metadata
from tests.builders import a_report

NOON = datetime(2018, 6, 1, 12, tzinfo=UTC)
TRIGGERS = {
    "events_no_update",
    "events_no_delete",
    "events_no_replace",
    "event_texts_only_redact",
    "event_texts_no_delete",
    "event_texts_no_replace",
    "rounds_no_update",
    "rounds_no_delete",
    "rounds_no_replace",
    "round_steps_only_erase",
    "round_steps_no_delete",
    "round_steps_no_replace",
    "grants_no_update",
    "grants_no_delete",
    "grants_no_replace",
    "editions_no_update",
    "editions_no_delete",
    "editions_no_replace",
    "edition_bytes_no_update",
    "edition_bytes_no_delete",
    "edition_bytes_no_replace",
}


def setting(engine: Engine, name: str) -> object:
    with reading(engine) as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()


def named(engine: Engine, kind: str) -> dict[str, str]:
    with reading(engine) as connection:
        found = connection.exec_driver_sql(
            f"SELECT name, sql FROM sqlite_master WHERE type = '{kind}' AND sql IS NOT NULL"
        )
        return {row.name: row.sql for row in found}


def another_program(engine: Engine, **options: Any) -> Any:
    """Open the file beside the engine, with its SQLite: two libraries in one process see no locks of the other."""
    return engine.dialect.dbapi.connect(str(database_path(engine)), **options)


def unreadable(path: Path) -> Unreadable:
    with pytest.raises(Unreadable) as refused:
        migrate(open_engine(f"sqlite:///{path}"))
    assert str(path) in str(refused.value)
    return refused.value


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),  # carried back to this line
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),  # and to this one
        ((3, 51, 0), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
        ((4, 0, 0), True),
    ],
)
def test_the_write_ahead_log_is_used_only_with_a_version_free_of_its_fault(
    version: tuple[int, ...], safe: bool
) -> None:
    assert wal_is_safe(version) is safe


@pytest.mark.parametrize(("safe", "mode"), [(True, "wal"), (False, "delete")])
def test_the_journal_follows_the_version_also_when_it_was_another_before(
    opened: Callable[[], Engine], monkeypatch: pytest.MonkeyPatch, safe: bool, mode: str
) -> None:
    monkeypatch.setattr(sqlite, "wal_is_safe", lambda version: not safe)
    first = opened()
    migrate(first)
    SqlStatusLog(first).append(a_report(), recorded_at=NOON)
    first.dispose()
    monkeypatch.setattr(sqlite, "wal_is_safe", lambda version: safe)
    second = opened()
    assert setting(second, "journal_mode") == mode
    assert SqlStatusLog(second).revision() == 1


def test_without_the_wheel_the_sqlite_of_python_is_used_with_the_journal_it_is_good_for(
    opened: Callable[[], Engine], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pysqlite3.dbapi2", None)
    engine = opened()
    migrate(engine)
    assert engine.dialect.dbapi is pythons_sqlite
    safe = wal_is_safe(pythons_sqlite.sqlite_version_info)
    assert setting(engine, "journal_mode") == ("wal" if safe else "delete")
    assert SqlStatusLog(engine).append(a_report(), recorded_at=NOON).sequence == 1


def test_every_connection_is_set_to_survive_a_power_cut_and_to_keep_its_promises(engine: Engine) -> None:
    engine.dispose()  # so that a new connection is asked
    extra = 3
    for name, value in (("synchronous", extra), ("foreign_keys", 1), ("recursive_triggers", 1)):
        assert setting(engine, name) == value


def test_a_writer_holds_the_database_from_its_first_statement(engine: Engine) -> None:
    with (
        writing(engine),
        closing(another_program(engine, timeout=0)) as other,
        pytest.raises(engine.dialect.dbapi.OperationalError, match="locked"),
    ):
        other.execute("BEGIN IMMEDIATE")


def test_the_driver_opens_no_transaction_of_its_own(engine: Engine) -> None:
    with closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        cursor.execute("CREATE TEMPORARY TABLE scratch (text)")
        cursor.execute("INSERT INTO scratch VALUES ('x')")
        assert not connection.driver_connection.in_transaction  # type: ignore[union-attr]


def test_what_was_recorded_is_there_after_a_restart(opened: Callable[[], Engine]) -> None:
    first = opened()
    migrate(first)
    entry = SqlStatusLog(first).append(a_report(comment="x"), recorded_at=NOON)
    first.dispose()
    second = opened()
    migrate(second)
    assert SqlStatusLog(second).entries() == [entry]


def test_a_database_that_has_to_be_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as refused:
        open_engine(f"sqlite:///{tmp_path / 'log.db'}", create=False)
    assert refused.value.code == "database_missing"
    assert list(tmp_path.iterdir()) == []


def test_folders_on_the_way_are_made_and_odd_names_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "50%20 ferdig?" / "æøå #1" / "log.db"
    engine = open_engine(address_of(path))
    migrate(engine)
    assert database_path(engine) == path
    assert path.exists()
    engine.dispose()


@pytest.mark.parametrize("safe", [True, False])
def test_a_start_that_ended_before_it_migrated_does_not_stand_in_the_way_of_the_next(
    opened: Callable[[], Engine], monkeypatch: pytest.MonkeyPatch, safe: bool
) -> None:
    monkeypatch.setattr(sqlite, "wal_is_safe", lambda version: safe)
    first = opened()
    first.dispose()
    path = database_path(first)
    assert path.stat().st_size > 0
    assert [file for file in path.parent.iterdir() if file.name.startswith(".new")] == []
    migrate(opened())


def test_migrating_twice_changes_nothing(engine: Engine) -> None:
    SqlStatusLog(engine).append(a_report(), recorded_at=NOON)
    before = {kind: named(engine, kind) for kind in ("table", "index", "trigger")}
    migrate(engine)
    assert {kind: named(engine, kind) for kind in ("table", "index", "trigger")} == before
    assert set(before["trigger"]) == TRIGGERS
    assert SqlStatusLog(engine).revision() == 1


@pytest.mark.parametrize("safe", [True, False])
def test_several_starts_at_once_make_one_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, safe: bool
) -> None:
    monkeypatch.setattr(sqlite, "wal_is_safe", lambda version: safe)

    def start(_number: int) -> Engine:
        engine = open_engine(f"sqlite:///{tmp_path / 'log.db'}")
        migrate(engine)
        return engine

    with ThreadPoolExecutor(6) as pool:
        engines = list(pool.map(start, range(6)))
    for engine in engines:
        assert set(named(engine, "trigger")) == TRIGGERS
        engine.dispose()


def test_the_migrations_lead_to_the_tables_the_program_works_with(engine: Engine, tmp_path: Path) -> None:
    with reading(engine) as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    # The comparison above does not see CHECKs, so the statements themselves are compared too.
    direct = create_engine(f"sqlite:///{tmp_path / 'direct.db'}")
    metadata.create_all(direct)
    with direct.connect() as connection:
        expected = dict(
            connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").all()
        )
    direct.dispose()
    migrated = named(engine, "table") | named(engine, "index")
    migrated.pop("alembic_version")
    assert {name: " ".join(sql.split()) for name, sql in migrated.items()} == {
        name: " ".join(sql.split()) for name, sql in expected.items()
    }


@pytest.mark.parametrize("moment", ["CREATE TABLE event_texts", "CREATE TRIGGER event_texts_no_replace"])
def test_a_migration_that_fails_midway_leaves_nothing_and_can_be_run_again(
    opened: Callable[[], Engine], moment: str
) -> None:
    engine = opened()
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
    assert set(named(engine, "trigger")) == TRIGGERS


def test_a_database_of_a_newer_version_is_refused_and_left_alone(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    refused = unreadable(database_path(engine))
    assert refused.code == "schema_newer"
    assert "run that version" in str(refused)


def test_a_database_that_was_not_migrated_is_said_to_be_older(opened: Callable[[], Engine]) -> None:
    with pytest.raises(Unreadable) as refused:
        check_schema(opened())
    assert refused.value.code == "schema_older"


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    with closing(pythons_sqlite.connect(path)) as other:
        other.execute("CREATE TABLE notes (text)")
        other.commit()
    before = path.read_bytes()
    assert unreadable(path).code == "database_foreign"
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["notes.db"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "database_empty"),
        (b"Dear minister,\n", "database_foreign"),
        (b"PK\x03\x04" + b"\0" * 5000, "database_foreign"),
        (b"SQLite format 3\x00", "database_foreign"),  # the first words of a database and no more
    ],
    ids=["nothing", "a letter", "a zip", "the first words"],
)
def test_a_file_that_is_no_database_is_refused_and_left_alone(
    tmp_path: Path, content: bytes, code: str
) -> None:
    path = tmp_path / "log.db"
    path.write_bytes(content)
    assert unreadable(path).code == code
    assert path.read_bytes() == content


@pytest.mark.parametrize("ending", ["-wal", "-journal"])
def test_no_new_log_is_begun_beside_the_journal_of_another(tmp_path: Path, ending: str) -> None:
    # SQLite would take it for the new file's and write old pages into it.
    (tmp_path / f"log.db{ending}").write_bytes(b"the last events")
    assert unreadable(tmp_path / "log.db").code == "database_remains"
    assert [file.name for file in tmp_path.iterdir()] == [f"log.db{ending}"]


def test_a_folder_in_the_place_of_the_database_is_refused(tmp_path: Path) -> None:
    assert unreadable(tmp_path).code == "database_is_folder"


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file")
    assert unreadable(tmp_path / "var" / "log.db").code == "database_failed"


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],  # cut off
        lambda data: data[:4096] + b"\xff" * 8192 + data[12288:],  # pages overwritten
        lambda data: data.replace(b"CREATE TABLE events", b"\xd9REATE TABLE events"),  # no text any more
        lambda data: data[:-8192] + b"\xff" * 8192,  # pages of texts that a start has no other reason to read
    ],
)
def test_a_damaged_database_is_refused_and_left_alone(
    engine: Engine, damage: Callable[[bytes], bytes]
) -> None:
    log = SqlStatusLog(engine)
    for number in range(20):
        log.append(
            a_report(idempotency_key=f"form-{number}", expected_revision=number, comment="x" * 4000),
            recorded_at=NOON,
        )
    path = database_path(engine)
    setting(engine, "wal_checkpoint(TRUNCATE)") if setting(engine, "journal_mode") == "wal" else None
    engine.dispose()
    path.write_bytes(damage(path.read_bytes()))
    before = path.read_bytes()
    refused = unreadable(path)
    assert refused.code == "database_damaged"
    assert "backup" in str(refused)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "sqlite://",
        "sqlite:///:memory:",
        "postgresql://user:hidden@example.no",
        "mysql://user:hidden@example.no/log",
        "postgresql://user:p@word:hidden@example.no/log",  # with signs in the password that end it
    ],
)
def test_an_address_that_names_no_database_is_refused_without_repeating_a_password(url: str) -> None:
    with pytest.raises(Unreadable) as refused:
        open_engine(url)
    assert refused.value.code == "database_url"
    assert "hidden" not in str(refused.value)


def after_setting(engine: Engine, pragma: str) -> SqlStatusLog:
    """Reopen the connections of an engine with one more setting, to bring about a fault of the database."""
    event.listen(engine, "connect", lambda connection, _: connection.execute(f"PRAGMA {pragma}"))
    engine.dispose()
    return SqlStatusLog(engine)


@pytest.mark.parametrize(
    ("pragma", "code"), [("max_page_count=1", "disk_full"), ("query_only=ON", "database_readonly")]
)
def test_a_full_disk_or_a_read_only_file_is_said_so_and_reading_goes_on(
    engine: Engine, pragma: str, code: str
) -> None:
    SqlStatusLog(engine).append(a_report(), recorded_at=NOON)
    log = after_setting(engine, pragma)
    with pytest.raises(Unreadable) as refused:
        for number in range(1, 40):  # the last page has room for a little still
            report = a_report(idempotency_key=f"again-{number}", expected_revision=number, comment="x" * 4000)
            log.append(report, recorded_at=NOON)
    assert refused.value.code == code
    assert log.latest(as_of=date(2018, 6, 1))["1.1"].sequence >= 1


def test_a_database_held_by_another_program_is_said_so_and_works_again_afterwards(engine: Engine) -> None:
    log = after_setting(engine, "busy_timeout=50")
    with closing(another_program(engine)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unreadable) as refused:
            log.append(a_report(), recorded_at=NOON)
        assert refused.value.code == "database_locked"
        assert log.latest(as_of=date(2018, 6, 1)) == {}
    assert log.append(a_report(), recorded_at=NOON).sequence == 1


def test_the_latest_report_is_found_by_index_and_not_by_reading_the_log(engine: Engine) -> None:
    asked: list[str] = []
    with reading(engine) as connection:
        raw: Any = connection.connection.driver_connection
        raw.set_trace_callback(asked.append)
    SqlStatusLog(engine).latest(as_of=date(2018, 6, 1))
    raw.set_trace_callback(None)
    [statement] = [each for each in asked if "candidate" in each]
    with reading(engine) as connection:
        plan = [step.detail for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")]
    assert any("SEARCH candidate USING COVERING INDEX events_statuses" in step for step in plan)
    assert not any(step.startswith("SCAN events") or "TEMP B-TREE" in step for step in plan)
