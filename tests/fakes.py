"""Stand-ins for what lies outside the core. Each passes the same contract tests as the real thing."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from threading import Lock

from monitor.errors import Refused
from monitor.reporting import history
from monitor.reporting.events import EventKind, LogEntry, NewReport, is_same_request, texts_of
from monitor.reporting.history import end_of_day_utc


class InMemoryStatusLog:
    """A `StatusLog` in a list."""

    def __init__(self) -> None:
        self._entries: list[LogEntry] = []
        self._lock = Lock()

    def append(self, report: NewReport, *, recorded_at: datetime) -> LogEntry:
        return self.append_all([report], recorded_at=recorded_at)[0]

    def append_all(self, reports: Sequence[NewReport], *, recorded_at: datetime) -> list[LogEntry]:
        if recorded_at.tzinfo is None:
            raise ValueError("An instant needs a time zone.")
        with self._lock:
            before = list(self._entries)
            try:
                return [self._append(report, recorded_at.astimezone(UTC)) for report in reports]
            except Refused:
                self._entries = before
                raise

    def already_recorded(self, report: NewReport) -> LogEntry | None:
        for entry in self._entries:
            if entry.idempotency_key == report.idempotency_key:
                if not is_same_request(entry, report):
                    raise Refused(
                        "key_reused",
                        "The key was used for other content.",
                        initiative=report.initiative,
                        entry=entry,
                    )
                return entry
        return None

    def revision(self) -> int:
        return len(self._entries)

    def last_recorded_at(self) -> datetime | None:
        return self._entries[-1].recorded_at if self._entries else None

    def initiative_revision(self, initiative: str) -> int:
        return max((entry.sequence for entry in self._entries if entry.initiative == initiative), default=0)

    def latest(self, *, as_of: date) -> dict[str, LogEntry]:
        return history.latest(self._entries, as_of=as_of, known_by=as_of)

    def entries(
        self, *, initiative: str | None = None, as_of: date | None = None, limit: int | None = None
    ) -> list[LogEntry]:
        found = [
            entry
            for entry in reversed(history.order(self._entries))
            if (initiative is None or entry.initiative == initiative)
            and (as_of is None or (entry.effective_on <= as_of and entry.recorded_at < end_of_day_utc(as_of)))
        ]
        return found[:limit]

    def _append(self, report: NewReport, recorded_at: datetime) -> LogEntry:
        if (first := self.already_recorded(report)) is not None:
            return first
        found = self.initiative_revision(report.initiative)
        if found != report.expected_revision:
            raise Refused(
                "stale_revision",
                "The initiative has a later entry.",
                initiative=report.initiative,
                expected=report.expected_revision,
                found=found,
                entry=self._entries[found - 1] if found else None,
            )
        texts = {field: text for field, text in texts_of(report).items() if field != "decision_what"}
        entry = LogEntry(
            sequence=len(self._entries) + 1,
            kind=EventKind.STATUS_REPORT,
            form=1,
            recorded_at=recorded_at,
            idempotency_key=report.idempotency_key,
            expected_revision=report.expected_revision,
            initiative=report.initiative,
            status=report.status,
            effective_on=report.effective_on,
            recorded_by=report.recorded_by,
            acting_for=report.acting_for,
            expected_completion=report.expected_completion,
            evidence_url=report.evidence_url,
            decision=report.decision,
            **texts,
        )
        self._entries.append(entry)
        return entry
