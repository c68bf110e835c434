"""One way to the figures of what ships: those of the newest edition, wherever it came from."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from monitor.access.access import OPERATOR_USER
from monitor.measures.editions import Counts, Edition, Kind
from monitor.wiring import Services
from tests.measures.vintages import a_new_edition, figures
from tests.wiring.conftest import NOON, services


def vintage(opened: Services, value: float = 61.0, *, follows: int = 1) -> Edition:
    """A newer edition of housing, as an import makes it: one figure, which no file has."""
    new = replace(
        a_new_edition(),
        definition=opened.files.shipped().measures.series["housing"].indicator,
        figures=figures(["answer"], {"period": "2014", "value": value, "decimals": 0, "answer": "own"}),
        counts=Counts(changed=1, removed=1),
        follows=follows,
    )
    return opened.editions.add([new], by=OPERATOR_USER, at=NOON)[0]


def values(opened: Services) -> list[str]:
    return [str(entry.value) for entry in opened.desk().measures.series["housing"].observations]


def test_what_is_imported_is_what_every_reader_of_figures_gets_from_then_on(root: Path):
    opened = services(root)
    assert values(opened) == ["56", "24.0"]
    edition = vintage(opened)
    assert values(opened) == ["61"]
    measures = opened.desk().measures
    assert measures.opened["housing"].edition == edition
    assert measures.for_initiative("1.1")[0] is measures.series["housing"]
    vintage(opened, 62.0, follows=2)
    assert values(opened) == ["62"]


def test_without_an_import_the_files_are_read_also_when_somebody_edits_them(root: Path):
    opened = services(root)
    path = root / "data" / "housing.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("56", "57"), encoding="utf-8")
    assert values(opened) == ["57", "24.0"]
    assert opened.desk().measures.opened["housing"].edition is None, "they are no edition yet"


def test_an_edition_is_read_once_however_often_it_is_asked_for(root: Path, monkeypatch: pytest.MonkeyPatch):
    opened = services(root)
    vintage(opened)
    read = []
    real = opened.figures.read
    monkeypatch.setattr(opened.figures, "read", lambda *asked: read.append(asked) or real(*asked))
    assert opened.desk().measures is opened.desk().measures
    assert len(read) == 1


def test_where_the_newest_edition_is_damaged_older_figures_do_not_take_its_place(root: Path):
    opened = services(root)
    edition = vintage(opened)
    with closing(sqlite3.connect(root / "var" / "monitor.db")) as database:
        database.execute("DROP TRIGGER edition_bytes_no_update")
        database.execute(
            "UPDATE edition_bytes SET content = x'7B7D' WHERE digest = ?", [edition.definition_digest]
        )
        database.commit()
    measures = services(root).desk().measures
    assert "housing" not in measures.series
    assert [fault.code for fault in measures.faults] == ["edition_damaged"]


def test_an_older_edition_that_shipped_stands_in_the_order_of_its_file(root: Path):
    path = root / "data" / "housing.csv"
    header, own, none = path.read_text(encoding="utf-8").splitlines()
    later = "2015,own,57,463,,ssb,high,,"
    path.write_text("\n".join([header, none, later, own, ""]), encoding="utf-8")
    before = services(root).indicators.open("housing").series
    path.write_text("\n".join([header, own, ""]), encoding="utf-8")
    opened = services(root)
    assert [each.kind for each in opened.indicators.editions("housing")] == [Kind.SHIPPED, Kind.SHIPPED]
    kept = opened.indicators.open("housing", 1).series
    assert [str(entry.value) for entry in kept.observations] == ["24.0", "57", "56"]
    assert kept == before
