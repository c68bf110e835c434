"""Every indicator there is, whether it ships or was imported: in a list by its title, and any edition of it opened."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock

from monitor.access.access import LOCAL_USER, OPERATOR_USER, Access, Grant
from monitor.access.actions import Action
from monitor.access.grants import Grants
from monitor.access.people import People
from monitor.errors import Refused, Unreadable
from monitor.measures.datasets import DataSet
from monitor.measures.editions import Edition, Editions, Kind
from monitor.measures.opened import Opened, opened
from monitor.measures.selection import FigureReader
from monitor.measures.titles import Title, Titles, title_of
from monitor.sources.files import Files
from monitor.sources.shipped import Shipped
from monitor.wiring.current import CurrentFigures
from monitor.wiring.shipped_editions import PROGRAM


class Accepted(StrEnum):
    """In which way an edition was accepted."""

    PROGRAM = "program"
    """It came with the program."""
    COMMAND = "command"
    """On the command line."""
    HERE = "here"
    """On this machine, where nobody signs in."""
    PERSON = "person"
    """By somebody who had signed in."""


@dataclass(frozen=True, slots=True)
class Acceptor:
    """Who accepted an edition, as far as whoever asks may know: the name, "" otherwise, and the roles held now."""

    way: Accepted
    name: str = ""
    grants: tuple[Grant, ...] = ()


@dataclass
class TitleMemory:
    """Titles and data sets of editions by the digest of their definition: what an edition says never changes.

    `whole` is the list made last, with the files that ship and the latest editions that it was made of.
    """

    whole: tuple[Shipped, Mapping[str, Edition], Titles] | None = None
    titles: dict[str, Title] = field(default_factory=dict)
    datasets: dict[str, DataSet | None] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)


@dataclass(frozen=True)
class IndicatorReader:
    """Lists and opens indicators. `access` reads what the one who is asking may do, anew at each call.

    Every method raises what `Access.require` raises, and what `Editions` and `FigureReader` raise.
    """

    files: Files
    kept: Editions
    figures: FigureReader
    people: People
    grants: Grants
    memory: TitleMemory
    current: CurrentFigures
    access: Callable[[], Access]

    def titles(self) -> Titles:
        """Every indicator by its title: what ships as its files have it, then what was imported.

        No figure is read for it, and the definition of an edition once in the life of this process.
        """
        self.access().require(Action.READ_STATUS)
        shipped, latest = self.files.shipped(), self.kept.latest()
        known = self.memory.whole
        # Both are the same objects until a file is edited or an edition is added.
        if known is not None and known[0] is shipped and known[1] is latest:
            return known[2]
        found = self._titles(shipped, latest)
        if not found.faults:  # what cannot be read now may be read in a moment
            self.memory.whole = (shipped, latest, found)
        return found

    def _titles(self, shipped: Shipped, latest: Mapping[str, Edition]) -> Titles:
        titles = {name: title_of(series.indicator) for name, series in shipped.measures.series.items()}
        newest: dict[str, Edition] = {}
        faults: list[Unreadable] = []
        for name, edition in latest.items():
            if name in titles and edition.kind is Kind.SHIPPED:
                continue
            try:
                titles[name] = self._title(edition)
            except Unreadable as fault:
                faults.append(fault)
                continue
            known = newest.get(edition.dataset)
            if edition.dataset and (known is None or known.at < edition.at):
                newest[edition.dataset] = edition
        datasets = {name: self._dataset(edition) for name, edition in sorted(newest.items())}
        return Titles(titles, {name: found for name, found in datasets.items() if found}, tuple(faults))

    def editions(self, indicator: str) -> list[Edition]:
        """Every edition of an indicator, the newest first; none where there is no such indicator."""
        self.access().require(Action.READ_STATUS)
        return sorted(self.kept.editions(indicator), key=lambda edition: -edition.number)

    def open(self, indicator: str, number: int | None = None) -> Opened:
        """An edition, the latest unless a number is given. Raises Refused: `no_indicator`, `unknown_edition`.

        Where the newest edition is of the files that ship, these are read themselves.
        """
        editions, shipped = self.editions(indicator), self.files.shipped()
        if not editions and indicator not in shipped.measures.series:
            raise Refused("no_indicator", f"There is no indicator {indicator!r}.", said=indicator)
        edition = next((each for each in editions if number in (None, each.number)), None)
        if edition is None and number is not None:
            raise Refused(
                "unknown_edition",
                f"{indicator} has no edition {number}.",
                number=number,
                indicator=indicator,
            )
        if edition is None or edition is editions[0]:
            found = self.current.open(indicator, edition, shipped)
            if edition is None or number is None or found.edition is not None:
                return found
        return opened(edition, self.kept, self.figures)

    def acceptor(self, edition: Edition) -> Acceptor:
        """Who accepted an edition. Names are for those who look after people, roles for those who work with them."""
        access = self.access()
        access.require(Action.READ_STATUS)
        ways = {PROGRAM: Accepted.PROGRAM, OPERATOR_USER: Accepted.COMMAND, LOCAL_USER: Accepted.HERE}
        if (way := ways.get(edition.by)) is not None:
            return Acceptor(way)
        person = self.people.person(edition.by) if access.may(Action.READ_PEOPLE) else None
        grants = self.grants.held(edition.by) if access.may(Action.READ_PENDING) else []
        return Acceptor(Accepted.PERSON, person.name if person is not None else "", tuple(grants))

    def _title(self, edition: Edition) -> Title:
        with self.memory.lock:
            known = self.memory.titles.get(edition.definition_digest)
        if known is None:
            known = title_of(self.kept.definition(edition))
            with self.memory.lock:
                self.memory.titles[edition.definition_digest] = known
        return known

    def _dataset(self, edition: Edition) -> DataSet | None:
        digest = edition.definition_digest
        with self.memory.lock:
            if digest in self.memory.datasets:
                return self.memory.datasets[digest]
        found = self.kept.dataset(edition)
        with self.memory.lock:
            self.memory.datasets[digest] = found
        return found
