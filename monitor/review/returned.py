"""A workbook that came back beside the log: what each row would change, and what stands against it.

Nothing is recorded here. A row is offered for recording as it is, as a conflict that somebody has to have read, or
not at all.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from monitor.catalogue.strategy import Catalogue
from monitor.errors import Refused
from monitor.reporting.events import LogEntry, NewReport
from monitor.reporting.log import StatusLog
from monitor.reporting.progress import Progress
from monitor.reporting.repeats import holds_from
from monitor.reporting.requests import is_same_request
from monitor.reporting.status import Status
from monitor.reporting.typed import UNCHANGED, Typed, read
from monitor.reporting.workbook import FILLED, FilledRow, Passport, Returned, Sent
from monitor.review import submissions
from monitor.review.submissions import Told


class RowState(StrEnum):
    """What can be done with a row."""

    UNTOUCHED = "untouched"
    """Nothing is filled in; nothing is reported."""
    NEW = "new"
    """It can be recorded."""
    CONFLICT = "conflict"
    """Something was recorded on the initiative after the workbook was made. To be recorded only by who knows."""
    FAULTY = "faulty"
    """Something stands against it."""
    RECORDED = "recorded"
    """It was recorded from this workbook before."""


ORDER = (RowState.FAULTY, RowState.CONFLICT, RowState.NEW, RowState.RECORDED, RowState.UNTOUCHED)
"""What needs a person's eye comes first."""


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """One row of the workbook beside the log.

    `last` is the report in force now, `sent` the status that the workbook showed. `report` is what would be recorded,
    with the revision it expects; `None` where nothing can be. `faults` are what stands against it. `since` are the
    entries on the initiative that the workbook did not know, newest first. `recorded` is the entry it became.
    `waiting` are the reports on the initiative that are submitted and not published.
    """

    row: FilledRow
    state: RowState
    last: LogEntry | None
    sent: Status | None
    report: NewReport | None = None
    faults: tuple[Refused, ...] = ()
    since: tuple[Told, ...] = ()
    recorded: LogEntry | None = None
    waiting: tuple[Progress, ...] = ()

    @property
    def initiative(self) -> str:
        """The id of the initiative it is about."""
        return self.row.initiative


Objections = Callable[[Sequence[NewReport]], list[Refused]]
"""What stands against reports; the same question the form asks."""


def check_ours(passport: Passport, catalogue: Catalogue, log: StatusLog, *, demo: bool) -> None:
    """Raise Refused where a workbook was not made from this strategy and this log.

    The codes are `workbook_strategy`, `workbook_demonstration` (one of the two is invented, the other is not),
    `workbook_body` and `workbook_log` (it knows more than the log holds).
    """
    if passport.strategy != catalogue.strategy.id:
        raise Refused("workbook_strategy", "The workbook was made for another strategy.")
    if passport.demo is not demo:
        raise Refused(
            "workbook_demonstration",
            "The workbook is from a demonstration, or this is one.",
            demo=passport.demo,
        )
    if passport.body not in {body.id for body in catalogue.reporting_bodies()}:
        message = f"The workbook was made for {passport.body!r}, which reports on nothing."
        raise Refused("workbook_body", message, body=passport.body)
    for initiative, sent in passport.sent.items():
        if sent.revision > log.initiative_revision(initiative):
            raise Refused("workbook_log", "The workbook knows reports that this log does not hold.")


def proposals(
    returned: Returned, log: StatusLog, *, today: date, person: str, objections: Objections
) -> list[Proposal]:
    """Lay every row of a workbook beside the log, in the order of `ORDER` and within it in that of the sheet.

    Where a row says no day, it holds from `today`, or as `holds_from` has it; where it says no expected completion,
    what was reported last stays, if that has not passed. "Unchanged" repeats the status that the workbook showed.
    """
    waiting: dict[str, tuple[Progress, ...]] = {}
    for progress in submissions.pending(log, known_by=today):
        if progress.entry.status is not None:
            id_ = progress.entry.initiative
            waiting[id_] = (*waiting.get(id_, ()), progress)
    latest = log.latest(as_of=today)
    beside = _Beside(returned.passport, log, latest, waiting, today, person, objections)
    return sorted(map(beside.proposal, returned.rows), key=lambda proposal: ORDER.index(proposal.state))


def cell_of(fault: Refused, row: FilledRow) -> str:
    """The cell that a fault is about: the one it names, else that of its field, else that of the status."""
    if "cell" in fault.fields:
        return str(fault.fields["cell"])
    field = fault.fields.get("field")
    return row.place(str(field) if field in FILLED else _COLUMN_OF_CODE.get(fault.code, "status"))


_COLUMN_OF_CODE = {
    "day_unreadable": "effective_on",
    "effective_in_future": "effective_on",
    "effective_too_early": "effective_on",
    "date_unreadable": "expected_completion",
    "expected_in_past": "expected_completion",
    "comment_required": "comment",
    "link_invalid": "evidence_url",
}


