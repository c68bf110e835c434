"""A folder with a small strategy, and the services opened on it."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from monitor.access.access import LOCAL, LOCAL_USER
from monitor.settings import Settings
from monitor.wiring import Services, open_services
from tests.builders import a_report
from tests.sources.conftest import INITIATIVES, a_project

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return a_project(tmp_path).root


@pytest.fixture
def with_secretariat(root: Path) -> None:
    """KDI is the committee's secretariat, and reports for all."""
    body = "  - {id: KDI, kind: directorate, names: [{name: {en: Correctional Service}, verified: true}]}\n"
    text = INITIATIVES.replace("committees:\n", f"{body}committees:\n").replace(
        "    chair: JD\n", "    chair: JD\n    secretariat: KDI\n"
    )
    (root / "initiatives.yaml").write_text(text, encoding="utf-8")


def services(root: Path, *, now: datetime = NOON, demo: bool = False) -> Services:
    settings = Settings(root=root, data_dir=root / "var", demo=demo)
    return open_services(settings, clock=lambda: now).asked_by(LOCAL)


def late_report(**over: object):
    return a_report(
        **({"comment": "Forsinket", "effective_on": date(2026, 6, 1), "recorded_by": LOCAL_USER} | over)
    )


def answering(root: Path, *, now: datetime = NOON) -> Services:
    settings = Settings(root=root, data_dir=root / "var", answers=True)
    return open_services(settings, clock=lambda: now).asked_by(LOCAL)
