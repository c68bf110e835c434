"""Which comments are reasons."""

from typing import Final

from monitor.reporting.events import EventKind, LogEntry

_WITH_A_REASON: Final = frozenset(
    {
        EventKind.APPROVAL,
        EventKind.CORRECTION,
        EventKind.DEADLINE_REVISED,
        EventKind.REDACTION,
        EventKind.WITHDRAWAL,
    }
)


def comment_is_reason(entry: LogEntry) -> bool:
    """Whether the comment of an entry is the reason for it: nobody does any of these without one, or disagrees.

    A correction of a status report carries on the comment of the report and says in it why it is corrected: that is a
    comment.
    """
    return entry.kind in _WITH_A_REASON and not (
        entry.kind is EventKind.CORRECTION and entry.subject is EventKind.STATUS_REPORT
    )
