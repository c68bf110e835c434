"""The one way to the figures of an indicator that ships: those of its newest edition, wherever that came from.

Pages and the interface for programs all ask here, so that what was imported shows everywhere at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock

from monitor.errors import Unreadable
from monitor.measures.editions import Edition, Editions, Kind
from monitor.measures.observations import Measures
from monitor.measures.opened import Opened, opened
from monitor.measures.selection import FigureReader
from monitor.sources.files import Files
from monitor.sources.shipped import Shipped


@dataclass
class CurrentMemory:
    """What was opened: editions never change, so each is read once, and all together as long as none was added."""

    opened: dict[str, Opened] = field(default_factory=dict)
    together: tuple[Shipped, Mapping[str, Edition], Measures] | None = None
    lock: Lock = field(default_factory=Lock)


@dataclass(frozen=True)
class CurrentFigures:
    """Opens what holds now. Asks nobody's permission: whoever holds it has asked."""

    files: Files
    editions: Editions
    figures: FigureReader
    memory: CurrentMemory

    def measures(self) -> Measures:
        """Every indicator that ships, in the order of its files, each in its newest edition.

        One whose newest edition cannot be read is left out and told in `faults`: older figures in its place would be
        taken for the newest. Raises Unreadable where no edition can be read.
        """
        shipped, latest = self.files.shipped(), self.editions.latest()
        with self.memory.lock:
            known = self.memory.together
        if known is not None and known[0] is shipped and known[1] is latest:
            return known[2]
        found: dict[str, Opened] = {}
        faults: list[Unreadable] = []
        for name in shipped.measures.series:
            try:
                found[name] = self.open(name, latest.get(name), shipped)
            except Unreadable as fault:
                faults.append(fault)
        measures = Measures({name: each.series for name, each in found.items()}, found, tuple(faults))
        if not faults:  # what could not be read now may be readable in a moment
            with self.memory.lock:
                self.memory.together = (shipped, latest, measures)
        return measures

    def open(self, indicator: str, latest: Edition | None, shipped: Shipped) -> Opened:
        """An indicator in its newest edition; files that ship are read themselves, and may be no edition yet.

        Raises what `Editions` and `FigureReader` raise.
        """
        series = shipped.measures.series.get(indicator)
        if series is not None and (latest is None or latest.kind is Kind.SHIPPED):
            # Files may be edited, or be those of an older program: then they are no edition that could be cited.
            is_kept = latest is not None and latest.read_digest == shipped.digests[indicator]
            return Opened(series, latest if is_kept else None, None, len(series.observations))
        assert latest is not None
        if series is None:
            return opened(latest, self.editions, self.figures)
        with self.memory.lock:
            known = self.memory.opened.get(indicator)
        if known is None or known.edition != latest:
            known = opened(latest, self.editions, self.figures)
            with self.memory.lock:
                self.memory.opened[indicator] = known
        return known
