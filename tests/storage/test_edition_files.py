"""The bytes of editions: in the database for good, whole or not at all, and copied to a folder to be read."""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pyarrow.parquet as pq
import pytest
from sqlalchemy import Engine, select

from monitor.errors import Refused, Unreadable
from monitor.measures.editions import Edition
from monitor.storage import edition_bytes, edition_files
from monitor.storage.backup import backup, restore
from monitor.storage.edition_files import EditionFiles
from monitor.storage.editions import SqlEditions, check_editions
from monitor.storage.engine import reading, writing
from monitor.storage.tables import edition_bytes as table_of_bytes
from tests.builders import both
from tests.measures.vintages import a_new_edition, figures
from tests.storage.conftest import DATABASES

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def files(tmp_path: Path, engine: Engine) -> EditionFiles:
    return EditionFiles(tmp_path / "editions", engine)


@pytest.fixture
def editions(engine: Engine, files: EditionFiles) -> SqlEditions:
    return SqlEditions(engine, files)


def added(editions: SqlEditions, value: float = 56.0, **over: object) -> Edition:
    table = figures(["sex"], {"period": "2014", "value": value, "sex": "a"})
    return editions.add([a_new_edition(table, **over)], by="p-kari", at=NOON)[0]


def there(files: EditionFiles) -> list[str]:
    return sorted(path.name for path in files.folder.iterdir())


def fault(act: Callable[[], object]) -> Unreadable:
    with pytest.raises(Unreadable) as found:
        act()
    return found.value


def stored(engine: Engine) -> set[str]:
    with reading(engine) as connection:
        return set(connection.execute(select(table_of_bytes.c.digest)).scalars())


def without_guards(engine: Engine, statement: str) -> None:
    """Do what the database refuses, as somebody could who owns it."""
    with writing(engine) as connection:
        for what in ("update", "delete"):
            connection.exec_driver_sql(f"DROP TRIGGER edition_bytes_no_{what}")
        connection.exec_driver_sql(statement)


def test_the_figures_are_a_file_that_other_programs_read(editions: SqlEditions, files: EditionFiles) -> None:
    edition = added(editions)
    assert there(files) == [f"{edition.figures_digest}.parquet"]
    table = pq.read_table(files.figures(edition))
    assert table.schema.equals(a_new_edition().figures.schema)
    assert table["value"].to_pylist() == [56.0]
    assert os.stat(files.figures(edition)).st_mode & 0o222 == 0  # noqa: PTH116 - whoever is root may all the same


def test_nothing_that_is_kept_changes_when_an_edition_follows(
    editions: SqlEditions, files: EditionFiles, engine: Engine
) -> None:
    first = added(editions)
    before = files.figures(first).read_bytes()
    second = added(editions, 60.0, follows=1, definition={"title": both("Other")})
    assert files.figures(first).read_bytes() == before
    assert stored(engine) == {
        each for edition in (first, second) for each in (edition.figures_digest, edition.definition_digest)
    }


def test_what_two_editions_share_is_kept_once(editions: SqlEditions, engine: Engine) -> None:
    first = added(editions)
    second = added(editions, 60.0, follows=1)
    third = added(editions, follows=2)
    assert first.definition_digest == second.definition_digest == third.definition_digest
    assert third.figures_digest == first.figures_digest
    assert len(stored(engine)) == 3
    assert check_editions(engine) == (3, [])


def test_figures_are_kept_in_one_order_however_they_came(editions: SqlEditions, files: EditionFiles) -> None:
    rows = [{"period": str(year), "sex": sex, "value": 1.0} for sex in "ab" for year in (2014, 2015)]
    one, other = (
        editions.add(
            [a_new_edition(figures(["sex"], *order), definition={"id": name})], by="p-kari", at=NOON
        )[0]
        for name, order in (("one", rows), ("other", rows[::-1]))
    )
    assert one.figures_digest == other.figures_digest
    assert pq.read_table(files.figures(one))["by:sex"].to_pylist() == ["a", "a", "b", "b"]


