"""What only repeats what was reported before."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from monitor.reporting.events import EventKind, LogEntry, NewEvent, NewReport, texts_of
from monitor.reporting.status import Status

ENDS: Final = frozenset({Status.COMPLETED, Status.DISCONTINUED})
"""The statuses that an initiative reaches on one day and then has."""


def holds_from(status: Status | None, last: LogEntry | None, *, today: date) -> date:
    """The day from which a report holds that names none: today, but where it repeats an end, the day of that end.

    `last` is the report before it. Said again after the deadline, what was completed in time would else look late.
    """
    if status in ENDS and last is not None and last.status == status:
        return last.effective_on
    return today


def repeated_comment(report: NewReport, before: Sequence[LogEntry]) -> LogEntry | None:
    """The entry whose comment still holds for a report that repeats it without a word, at once or through others that
    did the same; `None` where there is none. `before` are the reports that it follows, the latest first. A comment that
    was removed was given.
    """
    repeating: NewReport | LogEntry = report
    for entry in before:
        if not is_silent(repeating, entry):
            return None
        if entry.comment is None or entry.comment.strip():
            return entry
        repeating = entry
    return None


def only_repeats_the_comment(report: NewEvent, corrected: LogEntry | None) -> bool:
    """Whether a correction of a status report says no more in its comment than what it corrects (`corrected`)."""
    if not isinstance(report, NewReport) or corrected is None or not (corrected.comment or "").strip():
        return False
    return report.comment.strip() == (corrected.comment or "").strip()


def is_silent(report: NewReport | LogEntry | None, before: LogEntry | None) -> bool:
    """Whether a report repeats the one before it without a word. Words that were removed were words; why a correction
    was made says nothing of the initiative.
    """
    if report is None or before is None:
        return False
    same = (report.status, report.expected_completion) == (before.status, before.expected_completion)
    corrects = isinstance(report, LogEntry) and report.kind is EventKind.CORRECTION
    words = [text for field, text in texts_of(report).items() if not (corrects and field == "comment")]
    return same and not any(text is None or text.strip() for text in words)
