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
    """Whether the comment of an entry is the reason for it: nobody does any of these without one, or disagrees."""
    return entry.kind in _WITH_A_REASON