@pytest.mark.parametrize("change", ["gone", "flip", "cut", "empty", "longer"])
def test_a_copy_that_is_not_what_was_written_is_made_anew(
    editions: SqlEditions, files: EditionFiles, change: str
) -> None:
    edition = added(editions)
    path = files.figures(edition)  # once sound is not sound for ever
    whole = path.read_bytes()
    if change == "gone":
        path.unlink()
    else:
        flipped = bytearray(whole)
        flipped[len(whole) // 2] ^= 1
        path.chmod(0o644)
        path.write_bytes({"cut": whole[:-1], "empty": b"", "longer": whole + b"\n"}.get(change, flipped))
    assert files.figures(edition).read_bytes() == whole


def test_the_folder_may_be_emptied_and_another_replica_has_one_of_its_own(
    editions: SqlEditions, files: EditionFiles, engine: Engine, tmp_path: Path
) -> None:
    edition = added(editions)
    other = EditionFiles(tmp_path / "another machine", engine)
    assert other.figures(edition).read_bytes() == files.figures(edition).read_bytes()
    files.figures(edition).unlink()
    files.folder.rmdir()
    assert files.figures(edition).is_file()


@pytest.mark.parametrize("kind", DATABASES)
def test_a_file_of_many_pieces_comes_back_whole(
    kind: str,
    address: Callable[..., str],
    open_at: Callable[[str], Engine],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(edition_bytes, "PIECE", 100)
    engine = open_at(address(kind))
    edition = added(SqlEditions(engine, EditionFiles(tmp_path / "one", engine)))
    with reading(engine) as connection:
        assert len(list(edition_bytes.pieces(connection, edition.figures_digest))) > 10
    other = EditionFiles(tmp_path / "other", engine)
    assert (
        other.figures(edition).read_bytes() == (tmp_path / "one" / other.figures(edition).name).read_bytes()
    )
    assert SqlEditions(engine, other).definition(edition).id == "housing"
    assert check_editions(engine) == (1, [])


def test_bytes_that_the_database_lacks_are_said_so_with_what_to_do(
    editions: SqlEditions, files: EditionFiles, engine: Engine
) -> None:
    edition = added(editions)
    files.figures(edition).unlink()
    without_guards(engine, "DELETE FROM edition_bytes")
    for act in (
        lambda: files.figures(edition),
        lambda: SqlEditions(engine, files).definition(edition),
    ):
        found = fault(act)
        assert (found.code, found.fields) == ("edition_missing", {"indicator": "housing", "number": 1})
        assert "restore a backup that has it" in str(found)
    assert [each.code for each in check_editions(engine)[1]] == ["edition_missing"] * 2


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE edition_bytes SET content = CAST(content || x'00' AS BLOB)",
        "UPDATE edition_bytes SET content = substr(content, 1, length(content) - 1)",
        "UPDATE edition_bytes SET content = x'00'",
    ],
)
def test_bytes_that_are_not_what_was_written_are_said_so_and_never_shown(
    editions: SqlEditions, files: EditionFiles, engine: Engine, change: str
) -> None:
    edition = added(editions)
    files.figures(edition).unlink()
    without_guards(engine, change)
    for act in (
        lambda: files.figures(edition),
        lambda: SqlEditions(engine, files).definition(edition),
    ):
        found = fault(act)
        assert found.code == "edition_damaged"
        assert "edition 1 of housing is not what was written" in str(found)
    assert [each.code for each in check_editions(engine)[1]] == ["edition_damaged"] * 2
    assert there(files) == []


def test_a_digest_that_could_lead_elsewhere_is_no_name_of_a_file(files: EditionFiles) -> None:
    for name in ("../" * 21 + "x", "/etc/" + "x" * 59, "A" * 64, ""):
        edition = Edition(
            "housing", 1, "", name, name, a_new_edition().kind, "", {}, "p", NOON, "", a_new_edition().counts
        )
        assert fault(lambda edition=edition: files.figures(edition)).code == "edition_damaged"


