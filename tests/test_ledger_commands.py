"""verify, checkpoint, make-key, backup, restore and export, as a person at a terminal meets them."""

import csv
import io
import json
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.__main__ import main
from monitor.documents import log_export
from monitor.errors import Unreadable
from monitor.settings import Settings
from monitor.storage.engine import open_engine
from monitor.storage.migrate import migrate
from monitor.storage.status_log import SqlStatusLog
from monitor.storage.stores import stores
from tests.builders import a_report
from tests.measures.vintages import a_new_edition

NOON = datetime(2018, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three events in the embedded database, and a key set."""
    engine = open_engine(f"sqlite:///{tmp_path / 'var' / 'monitor.db'}")
    migrate(engine)
    for number in range(1, 4):
        report = a_report(
            idempotency_key=f"form-{number}", initiative=f"1.{number}", comment=f"=1+{number} æøå"
        )
        SqlStatusLog(engine).append(report, recorded_at=NOON)
    engine.dispose()
    settings = Settings(data_dir=tmp_path / "var", checkpoint_key_file=tmp_path / "key")
    monkeypatch.setattr(Settings, "read", lambda: settings)
    return tmp_path


def alter(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / "var" / "monitor.db")) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def forge(folder: Path) -> None:
    alter(
        folder, "DROP TRIGGER events_no_update", "UPDATE events SET status = 'completed' WHERE sequence = 2"
    )


def test_verify_says_how_many_events_are_sound(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify"]) == 0
    assert capsys.readouterr().out == (
        f"3 events and 0 editions in {folder / 'var' / 'monitor.db'}: whole and unaltered.\n"
    )


def test_verify_names_the_first_bad_event_and_ends_with_1(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    forge(folder)
    assert main(["verify"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("Event 2 is not what it was when it was recorded")
    assert len(told.err.splitlines()) == 1


def test_a_checkpoint_that_was_kept_shows_that_the_last_events_were_deleted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["make-key", str(folder / "key")]) == 0
    assert main(["checkpoint", str(folder / "cp.json")]) == 0
    assert main(["verify", "--checkpoint", str(folder / "cp.json")]) == 0
    assert (
        main(["verify", "--checkpoint", str(folder / "cp.json"), "--public-key", str(folder / "key.pub")])
        == 0
    )
    with closing(sqlite3.connect(folder / "var" / "monitor.db")) as connection:
        dropped = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%no_delete'"
        ).fetchall()
    alter(
        folder,
        *[f"DROP TRIGGER {name}" for name, _sql in dropped],
        "DELETE FROM event_texts WHERE sequence = 3",
        "DELETE FROM events WHERE sequence = 3",
        *[sql for _name, sql in dropped],
    )
    assert main(["verify"]) == 0
    capsys.readouterr()
    assert main(["verify", "--checkpoint", str(folder / "cp.json")]) == 1
    assert "it ends at event 2, and event 3 was signed" in capsys.readouterr().err


def test_a_key_is_readable_by_its_owner_only_and_never_overwritten(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["make-key", str(folder / "key")]) == 0
    assert stat.S_IMODE((folder / "key").stat().st_mode) == 0o600
    before = (folder / "key").read_bytes()
    assert main(["make-key", str(folder / "key")]) == 2
    assert (folder / "key").read_bytes() == before
    (folder / "key.pub").unlink()
    assert main(["make-key", str(folder / "key")]) == 2
    assert (folder / "key").read_bytes() == before
    assert not (folder / "key.pub").exists()  # that of another key would lie beside this one
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_no_key_is_left_without_its_public_half(folder: Path) -> None:
    (folder / "key.pub").write_text("somebody's", encoding="utf-8")
    assert main(["make-key", str(folder / "key")]) == 2
    assert not (folder / "key").exists()
    assert (folder / "key.pub").read_text(encoding="utf-8") == "somebody's"


def test_without_a_key_a_checkpoint_says_how_to_make_one(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(data_dir=folder / "var")
    monkeypatch.setattr(Settings, "read", lambda: settings)
    assert main(["checkpoint"]) == 2
    assert "make-key" in capsys.readouterr().err
    assert main(["verify", "--checkpoint", str(folder / "cp.json")]) == 2
    assert "--public-key" in capsys.readouterr().err


def test_a_key_may_come_from_the_environment(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["make-key", str(folder / "key")])
    capsys.readouterr()
    settings = Settings(data_dir=folder / "var", checkpoint_key=(folder / "key").read_text())
    monkeypatch.setattr(Settings, "read", lambda: settings)
    assert main(["checkpoint"]) == 0
    assert json.loads(capsys.readouterr().out)["sequence"] == 3


def test_no_checkpoint_is_signed_over_a_log_that_is_not_sound(folder: Path) -> None:
    main(["make-key", str(folder / "key")])
    forge(folder)
    assert main(["checkpoint", str(folder / "cp.json")]) == 1
    assert not (folder / "cp.json").exists()


def test_a_backup_is_restored_into_an_empty_place(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    saved = str(folder / "saved.db")
    assert main(["backup", saved]) == 0
    assert main(["backup", saved]) == 2  # never over a file
    assert main(["restore", saved]) == 2  # never over a log
    shutil.rmtree(folder / "var")
    assert main(["restore", saved]) == 0
    assert main(["verify"]) == 0
    told = capsys.readouterr()
    assert f"Verified and restored 3 events and 0 editions from {saved}.\n" in told.out
    assert len(told.err.splitlines()) == 2


def test_a_backup_brings_the_editions_along_and_verify_names_one_that_is_not_sound(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    engine = open_engine(f"sqlite:///{folder / 'var' / 'monitor.db'}")
    stores(engine, folder / "var" / "editions").editions.add([a_new_edition()], by="p-kari", at=NOON)
    engine.dispose()
    saved = str(folder / "saved.db")
    assert main(["backup", saved]) == 0
    shutil.rmtree(folder / "var")
    assert main(["restore", saved]) == 0
    assert main(["verify"]) == 0
    told = capsys.readouterr()
    assert f"Backed up and verified 3 events and 1 edition in {saved}.\n" in told.out
    assert f"Verified and restored 3 events and 1 edition from {saved}.\n" in told.out
    # The guard is put back: what is left to find is the byte itself.
    with closing(sqlite3.connect(folder / "var" / "monitor.db")) as connection:
        ((guard,),) = connection.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'edition_bytes_no_update'"
        )
    alter(
        folder,
        "DROP TRIGGER edition_bytes_no_update",
        "UPDATE edition_bytes SET content = x'00' WHERE digest = (SELECT figures_digest FROM editions)",
        guard,
    )
    assert main(["verify"]) == 1
    told = capsys.readouterr()
    assert told.out.startswith("3 events in ")
    assert told.err.splitlines() == [
        "A file of edition 1 of housing is not what was written; keep the database as evidence and restore a backup "
        "from before."
    ]
    assert main(["backup", str(folder / "of-the-damaged.db")]) == 1


@pytest.mark.parametrize("arguments", [["verify"], ["checkpoint"], ["backup", "b.db"], ["export"]])
def test_no_command_but_restore_and_serve_makes_a_database(
    folder: Path, arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    main(["make-key", str(folder / "key")])
    (folder / "var" / "monitor.db").unlink()
    assert main(arguments) == 2
    assert "There is no database" in capsys.readouterr().err
    assert not (folder / "var" / "monitor.db").exists()


def test_an_export_as_csv_holds_every_event_and_no_formula(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["export"]) == 0
    text = capfdbinary.readouterr().out.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["sequence"] for row in rows] == ["1", "2", "3"]
    assert rows[0]["comment"] == "'=1+1 æøå"
    assert rows[0]["effective_on"] == "2018-06-01"


def test_an_export_as_json_lines_holds_every_text_as_it_is(folder: Path) -> None:
    alter(folder, "UPDATE event_texts SET text = NULL, salt = NULL WHERE sequence = 2")
    assert main(["export", "--format", "jsonl", str(folder / "log.jsonl")]) == 0
    rows = [json.loads(line) for line in (folder / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["comment"] for row in rows] == ["=1+1 æøå", None, "=1+3 æøå"]
    assert [row["redacted"] for row in rows] == ["", "comment", ""]
    assert rows[2]["previous_digest"] == rows[1]["digest"]
    assert stat.S_IMODE((folder / "log.jsonl").stat().st_mode) == 0o600  # it holds what is exempt
    assert main(["export", str(folder / "log.jsonl")]) == 2  # never over a file


def test_an_export_that_breaks_off_leaves_no_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(_rows: object) -> Iterator[str]:
        yield "sequence"
        raise Unreadable("database_unreachable", "The database does not answer.")

    monkeypatch.setattr(log_export, "as_csv", half)
    assert main(["export", str(folder / "log.csv")]) == 2
    assert not (folder / "log.csv").exists()
