"""What was submitted, how far it has come, and what is still missing from whom."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from monitor.reporting.days import end_of_day_utc
from monitor.reporting.events import STATEMENTS, EventKind, LogEntry, texts_of
from monitor.reporting.log import StatusLog, Wanted
from monitor.reporting.progress import Progress, progress_of, published_at

_AT_ONCE: Final = 500  # entries asked for by number in one question; databases bear some thousands
_A_FEW: Final = 50  # entries read at a time where only the newest are wanted


@dataclass(frozen=True)
class Told:
    """An entry of the log as it is read back: a statement with its progress, any other entry by itself.

    `redacted_by` are the redactions of an entry that has no progress; those of a statement are in its progress.
    `replaced_by` is the answer that took the place of an answer, or the conclusion that of a conclusion; `late` says
    that an answer was given after publication.
    """

    entry: LogEntry
    progress: Progress | None
    redacted_by: tuple[LogEntry, ...] = ()
    replaced_by: LogEntry | None = None
    late: bool = False

    @property
    def is_conclusion(self) -> bool:
        """Whether it is what a committee concluded."""
        return self.entry.kind is EventKind.CONCLUSION

    @property
    def redactions(self) -> tuple[LogEntry, ...]:
        """The redactions that removed texts of the entry, as known by the day it was read."""
        return self.redacted_by if self.progress is None else self.progress.redactions


@dataclass(frozen=True)
class Missing:
    """An answer that a body owes: to which statement, and the last day for it."""

    body: str
    progress: Progress
    due: date


@dataclass(frozen=True)
class Difference:
    """What is different about an initiative between two days.

    `old` and `new` are the reports in force; `None` is "not reported", which a withdrawal can lead back to.
    `entries` are what was recorded in between and fits the filter, oldest first; before them came `others` more,
    where only the newest were asked for.
    """

    initiative: str
    old: LogEntry | None
    new: LogEntry | None
    entries: tuple[LogEntry, ...]
    others: int = 0


def read_progress(log: StatusLog, entries: Iterable[LogEntry], *, known_by: date) -> dict[int, Progress]:
    """How far each statement among the entries had come by a day, by sequence number.

    Asks the log for what refers to them, however few of an initiative's entries are given.
    """
    statements = {entry.sequence: entry for entry in entries if entry.kind in STATEMENTS}
    about = log.referring(
        {entry.original for entry in statements.values()} | set(statements), known_by=known_by
    )
    corrections = {entry.sequence for entry in about if entry.kind is EventKind.CORRECTION}
    about_corrections = log.referring(corrections - set(statements), known_by=known_by)
    around = {entry.sequence: entry for entry in (*about, *about_corrections)} | statements
    found = progress_of(around.values(), known_by=known_by, more_time=log.more_time())
    return {sequence: found[sequence] for sequence in statements if sequence in found}


def pending(log: StatusLog, *, known_by: date) -> list[Progress]:
    """What is submitted and waits for answers, oldest first. Only for those who may see it."""
    return list(read_progress(log, log.pending(known_by=known_by), known_by=known_by).values())


def missing_answers(waiting: Iterable[Progress]) -> list[Missing]:
    """The answers that are still awaited, the one that is due first at the top."""
    found = [Missing(body, progress, progress.due[body]) for progress in waiting for body in progress.silent]
    return sorted(found, key=lambda missing: (missing.due, missing.body, missing.progress.entry.sequence))


def told(
    log: StatusLog, wanted: Wanted, *, known_by: date, limit: int | None = None, offset: int = 0
) -> list[Told]:
    """The entries that fit, the one recorded last first, each statement with how far it had come by a day.

    `offset` of them are passed over, and at most `limit` returned; no others are read but those that refer to them.
    Submissions that are not published yet are among them, in the state `SUBMITTED`; they are shown only to
    those who may see them.
    """
    return read_back(log, log.find(wanted, known_by=known_by, limit=limit, offset=offset), known_by=known_by)


def one(log: StatusLog, sequence: int, *, known_by: date) -> Told | None:
    """One entry of the log by its number, None where there was none by the day."""
    return next(iter(told(log, Wanted(sequences=frozenset({sequence})), known_by=known_by)), None)


def after(log: StatusLog, initiative: str, revision: int, *, known_by: date) -> list[Told]:
    """What was recorded on an initiative after an entry, the one recorded last first; nothing older is read."""
    wanted = Wanted(initiatives=frozenset({initiative}))
    found: dict[int, LogEntry] = {}
    offset = 0
    while True:
        some = log.find(wanted, known_by=known_by, limit=_A_FEW, offset=offset)
        later = {entry.sequence: entry for entry in some if entry.sequence > revision}
        found |= later  # by number: an entry that came in meanwhile moves the others on
        if len(later) < _A_FEW:
            return read_back(log, list(found.values()), known_by=known_by)
        offset += _A_FEW


def about(log: StatusLog, sequence: int, *, known_by: date) -> list[Told]:
    """The entries that correct, answer, withdraw or redact an entry, in the order they were recorded."""
    return read_back(log, log.referring([sequence], known_by=known_by), known_by=known_by)


def numbered(log: StatusLog, sequences: Collection[int], *, known_by: date | None = None) -> list[LogEntry]:
    """The entries of those numbers that there were by a day, however many; without a day, all of them."""
    wanted, found = sorted(sequences), []
    for start in range(0, len(wanted), _AT_ONCE):
        some = Wanted(sequences=frozenset(wanted[start : start + _AT_ONCE]))
        found += log.find(some, known_by=known_by)
    return found


def read_back(log: StatusLog, entries: Sequence[LogEntry], *, known_by: date) -> list[Told]:
    """The entries in the order given, each with what was known of it by a day."""
    read = read_progress(log, entries, known_by=known_by)
    # What refers to a statement was read with its progress. The log is asked again for the few others that lost words.
    others = {e.sequence for e in entries if e.sequence not in read and None in texts_of(e).values()}
    gone: dict[int, list[LogEntry]] = {}
    for redaction in log.referring(others, known_by=known_by) if others else ():
        if redaction.kind is EventKind.REDACTION and redaction.refers_to is not None:
            gone.setdefault(redaction.refers_to, []).append(redaction)
    answers = _answers(log, entries, known_by=known_by)
    replaced, late = replaced_answers(answers), _late(log, answers, known_by=known_by)
    replaced |= _replaced_conclusions(log, entries, known_by=known_by)
    return [
        Told(
            entry,
            read.get(entry.sequence),
            redacted_by=tuple(gone.get(entry.sequence, ())),
            replaced_by=replaced.get(entry.sequence),
            late=entry.sequence in late,
        )
        for entry in entries
    ]


def replaced_answers(answers: Iterable[LogEntry]) -> dict[int, LogEntry]:
    """The next answer of the same body to the same statement, by the number of the answer that it replaced.

    `answers` are given in the order they were recorded.
    """
    found: dict[int, LogEntry] = {}
    before: dict[tuple[int | None, str], int] = {}
    for answer in answers:
        given = (answer.refers_to, answer.acting_for)
        if given in before:
            found[before[given]] = answer
        before[given] = answer.sequence
    return found


def _replaced_conclusions(
    log: StatusLog, entries: Iterable[LogEntry], *, known_by: date
) -> dict[int, LogEntry]:
    """The conclusion that took the place of one among the entries, by the number of that one."""
    concluded = {entry.sequence for entry in entries if entry.kind is EventKind.CONCLUSION}
    return {
        entry.refers_to: entry
        for entry in (log.referring(concluded, known_by=known_by) if concluded else ())
        if entry.kind is EventKind.CONCLUSION and entry.refers_to is not None
    }


def _answers(log: StatusLog, entries: Iterable[LogEntry], *, known_by: date) -> list[LogEntry]:
    """All answers to the statements that an answer among the entries is to, in the order they were recorded."""
    statements = {
        entry.refers_to
        for entry in entries
        if entry.kind is EventKind.APPROVAL and entry.refers_to is not None
    }
    about = log.referring(statements, known_by=known_by) if statements else ()
    return [entry for entry in about if entry.kind is EventKind.APPROVAL]


def _late(log: StatusLog, answers: Sequence[LogEntry], *, known_by: date) -> set[int]:
    """The numbers of those answers that were given after what they answer was published.

    `answers` are all there are to each statement.
    """
    by_statement: dict[int, list[LogEntry]] = {}
    for answer in answers:
        by_statement.setdefault(answer.refers_to or 0, []).append(answer)
    if not by_statement:
        return set()
    end = end_of_day_utc(known_by)
    more_time = [given for given in log.more_time() if given.recorded_at < end]
    found = set()
    for statement in numbered(log, by_statement, known_by=known_by):
        given = by_statement[statement.sequence]
        published = published_at(statement, given, more_time)
        found |= {answer.sequence for answer in given if answer.recorded_at > published}
    return found


def differences(
    log: StatusLog, wanted: Wanted, *, since: date, until: date, newest: int | None = None
) -> list[Difference]:
    """What is different between the ends of two days, by initiative, the one with the last entry first.

    Each day is read as it was known then. `wanted` narrows the initiatives, and the entries in between by
    body, person or kind; where it names one of these three, initiatives without such an entry are left out.
    The periods in it are not used: the two days are the period. Of the entries on an initiative, only the `newest` are
    read where that is given: a log can hold more of them than anybody reads at once.
    """
    before, after = log.latest(as_of=since), log.latest(as_of=until)
    between: dict[str, list[LogEntry]] = {}
    counts: dict[str, int] = {}
    if since < until:
        recorded = replace(
            wanted,
            recorded_from=since + timedelta(days=1),
            recorded_to=until,
            effective_from=None,
            effective_to=None,
        )
        if newest is None:
            for entry in reversed(log.find(recorded)):
                between.setdefault(entry.initiative, []).append(entry)
        else:
            counts = log.counts(recorded)
            for initiative in counts:
                only = replace(recorded, initiatives=frozenset({initiative}))
                between[initiative] = log.find(only, limit=newest)[::-1]
    filtered = (wanted.kinds, wanted.body, wanted.person) != (None, None, None)
    found = []
    for initiative in sorted({*before, *after, *between}):
        old, new = before.get(initiative), after.get(initiative)
        entries = tuple(between.get(initiative, ()))
        unchanged = (old.sequence if old else 0) == (new.sequence if new else 0)
        outside = wanted.initiatives is not None and initiative not in wanted.initiatives
        if outside or (not entries and (filtered or unchanged)):
            continue
        others = counts.get(initiative, len(entries)) - len(entries)
        found.append(Difference(initiative, old, new, entries, others))
    return sorted(found, key=_last_recorded, reverse=True)


def _last_recorded(difference: Difference) -> int:
    known = (*difference.entries, *(entry for entry in (difference.old, difference.new) if entry))
    return max(entry.sequence for entry in known)
