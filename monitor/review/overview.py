"""What a committee member reads in ten minutes: what needs a decision, what changed, what is due, what is missing."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from monitor.catalogue.initiatives import Initiative
from monitor.catalogue.provenance import Seen
from monitor.evidence.record import Evidence, EvidenceKind, PublicStatus, in_order_of_time, known_by
from monitor.measures.editions import Edition
from monitor.measures.indicators import Indicator
from monitor.measures.observations import Measures, Observation, Series
from monitor.reporting.conclusions import Concluded
from monitor.reporting.events import EventKind
from monitor.reporting.progress import Progress
from monitor.reporting.status import Status
from monitor.review.answers import NOT_ASKED, Answered
from monitor.review.changed import Changed
from monitor.review.decisions import NOTHING_CONCLUDED, Decision, Settled, decisions, settled
from monitor.review.schedule import ScheduleState
from monitor.review.standing import Standing, missing_by_body


@dataclass(frozen=True)
class Headline:
    """One figure on how people live, chosen by the indicator's own file to stand on Overview, and its edition."""

    series: Series
    observation: Observation
    edition: Edition | None = None


@dataclass(frozen=True)
class Overview:
    """The state of the strategy on a day. Counts of initiatives are counts of rows shown elsewhere on the page.

    `answered` says of each initiative what the responsible ministries have to do with it, if anything. `missing` are
    the initiatives without a report, by responsible body; one whose report waits for answers is not among them.
    `settled` are those whose report asks for a decision that a committee has concluded on.
    """

    as_of: date
    since: date
    rows: tuple[Standing, ...]
    decisions: tuple[Decision, ...]
    settled: tuple[Settled, ...]
    changes: tuple[Changed, ...]
    published: tuple[Evidence, ...]
    due: tuple[Standing, ...]
    missing: Mapping[str, Sequence[Initiative]]
    findings: tuple[Evidence, ...]
    told_by_others: tuple[Evidence, ...]
    headlines: tuple[Headline, ...]
    answered: Mapping[str, Answered]

    @property
    def disagreements(self) -> list[Progress]:
        """The reports and deadlines in force that a ministry disagrees with, in the strategy's order."""
        return [progress for progress in self._in_force() if progress.disagreements]

    @property
    def unanswered(self) -> list[Progress]:
        """The reports and deadlines in force that a ministry was asked about and has not answered."""
        return [progress for progress in self._in_force() if progress.silent]

    @property
    def pending(self) -> list[Progress]:
        """What is submitted and waits for answers, due first at the top. Not counted as reported anywhere."""
        waiting = [progress for answered in self._answered() for progress in answered.waiting]
        return sorted(waiting, key=lambda progress: (progress.published_at, progress.entry.sequence))

    def _in_force(self) -> list[Progress]:
        return [progress for answered in self._answered() for progress in answered.in_force]

    def _answered(self) -> list[Answered]:
        found = self.answered
        return [found[row.initiative.id] for row in self.rows if row.initiative.id in found]

    @property
    def late(self) -> list[Initiative]:
        """The initiatives past their deadline: not completed, not discontinued, and no later deadline in force."""
        return [row.initiative for row in self.rows if row.schedule.late]

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
    changes: Iterable[Changed],
    as_of: date,
    since: date,
    today: date,
    answered: Mapping[str, Answered] = NOT_ASKED,
    concluded: Mapping[str, Concluded] = NOTHING_CONCLUDED,
) -> Overview:
    """Put the parts together. `changes` are what is different on `as_of` from `since`; see `decisions` on
    `concluded`.
    """
    record = list(record)
    whole = [entry for entry in record if entry.initiative is None and entry.kind is EvidenceKind.FINDING]
    findings = in_order_of_time(known_by(whole, as_of=as_of, today=today))
    # The log keeps what was reported on an initiative that the catalogue has lost; Overview counts the rows it shows.
    shown = {row.initiative.id for row in rows}
    return Overview(
        as_of=as_of,
        since=since,
        rows=tuple(rows),
        decisions=tuple(decisions(rows, concluded)),
        settled=tuple(settled(rows, concluded)),
        published=tuple(
            entry
            for entry in in_order_of_time(known_by(record, as_of=as_of, today=today))
            if entry.published is not None and since < entry.published.last_day <= as_of
        ),
        changes=tuple(change for change in changes if change.initiative in shown),
        due=tuple(row for row in rows if row.schedule.state is ScheduleState.THIS_YEAR),
        missing=missing_by_body([row for row in rows if not _report_waits(row, answered)]),
        findings=tuple(entry for entry in findings if entry.seen is not Seen.SECOND_HAND),
        told_by_others=tuple(entry for entry in findings if entry.seen is Seen.SECOND_HAND),
        headlines=tuple(_headlines(measures, as_of, today)),
        answered=answered,
    )


def _report_waits(row: Standing, answered: Mapping[str, Answered]) -> bool:
    """Whether a report on it waits for answers; what is published, `missing_by_body` sees."""
    waiting = answered[row.initiative.id].waiting if row.initiative.id in answered else ()
    return any(progress.entry.subject is EventKind.STATUS_REPORT for progress in waiting)


def _headlines(measures: Measures, as_of: date, today: date) -> Iterable[Headline]:
    for series in measures.series.values():
        if not isinstance(series.indicator, Indicator) or (group := series.indicator.headline) is None:
            continue
        known = series.known_by(as_of=as_of, today=today)
        for observation in known.latest():
            if dict(observation.group) == group:
                of = measures.opened.get(series.indicator.id)
                yield Headline(known, observation, of.edition if of is not None else None)
