"""Indicators in a list and opened: what ships and what was imported, for those who may read."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.access.access import ANONYMOUS, LOCAL_USER, OPERATOR_USER, Grant, Visitor
from monitor.access.roles import Role
from monitor.errors import Refused
from monitor.measures.datasets import DataSet
from monitor.measures.editions import Counts, Kind
from monitor.wiring import Services
from monitor.wiring.indicators import Accepted, Acceptor
from tests.builders import an_import, both
from tests.measures.vintages import a_new_edition, figures
from tests.wiring.conftest import NOON, services

GOALS = DataSet.model_validate({"id": "goals", "title": both("Goals"), "language": "en"})


def imported(
    opened: Services,
    *,
    name: str = "goal_1_1_1",
    follows: int = 0,
    by: str = OPERATOR_USER,
    value: float = 1.0,
):
    new = a_new_edition(
        figures([], {"period": "2014", "value": value}),
        imported=an_import(id=name),
        dataset=GOALS,
        kind=Kind.OPEN_SDG,
        follows=follows,
        counts=Counts(new=1),
    )
    at = NOON + timedelta(days=follows)
    return opened.editions.add([new], by=by, at=at)[0]


def shipped(opened: Services) -> str:
    return next(iter(opened.files.shipped().measures.series))


def test_what_ships_and_what_was_imported_stand_in_one_list(root: Path):
    opened = services(root)
    imported(opened)
    found = opened.indicators.titles()
    assert set(found.titles) == {*opened.files.shipped().measures.series, "goal_1_1_1"}
    assert found.datasets == {"goals": GOALS}
    assert found.titles["goal_1_1_1"].dataset == "goals"


def test_a_definition_is_read_once_however_often_the_list_is(root: Path, monkeypatch: pytest.MonkeyPatch):
    opened = services(root)
    imported(opened)
    read = []
    real = opened.editions.definition
    monkeypatch.setattr(opened.editions, "definition", lambda edition: read.append(edition) or real(edition))
    opened.indicators.titles()
    opened.indicators.titles()
    assert len(read) == 1


def test_the_list_is_the_same_until_an_edition_is_added(root: Path):
    opened = services(root)
    first = opened.indicators.titles()
    assert opened.asked_by(Visitor("p-kari", local=True)).indicators.titles() is first
    imported(opened)
    assert "goal_1_1_1" in opened.indicators.titles().titles


def test_an_edition_that_is_damaged_leaves_the_list_and_is_told(root: Path):
    opened = services(root)
    edition = imported(opened)
    with closing(sqlite3.connect(root / "var" / "monitor.db")) as database:
        database.execute("DROP TRIGGER edition_bytes_no_update")
        database.execute(
            "UPDATE edition_bytes SET content = x'7B7D' WHERE digest = ?", [edition.definition_digest]
        )
        database.commit()
    found = opened.indicators.titles()
    assert "goal_1_1_1" not in found.titles
    assert [fault.code for fault in found.faults] == ["edition_damaged"]
    assert opened.indicators.titles() is not found  # a fault is looked at anew


def test_the_latest_edition_is_opened_unless_another_is_asked_for(root: Path):
    opened = services(root)
    imported(opened)
    imported(opened, follows=1, value=2.0)
    reader = opened.indicators
    assert [edition.number for edition in reader.editions("goal_1_1_1")] == [2, 1]
    for asked, number, value in ((None, 2, "2"), (2, 2, "2"), (1, 1, "1")):
        found = reader.open("goal_1_1_1", asked)
        assert found.edition is not None
        assert (found.edition.number, str(found.series.observations[0].value)) == (number, value)


def test_what_ships_is_opened_as_its_files_say_it(root: Path):
    opened = services(root)
    name = shipped(opened)
    series = opened.files.shipped().measures.series[name]
    for number in (None, 1):
        found = opened.indicators.open(name, number)
        assert found.series is series
        assert found.edition is not None
        assert found.edition.number == 1


def test_files_that_were_changed_since_are_edition_unknown_and_the_edition_still_opens(root: Path):
    opened = services(root)
    name = shipped(opened)
    path = root / "data" / f"{name}.csv"
    before = opened.indicators.open(name).series
    path.write_text(path.read_text(encoding="utf-8").replace("56", "57"), encoding="utf-8")
    changed = opened.indicators.open(name)
    assert changed.edition is None
    assert str(changed.series.observations[0].value) == "57"
    kept = opened.indicators.open(name, 1)
    assert kept.edition is not None
    assert kept.series == before


def test_an_import_of_what_ships_comes_before_its_files(root: Path):
    opened = services(root)
    name = shipped(opened)
    series = opened.files.shipped().measures.series[name]
    latest = opened.editions.latest()[name]
    table = opened.figures.whole(latest)
    new = replace(
        a_new_edition(),
        definition=series.indicator,
        figures=table,
        counts=Counts(unchanged=table.num_rows),
        follows=1,
    )
    opened.editions.add([new], by=OPERATOR_USER, at=NOON)
    found = opened.indicators.open(name)
    assert found.edition is not None
    assert (found.edition.number, found.edition.kind) == (2, Kind.CSV)
    assert found.series == series


def test_what_is_not_there_is_refused(root: Path):
    reader = services(root).indicators
    with pytest.raises(Refused) as refused:
        reader.open("nothing")
    assert refused.value.code == "no_indicator"
    for number in (0, 2, 999_999_999):
        with pytest.raises(Refused) as refused:
            reader.open(shipped(services(root)), number)
        assert refused.value.code == "unknown_edition"


def test_nobody_reads_indicators_who_may_not_read(root: Path):
    closed = services(root).asked_by(ANONYMOUS).indicators
    edition = services(root).editions.editions()[0]
    for ask in (
        closed.titles,
        lambda: closed.editions("own"),
        lambda: closed.open("own"),
        lambda: closed.acceptor(edition),
    ):
        with pytest.raises(Refused) as refused:
            ask()
        assert refused.value.code == "not_signed_in"


@pytest.mark.parametrize(
    ("by", "way"),
    [("program", Accepted.PROGRAM), (OPERATOR_USER, Accepted.COMMAND), (LOCAL_USER, Accepted.HERE)],
)
def test_who_accepted_an_edition_is_told_where_it_is_no_person(root: Path, by: str, way: Accepted):
    opened = services(root)
    edition = replace(opened.editions.editions()[0], by=by)
    assert opened.indicators.acceptor(edition) == Acceptor(way)


def test_who_accepted_is_named_to_those_who_look_after_people_and_by_role_to_those_who_report(root: Path):
    opened = services(root)
    at = datetime(2026, 6, 1, tzinfo=UTC)
    people, grants = opened.people, opened.grants
    kari = people.seen(issuer="i", subject="kari", name="Kari Nordmann", email="", at=at).user
    grants.grant(Grant(kari, Role.SECRETARIAT), by=OPERATOR_USER, at=at)
    held = tuple(grants.held(kari))
    edition = imported(opened, by=kari)
    for role, told in (
        (Role.READER, Acceptor(Accepted.PERSON)),
        (Role.ANALYST, Acceptor(Accepted.PERSON, "", held)),
        (Role.ADMIN, Acceptor(Accepted.PERSON, "Kari Nordmann")),
    ):
        user = people.seen(issuer="i", subject=role.value, name="x", email="", at=at).user
        grants.grant(Grant(user, role), by=OPERATOR_USER, at=at)
        mine = opened.asked_by(Visitor(user))
        assert mine.indicators.acceptor(edition) == told, role
