"""What is different between two days, each read as it was known then: reports, deadlines and the public record."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from monitor.catalogue.dates import PartialDate
from monitor.evidence.record import Evidence, in_order_of_time
from monitor.reporting.events import LogEntry
from monitor.reporting.status import Status
from monitor.review.standing import Standing
from monitor.review.submissions import Difference, Told


@dataclass(frozen=True)
class InitiativeChange:
    """One initiative on two days. A standing is None where the strategy has no such initiative on that day.

    `old` and `new` are the reports in force, which the log keeps for an initiative that the strategy has lost.
    `recorded` is what was recorded in between and fits the filter, oldest first, with how far it has come; before that
    came `others` more, where only the newest were asked for.
    """

    initiative: str
    before: Standing | None
    after: Standing | None
    old: LogEntry | None
    new: LogEntry | None
    recorded: tuple[Told, ...]
    others: int = 0

    @property
    def old_status(self) -> Status | None:
        """The reported status on the first day; None is "not reported"."""
        return self.old.status if self.old else None

    @property
    def new_status(self) -> Status | None:
        """The reported status on the last day; None is "not reported"."""
        return self.new.status if self.new else None

    @property
    def old_deadline(self) -> PartialDate | None:
        """The deadline in force on the first day."""
        return self.before.schedule.deadline if self.before else None

    @property
    def new_deadline(self) -> PartialDate | None:
        """The deadline in force on the last day."""
        return self.after.schedule.deadline if self.after else None

    @property
    def status_changed(self) -> bool:
        """Whether the reported status itself differs, and not only its words or its day."""
        return self.old_status is not self.new_status

    @property
    def deadline_changed(self) -> bool:
        """Whether another deadline is in force."""
        return self.old_deadline != self.new_deadline


@dataclass(frozen=True)
class Changes:
    """What is different between the ends of two days, and how the whole strategy stood on each of them.

    `total` is the number of initiatives in force on the last day. The counts by status hold all of them, whatever is
    filtered; `published` is public record that came out after the first day and by the last.
    """

    since: date
    until: date
    rows: tuple[InitiativeChange, ...]
    published: tuple[Evidence, ...]
    total: int
    by_status_before: Mapping[Status | None, int]
    by_status_after: Mapping[Status | None, int]

    @property
    def recorded(self) -> int:
        """How many entries were recorded in between and fit the filter."""
        return sum(len(row.recorded) + row.others for row in self.rows)


def changes(
    differences: Iterable[Difference],
    told: Mapping[int, Told],
    record: Iterable[Evidence],
    *,
    before: Sequence[Standing],
    after: Sequence[Standing],
    initiatives: frozenset[str] | None,
    entries_only: bool,
    since: date,
    until: date,
) -> Changes:
    """Put the parts together, what was recorded last at the top.

    `told` holds every entry of the differences by its number. `initiatives` narrows what is listed, None to all.
    `entries_only` leaves out whatever no entry of the differences accounts for: a deadline that the strategy itself
    revised, and the public record.
    """
    stood = {row.initiative.id: row for row in before}
    stands = {row.initiative.id: row for row in after}
    rows = [
        InitiativeChange(
            each.initiative,
            stood.get(each.initiative),
            stands.get(each.initiative),
            each.old,
            each.new,
            tuple(told[entry.sequence] for entry in each.entries),
            each.others,
        )
        for each in differences
    ]
    listed = {row.initiative for row in rows}

    def shown(initiative: str | None) -> bool:
        return not entries_only and (initiatives is None or initiative in initiatives)

    rows.extend(
        revised
        for id_, row in stands.items()
        if id_ not in listed and shown(id_) and (revised := _unreported(row, stood.get(id_))).deadline_changed
    )
    return Changes(
        since=since,
        until=until,
        rows=tuple(rows),
        published=tuple(
            entry
            for entry in in_order_of_time(record)
            if entry.published is not None
            and since < entry.published.last_day <= until
            and shown(entry.initiative)
        ),
        total=len(after),
        by_status_before=Counter(row.status for row in before),
        by_status_after=Counter(row.status for row in after),
    )


def _unreported(after: Standing, before: Standing | None) -> InitiativeChange:
    """An initiative on which the log says the same on both days."""
    return InitiativeChange(after.initiative.id, before, after, after.report, after.report, ())
