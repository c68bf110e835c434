"""One body's side of the strategy: what it owes, what others ask of it, where it sits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from monitor.catalogue.bodies import Body, Committee
from monitor.catalogue.strategy import Catalogue
from monitor.reporting.conclusions import Concluded
from monitor.review.decisions import NOTHING_CONCLUDED, Decision, decisions
from monitor.review.standing import Standing


@dataclass(frozen=True)
class Duties:
    """What the strategy and the reports ask of a body as of a day.

    `owes` are the initiatives it answers for, `carries_out` those a source names it to carry out, `asked` the
    decisions that a reporter asks of it or of a committee it chairs.
    """

    body: Body
    owes: tuple[Standing, ...]
    carries_out: tuple[Standing, ...]
    asked: tuple[Decision, ...]
    committees: tuple[Committee, ...]

    @property
    def missing(self) -> int:
        """How many of its initiatives have nothing reported."""
        return sum(row.report is None for row in self.owes)


def duties(
    body: Body,
    catalogue: Catalogue,
    rows: Sequence[Standing],
    concluded: Mapping[str, Concluded] = NOTHING_CONCLUDED,
) -> Duties:
    """Everything asked of one body. What a committee has `concluded` on is asked no more; see `decisions`."""
    committees = tuple(
        committee
        for committee in catalogue.committees
        if body.id in {committee.chair, committee.secretariat, *committee.permanent, *committee.as_required}
    )
    addressed = {body.id} | {committee.id for committee in committees if committee.chair == body.id}
    return Duties(
        body=body,
        owes=tuple(row for row in rows if body.id in row.initiative.bodies()),
        carries_out=tuple(
            row for row in rows if row.initiative.executing and body.id in row.initiative.executing.bodies
        ),
        asked=tuple(
            entry
            for entry in decisions(rows, concluded)
            if entry.flag
            and entry.flag.of in addressed
            and (entry.standing.report is None or entry.standing.report.acting_for != body.id)
        ),
        committees=committees,
    )
