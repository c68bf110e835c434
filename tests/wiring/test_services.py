"""The rooms put together: one log, files parsed once, and a clock that decides which day it is in Norway."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from monitor import wiring
from monitor.reporting.status import Status
from tests.sources.conftest import INDICATOR, INITIATIVES, RECORD
from tests.wiring.conftest import late_report, services


def test_as_of_the_day_before_nothing_is_reported(root: Path):
    opened = services(root)
    opened.writer.record([late_report()])
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


def test_demonstration_reports_lie_in_a_database_of_their_own(root: Path):
    shown = services(root, demo=True)
    assert shown.log.revision() > 0
    assert services(root).log.revision() == 0
    assert {path.name for path in (root / "var").glob("*.db")} == {"demo.db", "monitor.db"}
    assert services(root, demo=True).log.revision() == shown.log.revision()


def test_a_log_keeps_what_the_catalogue_has_lost_and_overview_still_opens(root: Path):
    opened = services(root)
    opened.writer.record([late_report()])
    (root / "initiatives.yaml").write_text(INITIATIVES.replace('"1.1"', '"1.2"'), encoding="utf-8")
    (root / "data/public_record.csv").write_text(RECORD.replace(",1.1,", ",1.2,"), encoding="utf-8")
    (root / "indicators/housing.yaml").write_text(INDICATOR.replace('"1.1"', '"1.2"'), encoding="utf-8")
    view = opened.desk().overview(date(2026, 1, 1))
    assert [row.initiative.id for row in view.rows] == ["1.2"]
    assert view.changes == ()
    assert opened.log.revision() == 1
