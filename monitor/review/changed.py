"""What changed between two days, as Overview tells it: only what was published, and only what counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from monitor.reporting.events import EventKind, LogEntry
from monitor.reporting.log import StatusLog
from monitor.reporting.progress import Progress
from monitor.reporting.workflow import State
from monitor.review.submissions import Difference, numbered, read_progress


@dataclass(frozen=True)
class Changed:
    """An initiative of which something is different between two days.

    `old` and `new` are the reports in force; `None` is "not reported". `statements` came to count in between,
    oldest first: the new report, and every correction, deadline, milestone and evidence. `withdrawals` took back
    what had been published. `conclusions` are those of committees that were recorded.
    """

    initiative: str
    old: LogEntry | None
    new: LogEntry | None
    statements: tuple[Progress, ...] = ()
    withdrawals: tuple[LogEntry, ...] = ()
    conclusions: tuple[LogEntry, ...] = ()

    @property
    def status_changed(self) -> bool:
        """Whether the reported status itself differs."""
        return (self.old.status if self.old else None) is not (self.new.status if self.new else None)

    @property
    def reported_again(self) -> bool:
        """Whether a later report repeats the status."""
        return not self.status_changed and _number(self.new) > _number(self.old)

    @property
    def only_again(self) -> bool:
        """Whether nothing came but later reports that repeat the status, and nobody disagrees with them."""
        return (
            self.reported_again
            and not self.withdrawals
            and not self.conclusions
            and all(
                each.entry.kind is EventKind.STATUS_REPORT and not each.disagreements
                for each in self.statements
            )
        )

    @property
    def counts_again(self) -> bool:
        """Whether an earlier report counts again, with the same status as the later one that was taken back."""
        return not self.status_changed and _number(self.new) < _number(self.old)


def changed(log: StatusLog, differences: Sequence[Difference], *, since: date, until: date) -> list[Changed]:
    """Tell of differences between two days what came to count in between, or ceased to.

    What was submitted and not published by `until` is left out, and so are answers and removals of text; what was
    submitted by `since` and published in between is told.
    """
    entries = [entry for difference in differences for entry in difference.entries]
    statements = read_progress(log, [*log.pending(known_by=since), *entries], known_by=until)
    came: dict[str, list[Progress]] = {}
    for progress in statements.values():
        # None of them was published by `since`: they were pending then, or recorded later.
        if progress.state is State.PUBLISHED:
            came.setdefault(progress.entry.initiative, []).append(progress)
    taken = _withdrawals(log, entries, until=until)
    concluded = [entry for entry in entries if entry.kind is EventKind.CONCLUSION]
    reports = {difference.initiative: (difference.old, difference.new) for difference in differences}
    found = []
    for initiative in dict.fromkeys((*reports, *came)):
        old, new = reports.get(initiative, (None, None))
        told = Changed(
            initiative,
            old,
            new,
            tuple(each for each in came.get(initiative, ()) if _is_told(each.entry, new)),
            tuple(entry for entry in taken if entry.initiative == initiative),
            tuple(entry for entry in concluded if entry.initiative == initiative),
        )
        if told.statements or told.withdrawals or told.conclusions or _number(old) != _number(new):
            found.append(told)
    return found


def _withdrawals(log: StatusLog, entries: Sequence[LogEntry], *, until: date) -> list[LogEntry]:
    """Those among the entries that took back what had been published by then."""
    withdrawals = {
        entry.refers_to: entry
        for entry in entries
        if entry.kind is EventKind.WITHDRAWAL and entry.refers_to is not None
    }
    if not withdrawals:
        return []
    read = read_progress(log, numbered(log, withdrawals, known_by=until), known_by=until)
    return [
        entry
        for sequence, entry in withdrawals.items()
        if sequence in read and read[sequence].published_at <= entry.recorded_at
    ]


def _is_told(entry: LogEntry, new: LogEntry | None) -> bool:
    """A report that a later one has replaced since says nothing any more; all else does."""
    return entry.kind is not EventKind.STATUS_REPORT or entry.sequence == _number(new)


def _number(entry: LogEntry | None) -> int:
    return entry.sequence if entry else 0
