"""The files of editions: whole or not there, never written over, and known for what they are when they are opened."""

import json
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from sqlalchemy import Engine

from monitor.errors import Refused, Unreadable
from monitor.measures.editions import Edition
from monitor.storage import edition_files
from monitor.storage.backup import backup, restore
from monitor.storage.edition_files import EditionFiles
from monitor.storage.editions import SqlEditions
from monitor.storage.engine import open_engine
from tests.builders import both
from tests.measures.vintages import a_new_edition, figures

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def files(tmp_path: Path) -> EditionFiles:
    return EditionFiles(tmp_path / "editions")


@pytest.fixture
def editions(engine: Engine, files: EditionFiles) -> SqlEditions:
    return SqlEditions(engine, files)


def added(editions: SqlEditions, value: float = 56.0, **over: object) -> Edition:
    table = figures(["sex"], {"period": "2014", "value": value, "sex": "a"})
    return editions.add([a_new_edition(table, **over)], by="p-kari", at=NOON)[0]


def there(files: EditionFiles) -> list[str]:
    return sorted(
        path.relative_to(files.folder).as_posix() for path in files.folder.rglob("*") if path.is_file()
    )


def fault(act: Callable[[], object]) -> Unreadable:
    with pytest.raises(Unreadable) as found:
        act()
    return found.value


def writable(path: Path) -> Path:
    path.chmod(0o644)
    return path


def test_an_edition_is_two_files_that_other_programs_read(editions: SqlEditions, files: EditionFiles) -> None:
    edition = added(editions)
    assert there(files) == ["housing/1.definition.json", "housing/1.parquet"]
    table = pq.read_table(files.figures(edition))
    assert table.schema.equals(a_new_edition().figures.schema)
    assert table["value"].to_pylist() == [56.0]
    said = json.loads(files.definition(edition))
    assert (said["form"], said["definition"]["title"]["en"]) == (1, "Housing at release")


def test_nothing_that_is_kept_changes_when_an_edition_follows(
    editions: SqlEditions, files: EditionFiles
) -> None:
    first = added(editions)
    before = files.figures(first).read_bytes(), files.definition(first)
    added(editions, 60.0, follows=1, definition={"title": both("Other")})
    assert (files.figures(first).read_bytes(), files.definition(first)) == before
    assert len(there(files)) == 4


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


def test_a_file_that_is_missing_is_said_so_with_what_to_do(
    editions: SqlEditions, files: EditionFiles
) -> None:
    edition = added(editions)
    files.figures(edition).unlink()
    found = fault(lambda: files.figures(edition))
    assert (found.code, found.fields["indicator"], found.fields["number"]) == (
        "edition_missing",
        "housing",
        1,
    )
    assert "housing/1.parquet with edition 1 of housing cannot be read" in str(found)
    assert "put it back from a backup" in str(found)


