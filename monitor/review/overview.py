"""What a committee member reads in ten minutes: what needs a decision, what changed, what is due, what is missing."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from monitor.catalogue.initiatives import Initiative
from monitor.catalogue.provenance import Seen
from monitor.evidence.record import Evidence, EvidenceKind, PublicStatus, in_order_of_time, known_by
from monitor.measures.observations import Measures, Observation, Series
from monitor.reporting.events import LogEntry
from monitor.reporting.history import Change, changed_between
from monitor.reporting.status import Status
from monitor.review.decisions import Decision, decisions
from monitor.review.schedule import ScheduleState
from monitor.review.standing import Standing, missing_by_body


@dataclass(frozen=True)
class Headline:
    """One figure on how people live, chosen by the indicator's own file to stand on Overview."""

    series: Series
    observation: Observation


@dataclass(frozen=True)
class Overview:
    """The state of the strategy on a day. Counts of initiatives are counts of rows shown elsewhere on the page."""

    as_of: date
    since: date
    rows: tuple[Standing, ...]
    decisions: tuple[Decision, ...]
    changes: tuple[Change, ...]
    published: tuple[Evidence, ...]
    due: tuple[Standing, ...]
    missing: Mapping[str, Sequence[Initiative]]
    findings: tuple[Evidence, ...]
    told_by_others: tuple[Evidence, ...]
    headlines: tuple[Headline, ...]

    @property
    def reported(self) -> int:
        """How many initiatives have a report in force."""
        return sum(row.report is not None for row in self.rows)

    def by_status(self) -> Counter[Status | None]:
        """Initiatives by reported status; None is "not reported"."""
        return Counter(row.status for row in self.rows)

    def by_record(self) -> Counter[PublicStatus]:
        """Initiatives by what the public record supports."""
        return Counter(row.record.status for row in self.rows)


def overview(
    rows: Sequence[Standing],
    record: Iterable[Evidence],
    measures: Measures,
    *,
    now: Mapping[str, LogEntry],
    before: Mapping[str, LogEntry],
    as_of: date,
    since: date,
    today: date,
) -> Overview:
    """Put the parts together. `now` and `before` are the reports in force on `as_of` and on `since`."""
    record = list(record)
    whole = [entry for entry in record if entry.initiative is None and entry.kind is EvidenceKind.FINDING]
    findings = in_order_of_time(known_by(whole, as_of=as_of, today=today))
    # The log keeps what was reported on an initiative that the catalogue has lost; Overview counts the rows it shows.
    shown = {row.initiative.id for row in rows}
    return Overview(
        as_of=as_of,
        since=since,
        rows=tuple(rows),
        decisions=tuple(decisions(rows)),
        published=tuple(
            entry
            for entry in in_order_of_time(known_by(record, as_of=as_of, today=today))
            if entry.published is not None and since < entry.published.last_day <= as_of
        ),
        changes=tuple(change for change in changed_between(before, now) if change.initiative in shown),
        due=tuple(row for row in rows if row.schedule.state is ScheduleState.THIS_YEAR),
        missing=missing_by_body(rows),
        findings=tuple(entry for entry in findings if entry.seen is not Seen.SECOND_HAND),
        told_by_others=tuple(entry for entry in findings if entry.seen is Seen.SECOND_HAND),
        headlines=tuple(_headlines(measures, as_of, today)),
    )


def _headlines(measures: Measures, as_of: date, today: date) -> Iterable[Headline]:
    for series in measures.series.values():
        group = series.indicator.headline
        if group is None:
            continue
        known = series.known_by(as_of=as_of, today=today)
        for observation in known.latest():
            if dict(observation.group) == group:
                yield Headline(known, observation)
