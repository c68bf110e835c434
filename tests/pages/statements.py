"""Recording statements of every kind straight into the log of a dashboard, for tests of what pages show and do."""

from itertools import count
from typing import Any

from monitor.access.access import LOCAL_USER
from monitor.reporting.events import LogEntry, NewEvent, NewReport
from monitor.reporting.status import Status
from tests.pages.conftest import Dashboard

_NUMBERS = count(1)


def put(dashboard: Dashboard, kind: type[NewEvent], initiative: str = "1.5", **over: Any) -> LogEntry:
    """An event for JD on 1.5, from today and with a reason; a test names what the kind needs beside."""
    services = dashboard.services
    content: dict[str, Any] = {
        "idempotency_key": f"put-{next(_NUMBERS)}",
        "expected_revision": services.log.initiative_revision(initiative),
        "initiative": initiative,
        "effective_on": services.today(),
        "recorded_by": LOCAL_USER,
        "acting_for": "JD",
        "comment": "The reason.",
    }
    (entry,) = services.writer.record([kind(**(content | over))])
    return entry


def put_report(dashboard: Dashboard, initiative: str = "1.5", **over: Any) -> LogEntry:
    """A report that the initiative is in progress."""
    return put(dashboard, NewReport, initiative, **({"status": Status.IN_PROGRESS} | over))