@pytest.mark.parametrize("name", ["1.parquet", "1.definition.json"])
@pytest.mark.parametrize("change", ["flip", "cut", "empty", "longer"])
def test_a_file_that_is_not_what_was_written_is_said_so(
    editions: SqlEditions, files: EditionFiles, name: str, change: str
) -> None:
    edition = added(editions)
    files.figures(edition)  # once sound is not sound for ever
    path = writable(files.folder / "housing" / name)
    content = bytearray(path.read_bytes())
    if change == "flip":
        content[len(content) // 2] ^= 1
    changed = {"cut": content[:-1], "empty": b"", "longer": content + b"\n"}.get(change, content)
    path.write_bytes(changed)
    found = fault(lambda: (files.figures(edition), files.definition(edition)))
    assert found.code == "edition_damaged"
    assert f"{name} is not what was written as edition 1 of housing" in str(found)


def test_a_file_is_read_whole_for_its_digest_once_only(
    editions: SqlEditions, files: EditionFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = added(editions)
    read: list[Path] = []
    whole = edition_files._digest
    monkeypatch.setattr(edition_files, "_digest", lambda path: read.append(path) or whole(path))
    for _time in range(3):
        files.figures(edition)
    assert len(read) == 1


def test_a_definition_in_a_form_of_another_version_is_said_so(
    editions: SqlEditions, files: EditionFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.storage.editions._FORM", 2)
    edition = added(editions)
    monkeypatch.undo()
    assert fault(lambda: editions.definition(edition)).code == "edition_unknown_form"


def test_what_breaks_off_before_the_end_leaves_nothing(
    editions: SqlEditions, files: EditionFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(edition_files.pq, "write_table", fail)
    found = fault(lambda: added(editions))
    assert found.code == "edition_unwritable"
    assert "No space left on device" in str(found)
    monkeypatch.undo()
    assert there(files) == []
    assert list(files.folder.iterdir()) == []
    assert editions.editions() == []
    assert added(editions).number == 1


def test_what_is_refused_leaves_nothing(editions: SqlEditions, files: EditionFiles) -> None:
    added(editions)
    with pytest.raises(Refused):
        added(editions, 60.0)
    assert there(files) == ["housing/1.definition.json", "housing/1.parquet"]
    assert [path.name for path in files.folder.iterdir()] == ["housing"]


def test_files_that_the_database_never_came_to_know_of_are_not_written_over(
    editions: SqlEditions, files: EditionFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a power cut between the two, or with an older backup of the database."""

    def fail(*_: object) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr("monitor.storage.editions._row", fail)
    with pytest.raises(RuntimeError):
        added(editions, 56.0)
    monkeypatch.undo()
    left = {name: (files.folder / name).read_bytes() for name in there(files)}
    assert sorted(left) == ["housing/1.definition.json", "housing/1.parquet"]
    other = added(editions, 60.0)
    assert other.number == 2
    assert {name: (files.folder / name).read_bytes() for name in left} == left
    assert pq.read_table(files.figures(other))["value"].to_pylist() == [60.0]


def test_files_that_are_there_and_the_same_are_taken(
    editions: SqlEditions, files: EditionFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.storage.editions._row", lambda _edition: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        added(editions)
    monkeypatch.undo()
    assert added(editions).number == 1


def test_a_folder_that_cannot_be_written_to_is_said_so(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    editions = SqlEditions(engine, EditionFiles(tmp_path / "file" / "editions"))
    assert fault(lambda: added(editions)).code == "edition_unwritable"
    assert editions.editions() == []


def test_an_id_that_could_lead_elsewhere_is_never_a_folder(files: EditionFiles, tmp_path: Path) -> None:
    for name in ("../housing", "/etc", "a/b", "A", "", "."):
        with pytest.raises(ValueError, match="folder"):
            files.prepare(tmp_path, name, figures([]), "{}")


def test_a_backup_of_the_database_and_a_copy_of_the_folder_bring_every_edition_back(
    editions: SqlEditions, engine: Engine, files: EditionFiles, tmp_path: Path
) -> None:
    first = added(editions)
    second = added(editions, 60.0, follows=1)
    backup(engine, tmp_path / "saved.db")
    shutil.copytree(files.folder, tmp_path / "copied")
    restore(tmp_path / "saved.db", f"sqlite:///{tmp_path / 'elsewhere.db'}")
    other = open_engine(f"sqlite:///{tmp_path / 'elsewhere.db'}")
    brought = SqlEditions(other, EditionFiles(tmp_path / "copied"))
    assert brought.editions("housing") == [second, first]
    assert brought.definition(first).id == "housing"
    assert EditionFiles(tmp_path / "copied").figures(second).is_file()
    without = EditionFiles(tmp_path / "nothing")
    assert fault(lambda: without.figures(first)).code == "edition_missing"
    other.dispose()


def test_files_are_for_reading_only(editions: SqlEditions, files: EditionFiles) -> None:
    edition = added(editions)
    assert os.stat(files.figures(edition)).st_mode & 0o222 == 0  # noqa: PTH116 - whoever is root may all the same
