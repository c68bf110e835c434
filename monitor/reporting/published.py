"""The log as those see it who may read only what is published and not exempt: readers, and the public."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from monitor.access.actions import Action
from monitor.errors import Refused
from monitor.reporting.events import EventKind, LogEntry, NewEvent
from monitor.reporting.log import StatusLog, Wanted
from monitor.reporting.progress import progress_of
from monitor.reporting.rounds import HIDDEN, MoreTime


@dataclass(frozen=True)
class PublishedLog:
    """A `StatusLog` for reading that leaves out what was never published, and the words of what is exempt.

    Never published is what waits for answers today, what was withdrawn while it waited, and all that refers to them.
    Read as of an earlier day it shows what has been published since. Of an entry with an access ground, and of what
    refers to it however far, status and days are shown, and `HIDDEN` stands for every text. A ground that came with a
    correction is one of the original too, from the moment it was recorded. What is recorded after the first question
    is not listed, because it may wait for answers: make it anew for each visit.
    """

    log: StatusLog
    today: date

    @cached_property
    def _moment(self) -> tuple[int, frozenset[int]]:
        """The last entry there was when reading began, and those up to it that are left out."""
        last = self.log.revision()  # first: whatever is recorded while the rest is read comes after it
        waiting = {entry.sequence for entry in self.log.pending(known_by=self.today)}
        hidden = found = waiting | self._withdrawn_unpublished()
        while found:
            found = {entry.sequence for entry in self.log.referring(found)} - hidden
            hidden |= found
        return last, frozenset(hidden)

    @property
    def _hidden(self) -> frozenset[int]:
        return self._moment[1]

    def _shows(self, sequence: int) -> bool:
        last, hidden = self._moment
        return sequence <= last and sequence not in hidden

    def _withdrawn_unpublished(self) -> set[int]:
        withdrawals = self.log.find(Wanted(kinds=frozenset({EventKind.WITHDRAWAL})))
        withdrawn = frozenset(each.refers_to for each in withdrawals if each.refers_to is not None)
        if not withdrawn:
            return set()
        # A correction falls with what it corrects, whether it was published or not.
        first = [*self._numbered(withdrawn), *self.log.referring(withdrawn)]
        around = {entry.sequence: entry for entry in first}
        around |= {entry.sequence: entry for entry in self.log.referring(set(around))}
        progress = progress_of(around.values(), known_by=self.today, more_time=self.log.more_time())
        return {
            each.entry.sequence
            for each in progress.values()
            if each.withdrawn_by is not None and each.published_at > each.withdrawn_by.recorded_at
        }

    def _shown(self, entries: Iterable[LogEntry]) -> list[LogEntry]:
        return [entry for entry in entries if self._shows(entry.sequence)]

    def _worded(self, entries: Collection[LogEntry]) -> list[LogEntry]:
        """The entries, those that are exempt without their words."""
        found, known = entries, {entry.sequence: entry for entry in entries}
        while found:
            about = {entry.refers_to for entry in found if entry.refers_to is not None}
            found = self._numbered(about - set(known))
            known |= {entry.sequence: entry for entry in found}
        exempt = {entry.sequence for entry in known.values() if entry.access_ground is not None}
        exempt |= {
            entry.refers_to
            for entry in self.log.referring(set(known))
            if entry.kind is EventKind.CORRECTION
            and entry.access_ground is not None
            and entry.refers_to is not None
        }
        return [_without_words(entry) if _is_about(entry, exempt, known) else entry for entry in entries]

    def _numbered(self, numbers: Collection[int]) -> list[LogEntry]:
        """The entries of those numbers, asked for in parts: a database takes only so many in one question."""
        found = []
        for part in _parts(sorted(numbers)):
            found.extend(self.log.find(Wanted(sequences=part)))
        return found

    def _standing(self, entries: Mapping[str, LogEntry]) -> dict[str, LogEntry]:
        # What stands is published, be it since reading began.
        return dict(zip(entries, self._worded(entries.values()), strict=True))

    def _by_now(self, day: date) -> date:
        return min(day, self.today)

    def append(self, report: NewEvent, *, recorded_at: datetime) -> LogEntry:
        """Refused: this is for reading."""
        return self.append_all([report], recorded_at=recorded_at)[0]

    def append_all(self, reports: Sequence[NewEvent], *, recorded_at: datetime) -> list[LogEntry]:
        """Refused: this is for reading."""
        raise Refused(
            "not_allowed", "Who reads only what is published cannot record anything.", action=Action.REPORT
        )

    def already_recorded(self, report: NewEvent) -> LogEntry | None:
        """See `StatusLog.already_recorded`."""
        found = self.log.already_recorded(report)
        return found if found is not None and self._shows(found.sequence) else None

    def revision(self) -> int:
        """See `StatusLog.revision`."""
        return self.log.revision()

    def last_recorded_at(self) -> datetime | None:
        """See `StatusLog.last_recorded_at`."""
        return self.log.last_recorded_at()

    def initiative_revision(self, initiative: str) -> int:
        """See `StatusLog.initiative_revision`."""
        return self.log.initiative_revision(initiative)

    def latest(self, *, as_of: date, known_by: date | None = None) -> dict[str, LogEntry]:
        """See `StatusLog.latest`: only what is published stands."""
        return self._standing(self.log.latest(as_of=as_of, known_by=self._by_now(known_by or as_of)))

    def reports(self, *, as_of: date, known_by: date | None = None) -> list[LogEntry]:
        """See `StatusLog.reports`: only what is published stands."""
        return self._worded(self.log.reports(as_of=as_of, known_by=self._by_now(known_by or as_of)))

    def deadlines(self, *, as_of: date, known_by: date | None = None) -> dict[str, LogEntry]:
        """See `StatusLog.deadlines`: only what is published stands."""
        return self._standing(self.log.deadlines(as_of=as_of, known_by=self._by_now(known_by or as_of)))

    def entries(
        self,
        *,
        initiative: str | None = None,
        as_of: date | None = None,
        known_by: date | None = None,
        limit: int | None = None,
    ) -> list[LogEntry]:
        """See `StatusLog.entries`."""
        more = limit + len(self._hidden) if limit is not None else None
        found = self.log.entries(initiative=initiative, as_of=as_of, known_by=known_by, limit=more)
        return self._worded(self._shown(found)[:limit])

    def find(
        self, wanted: Wanted, *, known_by: date | None = None, limit: int | None = None, offset: int = 0
    ) -> list[LogEntry]:
        """See `StatusLog.find`. Where something is hidden, what is passed over is read as well."""
        passed = offset if self._hidden else 0
        more = passed + limit + len(self._hidden) if limit is not None else None
        found = self.log.find(wanted, known_by=known_by, limit=more, offset=offset - passed)
        return self._worded(self._shown(found)[passed:][:limit])

    def count(self, wanted: Wanted, *, known_by: date | None = None) -> int:
        """See `StatusLog.count`."""
        asked = self._hidden if wanted.sequences is None else self._hidden & wanted.sequences
        total = self.log.count(wanted, known_by=known_by)
        if not asked:
            return total
        return total - sum(
            self.log.count(replace(wanted, sequences=part), known_by=known_by)
            for part in _parts(sorted(asked))
        )

    def counts(self, wanted: Wanted, *, known_by: date | None = None) -> dict[str, int]:
        """See `StatusLog.counts`."""
        asked = self._hidden if wanted.sequences is None else self._hidden & wanted.sequences
        total = self.log.counts(wanted, known_by=known_by)
        hidden: Counter[str] = Counter()
        for part in _parts(sorted(asked)):
            hidden.update(self.log.counts(replace(wanted, sequences=part), known_by=known_by))
        left = {initiative: number - hidden[initiative] for initiative, number in total.items()}
        return {initiative: number for initiative, number in left.items() if number}

    def referring(self, sequences: Collection[int], *, known_by: date | None = None) -> list[LogEntry]:
        """See `StatusLog.referring`."""
        return self._worded(self._shown(self.log.referring(sequences, known_by=known_by)))

    def digests(self, sequences: Collection[int]) -> dict[int, str]:
        """See `StatusLog.digests`."""
        return self.log.digests({sequence for sequence in sequences if self._shows(sequence)})

    def pending(self, *, known_by: date) -> list[LogEntry]:
        """See `StatusLog.pending`: what waited then and is published today."""
        return self._worded(self._shown(self.log.pending(known_by=known_by)))

    def more_time(self) -> list[MoreTime]:
        """See `StatusLog.more_time`."""
        return self.log.more_time()


def _parts(numbers: Sequence[int], *, size: int = 500) -> Iterator[frozenset[int]]:
    """The numbers in parts of at most `size`, in order."""
    for start in range(0, len(numbers), size):
        yield frozenset(numbers[start : start + size])


def _is_about(entry: LogEntry, exempt: Collection[int], known: Mapping[int, LogEntry]) -> bool:
    """Whether an entry is exempt, or is about one that is, through however many entries."""
    about: LogEntry | None = entry
    while about is not None and about.sequence not in exempt:
        about = known.get(about.refers_to) if about.refers_to is not None else None
    return about is not None


def _without_words(entry: LogEntry) -> LogEntry:
    def dash(text: str | None) -> str | None:
        return HIDDEN if text else text

    decision = entry.decision
    return entry._replace(
        done_since_last=dash(entry.done_since_last),
        next_step=dash(entry.next_step),
        obstacle=dash(entry.obstacle),
        help_needed=dash(entry.help_needed),
        comment=dash(entry.comment),
        decision=replace(decision, what=dash(decision.what)) if decision is not None else None,
        milestone=dash(entry.milestone),
        evidence_url=None,
    )
