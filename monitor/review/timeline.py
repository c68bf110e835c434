"""Initiatives in time: what was planned against what is reported and on public record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from monitor.evidence.record import Evidence
from monitor.reporting.events import LogEntry
from monitor.review.happenings import is_placed
from monitor.review.standing import Standing


@dataclass(frozen=True)
class Course:
    """One initiative in time: its standing, its reports, and the dated public evidence that supports something."""

    standing: Standing
    reports: tuple[LogEntry, ...]
    evidence: tuple[Evidence, ...]


def courses(
    rows: Sequence[Standing], reports: Sequence[LogEntry], evidence: Sequence[Evidence]
) -> list[Course]:
    """Every initiative by deadline, then number. Undated evidence is placed nowhere."""
    reported: dict[str, list[LogEntry]] = {}
    for report in reports:
        reported.setdefault(report.initiative, []).append(report)
    return [
        Course(
            standing=row,
            reports=tuple(reported.get(row.initiative.id, ())),
            evidence=tuple(
                entry for entry in evidence if entry.initiative == row.initiative.id and is_placed(entry)
            ),
        )
        for row in sorted(rows, key=lambda row: (_due(row), row.initiative.number))
    ]


def _due(row: Standing) -> date:
    return row.schedule.deadline.last_day if row.schedule.deadline else date.max
