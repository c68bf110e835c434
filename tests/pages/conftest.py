"""The whole dashboard as AppTest runs it: app.py with every page, a log of its own, and a clock that stands still."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

from monitor import wiring
from monitor.access.access import LOCAL
from monitor.settings import ROOT, Settings
from monitor.show.adapter import session
from monitor.show.words import Words
from monitor.sources import files
from tests.installed import lay_out, read_once
from tests.pages.reading import Page

PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
LANGUAGES = ("nb", "en")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
"""The instant the pages are opened at, unless a test turns the clock."""


@dataclass
class Clock:
    """A clock that a test turns."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: int) -> None:
        """Turn it on by so many days, hours or minutes."""
        self.now += timedelta(**span)


@dataclass
class Dashboard:
    """The dashboard on one data folder. `services` can be opened anew, as a new process would."""

    settings: Settings
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Open the database and the files, as a fresh process does."""
        lay_out(self.settings, self.clock.now)
        self.services = wiring.open_services(self.settings, clock=self.clock).asked_by(LOCAL)

    def visit(self, page: str = "overview", /, *, lang: str = "en", **query: str) -> AppTest:
        """A new session that opens a page by its address."""
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
        return go(app, page, lang=lang, **query)

    def read(self, page: str = "overview", /, *, lang: str = "en", **query: str) -> Page:
        """What a new session sees on a page."""
        return seen(self.visit(page, lang=lang, **query))


def go(app: AppTest, page: str | None = None, /, **query: str) -> AppTest:
    """The same session at another address."""
    if page == "overview":
        app.switch_page("app.py")
    elif page is not None:
        app.switch_page(f"pages/{page}.py")
    app.query_params.clear()
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def seen(app: AppTest) -> Page:
    """What a session sees; no page may end in an exception."""
    assert [error.value for error in app.exception] == []
    return Page(app)


@pytest.fixture(autouse=True)
def _every_visit_goes_through_the_main_script(monkeypatch: pytest.MonkeyPatch) -> None:
    """As monitor/web/asgi.py has it. AppTest forgets it before each run and would run a page by itself."""
    make = PagesManager.__init__

    def make_without_folder(self: PagesManager, *given: Any, **named: Any) -> None:
        make(self, *given, **named)
        PagesManager.uses_pages_directory = False

    monkeypatch.setattr(PagesManager, "__init__", make_without_folder)
    monkeypatch.setattr(PagesManager, "uses_pages_directory", None)


@pytest.fixture(autouse=True)
def _what_ships_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """For all dashboards of a process, as one process does for all sessions."""
    monkeypatch.setattr(files, "read_shipped", read_once)


search_for_components = cache(manifest_scanner.scan_component_manifests)


@pytest.fixture(autouse=True)
def _installed_packages_are_searched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """For components of Streamlit, of which there are none. AppTest searches for each visit, which takes most of it."""
    monkeypatch.setattr(manifest_scanner, "scan_component_manifests", search_for_components)


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Dashboard]:
    """Starts a dashboard: `start()`, `start(demo=True)`, `start(root=folder)`; the last one started is visited."""

    def make(**options: object) -> Dashboard:
        settings = Settings(**({"data_dir": tmp_path / "data"} | options))  # type: ignore[arg-type]
        dashboard = Dashboard(settings)
        monkeypatch.setattr(session, "services", lambda: dashboard.services)
        return dashboard

    return make


@pytest.fixture
def dashboard(start: Callable[..., Dashboard]) -> Dashboard:
    """A fresh install: nothing is reported."""
    return start()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the files that people edit, for tests that break them."""
    root = tmp_path / "project"
    root.mkdir()
    shutil.copy(ROOT / "initiatives.yaml", root)
    for folder in ("indicators", "data"):
        shutil.copytree(ROOT / folder, root / folder)
    return root


@pytest.fixture(params=LANGUAGES)
def words(request: pytest.FixtureRequest) -> Words:
    """Each language in turn."""
    return Words(request.param)
