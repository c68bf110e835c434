"""What a visit costs: files are read once a process and again only after one of them has changed."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from monitor.settings import ROOT
from monitor.sources import files
from tests.pages.conftest import PAGES, Dashboard, go, seen


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Every time the files that ship are parsed."""
    counted: list[Path] = []
    read = files.read_shipped

    def counting(root: Path) -> Any:
        counted.append(root)
        return read(root)

    monkeypatch.setattr(files, "read_shipped", counting)
    return counted


def test_the_files_are_parsed_once_for_all_pages_sessions_and_reruns(
    start: Callable[..., Dashboard], readings: list[Path]
):
    dashboard = start()
    for page in PAGES:
        dashboard.visit(page, id="1.5").run().run()
    assert len(readings) == 1


def test_a_changed_file_is_parsed_again_once_and_shown(
    start: Callable[..., Dashboard], project: Path, readings: list[Path]
):
    dashboard = start(root=project)
    app = dashboard.visit("initiative", id="1.5")
    assert seen(app).title == "1.5 Duty to notify"
    file = project / "initiatives.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("en: Duty to notify}", "en: Duty to give notice}"), encoding="utf-8")
    assert seen(app.run()).title == "1.5 Duty to give notice"
    go(app, "about", lang="en")
    dashboard.visit()
    assert len(readings) == 2


def test_figures_that_were_corrected_are_shown_without_a_restart(
    start: Callable[..., Dashboard], project: Path
):
    app = start(root=project).visit("indicators", id="housing_at_release")
    file = project / "data" / "housing_at_release.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(",56,", ",57,"), encoding="utf-8")
    rows = seen(app.run()).table("Housing that inmates expected at release, 2014").rows
    assert rows[0]["Per cent"] == "57 %"


def test_importing_the_dashboard_reads_no_file_and_opens_no_database():
    """A fresh interpreter, so that nothing is loaded yet."""
    script = (
        "import sys\n"
        "import yaml, pandas, sqlalchemy, streamlit, babel.messages.pofile, babel.dates, zoneinfo\n"
        "opened = []\n"
        "watched = ('open', 'sqlite3.connect')\n"
        "sys.addaudithook(lambda event, given: event in watched and opened.append(str(given[0])))\n"
        "import monitor.wiring, monitor.show.adapter.session, monitor.show.adapter.frame\n"
        "import monitor.show.adapter.report_form\n"
        "print([name for name in opened if name.endswith(('.yaml', '.csv', '.db', '.po'))])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
