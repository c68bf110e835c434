"""From what came from outside to editions: first what it would change, then, once that is accepted, an edition each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from monitor.errors import Refused
from monitor.measures.definitions import Definition, Persons
from monitor.measures.editions import Edition, Editions, Kind, NewEdition
from monitor.measures.import_report import ImportReport, compare
from monitor.measures.keys import Keyed
from monitor.measures.received import Received
from monitor.measures.selection import FigureReader
from monitor.reporting.days import Clock

Progress = Callable[[float, int], None]
"""Told how many indicators are compared, and of how many."""

Guard = Callable[[Sequence[Received], Mapping[str, Edition]], Sequence[Received]]
"""What stands between figures that came and everybody else. It sees those of all indicators together before anything is
compared, with the latest editions beside them, and gives back what may be kept and shown, in the same order.
"""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What was received for one indicator, and what it would change in its latest edition, `None` for none yet.

    `redefined` says that what is said of the indicator is other than in that edition.
    """

    received: Received
    report: ImportReport
    latest: Edition | None
    redefined: bool = False

    @property
    def changes(self) -> bool:
        """Whether accepting it makes an edition: the first, or one with other figures or another definition.

        Never one without any figure in the place of one that has some.
        """
        if self.report.is_empty:
            return False
        return self.latest is None or self.redefined or not self.report.changes_nothing


@dataclass(frozen=True)
class Importer:
    """Shows what an import would change, and keeps what is accepted."""

    editions: Editions
    figures: FigureReader
    clock: Clock
    guard: Guard

    def propose(
        self, received: Sequence[Received], *, file: str = "", progress: Progress | None = None
    ) -> list[Proposal]:
        """Return what each would change; nothing is kept. `file` is what a refused row is said to come from.

        Raises Refused `import_other_set` where an indicator of that id belongs to another set or ships with the
        program, and `import_twice` where two have the same id; and what `guard`, `Editions` and `FigureReader` raise.
        """
        latest = self.editions.latest()
        _check_once(received)
        for each in received:
            if (last := latest.get(each.definition.id)) is not None:
                _check_set(each, last)
        proposals = []
        for done, each in enumerate(self.guard(received, latest), start=1):
            if progress is not None:
                progress(done - 0.5, len(received))
            proposals.append(self._proposal(each, latest.get(each.definition.id), file))
            if progress is not None:
                progress(done, len(received))
        return proposals

    def accept(
        self, proposals: Sequence[Proposal], *, kind: Kind, by: str, label: str = "", answers: bytes = b""
    ) -> list[Edition]:
        """Keep proposals as the next editions of their indicators, all of them or none.

        `answers` are kept with them, but not beside figures that were not published: they say what is hidden there.

        Those that change nothing make no edition. What the same person has accepted already, as by pressing twice, is
        not kept again: its editions are returned.

        Raises `Refused("edition_outdated")` where one of them was compared with what is no longer the latest edition.
        """
        changing = [each for each in proposals if each.changes]
        try:
            return self.editions.add(
                [_new(each, kind, label, answers) for each in changing], by=by, at=self.clock()
            )
        except Refused as error:
            kept = self._kept(changing, by) if error.code == "edition_outdated" else None
            if kept is None:
                raise
            return kept

    def _kept(self, proposals: Sequence[Proposal], by: str) -> list[Edition] | None:
        """The latest editions where they are these very proposals, all of them, accepted by the same person."""
        latest = self.editions.latest()
        found = [latest[each.received.definition.id] for each in proposals]
        same = all(
            edition.read_digest == each.received.digest
            and edition.counts == each.report.counts
            and edition.by == by
            and edition.number > (each.latest.number if each.latest is not None else 0)
            for edition, each in zip(found, proposals, strict=True)
        )
        return found if same else None

    def _proposal(self, received: Received, latest: Edition | None, file: str) -> Proposal:
        before, redefined = None, False
        if latest is not None:
            definition = self.editions.definition(latest)
            redefined = _said(definition) != _said(received.definition)
            before = Keyed(self.figures.whole(latest), definition.sources[0].id)
        report = compare(
            Keyed(received.figures, received.definition.sources[0].id),
            before,
            refused=received.refused,
            untold=received.untold,
            left_out=received.left_out,
            file=file,
        )
        return Proposal(
            received,
            report.leaving_whole() if before is not None and report.is_empty else report,
            latest,
            redefined,
        )


def _check_once(received: Sequence[Received]) -> None:
    seen: set[str] = set()
    for each in received:
        name = each.definition.id
        if name in seen:
            raise Refused(
                "import_twice", f"Two tables would become {name}; give each its own id.", indicator=name
            )
        seen.add(name)


def _check_set(received: Received, latest: Edition) -> None:
    """A set never takes the place of an indicator of another one, or of one that ships, by having the same id."""
    named = received.dataset.id if received.dataset is not None else ""
    if named != latest.dataset:
        name = received.definition.id
        there = latest.dataset or "no set"
        raise Refused(
            "import_other_set",
            f"There is an indicator {name} already, which belongs to {there}; give what came another id.",
            indicator=name,
            dataset=latest.dataset or "–",
        )


def _said(definition: Definition) -> Mapping[str, object]:
    """What is said of an indicator, without the days on which its sources were read."""
    sources = tuple(source.model_copy(update={"read_on": None}) for source in definition.sources)
    return definition.model_copy(update={"sources": sources}).model_dump(exclude_none=True)


def _new(proposal: Proposal, kind: Kind, label: str, answers: bytes) -> NewEdition:
    received = proposal.received
    is_published = received.definition.persons is not Persons.UNPUBLISHED
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
        answers=answers if is_published else b"",
        beside=received.beside,
    )
