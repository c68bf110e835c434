"""Examples to build tests from: each is complete and acceptable, and a test names only what it is about."""

from datetime import UTC, date, datetime
from typing import Any

from monitor.reporting.events import EventKind, LogEntry, NewReport
from monitor.reporting.status import Status


def a_report(**over: Any) -> NewReport:
    """A first report on 1.1, effective and true on 1 June 2018, that nothing stands against."""
    content: dict[str, Any] = {
        "idempotency_key": "form-1",
        "expected_revision": 0,
        "initiative": "1.1",
        "status": Status.IN_PROGRESS,
        "effective_on": date(2018, 6, 1),
        "recorded_by": "person-1",
        "acting_for": "JD",
    }
    return NewReport(**(content | over))


def an_entry(**over: Any) -> LogEntry:
    """The report of `a_report` as the first entry of the log, recorded at noon UTC on its effective day."""
    content: dict[str, Any] = {
        "sequence": 1,
        "kind": EventKind.STATUS_REPORT,
        "form": 1,
        "recorded_at": datetime(2018, 6, 1, 12, tzinfo=UTC),
        "idempotency_key": "form-1",
        "expected_revision": 0,
        "initiative": "1.1",
        "status": Status.IN_PROGRESS,
        "effective_on": date(2018, 6, 1),
        "recorded_by": "person-1",
        "acting_for": "JD",
        "done_since_last": "",
        "next_step": "",
        "obstacle": "",
        "help_needed": "",
        "comment": "",
        "expected_completion": None,
        "evidence_url": None,
        "decision": None,
    }
    return LogEntry(**(content | over))
