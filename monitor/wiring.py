"""Puts the rooms together. The only module that sees them all, and the only one that reads the clock."""

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from monitor.demonstration.reports import fill
from monitor.reporting.history import OSLO
from monitor.reporting.log import StatusLog
from monitor.review.desk import Desk
from monitor.settings import Settings
from monitor.sources.shipped import Fingerprint, Shipped, fingerprint, read_shipped
from monitor.storage.engine import open_engine
from monitor.storage.migrate import migrate
from monitor.storage.status_log import SqlStatusLog

Clock = Callable[[], datetime]

LOCAL_PERSON = "local"
"""The pseudonymous id of the one person who uses the monitor on their own machine."""


def system_clock() -> datetime:
    """The present instant in UTC."""
    return datetime.now(UTC)


class Files:
    """The files that ship, parsed once and again only when one of them has changed. Safe between threads."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = threading.Lock()
        self._read: tuple[Fingerprint, Shipped] | None = None

    def shipped(self) -> Shipped:
        """What the files say now; FaultyFiles where one of them cannot be used."""
        stamp = fingerprint(self._root)
        with self._lock:
            if self._read is None or self._read[0] != stamp:
                self._read = (stamp, read_shipped(self._root))
            return self._read[1]


@dataclass(frozen=True)
class Services:
    """What all sessions share: settings, files, the log and the clock."""

    settings: Settings
    files: Files
    log: StatusLog
    clock: Clock = field(default=system_clock)

    def today(self) -> date:
        """The day it is in Norway."""
        return self.clock().astimezone(OSLO).date()

    def desk(self, *, as_of: date | None = None) -> Desk:
        """Everything a page can ask for, as of a day (default today)."""
        shipped = self.files.shipped()
        today = self.today()
        return Desk(shipped.catalogue, shipped.record, shipped.measures, self.log, today, as_of or today)


def open_services(settings: Settings, *, clock: Clock = system_clock) -> Services:
    """Open the log, bring it to the present schema, and fill the demonstration's own log where it is asked for.

    Raises FaultyFiles where a file that ships cannot be used, Unreadable where the database cannot.
    """
    files = Files(settings.root)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    engine = open_engine(settings.database_url)
    migrate(engine)
    log = SqlStatusLog(engine)
    services = Services(settings, files, log, clock)
    if settings.demo and log.revision() == 0:
        fill(log, files.shipped().catalogue, today=services.today())
    return services



def settings_from_environment() -> Settings:
    """The settings this process was started with."""
    return Settings.read(os.environ)
