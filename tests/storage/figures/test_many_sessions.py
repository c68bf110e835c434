"""Many who read at once get what each would get alone, and none is left waiting for ever."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import Engine

from bench import many
from monitor.errors import Unreadable
from monitor.measures.editions import Edition
from monitor.measures.selection import VALUE, By, Selection
from monitor.storage.edition_files import EditionFiles
from monitor.storage.editions import SqlEditions
from monitor.storage.figures import engine as lending
from monitor.storage.figures.engine import LentConnections
from monitor.storage.figures.in_memory import InMemoryFigures
from monitor.storage.figures.parquet import ParquetFigures
from monitor.storage.figures.remembered import Remembered
from tests.measures.vintages import a_new_edition

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
SIZE = many.Size(municipality=15, theme=12, age=3, years=12)
SESSIONS = 8
PATIENCE = 120  # seconds for all of it; a second is the usual


@pytest.fixture(scope="module")
def table() -> object:
    return many.figures(SIZE)


@pytest.fixture
def kept(
    engine: Engine, tmp_path: Path, table: object
) -> Iterator[tuple[ParquetFigures, InMemoryFigures, Edition]]:
    files = EditionFiles(tmp_path / "editions", engine)
    (edition,) = SqlEditions(engine, files).add([a_new_edition(table)], by="p-kari", at=NOON)  # type: ignore[arg-type]
    reader = ParquetFigures(files)
    yield reader, InMemoryFigures({(edition.indicator, edition.number): table}), edition  # type: ignore[dict-item]
    reader.close()


def question(chance: random.Random) -> Selection:
    named = many.codes(SIZE)
    return Selection(
        {
            name: chance.sample(codes, chance.randint(1, 2))
            for name, codes in named.items()
            if chance.random() < 0.7
        },
        first_day=chance.choice([None, date(2008, 1, 1)]),
        periods=chance.choice([None, None, ("2009", "2011")]),
        order=chance.choice([(), (By(VALUE, descending=True),)]),
        limit=chance.choice([None, 50]),
    )


def test_eight_sessions_at_once_get_what_each_would_get_alone(
    kept: tuple[ParquetFigures, InMemoryFigures, Edition],
) -> None:
    reader, plain, edition = kept
    wrong: list[object] = []
    done: list[int] = []

    def session(number: int) -> None:
        chance = random.Random(number)
        for _turn in range(12):
            asked = question(chance)
            try:
                page, expected = reader.page(edition, asked), plain.page(edition, asked)
                same = (
                    page.total == expected.total and page.figures.to_pylist() == expected.figures.to_pylist()
                )
                same &= reader.codes(edition, "theme", asked) == plain.codes(edition, "theme", asked)
                if not asked.order:
                    batches = reader.batches(edition, asked)
                    next(batches, None)  # whoever breaks a download off must not hold anybody up
                    same &= (
                        sum(batch.num_rows for batch in reader.batches(edition, asked))
                        == page.figures.num_rows
                    )
                if not same:
                    wrong.append(asked)
            except Exception as error:  # noqa: BLE001 - told by the assertion, and not lost in a thread
                wrong.append(error)
        done.append(number)

    threads = [Thread(target=session, args=(number,), daemon=True) for number in range(SESSIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert wrong == []
    assert sorted(done) == list(range(SESSIONS))


def test_who_takes_figures_along_slowly_keeps_nobody_waiting(
    kept: tuple[ParquetFigures, InMemoryFigures, Edition],
) -> None:
    reader, _plain, edition = kept
    slow = [reader.batches(edition) for _each in range(20)]
    for download in slow:
        assert next(download).num_rows
    assert reader.page(edition, Selection(limit=5)).total == SIZE.figures


def test_who_waits_too_long_for_the_engine_is_told_so(
    kept: tuple[ParquetFigures, InMemoryFigures, Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, _plain, edition = kept
    monkeypatch.setattr(lending, "_PATIENCE", 0.01)
    held = [reader._connections.lent() for _each in range(lending._CONNECTIONS)]
    for each in held:
        each.__enter__()
    with pytest.raises(Unreadable) as told:
        reader.read(edition)
    assert told.value.code == "figures_unreadable"
    for each in held:
        each.__exit__(None, None, None)
    assert reader.read(edition, Selection(limit=3)).num_rows == 3


def test_a_connection_that_met_a_fault_is_replaced(tmp_path: Path) -> None:
    connections = LentConnections(tmp_path)
    for _each in range(3 * lending._CONNECTIONS):
        with pytest.raises(Exception, match="no_such_table"), connections.lent() as connection:
            connection.execute("SELECT * FROM no_such_table")
    with connections.lent() as connection:
        assert connection.execute("SELECT 1").fetchall() == [(1,)]
    connections.close()


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM read_csv('/etc/hostname')",
        "SELECT * FROM read_text('{folder}/../beside.txt')",
        "SELECT * FROM '{folder}/../beside.txt'",
        "COPY (SELECT 1) TO '{folder}/../written.csv'",
        "ATTACH '{folder}/../written.db'",
        "SELECT * FROM read_parquet('https://example.invalid/x.parquet')",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET allowed_directories = ['/']",
        "SET memory_limit = '8GB'",
        "SELECT getenv('HOME')",
    ],
)
def test_the_engine_opens_no_file_outside_its_folder_and_asks_nobody(tmp_path: Path, statement: str) -> None:
    folder = tmp_path / "editions"
    folder.mkdir()
    (tmp_path / "beside.txt").write_text("secret")
    connections = LentConnections(folder)
    with pytest.raises(Exception) as refused, connections.lent() as connection:
        connection.execute(statement.format(folder=folder)).fetchall()
    assert type(refused.value).__module__ in ("duckdb", "_duckdb")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["beside.txt", "editions"]
    connections.close()


def test_the_engine_has_a_limit_to_its_memory(tmp_path: Path) -> None:
    connections = LentConnections(tmp_path)
    with connections.lent() as connection:
        found = dict(
            connection.execute(
                "SELECT name, value FROM duckdb_settings() WHERE name IN ('memory_limit', 'threads', 'temp_directory')"
            ).fetchall()
        )
    assert found == {"memory_limit": "488.2 MiB", "threads": "2", "temp_directory": ""}
    connections.close()


def test_every_connection_reads_only_once_what_a_file_says_of_itself(tmp_path: Path) -> None:
    connections = LentConnections(tmp_path)
    with connections.lent() as one, connections.lent() as other:
        for connection in (one, other):
            said = connection.execute("SELECT current_setting('parquet_metadata_cache')").fetchall()
            assert said == [(True,)]
    connections.close()


def test_what_was_asked_once_is_not_asked_again_and_the_oldest_goes_first() -> None:
    remembered, asked = Remembered(room=250), list[str]()

    def ask(question: str, size: int = 100) -> str:
        return str(
            remembered.answer(question, lambda: asked.append(question) or question, lambda _found: size)
        )

    for question_ in ("a", "b", "a", "c", "a", "b"):  # c puts out b, which was asked for longest ago
        assert ask(question_) == question_
    assert asked == ["a", "b", "c", "b"]
    ask("large", 251)
    ask("large", 251)
    assert asked[-2:] == ["large", "large"]
    ask("b")
    assert asked[-1] == "large"
