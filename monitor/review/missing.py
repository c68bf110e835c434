"""Which reports a body still owes: in the round that runs, or at all."""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.catalogue.initiatives import Initiative
from monitor.reporting.events import EventKind
from monitor.reporting.log import Wanted
from monitor.reporting.rounds import Round
from monitor.reporting.workflow import State
from monitor.review import submissions
from monitor.review.desk import Desk
from monitor.review.standing import Standing


@dataclass(frozen=True)
class MissingReports:
    """The initiatives on which a report is missing.

    `answers_for` says whether they are initiatives the body answers for; one that answers for none is shown those it
    may report on. `round` is the round that runs, None where none does. `came` are all it may report on that
    a report has come on, in that round or at all.
    """

    initiatives: tuple[Initiative, ...]
    answers_for: bool
    round: Round | None
    came: frozenset[str]


def missing_reports(desk: Desk, rows: Sequence[Standing], body: str, running: Round | None) -> MissingReports:
    """What a body still owes among the initiatives it may report on.

    While a round runs, a report is missing until one was recorded since the day the round opened, by whichever body
    and whether it is published yet or not; one that was withdrawn does not count. Outside a round a report is missing
    where there is none in force and none that waits for answers.
    """
    own = [row for row in rows if body in row.initiative.bodies()]
    owed = own or list(rows)
    done = (
        _reported_in(desk, rows, running)
        if running
        else {row.initiative.id for row in rows if row.report} | _waiting(desk)
    )
    silent = tuple(row.initiative for row in owed if row.initiative.id not in done)
    return MissingReports(silent, bool(own), running, frozenset(done))


def _waiting(desk: Desk) -> set[str]:
    return {
        progress.entry.initiative
        for progress in desk.pending()
        if progress.entry.subject is EventKind.STATUS_REPORT
    }


def _reported_in(desk: Desk, rows: Sequence[Standing], running: Round) -> set[str]:
    wanted = Wanted(
        initiatives=frozenset(row.initiative.id for row in rows),
        kinds=frozenset({EventKind.STATUS_REPORT}),
        recorded_from=running.opens,
    )
    found = submissions.told(desk.log, wanted, known_by=desk.today)
    return {
        each.entry.initiative
        for each in found
        if each.progress is not None and each.progress.state is not State.WITHDRAWN
    }
