"""What ships is an edition from the first start on; another version of it is another edition."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor import wiring
from monitor.errors import Unreadable
from monitor.measures.editions import Counts, Kind
from monitor.settings import ROOT, Settings
from monitor.wiring import Services, shipped_editions
from monitor.wiring.shipped_editions import PROGRAM

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=30)
HOUSING = "housing_at_release"
FILES = [
    "initiatives.yaml",
    "data/public_record.csv",
    *(
        f"{folder}/{name}.{ending}"
        for name in (HOUSING, "housing_no_fixed_place", "releases")
        for folder, ending in (("indicators", "yaml"), ("data", "csv"))
    ),
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Some of the files that ship, to be changed."""
    root = tmp_path / "project"
    for file in FILES:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file, root / file)
    return root


def started(project: Path, at: datetime = NOON, *, demo: bool = False) -> Services:
    settings = Settings(root=project, data_dir=project.parent / "var", demo=demo)
    return wiring.open_services(settings, clock=lambda: at)


def change(project: Path, old: str, new: str, file: str = f"data/{HOUSING}.csv") -> None:
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_every_indicator_that_ships_is_edition_one_with_its_figures_and_definition(project: Path) -> None:
    services = started(project)
    series = services.files.shipped().measures.series
    latest = services.editions.latest()
    assert set(latest) == set(series)
    for name, edition in latest.items():
        assert (edition.number, edition.kind, edition.by, edition.at) == (1, Kind.SHIPPED, PROGRAM, NOON)
        assert services.editions.definition(edition) == series[name].indicator
        found = services.figures.read(edition).to_pylist()
        assert sorted((row["period"], row["value"]) for row in found) == sorted(
            (each.period.text, None if each.value is None else float(each.value))
            for each in series[name].observations
        )
        assert edition.counts == Counts(new=len(found))


def test_a_second_start_adds_nothing(project: Path) -> None:
    started(project)
    services = started(project, LATER)
    assert {each.number for each in services.editions.editions()} == {1}


def test_a_changed_file_of_figures_is_the_next_edition_and_the_old_one_stays(project: Path) -> None:
    (old,) = started(project).editions.editions(HOUSING)
    change(project, "2014,own_or_rent,56,", "2014,own_or_rent,57,")
    change(project, "2014,with_others,20,,,strategy,high,,\n", "")
    services = started(project, LATER)
    new, kept = services.editions.editions(HOUSING)
    assert (kept, new.number, new.at) == (old, 2, LATER)
    assert new.counts == Counts(changed=1, removed=1, unchanged=1)
    assert services.figures.read(old)["value"].to_pylist() == [24.0, 56.0, 20.0]
    assert services.figures.read(new)["value"].to_pylist() == [24.0, 57.0]
    assert len(services.editions.editions()) == len(services.editions.latest()) + 1


def test_a_changed_definition_is_an_edition_whose_figures_are_unchanged(project: Path) -> None:
    started(project)
    path = project / "indicators" / f"{HOUSING}.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# reviewed again\n", encoding="utf-8")
    new, _old = started(project, LATER).editions.editions(HOUSING)
    assert new.counts == Counts(unchanged=3)


def test_an_older_version_that_is_started_again_makes_no_edition(project: Path) -> None:
    started(project)
    change(project, "2014,own_or_rent,56,", "2014,own_or_rent,57,")
    started(project)
    change(project, "2014,own_or_rent,57,", "2014,own_or_rent,56,")
    assert [each.number for each in started(project, LATER).editions.editions(HOUSING)] == [2, 1]


def test_the_demonstration_has_editions_of_its_own(project: Path) -> None:
    started(project, demo=True)
    change(project, "2014,own_or_rent,56,", "2014,own_or_rent,57,")
    real = started(project)
    assert [each.number for each in real.editions.editions(HOUSING)] == [1]


def test_of_two_processes_that_start_at_once_one_keeps_what_ships(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other finds it kept between its look and its attempt."""
    services = started(project)
    change(project, "2014,own_or_rent,56,", "2014,own_or_rent,57,")
    compare, raced = shipped_editions.compare, []

    def and_meanwhile(*given: object, **named: object) -> object:
        if not raced:
            raced.append(True)
            started(project)
        return compare(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(shipped_editions, "compare", and_meanwhile)
    started(project)
    assert [each.number for each in services.editions.editions(HOUSING)] == [2, 1]


def test_without_the_bytes_of_the_latest_edition_nothing_can_be_compared_with_it(project: Path) -> None:
    services = started(project)
    change(project, "2014,own_or_rent,56,", "2014,own_or_rent,57,")
    shutil.rmtree(project.parent / "var" / "editions")  # copies only
    assert [each.number for each in started(project).editions.editions(HOUSING)] == [2, 1]
    with closing(sqlite3.connect(project.parent / "var" / "monitor.db")) as database:
        database.execute("DROP TRIGGER edition_bytes_no_delete")
        database.execute("DELETE FROM edition_bytes")
        database.commit()
    shutil.rmtree(project.parent / "var" / "editions")
    started(project)  # nothing has to be compared
    change(project, "2014,own_or_rent,57,", "2014,own_or_rent,58,")
    with pytest.raises(Unreadable) as found:
        started(project)
    assert found.value.code == "edition_missing"
    assert HOUSING in str(found.value)
    assert services.editions.revision() > 0
