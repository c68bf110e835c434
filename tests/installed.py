"""A data folder as the first start on it leaves it, made once for each kind and copied.

Making one takes most of a second, which is most of what a test of a page takes. That a first start makes it, and what
it makes, is told by tests/wiring and by the servers of tests/browser, which start on empty folders.
"""

import shutil
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from monitor import wiring
from monitor.settings import ROOT, Settings
from monitor.sources.shipped import Fingerprint, Shipped, fingerprint, read_shipped
from monitor.storage.engine import open_engine
from monitor.storage.migrate import migrate

_made = TemporaryDirectory(prefix="monitor-installed-", ignore_cleanup_errors=True)  # goes with the process


def lay_out(settings: Settings, now: datetime) -> None:
    """Puts into the data folder what a first start at that instant would, where it has not taken place yet.

    A project of a test's own gets the tables only, because what it ships the start itself has to find.
    """
    name = "demo.db" if settings.demo else "monitor.db"
    if settings.database or (settings.data_dir / name).exists():
        return
    if settings.root == ROOT:
        made = _first_start(settings.demo, settings.demo and settings.answers, now)
    else:
        made = _tables(name)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    for file in made.rglob("*"):
        copy = settings.data_dir / file.relative_to(made)
        if file.is_dir():
            copy.mkdir(exist_ok=True)
        elif not copy.exists():
            shutil.copy2(file, copy)


@cache
def _first_start(demo: bool, answers: bool, now: datetime) -> Path:
    folder = _room()
    wiring.open_services(Settings(data_dir=folder, demo=demo, answers=answers), clock=lambda: now)
    return folder


@cache
def _tables(name: str) -> Path:
    folder = _room()
    engine = open_engine(f"sqlite:///{folder / name}")
    migrate(engine)
    engine.dispose()
    return folder


def _room() -> Path:
    folder = Path(_made.name) / str(len(list(Path(_made.name).iterdir())))
    folder.mkdir()
    return folder


def read_once(root: Path) -> Shipped:
    """What `read_shipped` gives; the files of the program itself are parsed once for all tests, because no test
    changes them.
    """
    return _read(fingerprint(root)) if root == ROOT else read_shipped(root)


@cache
def _read(_stamp: Fingerprint) -> Shipped:
    return read_shipped(ROOT)
