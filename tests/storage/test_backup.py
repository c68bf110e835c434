"""Backups from and to every database: whole, verified, and never over anything."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event, Thread

import pytest
from alembic import command
from sqlalchemy import Engine

from monitor.access.access import Grant
from monitor.access.roles import Role
from monitor.access.tokens import Token
from monitor.errors import Unreadable
from monitor.reporting.events import DecisionNeeded, Task
from monitor.storage import migrate as migrate_module
from monitor.storage import sqlite
from monitor.storage.backup import backup, open_backup, restore
from monitor.storage.engine import database_path, open_engine, reading, writing
from monitor.storage.integrity import verify
from monitor.storage.migrate import migrate
from monitor.storage.status_log import SqlStatusLog
from monitor.storage.stores import stores
from tests.builders import a_conclusion, a_draft, a_report, a_round, a_step
from tests.measures.vintages import a_new_edition
from tests.storage.conftest import DATABASES, POSTGRESQL, WAL

NOON = datetime(2018, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def engine(database: Engine, tmp_path: Path) -> Engine:
    return filled(database, tmp_path)


@pytest.fixture
def saved(tmp_path: Path, migrated: Path) -> Path:
    """A backup of a file with four reports and a conclusion."""
    shutil.copy(migrated, tmp_path / "source.db")
    source = open_engine(f"sqlite:///{tmp_path / 'source.db'}")
    backup(filled(source, tmp_path), tmp_path / "saved.db")
    source.dispose()
    return tmp_path / "saved.db"


def filled(engine: Engine, folder: Path) -> Engine:
    log = SqlStatusLog(engine)
    for number in range(1, 4):
        log.append(
            a_report(
                idempotency_key=f"form-{number}", initiative=f"1.{number}", comment=f"Ærlig {number} 🙂"
            ),
            recorded_at=NOON,
        )
    task = Task(of="JD", until=date(2018, 9, 1))
    asks = a_report(
        idempotency_key="asks", initiative="2.1", decision=DecisionNeeded(what="Who?", of="committee")
    )
    concluded = a_conclusion(
        idempotency_key="concluded",
        initiative="2.1",
        expected_revision=4,
        answers=4,
        next_step="Skriv",
        task=task,
    )
    log.append_all([asks, concluded], recorded_at=NOON)
    beside = stores(engine, folder / "editions")
    beside.rounds.open(a_round(), opened_at=NOON)
    beside.rounds.add(a_step(deputy="Ola"), recorded_at=NOON)
    beside.drafts.save(a_draft(comment="half a sen"))
    kari = beside.people.seen(issuer="i", subject="s", name="Kari", email="kari@example.no", at=NOON).user
    beside.grants.grant(Grant(kari, Role.MINISTRY, "JD"), by="operator", at=NOON)
    beside.grants.revoke(Grant(kari, Role.MINISTRY, "JD"), by="operator", at=NOON)
    beside.tokens.add(
        Token("0" * 12, "Portal", Role.ANALYST, None, "d" * 64, kari, made_at=NOON, expires_at=NOON)
    )
    beside.editions.add([a_new_edition(asked={"Tid": ["2014"]})], by=kari, at=NOON)
    return engine


def beside_the_log(engine: Engine) -> list[list[object]]:
    """All that a database holds beside the log."""
    kept = stores(engine, Path())
    return [
        [*kept.rounds.rounds()],
        [*kept.drafts.drafts("person-1")],
        [*kept.people.people()],
        [*kept.grants.history()],
        [*kept.tokens.tokens()],
        [*kept.editions.editions()],
    ]


def fault(path: Path, url: str) -> Unreadable:
    with pytest.raises(Unreadable) as refused:
        restore(path, url)
    return refused.value


def changed(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


@pytest.mark.parametrize("kind", DATABASES)
def test_a_backup_of_any_database_fills_any_other(
    engine: Engine, kind: str, address: Callable[..., str], tmp_path: Path, open_at: Callable[[str], Engine]
) -> None:
    head = backup(engine, tmp_path / "saved.db")
    target = address(kind, empty=True)
    assert restore(tmp_path / "saved.db", target) == head
    other = open_at(target)
    assert SqlStatusLog(other).entries() == SqlStatusLog(engine).entries()
    assert beside_the_log(other) == beside_the_log(engine)
    assert all(beside_the_log(other))
    assert verify(other) == head
    report = a_report(idempotency_key="later", initiative="1.9")
    assert SqlStatusLog(other).append(report, recorded_at=NOON).sequence == 6


def test_a_backup_is_one_file_at_rest_and_stays_as_it_is_when_it_is_read(
    engine: Engine, tmp_path: Path
) -> None:
    folder = tmp_path / "50%20 ferdig? #1"
    backup(engine, folder / "saved.db")
    before = (folder / "saved.db").read_bytes()
    with open_backup(folder / "saved.db") as copy:
        assert verify(copy).sequence == 5
        with pytest.raises(Unreadable), reading(copy) as connection:
            connection.exec_driver_sql("CREATE TABLE more (x)")
    assert [path.name for path in folder.iterdir()] == ["saved.db"]
    assert (folder / "saved.db").read_bytes() == before


def test_a_backup_holds_all_that_was_acknowledged_before_it_and_a_whole_chain_while_others_write(
    database: Engine, tmp_path: Path
) -> None:
    log, stop = SqlStatusLog(database), Event()
    acknowledged: list[int] = []

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            report = a_report(idempotency_key=f"form-{number}", initiative=f"i{number}", comment="x" * 500)
            acknowledged.append(log.append(report, recorded_at=NOON).sequence)

    writer = Thread(target=write)
    writer.start()
    try:
        for round_number in range(3):
            seen = len(acknowledged)
            assert backup(database, tmp_path / f"saved-{round_number}.db").sequence >= seen
    finally:
        stop.set()
        writer.join()


def test_a_file_that_is_there_is_never_overwritten(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "letters.db").write_text("somebody's letters")
    with pytest.raises(Unreadable) as refused:
        backup(engine, tmp_path / "letters.db")
    assert refused.value.code == "backup_exists"
    assert (tmp_path / "letters.db").read_text() == "somebody's letters"


def test_a_folder_that_cannot_be_written_to_is_said_so(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Unreadable) as refused:
        backup(engine, tmp_path / "file" / "saved.db")
    assert refused.value.code == "backup_failed"


def test_a_name_that_no_file_can_have_is_said_so(engine: Engine, saved: Path, tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as refused:
        backup(engine, tmp_path / ("x" * 300))
    assert refused.value.code == "backup_failed"
    assert fault(saved, f"sqlite:///{tmp_path / ('x' * 300)}").code == "restore_failed"


def test_a_log_that_is_not_sound_is_backed_up_and_said_not_to_be(engine: Engine, tmp_path: Path) -> None:
    with writing(engine) as connection:
        on = " ON events" if engine.dialect.name == "postgresql" else ""
        connection.exec_driver_sql(f"DROP TRIGGER events_no_update{on}")
        connection.exec_driver_sql("UPDATE events SET status = 'completed' WHERE sequence = 2")
    with pytest.raises(Unreadable) as found:
        backup(engine, tmp_path / "saved.db")
    assert (found.value.code, found.value.fields["sequence"]) == ("chain_broken", 2)
    assert (tmp_path / "saved.db").exists()


@pytest.mark.parametrize("kind", DATABASES)
def test_a_log_is_never_restored_over_another(saved: Path, kind: str, address: Callable[..., str]) -> None:
    url = address(kind)
    engine = open_engine(url)
    SqlStatusLog(engine).append(a_report(idempotency_key="mine"), recorded_at=NOON)
    refused = fault(saved, url)
    assert refused.code == "restore_not_empty"
    assert "DATABASE_URL" in str(refused)
    assert SqlStatusLog(engine).revision() == 1
    engine.dispose()


def test_a_backup_whose_chain_is_broken_is_not_restored(saved: Path, tmp_path: Path) -> None:
    changed(
        saved, "DROP TRIGGER events_no_update", "UPDATE events SET status = 'completed' WHERE sequence = 2"
    )
    refused = fault(saved, f"sqlite:///{tmp_path / 'target.db'}")
    assert (refused.code, refused.fields["sequence"]) == ("chain_broken", 2)
    assert not (tmp_path / "target.db").exists()


def test_a_backup_without_its_triggers_is_not_restored(saved: Path, tmp_path: Path) -> None:
    changed(saved, "DROP TRIGGER events_no_update")
    assert fault(saved, f"sqlite:///{tmp_path / 'target.db'}").code == "triggers_missing"


@pytest.mark.parametrize("content", [b"", b"Dear minister,\n", b"PK\x03\x04" + b"\0" * 5000])
def test_a_foreign_file_is_not_restored(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)
    assert fault(tmp_path / "file", f"sqlite:///{tmp_path / 'target.db'}").code == "backup_foreign"
    assert not (tmp_path / "target.db").exists()


def test_a_database_of_another_program_is_not_restored(tmp_path: Path) -> None:
    changed(tmp_path / "notes.db", "CREATE TABLE notes (text)")
    assert fault(tmp_path / "notes.db", f"sqlite:///{tmp_path / 'target.db'}").code == "backup_foreign"


def test_a_backup_that_is_not_there_is_said_not_to_be(tmp_path: Path) -> None:
    assert fault(tmp_path / "nothing", f"sqlite:///{tmp_path / 'target.db'}").code == "backup_missing"


def test_the_file_of_a_database_in_use_is_no_backup(
    tmp_path: Path, address: Callable[..., str], open_at: Callable[[str], Engine]
) -> None:
    engine = filled(open_at(address(WAL)), tmp_path)
    shutil.copy(database_path(engine), tmp_path / "copied.db")
    refused = fault(tmp_path / "copied.db", f"sqlite:///{tmp_path / 'target.db'}")
    assert refused.code == "backup_in_use"
    assert "monitor backup" in str(refused)


def test_a_backup_of_an_older_version_is_refused_with_the_way_to_bring_it_up_to_date(tmp_path: Path) -> None:
    old, target = tmp_path / "old.db", f"sqlite:///{tmp_path / 'target.db'}"
    engine = open_engine(f"sqlite:///{old}")
    with writing(engine) as connection:
        config = migrate_module._config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0004")
    engine.dispose()
    changed(old, "PRAGMA journal_mode=DELETE")
    refused = fault(old, target)
    assert refused.code == "backup_older"
    assert "migrate" in str(refused)
    shutil.copy(old, tmp_path / "copy.db")
    copy = open_engine(f"sqlite:///{tmp_path / 'copy.db'}")
    migrate(copy)
    backup(copy, tmp_path / "new.db")
    copy.dispose()
    assert restore(tmp_path / "new.db", target).sequence == 0


def test_a_backup_of_a_newer_version_is_refused(saved: Path, tmp_path: Path) -> None:
    changed(saved, "UPDATE alembic_version SET version_num = '9999'")
    assert fault(saved, f"sqlite:///{tmp_path / 'target.db'}").code == "schema_newer"


def test_a_damaged_backup_is_not_restored(saved: Path, tmp_path: Path) -> None:
    content = saved.read_bytes()
    saved.write_bytes(content[: len(content) // 2])
    assert fault(saved, f"sqlite:///{tmp_path / 'target.db'}").code in ("chain_broken", "database_damaged")
    assert not (tmp_path / "target.db").exists()


def test_a_restore_that_fails_midway_leaves_the_target_empty_and_can_be_run_again(
    saved: Path, url: str, monkeypatch: pytest.MonkeyPatch, open_at: Callable[[str], Engine]
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the power went")

    with monkeypatch.context() as patched:
        patched.setattr("monitor.storage.backup.walk", fail)
        patched.setattr("monitor.storage.transfer._held", fail)  # in its place on a server
        with pytest.raises(RuntimeError):
            restore(saved, url)
    assert SqlStatusLog(open_at(url)).revision() == 0
    assert restore(saved, url).sequence == 5


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("event_texts", "NEW.text := NEW.text || ' '"),
        ("events", "NEW.digest := md5(NEW.digest) || md5(NEW.digest)"),
        ("drafts", "NEW.seen := NEW.seen + 1"),  # no chain guards the drafts
        ("drafts", "RETURN NULL"),
    ],
)
def test_a_row_that_does_not_arrive_as_it_was_is_noticed_and_nothing_is_restored(
    table: str, change: str, saved: Path, address: Callable[[str], str], open_at: Callable[[str], Engine]
) -> None:
    url = address(POSTGRESQL)
    target = open_at(url)
    migrate(target)
    with writing(target) as connection:
        connection.exec_driver_sql(
            f"CREATE FUNCTION meddle() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN {change}; RETURN NEW; END$$"
        )
        connection.exec_driver_sql(
            f"CREATE TRIGGER meddle BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION meddle()"
        )
    assert fault(saved, url).code == "restore_failed"
    assert SqlStatusLog(target).revision() == 0


def test_a_folder_that_a_database_cannot_be_put_in_is_said_so(saved: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert fault(saved, f"sqlite:///{tmp_path / 'file' / 'target.db'}").code == "restore_failed"


def test_nothing_is_restored_beside_the_journal_of_a_database_that_was_moved_away(
    saved: Path, tmp_path: Path
) -> None:
    (tmp_path / "target.db-wal").write_bytes(b"the last events")
    assert fault(saved, f"sqlite:///{tmp_path / 'target.db'}").code == "database_remains"
    assert not (tmp_path / "target.db").exists()


def test_the_journal_of_a_restored_file_is_what_this_sqlite_is_good_for(saved: Path, tmp_path: Path) -> None:
    restore(saved, f"sqlite:///{tmp_path / 'target.db'}")
    engine = open_engine(f"sqlite:///{tmp_path / 'target.db'}")
    migrate(engine)
    with reading(engine) as connection:
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
    assert mode == ("wal" if sqlite.wal_is_safe(sqlite.library().sqlite_version_info) else "delete")
    engine.dispose()
