"""Puts the rooms together. The only room that sees them all, and the only one that reads the clock.

`Services` is what pages and commands hold: they write through its `writer` and read what is not for everybody through
`restricted`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property

from monitor.catalogue.strategy import Catalogue
from monitor.demonstration.reports import fill
from monitor.demonstration.rounds import open_demonstration_round
from monitor.documents.downloads import Downloads
from monitor.reporting.days import Clock, day_of
from monitor.reporting.drafts import Drafts
from monitor.reporting.log import StatusLog
from monitor.reporting.rounds import Rounds
from monitor.review.desk import Desk
from monitor.settings import Settings
from monitor.sources.files import Files
from monitor.storage.database import Database
from monitor.storage.drafts import SqlDrafts
from monitor.storage.engine import open_engine
from monitor.storage.migrate import migrate, opened
from monitor.storage.rounds import SqlRounds
from monitor.storage.status_log import SqlStatusLog
from monitor.tally import Tally
from monitor.wiring.checks import Checks
from monitor.wiring.restricted import RestrictedReader
from monitor.wiring.writer import Writer


def system_clock() -> datetime:
    """The present instant in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Services:
    """What all sessions share: settings, files, the log, rounds and drafts, the database they lie in, and the clock."""

    settings: Settings
    files: Files
    log: StatusLog
    rounds: Rounds
    drafts: Drafts
    database: Database
    clock: Clock = field(default=system_clock)
    tally: Tally = field(default_factory=Tally)

    def today(self) -> date:
        """The day it is in Norway."""
        return day_of(self.clock())

    def desk(self, *, as_of: date | None = None) -> Desk:
        """Everything a page can ask for, as of a day (default today)."""
        shipped = self.files.shipped()
        today = self.today()
        return Desk(shipped.catalogue, shipped.record, shipped.measures, self.log, today, as_of or today)

    @cached_property
    def checks(self) -> Checks:
        """What stands against an event, asked before it is written."""
        return Checks(self.files, self.log, self.rounds, self.clock)

    @cached_property
    def writer(self) -> Writer:
        """Everything that can be written."""
        return Writer(
            self.log, self.rounds, self.drafts, self.checks, self.clock, self.settings.answers, self.tally
        )

    @cached_property
    def restricted(self) -> RestrictedReader:
        """What may be read, but not by everybody."""
        return RestrictedReader(
            self.files, self.log, self.rounds, self.drafts, self.checks, self.clock, self.settings.demo
        )

    @cached_property
    def downloads(self) -> Downloads:
        """What a reader can take along as a file."""
        return Downloads(self._catalogue, self.settings.demo)

    def _catalogue(self) -> Catalogue:
        return self.files.shipped().catalogue


def open_services(settings: Settings, *, clock: Clock = system_clock) -> Services:
    """Open the log, bring it to the present schema, and fill the demonstration's own log where it is asked for.

    Raises FaultyFiles where a file that ships cannot be used, Unreadable where the database cannot.
    """
    files = Files(settings.root)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    engine = open_engine(settings.database_url)
    migrate(engine)
    log = SqlStatusLog(engine)
    services = Services(settings, files, log, SqlRounds(engine), SqlDrafts(engine), Database(engine), clock)
    if settings.demo and log.revision() == 0:
        fill(log, files.shipped().catalogue, today=services.today(), answers=settings.answers)
    if settings.demo:
        open_demonstration_round(services.rounds, files.shipped().catalogue, today=services.today())
    return services


@contextmanager
def opened_services(settings: Settings, *, clock: Clock = system_clock) -> Iterator[Services]:
    """Services over a database that is there and up to date: nothing is made, migrated or filled.

    Raises what `open_services` raises, and Unreadable where there is no database.
    """
    with opened(settings.database_url) as engine:
        log, rounds, drafts = SqlStatusLog(engine), SqlRounds(engine), SqlDrafts(engine)
        yield Services(settings, Files(settings.root), log, rounds, drafts, Database(engine), clock)
