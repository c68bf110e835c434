"""Puts the rooms together. The only room that sees them all, and the only one that reads the clock.

`Services` is what pages and commands hold, on behalf of one visitor: they write through its `writer`, read what is
not for everybody through `restricted`, and look after people and roles through `administration`. Each of them asks
the matrix first, with the roles the visitor holds at that moment.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cached_property

from monitor.access.access import ANONYMOUS, LOCAL, OPERATOR_USER, Access, Visitor
from monitor.access.actions import Action
from monitor.access.grants import Grants
from monitor.access.people import People
from monitor.access.tokens import Tokens, access_for_request
from monitor.catalogue.strategy import Catalogue
from monitor.demonstration.reports import fill
from monitor.demonstration.rounds import open_demonstration_round
from monitor.documents.downloads import Downloads
from monitor.measures.editions import Editions
from monitor.measures.selection import FigureReader, Selection
from monitor.reporting.days import Clock, day_of
from monitor.reporting.drafts import Drafts
from monitor.reporting.log import StatusLog
from monitor.reporting.published import PublishedLog
from monitor.reporting.rounds import Rounds
from monitor.review.desk import Desk
from monitor.review.exploring.explorer import Explorer
from monitor.settings import Settings
from monitor.sources.files import Files
from monitor.storage.database import Database
from monitor.storage.engine import open_engine
from monitor.storage.migrate import migrate, opened
from monitor.storage.stores import SqlStores, stores
from monitor.tally import Tally
from monitor.wiring.administration import Administration
from monitor.wiring.checks import Checks
from monitor.wiring.current import CurrentFigures, CurrentMemory
from monitor.wiring.entrance import Entrance
from monitor.wiring.importing import Importer
from monitor.wiring.imports import Imports
from monitor.wiring.indicators import IndicatorReader, TitleMemory
from monitor.wiring.paces import Paces
from monitor.wiring.protecting import Protector
from monitor.wiring.restricted import RestrictedReader
from monitor.wiring.shipped_editions import keep_shipped
from monitor.wiring.writer import Writer

OPERATOR = Visitor(OPERATOR_USER, local=True)
"""Whoever runs a command: they hold the database itself, so no role could keep them from it."""


def system_clock() -> datetime:
    """The present instant in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Services:
    """What all sessions share: settings, files, the stores, the database they lie in, the clock and what was counted;
    and `visitor`, on whose behalf it is used. `figures` reads the figures of `editions`, `explorer` what an analyst
    looks at of them, and `paces` how fast the hosts are asked.

    Made without a visitor it is nobody's; `asked_by` makes it somebody's.
    """

    settings: Settings
    files: Files
    log: StatusLog
    rounds: Rounds
    drafts: Drafts
    people: People
    grants: Grants
    tokens: Tokens
    editions: Editions
    figures: FigureReader
    explorer: Explorer
    database: Database
    clock: Clock = field(default=system_clock)
    visitor: Visitor = ANONYMOUS
    tally: Tally = field(default_factory=Tally)
    _titles: TitleMemory = field(default_factory=TitleMemory)
    _opened: CurrentMemory = field(default_factory=CurrentMemory)
    paces: Paces = field(default_factory=lambda: Paces(system_clock))

    def asked_by(self, visitor: Visitor) -> "Services":
        """The same for a visitor: what is read and written with it is read and written by them."""
        return replace(self, visitor=visitor)

    def access(self) -> Access:
        """What the visitor may do now, by the roles they hold at this moment.

        Raises Refused with `sign_in_expired` or `signed_out` where their sign-in has ended since they came.
        """
        self.entrance.check(self.visitor)
        user = self.visitor.user
        signed_in = user is not None and not self.visitor.local
        held = self.grants.held(user) if signed_in else ()
        return Access(self.visitor, tuple(held), public=self.settings.public)

    def access_for_request(self, authorization: str | None) -> Access:
        """What a request to one of our own routes may do, by its header `Authorization`.

        On one's own machine, where nobody signs in, a request without a header may do what the person may. Raises
        Refused("token_refused").
        """
        if authorization is None and self.settings.local:
            return Access(LOCAL)
        return access_for_request(authorization, self.tokens, now=self.clock(), public=self.settings.public)

    def warm_up(self) -> None:
        """Load what the first reader of figures would otherwise wait for: the engine, and what indicators say.

        Raises what `Editions` and `FigureReader` raise.
        """
        self._current.measures()
        latest = list(self.editions.latest().values())
        self.editions.definitions(latest)
        if latest:
            largest = max(latest, key=lambda edition: edition.counts.figures)
            self.figures.page(largest, Selection(limit=1))

    def today(self) -> date:
        """The day it is in Norway."""
        return day_of(self.clock())

    def desk(self, *, as_of: date | None = None) -> Desk:
        """Everything a page can ask for, as of a day (default today), without what the visitor may not see.

        Raises what `Access.require` raises where the visitor may read nothing.
        """
        return self.desk_for(self.access(), as_of=as_of)

    def desk_for(self, access: Access, *, as_of: date | None = None) -> Desk:
        """The same for whoever has this access, as a request to one of our own routes may have it."""
        access.require(Action.READ_STATUS)
        shipped = self.files.shipped()
        today = self.today()
        whole = access.may(Action.READ_PENDING) and access.may(Action.READ_EXEMPT)
        log = self.log if whole else PublishedLog(self.log, today)
        return Desk(shipped.catalogue, shipped.record, self._current.measures(), log, today, as_of or today)

    @cached_property
    def checks(self) -> Checks:
        """What stands against an event, asked before it is written."""
        return Checks(self.files, self.log, self.rounds, self.clock)

    @cached_property
    def writer(self) -> Writer:
        """Everything that can be written."""
        return Writer(
            self.log,
            self.rounds,
            self.drafts,
            self.checks,
            self.clock,
            self.settings.answers,
            self.access,
            self.tally,
        )

    @cached_property
    def indicators(self) -> IndicatorReader:
        """Every indicator by its title, and any edition of one."""
        return IndicatorReader(
            self.files,
            self.editions,
            self.figures,
            self.people,
            self.grants,
            self._titles,
            self._current,
            self.access,
        )

    @cached_property
    def restricted(self) -> RestrictedReader:
        """What may be read, but not by everybody."""
        return RestrictedReader(
            self.files,
            self.log,
            self.rounds,
            self.drafts,
            self.checks,
            self.clock,
            self.settings.demo,
            self.access,
        )

    @cached_property
    def administration(self) -> Administration:
        """People, their roles, and tokens."""
        return Administration(
            self.people, self.grants, self.tokens, self.clock, self.access, lambda: self._catalogue().body
        )

    @cached_property
    def imports(self) -> Imports:
        """Figures from outside, and the editions they become."""
        return Imports(
            Importer(
                self.editions,
                self.figures,
                self.clock,
                Protector(self.editions, self.figures, self.settings.hide_up_to),
            ),
            self.settings.data_hosts,
            self.paces,
            self.access,
            self.tally,
        )

    @cached_property
    def entrance(self) -> Entrance:
        """The door for those who sign in."""
        return Entrance(self.people, self.grants, self.settings.provider, self.clock)

    @cached_property
    def downloads(self) -> Downloads:
        """What a reader can take along as a file."""
        return Downloads(self._catalogue, self.settings.demo, self.access, self.editions, self.figures)

    @cached_property
    def _current(self) -> CurrentFigures:
        return CurrentFigures(self.files, self.editions, self.figures, self._opened)

    def downloads_for(self, access: Access) -> Downloads:
        """The same for whoever has this access, as a request to one of our own routes may have it."""
        return replace(self.downloads, access=lambda: access)

    def _catalogue(self) -> Catalogue:
        return self.files.shipped().catalogue


def open_services(settings: Settings, *, clock: Clock = system_clock) -> Services:
    """Open the log, bring it to the present schema, and fill the demonstration's own log where it is asked for.

    What ships is kept as an edition where it is new. Raises FaultyFiles where a file that ships cannot be used,
    Unreadable where the database cannot, or an edition cannot be written.
    """
    files = Files(settings.root)
    engine = open_engine(settings.database_url)
    migrate(engine)
    services = _services(settings, files, stores(engine, settings.editions_dir), clock)
    shipped = files.shipped()
    keep_shipped(shipped.measures, shipped.digests, services.editions, services.figures, at=clock())
    log = services.log
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
        yield _services(settings, Files(settings.root), stores(engine, settings.editions_dir), clock)


def _services(settings: Settings, files: Files, kept: SqlStores, clock: Clock) -> Services:
    return Services(
        settings,
        files,
        log=kept.log,
        rounds=kept.rounds,
        drafts=kept.drafts,
        people=kept.people,
        grants=kept.grants,
        tokens=kept.tokens,
        editions=kept.editions,
        figures=kept.figures,
        explorer=Explorer(kept.editions, kept.figures),
        database=kept.database,
        clock=clock,
    )
