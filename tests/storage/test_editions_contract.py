"""What every store of editions does, over the fake and the databases; and what the database itself refuses."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import Engine

from monitor.catalogue.text import LocalText
from monitor.errors import Refused, Unreadable
from monitor.measures.datasets import DataSet, Imported
from monitor.measures.editions import Counts, Edition, Editions, Kind
from monitor.storage.edition_files import EditionFiles
from monitor.storage.editions import SqlEditions, check_editions
from monitor.storage.engine import open_engine, writing
from tests.builders import both
from tests.measures.vintages import InMemoryEditions, a_definition, a_new_edition, figures
from tests.storage.conftest import DATABASES, another_view

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
JUSTICE = DataSet(id="justice", title=LocalText(en="Justice"), language="en")


@pytest.fixture(params=["fake", *DATABASES])
def editions(
    request: pytest.FixtureRequest, address: Callable[[str], str], tmp_path: Path
) -> Iterator[Editions]:
    """An empty store of each kind in turn."""
    if request.param == "fake":
        yield InMemoryEditions()
        return
    engine = open_engine(address(request.param))
    yield SqlEditions(engine, EditionFiles(tmp_path / "editions", engine))
    engine.dispose()


@pytest.fixture
def kept(database: Engine, tmp_path: Path) -> SqlEditions:
    return SqlEditions(database, EditionFiles(tmp_path / "editions", database))


def test_an_edition_is_kept_with_who_when_what_was_asked_and_what_it_changed(editions: Editions) -> None:
    asked = {"url": "https://data.example.no", "selection": {"Tid": ["2014"], "Kjønn": ["*"]}}
    (added,) = editions.add(
        [
            a_new_edition(
                kind=Kind.JSON_STAT,
                dataset=JUSTICE,
                asked=asked,
                label="March 2026 – revidert",
                counts=Counts(new=1, removed=2, refused=3),
            )
        ],
        by="p-kari",
        at=NOON,
    )
    assert (added.indicator, added.number, added.dataset) == ("housing", 1, "justice")
    assert (added.by, added.at, added.label) == ("p-kari", NOON, "March 2026 – revidert")
    assert (added.kind, added.read_digest, added.asked) == (Kind.JSON_STAT, "d" * 64, asked)
    assert added.counts == Counts(new=1, removed=2, refused=3)
    assert editions.edition("housing", 1) == added
    assert editions.edition("housing", 2) is None
    assert editions.edition("work", 1) is None


def test_a_new_edition_leaves_the_old_one_to_be_cited_and_opened(editions: Editions) -> None:
    (first,) = editions.add([a_new_edition()], by="p-kari", at=NOON)
    renamed = {"title": both("Somewhere to live")}
    (second,) = editions.add([a_new_edition(follows=1, definition=renamed)], by="p-ola", at=LATER)
    assert (second.number, editions.latest()) == (2, {"housing": second})
    assert editions.editions("housing") == [second, first]
    assert editions.edition("housing", 1) == first
    assert editions.definition(first).title.en == "Housing at release"
    assert editions.definition(second).title.en == "Somewhere to live"


def test_the_set_that_an_edition_belongs_to_is_kept_with_it(editions: Editions) -> None:
    (alone,) = editions.add([a_new_edition()], by="p-kari", at=NOON)
    said = a_new_edition().definition.model_dump(exclude={"headline"}) | {"dataset": "justice", "group": "16"}
    imported = Imported.model_validate(said)
    (of_set,) = editions.add(
        [a_new_edition(dataset=JUSTICE, follows=1, imported=imported)], by="p-kari", at=NOON
    )
    assert (alone.dataset, editions.dataset(alone)) == ("", None)
    assert (of_set.dataset, editions.dataset(of_set)) == ("justice", JUSTICE)
    assert editions.definition(of_set) == imported


def test_editions_of_several_indicators_are_kept_together(editions: Editions) -> None:
    work = {"id": "work"}
    both_added = editions.add(
        [a_new_edition(definition=work), a_new_edition(), a_new_edition(definition={"id": "money"})],
        by="p-kari",
        at=NOON,
    )
    assert [each.indicator for each in both_added] == ["work", "housing", "money"]
    assert editions.latest() == {each.indicator: each for each in both_added}
    assert [each.indicator for each in editions.editions()] == ["housing", "money", "work"]


def test_what_was_compared_with_an_older_edition_is_refused_and_nothing_is_kept(editions: Editions) -> None:
    editions.add([a_new_edition()], by="p-kari", at=NOON)
    with pytest.raises(Refused) as refused:
        editions.add(
            [a_new_edition(definition={"id": "work"}), a_new_edition(follows=0)], by="p-ola", at=LATER
        )
    assert (refused.value.code, refused.value.fields) == (
        "edition_outdated",
        {"indicator": "housing", "number": 1},
    )
    assert list(editions.latest()) == ["housing"]
    with pytest.raises(Refused):
        editions.add([a_new_edition(follows=2)], by="p-ola", at=LATER)


def test_what_was_read_before_is_known_by_kind(editions: Editions) -> None:
    editions.add([a_new_edition(kind=Kind.SHIPPED, read_digest="a" * 64)], by="program", at=NOON)
    editions.add([a_new_edition(kind=Kind.CSV, read_digest="b" * 64, follows=1)], by="p-kari", at=NOON)
    editions.add([a_new_edition(kind=Kind.SHIPPED, read_digest="c" * 64, follows=2)], by="program", at=NOON)
    assert editions.read_before(Kind.SHIPPED) == {"housing": frozenset({"a" * 64, "c" * 64})}
    assert editions.read_before(Kind.XLSX) == {}


def test_a_label_is_cut_off_at_200_characters(editions: Editions) -> None:
    (added,) = editions.add([a_new_edition(label="x" * 300)], by="p-kari", at=NOON)
    assert editions.edition("housing", 1) == added
    assert added.label == "x" * 200


def test_an_edition_knows_the_days_it_covers(editions: Editions) -> None:
    table = figures(["sex"], {"period": "2014"}, {"period": "2011-Q2"}, {"period": "undated"})
    (added,) = editions.add([a_new_edition(table)], by="p-kari", at=NOON)
    assert (added.first_day, added.last_day) == (date(2011, 4, 1), date(2014, 12, 31))
    assert editions.latest()["housing"] == added
    undated = figures(["sex"], {"period": "undated"})
    (other,) = editions.add([a_new_edition(undated, definition={"id": "work"})], by="p-kari", at=NOON)
    assert (other.first_day, other.last_day) == (None, None)


def test_what_is_kept_in_memory_is_told_by_the_revision(editions: Editions) -> None:
    assert (editions.revision(), editions.latest()) == (0, {})
    (first,) = editions.add([a_new_edition()], by="p-kari", at=NOON)
    assert (editions.revision(), editions.latest()) == (1, {"housing": first})
    (second,) = editions.add([a_new_edition(follows=1)], by="p-kari", at=NOON)
    assert (editions.revision(), editions.latest()) == (2, {"housing": second})


def test_the_answers_that_an_edition_was_made_of_are_kept_with_it(editions: Editions) -> None:
    (first,) = editions.add([a_new_edition(answers=b"PK answers")], by="p-kari", at=NOON)
    (second,) = editions.add([a_new_edition(follows=1)], by="p-kari", at=NOON)
    assert editions.answers(first) == b"PK answers"
    assert editions.answers(second) is None


def test_many_definitions_are_had_at_once_in_the_order_asked_for(editions: Editions) -> None:
    names = [f"n{number}" for number in range(7)]
    added = editions.add([a_new_edition(definition={"id": name}) for name in names], by="p-kari", at=NOON)
    asked = [*reversed(added), added[3]]
    assert [each.id for each in editions.definitions(asked)] == [each.indicator for each in asked]
    assert editions.definitions([]) == []


def test_another_process_sees_an_edition_that_was_added_meanwhile(
    kept: SqlEditions, database: Engine, tmp_path: Path
) -> None:
    kept.add([a_new_edition()], by="p-kari", at=NOON)
    with another_view(database) as view:
        other = SqlEditions(view, EditionFiles(tmp_path / "other", view))
        assert len(other.latest()) == 1
        (second,) = kept.add([a_new_edition(follows=1)], by="p-kari", at=NOON)
        assert other.latest() == {"housing": second}


def test_nothing_to_add_adds_nothing(editions: Editions) -> None:
    assert editions.add([], by="p-kari", at=NOON) == []
    assert editions.editions() == []


def test_figures_that_do_not_fit_their_definition_are_no_edition() -> None:
    with pytest.raises(ValueError, match="columns"):
        a_new_edition(figures(["sex"]), imported=a_definition())
    with pytest.raises(ValueError, match="counted"):
        a_new_edition(counts=Counts(new=2))


def test_of_two_who_accept_at_once_one_is_told_to_look_again(kept: SqlEditions) -> None:
    outcomes: list[Edition | Refused] = []

    def accept(number: int) -> None:
        table = figures(["sex"], {"period": "2014", "value": float(number)})
        try:
            outcomes.extend(kept.add([a_new_edition(table)], by=f"p-{number}", at=NOON))
        except Refused as refused:
            outcomes.append(refused)

    threads = [Thread(target=accept, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    added = [each for each in outcomes if isinstance(each, Edition)]
    assert (len(outcomes), len(added)) == (6, 1)
    assert kept.editions() == added


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE editions SET label = 'other'",
        "UPDATE editions SET figures_digest = read_digest",
        "DELETE FROM editions",
        "UPDATE edition_bytes SET place = place + 1",
        "DELETE FROM edition_bytes",
        "INSERT INTO edition_bytes SELECT * FROM edition_bytes",
        "INSERT OR REPLACE INTO edition_bytes SELECT * FROM edition_bytes",
        "INSERT INTO editions SELECT * FROM editions",
        "INSERT OR REPLACE INTO editions SELECT * FROM editions",
        *(
            "INSERT INTO editions SELECT indicator, 2, dataset, figures_digest, definition_digest, "
            f"{kind}, read_digest, asked, answers_digest, label, {by}, recorded_at, first_day, last_day, {new}, "
            "0, 0, 0, 0 FROM editions"
            for kind, by, new in (
                ("'fax'", "recorded_by", "1"),
                ("kind", "''", "1"),
                ("kind", "recorded_by", "-1"),
            )
        ),
    ],
)
def test_the_database_itself_keeps_editions_as_they_are(
    kept: SqlEditions, database: Engine, statement: str
) -> None:
    kept.add([a_new_edition()], by="p-kari", at=NOON)
    before, (_count, faults) = kept.editions(), check_editions(database)
    assert not faults
    with pytest.raises(Unreadable), writing(database) as connection:
        connection.exec_driver_sql(statement)
    assert kept.editions() == before
    assert check_editions(database) == (1, [])


def test_postgresql_refuses_to_empty_the_table(kept: SqlEditions, database: Engine) -> None:
    kept.add([a_new_edition()], by="p-kari", at=NOON)
    if database.dialect.name == "postgresql":
        with pytest.raises(Unreadable), writing(database) as connection:
            connection.exec_driver_sql("TRUNCATE editions")
        with pytest.raises(Unreadable), writing(database) as connection:
            connection.exec_driver_sql("TRUNCATE edition_bytes")
    assert check_editions(database) == (1, [])