def test_a_file_is_read_whole_for_its_digest_once_only(
    editions: SqlEditions, files: EditionFiles, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = added(editions)
    started_anew = EditionFiles(files.folder, engine)
    read: list[object] = []
    whole = edition_files.hashlib.file_digest
    monkeypatch.setattr(
        edition_files.hashlib, "file_digest", lambda file, kind: read.append(file) or whole(file, kind)
    )
    for _time in range(3):
        started_anew.figures(edition)
    assert len(read) == 1


def test_a_definition_is_read_and_understood_once(
    editions: SqlEditions, engine: Engine, files: EditionFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = added(editions)
    asked: list[object] = []
    ask = edition_bytes.small_files
    monkeypatch.setattr(edition_bytes, "small_files", lambda *given: asked.append(given) or ask(*given))
    for _time in range(3):
        assert editions.definition(edition).id == "housing"
        assert editions.dataset(edition) is None
    assert len(asked) == 1


def test_a_definition_in_a_form_of_another_version_is_said_so(
    editions: SqlEditions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.storage.edition_definitions._FORM", 2)
    edition = added(editions)
    monkeypatch.undo()
    assert fault(lambda: editions.definition(edition)).code == "edition_unknown_form"


def test_what_breaks_off_before_the_end_leaves_nothing(
    editions: SqlEditions, files: EditionFiles, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(edition_files.pq, "write_table", fail)
    found = fault(lambda: added(editions))
    assert found.code == "edition_unwritable"
    assert "No space left on device" in str(found)
    monkeypatch.undo()
    assert there(files) == []
    assert (editions.editions(), stored(engine)) == ([], set())
    assert added(editions).number == 1


def test_a_power_cut_between_bytes_and_row_leaves_neither(
    editions: SqlEditions, files: EditionFiles, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.storage.editions._row", lambda _edition: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        added(editions)
    monkeypatch.undo()
    assert (editions.editions(), stored(engine), there(files)) == ([], set(), [])
    assert added(editions, 60.0).number == 1


def test_what_is_refused_leaves_nothing(editions: SqlEditions, files: EditionFiles, engine: Engine) -> None:
    edition = added(editions)
    with pytest.raises(Refused):
        added(editions, 60.0)
    assert there(files) == [f"{edition.figures_digest}.parquet"]
    assert stored(engine) == {edition.figures_digest, edition.definition_digest}


def test_what_a_process_left_behind_goes_a_day_later(editions: SqlEditions, files: EditionFiles) -> None:
    for name, age in ((".new-old", 90_000), (".new-young", 60)):
        (files.folder / name).mkdir(parents=True)
        (files.folder / name / "0.parquet").touch()
        os.utime(files.folder / name, (time.time() - age,) * 2)
    edition = added(editions)
    assert there(files) == [".new-young", f"{edition.figures_digest}.parquet"]


def test_a_folder_that_cannot_be_written_to_is_said_so(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    editions = SqlEditions(engine, EditionFiles(tmp_path / "file" / "editions", engine))
    assert fault(lambda: added(editions)).code == "edition_unwritable"
    assert editions.editions() == []


def test_many_who_read_at_once_get_one_whole_copy(
    editions: SqlEditions, files: EditionFiles, engine: Engine, tmp_path: Path
) -> None:
    edition = added(editions)
    other, found = EditionFiles(tmp_path / "another machine", engine), []
    threads = [Thread(target=lambda: found.append(other.figures(edition).read_bytes())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [files.figures(edition).read_bytes()] * 8


@pytest.mark.parametrize("kind", DATABASES)
@pytest.mark.parametrize("target", DATABASES)
def test_a_backup_holds_every_edition_with_its_bytes(
    kind: str, target: str, address: Callable[..., str], open_at: Callable[[str], Engine], tmp_path: Path
) -> None:
    engine = open_at(address(kind))
    editions = SqlEditions(engine, EditionFiles(tmp_path / "editions", engine))
    first = added(editions)
    second = added(editions, 60.0, follows=1)
    backup(engine, tmp_path / "saved.db")
    url = address(target, empty=True)
    restore(tmp_path / "saved.db", url)
    other = open_at(url)
    assert check_editions(other) == (2, [])
    files = EditionFiles(tmp_path / "elsewhere", other)
    brought = SqlEditions(other, files)
    assert brought.editions("housing") == [second, first]
    assert brought.definition(first) == editions.definition(first)
    assert pq.read_table(files.figures(second))["value"].to_pylist() == [60.0]
