"""Figures from outside, on behalf of one visitor: read, compared, and kept once they are accepted.

Every method asks first whether whoever is asking may. Nothing is written before `accept`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from monitor.access.access import Access
from monitor.access.actions import Action
from monitor.errors import Fault, Refused
from monitor.measures.editions import Edition, Editions, Kind
from monitor.review.import_lines import Told
from monitor.sources.gathering import Gathered, gather_files, gather_path
from monitor.sources.known import Known
from monitor.sources.pxweb.asked import Archive
from monitor.sources.pxweb.fetch import fetch
from monitor.sources.pxweb.look import Look, figures_of, look, read_request, requested
from monitor.sources.pxweb.manners import Manners
from monitor.sources.pxweb.pace import Pace
from monitor.sources.pxweb.request import SSB, TableRequest
from monitor.sources.pxweb.said import pairs, select
from monitor.sources.table_files import Wishes
from monitor.tally import Tally
from monitor.wiring.importing import Importer, Proposal
from monitor.wiring.protecting import told_of

__all__ = [
    "SSB",
    "Imports",
    "Look",
    "Pending",
    "Report",
    "Stage",
    "TableRequest",
    "Wishes",
    "figures_of",
    "pairs",
    "read_request",
    "requested",
    "select",
]


class Stage(StrEnum):
    """What an import is doing."""

    READING = "reading"
    ASKING = "asking"
    COMPARING = "comparing"


Report = Callable[[Stage, float, int], None]
"""Told what is being done, how many of it are done, of the next one the share, and of how many."""


@dataclass(frozen=True, slots=True)
class Pending:
    """What was read and compared, and is not accepted by anybody.

    `noted` is what one has to know beside the refused rows of each indicator. `answers` are those of a statistics bank
    as they came, packed; empty for files.
    """

    name: str
    kind: Kind
    proposals: tuple[Proposal, ...]
    noted: tuple[Fault, ...] = ()
    answers: bytes = field(default=b"", repr=False)

    @property
    def changing(self) -> tuple[Proposal, ...]:
        """Those that would make an edition."""
        return tuple(each for each in self.proposals if each.changes)

    @property
    def is_empty(self) -> bool:
        """Whether no figure of any of them could be read."""
        return all(each.report.is_empty for each in self.proposals)

    @property
    def told(self) -> list[Told]:
        """What each would change, for whoever reads of it."""
        return [
            Told(
                each.received.definition.id,
                each.received.definition,
                each.report,
                each.redefined,
                is_first=each.latest is None,
            )
            for each in self.proposals
        ]


_EMPTY: Final = "There is no figure in the file that can be read."


def _nobody(_stage: Stage, _done: float, _total: int) -> None:
    return None


@dataclass(frozen=True)
class Imports:
    """Reads what came and keeps what is accepted. `hosts` may be asked, `pace` says how fast each of them is."""

    importer: Importer
    hosts: frozenset[str]
    pace: Callable[[str], Pace]
    access: Callable[[], Access]
    tally: Tally

    @property
    def editions(self) -> Editions:
        """All editions there are."""
        return self.importer.editions

    def from_path(self, path: Path, wishes: Wishes, report: Report = _nobody) -> Pending:
        """What lies at a path of this machine. Raises what `gather_path` and `Importer.propose` raise."""
        self._require()
        return self._compared(gather_path(path, wishes, self._known(), _at(report, Stage.READING)), report)

    def from_files(self, files: Mapping[str, bytes], wishes: Wishes, report: Report = _nobody) -> Pending:
        """What is in files that were sent. Raises what `gather_files` and `Importer.propose` raise."""
        self._require()
        return self._compared(gather_files(files, wishes, self._known(), _at(report, Stage.READING)), report)

    def look(self, base: str, table: str, language: str) -> Look:
        """What a table of a statistics bank is. Raises what `look` raises."""
        self._require()
        return look(base, table, language, self._manners(), self.pace(base))

    def from_bank(self, request: TableRequest, report: Report = _nobody) -> Pending:
        """What a statistics bank answers. Raises what `fetch` and `Importer.propose` raise."""
        self._require()
        archive = Archive()
        received = fetch(
            request,
            self._manners(),
            self.pace(request.base),
            progress=_at(report, Stage.ASKING),
            keep=archive,
        )
        return self._compared(
            Gathered(f"{request.address}", Kind.JSON_STAT, (received,)), report, answers=archive.packed()
        )

    def accept(self, pending: Pending, *, label: str = "", by: str = "") -> list[Edition]:
        """Keep what is pending as one edition of each indicator that changes, all of them or none.

        `by` is who accepts it, where whoever runs a command says so; on a page it is who is signed in.

        Raises what `Importer.accept` raises, and Refused where there is nothing to keep: `import_empty` where no figure
        could be read, else `import_unchanged`.
        """
        with self.tally.refusals():
            access = self._require()
            user = access.visitor.user or ""
            if pending.is_empty:
                raise Refused("import_empty", "No figure of it could be read; nothing was kept.")
            if not pending.changing:
                raise Refused("import_unchanged", "Nothing of it is new; nothing was kept.")
            kept = self.importer.accept(
                pending.proposals,
                kind=pending.kind,
                by=by if by and access.visitor.local else user,
                label=label or pending.name,
                answers=pending.answers,
            )
        for _edition in kept:
            self.tally.recorded("edition")
        return kept

    def _compared(self, found: Gathered, report: Report, *, answers: bytes = b"") -> Pending:
        proposals: Sequence[Proposal] = self.importer.propose(
            found.received, file=found.name, progress=_at(report, Stage.COMPARING)
        )
        empty = [each.received.definition.id for each in proposals if each.report.is_empty]
        noted = (
            *found.noted,
            *(Fault(found.name, 0, name, _EMPTY, "at least one.") for name in empty),
            *(said for each in proposals for said in told_of(each.received)),
        )
        return Pending(found.name, found.kind, tuple(proposals), noted, answers)

    def _known(self) -> Callable[[str], Known | None]:
        latest = self.editions.latest()

        def known(indicator: str) -> Known | None:
            edition = latest.get(indicator)
            if edition is None:
                return None
            return Known(self.editions.definition(edition), self.editions.dataset(edition))

        return known

    def _manners(self) -> Manners:
        return Manners(hosts=self.hosts)

    def _require(self) -> Access:
        access = self.access()
        access.require(Action.IMPORT_FIGURES)
        return access


def _at(report: Report, stage: Stage) -> Callable[[float, int], None]:
    return lambda done, total: report(stage, done, total)
