"""What happened on initiatives, as three voices tell it: the strategy, the bodies in the log, and the public record.

The voices are never merged. What one of them says on a day stands beside what another says, and neither corrects the
other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from monitor.catalogue.dates import PartialDate
from monitor.catalogue.initiatives import Deadline, Initiative, Revision
from monitor.catalogue.text import LocalText
from monitor.evidence.record import Evidence, PublicStatus
from monitor.reporting.events import EventKind, LogEntry
from monitor.reporting.status import Status
from monitor.reporting.workflow import State
from monitor.review.submissions import Told


class Voice(StrEnum):
    """Who says it."""

    STRATEGY = "strategy"
    LOG = "log"
    RECORD = "record"


class What(StrEnum):
    """What is said."""

    DEADLINE = "deadline"
    """The strategy's deadline, as first printed or as moved by a later print."""
    MILESTONE = "milestone"
    ENDED = "ended"
    """A body reports the initiative completed, or discontinued."""
    DEADLINE_REVISED = "deadline_revised"
    """A body reports a new deadline; it happened on the day that was decided."""
    EVIDENCE = "evidence"


@dataclass(frozen=True)
class Happening:
    """One thing on one day, as one voice tells it.

    `day` is as exact as it is known. `status` is that of a report, `due` the new deadline of a revision, `supports`
    what evidence supports, `stage` what is due at a deadline of several. `entry` or `evidence` is where it was read.
    """

    voice: Voice
    what: What
    initiative: Initiative
    day: PartialDate
    status: Status | None = None
    due: PartialDate | None = None
    supports: PublicStatus | None = None
    stage: LocalText | None = None
    entry: LogEntry | None = None
    evidence: Evidence | None = None

    @property
    def placed(self) -> date:
        """Where it stands in time: a deadline at the end of its stretch, anything else in the middle."""
        return self.day.last_day if self.what is What.DEADLINE else self.day.middle


def happenings(
    initiatives: Iterable[Initiative], told: Iterable[Told], record: Iterable[Evidence], *, as_of: date
) -> list[Happening]:
    """All that is to be seen beside figures by a day, the first to happen first.

    `told` are the statements recorded on these initiatives by then, `record` the public evidence that counts then.
    """
    named = {initiative.id: initiative for initiative in initiatives}
    stood = [
        each.entry
        for each in told
        if each.progress is not None
        and each.progress.state is State.PUBLISHED
        and each.entry.effective_on <= as_of
        and each.entry.initiative in named
    ]
    stood.sort(key=lambda entry: (entry.effective_on, entry.sequence))
    found = [
        *(deadline for initiative in named.values() for deadline in _deadlines(initiative, as_of)),
        *(_spoken(entry, named[entry.initiative]) for entry in _milestones_and_deadlines(stood)),
        *(_spoken(entry, named[entry.initiative]) for entry in _endings(stood)),
        *(
            _evidenced(entry, named[entry.initiative])
            for entry in record
            if entry.initiative in named and is_placed(entry)
        ),
    ]
    return sorted(found, key=lambda each: each.placed)


def is_placed(entry: Evidence) -> bool:
    """Whether evidence supports something and can be placed in time. Undated evidence is placed nowhere."""
    supports_something = entry.supports not in (None, PublicStatus.NOT_EVIDENCED)
    return supports_something and (entry.event_day or entry.publication_day) is not None


def _deadlines(initiative: Initiative, as_of: date) -> Iterable[Happening]:
    """The deadline as first printed, and as the strategy itself moved it by the day."""
    if (printed := initiative.deadline) is None:
        return
    moved = [each for each in printed.revised if each.decided.last_day <= as_of]
    said: list[Deadline | Revision] = [printed, *moved]
    for each in said:
        if each.due is not None:
            yield Happening(Voice.STRATEGY, What.DEADLINE, initiative, each.due)
        for stage in each.stages:
            yield Happening(Voice.STRATEGY, What.DEADLINE, initiative, stage.due, stage=stage.what)


def _milestones_and_deadlines(stood: Iterable[LogEntry]) -> Iterable[LogEntry]:
    wanted = (EventKind.MILESTONE_REACHED, EventKind.DEADLINE_REVISED)
    return (entry for entry in stood if entry.subject in wanted)


def _endings(stood: Sequence[LogEntry]) -> Iterable[LogEntry]:
    """The reports by which an initiative came to be completed or discontinued; "unchanged since last" is none."""
    before: dict[str, Status] = {}
    for entry in stood:
        if entry.status is None:
            continue
        if entry.status in (Status.COMPLETED, Status.DISCONTINUED) and (
            before.get(entry.initiative) is not entry.status
        ):
            yield entry
        before[entry.initiative] = entry.status


def _spoken(entry: LogEntry, initiative: Initiative) -> Happening:
    what = {
        EventKind.MILESTONE_REACHED: What.MILESTONE,
        EventKind.DEADLINE_REVISED: What.DEADLINE_REVISED,
    }.get(entry.subject, What.ENDED)
    day = PartialDate(entry.effective_on.isoformat())
    return Happening(
        Voice.LOG, what, initiative, day, status=entry.status, due=entry.revised_deadline, entry=entry
    )


def _evidenced(entry: Evidence, initiative: Initiative) -> Happening:
    day = entry.event_day or entry.publication_day
    assert day is not None
    return Happening(Voice.RECORD, What.EVIDENCE, initiative, day, supports=entry.supports, evidence=entry)
