"""Puts the rooms together. The only module that sees them all, and the only one that reads the clock."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from monitor.catalogue.dates import PartialDate
from monitor.demonstration.reports import fill
from monitor.documents.indicator_download import Translate, as_csv, as_xlsx
from monitor.errors import Refused
from monitor.measures.observations import Series
from monitor.reporting import rules
from monitor.reporting.events import LogEntry, NewReport
from monitor.reporting.history import OSLO
from monitor.reporting.log import StatusLog
from monitor.reporting.reporter import previous_report, record
from monitor.review.desk import Desk
from monitor.settings import Settings
from monitor.sources.shipped import Fingerprint, Shipped, fingerprint, read_shipped
from monitor.storage.engine import open_engine
from monitor.storage.migrate import migrate
from monitor.storage.status_log import SqlStatusLog

Clock = Callable[[], datetime]

LOCAL_PERSON = "local"
"""The pseudonymous id of the one person who uses the monitor on their own machine."""


_CLOCKS_DIFFER = timedelta(minutes=5)  # between machines that share a log, without anything being wrong


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

    def indicator_csv(self, series: Series, say: Translate) -> bytes:
        """The figures of an indicator as CSV; `say` words what stands beside them."""
        return as_csv(series, say, demo=self.settings.demo)

    def indicator_xlsx(self, series: Series, say: Translate) -> bytes:
        """The figures of an indicator as an Excel workbook."""
        return as_xlsx(series, say, demo=self.settings.demo)

    def objections(self, reports: Sequence[NewReport]) -> list[Refused]:
        """Everything that stands against the reports, so that a form can show all of it at once."""
        facts = self._facts()
        return [
            objection
            for report in reports
            for objection in rules.objections(
                report,
                initiative_ids=facts.initiative_ids,
                body_ids=facts.body_ids,
                deadline=facts.deadlines.get(report.initiative),
                previous=previous_report(self.log, report.initiative, effective_on=report.effective_on),
                today=self.today(),
            )
        ]

    def record(self, reports: Sequence[NewReport]) -> list[LogEntry]:
        """Record every report or none; raises Refused with the first thing that stands against them.

        `clock_set_back` where this machine's clock stands before the last entry: what is recorded now would be
        shown as known on a day before what was recorded earlier.
        """
        now, last = self.clock(), self.log.last_recorded_at()
        if last is not None and now < last - _CLOCKS_DIFFER:
            raise Refused(
                "clock_set_back",
                f"The clock of this machine says {now:%Y-%m-%d %H:%M} UTC, but the last entry was recorded at "
                f"{last:%Y-%m-%d %H:%M}; set the clock and record again.",
                now=now,
                last=last,
            )
        facts = self._facts()
        return record(
            self.log,
            reports,
            initiative_ids=facts.initiative_ids,
            body_ids=facts.body_ids,
            deadlines=facts.deadlines,
            clock=self.clock,
        )

    def _facts(self) -> "_Facts":
        catalogue, today = self.files.shipped().catalogue, self.today()
        in_force = catalogue.in_force(today)
        return _Facts(
            initiative_ids=frozenset(initiative.id for initiative in in_force),
            # A decision may be asked of a committee as well as of a body.
            body_ids=frozenset(catalogue.body) | {committee.id for committee in catalogue.committees},
            deadlines={
                entry.id: entry.deadline.in_force(today) for entry in in_force if entry.deadline is not None
            },
        )


@dataclass(frozen=True)
class _Facts:
    """What the rules of reporting need to know of the catalogue."""

    initiative_ids: frozenset[str]
    body_ids: frozenset[str]
    deadlines: Mapping[str, PartialDate]


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
