"""One ministry's side of the workflow: what awaits its answer, what was published without it, what it has said."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from monitor.catalogue.bodies import Body, BodyKind
from monitor.catalogue.dates import PartialDate
from monitor.catalogue.initiatives import Initiative
from monitor.catalogue.strategy import Catalogue
from monitor.reporting.events import EventKind, LogEntry
from monitor.reporting.history import in_force, order
from monitor.reporting.log import StatusLog
from monitor.reporting.moves import may_answer
from monitor.reporting.progress import Progress, progress_of
from monitor.reporting.rounds import MoreTime
from monitor.reporting.workflow import State
from monitor.review.schedule import deadline_in_force


@dataclass(frozen=True)
class Answered:
    """What the responsible ministries have to do with what is reported on one initiative.

    `report` and `deadline` are the report and the revised deadline in force, `None` where the log has none.
    `waiting` are the statements that are submitted and not published.
    """

    report: Progress | None = None
    deadline: Progress | None = None
    waiting: tuple[Progress, ...] = ()

    @property
    def in_force(self) -> tuple[Progress, ...]:
        """What counts on the day: the report, then the deadline."""
        return tuple(progress for progress in (self.report, self.deadline) if progress is not None)


NOT_ASKED: Mapping[str, Answered] = MappingProxyType({})
"""Nothing to say of any initiative, as where answers are switched off."""


def answered(reports: Iterable[Progress], waiting: Iterable[Progress]) -> dict[str, Answered]:
    """Gather by initiative; `reports` are the reports and the revised deadlines in force."""
    found: dict[str, Answered] = {}
    for each in reports:
        before = found.get(each.entry.initiative, Answered())
        found[each.entry.initiative] = (
            replace(before, report=each) if each.entry.status is not None else replace(before, deadline=each)
        )
    for each in waiting:
        before = found.get(each.entry.initiative, Answered())
        found[each.entry.initiative] = replace(before, waiting=(*before.waiting, each))
    return found


@dataclass(frozen=True)
class Submission:
    """A statement that a body may answer.

    `revision` is the last entry on the initiative that had been read. `was` and `becomes` are the report in
    force and the one that will be when this is published, the same one where this changes nothing; both are
    `None` for statements without a status. `deadline_was` and `deadline_becomes` say the same of deadlines.
    """

    progress: Progress
    body: str
    revision: int
    was: LogEntry | None = None
    becomes: LogEntry | None = None
    deadline_was: PartialDate | None = None
    deadline_becomes: PartialDate | None = None

    @property
    def entry(self) -> LogEntry:
        """The statement."""
        return self.progress.entry

    @property
    def due(self) -> date:
        """The last day for the body's answer."""
        return self.progress.due[self.body]

    @property
    def answer(self) -> LogEntry | None:
        """What the body answered, `None` while it has not."""
        return self.progress.answers.get(self.body)


@dataclass(frozen=True)
class ToAnswer:
    """Everything a body may answer.

    `waiting` awaits it, due first at the top; `unanswered` was published without its answer and can still be
    answered; `given` it has answered, and may answer otherwise. The last two begin with what was recorded last.
    """

    waiting: tuple[Submission, ...] = ()
    unanswered: tuple[Submission, ...] = ()
    given: tuple[Submission, ...] = ()


def answering_bodies(catalogue: Catalogue, pending: Iterable[Progress]) -> list[Body]:
    """The ministries that answer for an initiative, and what else is asked now, in the catalogue's order."""
    asked = {body for progress in pending for body in progress.due}
    responsible = {body.id for body in catalogue.responsible_bodies() if body.kind is BodyKind.MINISTRY}
    return [body for body in catalogue.bodies if body.id in asked | responsible]


def to_answer(
    log: StatusLog, catalogue: Catalogue, pending: Iterable[Progress], *, body: str, today: date
) -> ToAnswer:
    """Read what a body may answer today, on the initiatives it answers for or is asked about.

    Each initiative is read at once, so that the revision covers all that is shown of it.
    """
    asked = {progress.entry.initiative for progress in pending if body in progress.due}
    own = {initiative.id for initiative in catalogue.initiatives if body in initiative.bodies()}
    more_time = log.more_time()
    found = [
        submission
        for initiative in sorted(asked | own)
        for submission in _on_initiative(
            log.entries(initiative=initiative),
            catalogue.initiative.get(initiative),
            body=body,
            today=today,
            more_time=more_time,
        )
    ]
    recorded = sorted(found, key=lambda each: each.entry.sequence, reverse=True)
    waiting = [each for each in reversed(recorded) if each.progress.state is State.SUBMITTED]
    return ToAnswer(
        waiting=tuple(sorted((each for each in waiting if each.answer is None), key=lambda each: each.due)),
        unanswered=tuple(
            each for each in recorded if each.answer is None and each.progress.state is not State.SUBMITTED
        ),
        given=tuple(each for each in recorded if each.answer is not None),
    )


def _on_initiative(
    entries: Sequence[LogEntry],
    initiative: Initiative | None,
    *,
    body: str,
    today: date,
    more_time: Sequence[MoreTime],
) -> list[Submission]:
    known = {entry.sequence: entry for entry in entries}
    progress = progress_of(entries, known_by=today, more_time=more_time)
    standing = in_force(entries, as_of=today, known_by=today, more_time=more_time)
    found = []
    for each in progress.values():
        if not may_answer(each, body=body):
            continue
        submission = Submission(each, body, max(known))
        found.append(
            _with_change(submission, standing, initiative, today)
            if each.state is State.SUBMITTED
            else submission
        )
    return found


def _with_change(
    submission: Submission, standing: Sequence[LogEntry], initiative: Initiative | None, today: date
) -> Submission:
    """The submission with what its publication would change, all else as it stands."""
    entry = submission.entry
    # A correction takes the place of its original and of what corrected it before.
    then = order([*(other for other in standing if other.original != entry.original), entry])
    if entry.subject is EventKind.STATUS_REPORT:
        return Submission(
            submission.progress, submission.body, submission.revision,
            was=_last(standing, EventKind.STATUS_REPORT), becomes=_last(then, EventKind.STATUS_REPORT),
        )  # fmt: skip
    if entry.subject is EventKind.DEADLINE_REVISED and initiative is not None:
        before, after = (
            deadline_in_force(initiative, _last(entries, EventKind.DEADLINE_REVISED), as_of=today)[0]
            for entries in (standing, then)
        )
        return Submission(
            submission.progress, submission.body, submission.revision,
            deadline_was=before, deadline_becomes=after,
        )  # fmt: skip
    return submission


def _last(entries: Sequence[LogEntry], subject: EventKind) -> LogEntry | None:
    return next((entry for entry in reversed(entries) if entry.subject is subject), None)
