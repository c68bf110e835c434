"""The rooms put together: one log, files parsed once, and a clock that decides which day it is in Norway."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from monitor import wiring
from monitor.errors import FaultyFiles, Refused
from monitor.reporting.status import Status
from monitor.settings import Settings
from monitor.wiring import Files, Services, open_services
from tests.builders import a_report
from tests.sources.conftest import FIGURES, INDICATOR, INITIATIVES, RECORD

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for file, text in (
        ("initiatives.yaml", INITIATIVES),
        ("data/public_record.csv", RECORD),
        ("data/housing.csv", FIGURES),
        ("indicators/housing.yaml", INDICATOR),
    ):
        path = tmp_path / file
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def services(root: Path, *, now: datetime = NOON, demo: bool = False) -> Services:
    return open_services(Settings(root=root, data_dir=root / "var", demo=demo), clock=lambda: now)


def late_report(**over: object):
    return a_report(**({"comment": "Forsinket", "effective_on": date(2026, 6, 1)} | over))


def test_a_report_is_there_again_after_a_restart(root: Path):
    services(root).record([late_report(status=Status.IN_PROGRESS)])
    row = services(root).desk().standing("1.1")
    assert row is not None
    assert row.status is Status.IN_PROGRESS


def test_a_clock_that_was_set_back_is_refused_and_reading_goes_on_until_it_is_right_again(root: Path):
    services(root).record([late_report()])
    again = late_report(idempotency_key="form-2", expected_revision=1)
    behind = services(root, now=NOON - timedelta(hours=1))
    with pytest.raises(Refused) as refused:
        behind.record([again])
    assert refused.value.code == "clock_set_back"
    assert behind.desk().standing("1.1") is not None
    assert (
        len(services(root, now=NOON - timedelta(minutes=4)).record([again])) == 1
    )  # as clocks of two machines differ


def test_as_of_the_day_before_nothing_is_reported(root: Path):
    opened = services(root)
    opened.record([late_report()])
    before, on = opened.desk(as_of=date(2026, 5, 31)).standing("1.1"), opened.desk().standing("1.1")
    assert before is not None
    assert on is not None
    assert (before.status, on.status) == (None, Status.IN_PROGRESS)


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 6, 1, 21, 59, tzinfo=UTC), date(2026, 6, 1)),
        (datetime(2026, 6, 1, 22, 0, tzinfo=UTC), date(2026, 6, 2)),
        (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_the_day_ends_at_midnight_in_norway(root: Path, now: datetime, day: date):
    assert services(root, now=now).today() == day


def test_the_clock_of_the_system_tells_its_zone():
    assert wiring.system_clock().tzinfo is UTC


def test_files_are_parsed_once_and_again_only_when_one_has_changed(
    root: Path, monkeypatch: pytest.MonkeyPatch
):
    read: list[Path] = []
    real = wiring.read_shipped
    monkeypatch.setattr(wiring, "read_shipped", lambda folder: read.append(folder) or real(folder))
    files = Files(root)
    assert files.shipped() is files.shipped()
    assert len(read) == 1
    (root / "initiatives.yaml").write_text(
        INITIATIVES.replace("en: Initiative", "en: Changed"), encoding="utf-8"
    )
    assert files.shipped().catalogue.initiatives[0].title.en == "Changed"
    assert len(read) == 2


def test_a_file_that_breaks_while_running_is_said_and_heals_when_it_is_mended(root: Path):
    files = Files(root)
    files.shipped()
    (root / "initiatives.yaml").write_text("strategy: [\n", encoding="utf-8")
    with pytest.raises(FaultyFiles, match=r"^initiatives\.yaml:2"):
        files.shipped()
    (root / "initiatives.yaml").write_text(INITIATIVES, encoding="utf-8")
    assert files.shipped().catalogue.initiatives[0].id == "1.1"


def test_objections_list_everything_and_recording_refuses_the_first(root: Path):
    opened = services(root)
    report = late_report(comment="", acting_for="XX", effective_on=date(2026, 6, 2))
    codes = [objection.code for objection in opened.objections([report])]
    assert codes == ["unknown_body", "effective_in_future", "comment_required"]
    with pytest.raises(Refused) as caught:
        opened.record([report])
    assert caught.value.code == "unknown_body"
    assert opened.log.revision() == 0


def test_a_decision_may_be_asked_of_a_committee(root: Path):
    from monitor.reporting.events import DecisionNeeded

    [entry] = services(root).record([late_report(decision=DecisionNeeded(what="Hvem?", of="committee"))])
    assert entry.decision is not None
    assert entry.decision.of == "committee"


def test_demonstration_reports_lie_in_a_database_of_their_own(root: Path):
    shown = services(root, demo=True)
    assert shown.log.revision() > 0
    assert services(root).log.revision() == 0
    assert {path.name for path in (root / "var").glob("*.db")} == {"demo.db", "monitor.db"}
    assert services(root, demo=True).log.revision() == shown.log.revision()


def test_a_log_keeps_what_the_catalogue_has_lost_and_overview_still_opens(root: Path):
    opened = services(root)
    opened.record([late_report()])
    (root / "initiatives.yaml").write_text(INITIATIVES.replace('"1.1"', '"1.2"'), encoding="utf-8")
    (root / "data/public_record.csv").write_text(RECORD.replace(",1.1,", ",1.2,"), encoding="utf-8")
    (root / "indicators/housing.yaml").write_text(INDICATOR.replace('"1.1"', '"1.2"'), encoding="utf-8")
    view = opened.desk().overview(date(2026, 1, 1))
    assert [row.initiative.id for row in view.rows] == ["1.2"]
    assert view.changes == ()
    assert opened.log.revision() == 1
