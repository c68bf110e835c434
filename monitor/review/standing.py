"""Where an initiative stands: what is reported, what is on public record, what the schedule says. Never merged."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from monitor.catalogue.initiatives import Initiative
from monitor.catalogue.strategy import Catalogue
from monitor.evidence.record import Evidence, PublicStatus, Reading, reading
from monitor.reporting.events import LogEntry
from monitor.reporting.status import Status
from monitor.review.schedule import Schedule, schedule

CONTRADICTIONS: Mapping[Status, frozenset[PublicStatus]] = {
    Status.COMPLETED: frozenset({PublicStatus.PARTLY, PublicStatus.NOT_ACHIEVED}),
    Status.IN_PROGRESS: frozenset({PublicStatus.DONE, PublicStatus.DONE_LATE}),
    Status.NOT_STARTED: frozenset({PublicStatus.DONE, PublicStatus.DONE_LATE, PublicStatus.PARTLY}),
    Status.DISCONTINUED: frozenset({PublicStatus.DONE, PublicStatus.DONE_LATE}),
}
"""Which readings of the public record contradict which report.

"Not evidenced" contradicts nothing: that no evidence was found is not evidence that nothing happened.
"""


@dataclass(frozen=True)
class Standing:
    """One initiative as of a day."""

    initiative: Initiative
    report: LogEntry | None
    record: Reading
    schedule: Schedule

    @property
    def status(self) -> Status | None:
        """The reported status; None is "not reported"."""
        return self.report.status if self.report else None

    @property
    def contradicted(self) -> bool:
        """Whether what is reported and what is on public record cannot both be right."""
        return self.status is not None and self.record.status in CONTRADICTIONS[self.status]


def standings(
    catalogue: Catalogue,
    record: Iterable[Evidence],
    reports: Mapping[str, LogEntry],
    *,
    as_of: date,
    today: date,
    deadlines: Mapping[str, LogEntry] = MappingProxyType({}),
) -> list[Standing]:
    """Every initiative in force on the day, in the catalogue's order.

    `reports` are the reports in force then, `deadlines` the revisions of deadlines that stand in the log then.
    """
    by_initiative: dict[str, list[Evidence]] = {}
    for entry in record:
        if entry.initiative is not None:
            by_initiative.setdefault(entry.initiative, []).append(entry)
    return [
        Standing(
            initiative=initiative,
            report=reports.get(initiative.id),
            record=reading(by_initiative.get(initiative.id, []), as_of=as_of, today=today),
            schedule=schedule(
                initiative,
                reports.get(initiative.id),
                as_of=as_of,
                revised=deadlines.get(initiative.id),
            ),
        )
        for initiative in catalogue.in_force(as_of)
    ]


def missing_by_body(rows: Sequence[Standing]) -> dict[str, list[Initiative]]:
    """For each responsible body, its initiatives on which nothing is reported, most missing first."""
    missing: dict[str, list[Initiative]] = {}
    for row in rows:
        if row.report is None:
            for body in row.initiative.bodies():
                missing.setdefault(body, []).append(row.initiative)
    return dict(sorted(missing.items(), key=lambda entry: -len(entry[1])))