@dataclass(frozen=True)
class _Beside:
    """What every row of a workbook is laid beside."""

    passport: Passport
    log: StatusLog
    latest: Mapping[str, LogEntry]
    waiting: Mapping[str, tuple[Progress, ...]]
    today: date
    person: str
    objections: Objections

    def proposal(self, row: FilledRow) -> Proposal:
        last, sent = self.latest.get(row.initiative), self.passport.sent[row.initiative]
        known = Proposal(
            row=row,
            state=RowState.UNTOUCHED,
            last=last,
            sent=sent.status,
            waiting=self.waiting.get(row.initiative, ()),
        )
        if row.untouched:
            return known
        # As shown. Where nothing came in since, it is what the workbook knew.
        revision = self.log.initiative_revision(row.initiative)
        report, faults = self._read(row, revision, recorded=None)
        entry = _recorded(self.log, report)
        if entry is not None:
            report, faults = self._read(row, revision, recorded=entry)
            if not row.faults and not faults and is_same_request(entry, report):
                return replace(known, state=RowState.RECORDED, recorded=entry)
        # Without a later entry the status can still differ: what waited for answers has been published since.
        changed = revision != sent.revision or (last.status if last else None) is not sent.status
        if changed:
            known = replace(known, since=self._since(row.initiative, sent, last))
        if entry is not None:
            return replace(known, state=RowState.FAULTY, faults=(_used(row, entry),), recorded=entry)
        told = {cell_of(fault, row) for fault in row.faults}
        against = [
            fault for fault in [*faults, *self.objections([report])] if cell_of(fault, row) not in told
        ]
        if row.faults or against:
            return replace(known, state=RowState.FAULTY, faults=(*row.faults, *against))
        return replace(known, state=RowState.CONFLICT if changed else RowState.NEW, report=report)

    def _since(self, initiative: str, sent: Sent, last: LogEntry | None) -> tuple[Told, ...]:
        later = submissions.after(self.log, initiative, sent.revision, known_by=self.today)
        if not later and last is not None and last.status is not sent.status:
            later = submissions.read_back(self.log, [last], known_by=self.today)
        return tuple(later)

    def _read(
        self, row: FilledRow, expected_revision: int, *, recorded: LogEntry | None
    ) -> tuple[NewReport, list[Refused]]:
        """The row as a report. What it leaves open is as in the entry it has become, where there is one."""
        sent, given = self.passport.sent[row.initiative].status, row.cells
        status = given.get("status", "")
        last = self.latest.get(row.initiative)
        repeats = sent if status == UNCHANGED else Status(status) if status in set(Status) else None
        day = recorded.effective_on if recorded else holds_from(repeats, last, today=self.today)
        if recorded is not None:
            expected = recorded.expected_completion.text if recorded.expected_completion else ""
        else:
            expected = self._still_expected(row.initiative, sent if status == UNCHANGED else status)
        report, faults = read(
            Typed(
                initiative=row.initiative,
                acting_for=self.passport.body,
                status=status,
                effective_on=given.get("effective_on", day.isoformat()),
                expected_completion=given.get("expected_completion", expected),
                done_since_last=given.get("done_since_last", ""),
                next_step=given.get("next_step", ""),
                obstacle=given.get("obstacle", ""),
                help_needed=given.get("help_needed", ""),
                comment=given.get("comment", ""),
                evidence_url=given.get("evidence_url", ""),
            ),
            idempotency_key=self.passport.key(row.initiative),
            expected_revision=expected_revision,
            recorded_by=self.person,
            last=sent,
            today=self.today,
        )
        if status == UNCHANGED and sent is None:
            faults = [
                _nothing_to_repeat(row) if fault.code == "status_missing" else fault for fault in faults
            ]
        return report, faults

    def _still_expected(self, initiative: str, status: str | None) -> str:
        """The completion expected so far, where it lies ahead and the status leaves something to expect."""
        last = self.latest.get(initiative)
        when = last.expected_completion if last else None
        ends = status in (Status.COMPLETED, Status.DISCONTINUED)
        return when.text if when is not None and not ends and when.last_day >= self.today else ""


def _recorded(log: StatusLog, report: NewReport) -> LogEntry | None:
    """The entry that was recorded under the report's key, whatever it says; `None` where there is none."""
    try:
        return log.already_recorded(report)
    except Refused as error:
        entry = error.fields.get("entry")
        if not isinstance(entry, LogEntry):
            raise
        return entry


def _nothing_to_repeat(row: FilledRow) -> Refused:
    return Refused(
        "workbook_unchanged",
        f"Nothing was reported on initiative {row.initiative} before, so nothing can be unchanged; choose a status.",
        initiative=row.initiative,
        cell=row.place("status"),
    )


def _used(row: FilledRow, entry: LogEntry) -> Refused:
    return Refused(
        "workbook_used",
        f"The row was recorded as no. {entry.sequence} with other content; fill in a new workbook.",
        initiative=row.initiative,
        sequence=entry.sequence,
    )
