"""From what came from outside to editions: first what it would change, then, once that is accepted, an edition each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from monitor.measures.editions import Edition, Editions, Kind, NewEdition
from monitor.measures.import_report import ImportReport, compare
from monitor.measures.keys import Keyed
from monitor.measures.received import Received
from monitor.measures.selection import FigureReader
from monitor.reporting.days import Clock

Guard = Callable[[Received, Edition | None], Received]
"""What stands between figures that came and everybody else. It sees those of every indicator before anything is
compared, with the latest edition beside them, and gives back what may be kept and shown.
"""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What was received for one indicator, and what it would change in its latest edition, `None` for none yet."""

    received: Received
    report: ImportReport
    latest: Edition | None


@dataclass(frozen=True)
class Importer:
    """Shows what an import would change, and keeps what is accepted."""

    editions: Editions
    figures: FigureReader
    clock: Clock
    guard: Guard

    def propose(self, received: Sequence[Received], *, file: str = "") -> list[Proposal]:
        """Return what each would change; nothing is kept. `file` is what a refused row is said to come from.

        Raises what `Editions` and `FigureReader` raise.
        """
        latest = self.editions.latest()
        return [self._proposal(each, latest.get(each.definition.id), file) for each in received]

    def accept(self, proposals: Sequence[Proposal], *, kind: Kind, by: str, label: str = "") -> list[Edition]:
        """Keep proposals as the next editions of their indicators, all of them or none.

        Raises `Refused("edition_outdated")` where one of them was compared with what is no longer the latest edition.
        """
        return self.editions.add([_new(each, kind, label) for each in proposals], by=by, at=self.clock())

    def _proposal(self, received: Received, latest: Edition | None, file: str) -> Proposal:
        received = self.guard(received, latest)
        before = None
        if latest is not None:
            before = Keyed(self.figures.whole(latest), self.editions.definition(latest).sources[0].id)
        came = Keyed(received.figures, received.definition.sources[0].id)
        return Proposal(received, compare(came, before, refused=received.refused, file=file), latest)


def _new(proposal: Proposal, kind: Kind, label: str) -> NewEdition:
    received = proposal.received
    return NewEdition(
        definition=received.definition,
        figures=proposal.report.figures,
        kind=kind,
        read_digest=received.digest,
        counts=proposal.report.counts,
        follows=proposal.latest.number if proposal.latest is not None else 0,
        dataset=received.dataset,
        asked=received.asked,
        label=label,
    )
