"""What makes an event acceptable. The screen asks `may_report`; the writer insists, `check_may_report`.

Whether a statement can be answered, corrected, withdrawn or redacted at all is asked in `moves`.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from monitor.catalogue.dates import PartialDate
from monitor.errors import Refused
from monitor.reporting import conclusions
from monitor.reporting.days import day_of
from monitor.reporting.events import (
    DecisionNeeded,
    LogEntry,
    NewAnswer,
    NewConclusion,
    NewDeadline,
    NewEvent,
    NewEvidence,
    NewRedaction,
    NewReport,
    NewWithdrawal,
    Statement,
    Verdict,
    texts_of,
)
from monitor.reporting.kinds import refers_to
from monitor.reporting.links import link_faults
from monitor.reporting.plain import id_faults, line_faults, text_faults
from monitor.reporting.repeats import is_silent, only_repeats_the_comment, repeated_comment
from monitor.reporting.status import Status

_LINES: Final = {"milestone": 64, "case_number": 64, "access_ground": 200}  # field: longest, in characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What has to be known beside an event to say whether it is acceptable.

    `deadline` is the deadline in force of its initiative, `None` where there is none. `before` are the reports that
    it follows, the latest first; three are enough. `corrected` is what a correction takes the place of: the last
    correction, or the original. `reporters` are the bodies that may report on the initiative and
    `earliest` is the first day a report may hold from; `None` restricts neither. `committee_ids` are the committees
    that may conclude.
    """

    initiative_ids: Collection[str]
    body_ids: Collection[str]
    today: date
    deadline: PartialDate | None = None
    before: Sequence[LogEntry] = ()
    corrected: LogEntry | None = None
    earliest: date | None = None
    reporters: Collection[str] | None = None
    committee_ids: Collection[str] = ()


def objections(report: NewEvent, given: Circumstances) -> Iterator[Refused]:
    """Yield everything that stands against an event, so that a form can show all of it at once.

    The codes are `unknown_initiative`, `unknown_body`, `id_invalid`, `effective_in_future`,
    `text_too_long`, `text_invalid`, `text_missing`, `comment_required`, `link_invalid`, `decision_incomplete`;
    `correction_unexplained` where a correction of a status report only repeats the comment that it corrects;
    `not_its_initiative` and `effective_too_early` come only where `reporters` and `earliest` are given;
    `same_deadline`, `deadline_before_decision` and `expected_in_past` speak for themselves, and so does
    `decision_day_past`, but a correction may keep the day of what it corrects.
    A conclusion has those of `conclusions.faults` beside.
    """
    # What is about an entry follows the log: an initiative may have left the strategy since.
    if refers_to(report) is None and report.initiative not in given.initiative_ids:
        yield Refused(
            "unknown_initiative",
            f"There is no initiative {report.initiative!r} in the strategy.",
            initiative=report.initiative,
        )
    if isinstance(report, NewConclusion):
        yield from conclusions.faults(report, committee_ids=given.committee_ids, body_ids=given.body_ids)
    elif report.acting_for not in given.body_ids:
        yield _unknown_body(report, "acting_for", report.acting_for)
    elif (
        isinstance(report, NewReport)
        and given.reporters is not None
        and report.acting_for not in given.reporters
    ):
        yield Refused(
            "not_its_initiative",
            f"{report.acting_for} neither answers for initiative {report.initiative} nor carries it out.",
            initiative=report.initiative,
            body=report.acting_for,
        )
    for field in ("idempotency_key", "recorded_by"):
        yield from id_faults(getattr(report, field), field=field, initiative=report.initiative)
    if report.effective_on > given.today:
        yield Refused(
            "effective_in_future",
            f"A report cannot hold from {report.effective_on}, which lies ahead; choose {given.today} or earlier.",
            initiative=report.initiative,
            effective_on=report.effective_on,
            today=given.today,
        )
    if given.earliest is not None and report.effective_on < given.earliest:
        yield Refused(
            "effective_too_early",
            f"A report cannot hold from {report.effective_on}; the strategy's period begins on {given.earliest}.",
            initiative=report.initiative,
            earliest=given.earliest,
        )
    called = conclusions.FIELDS if isinstance(report, NewConclusion) else {}
    for field, text in texts_of(report).items():
        yield from text_faults(text or "", field=called.get(field, field), initiative=report.initiative)
    for field, limit in _LINES.items():
        if (line := getattr(report, field, None)) is not None:
            yield from line_faults(line, field=field, limit=limit, initiative=report.initiative)
    if not report.comment.strip() and (reason := comment_needed(report, given)):
        yield Refused(
            "comment_required",
            f"A comment is needed on initiative {report.initiative}: {_COMMENT_REASONS[reason]}.",
            initiative=report.initiative,
            reason=reason,
        )
    elif only_repeats_the_comment(report, given.corrected):
        yield Refused(
            "correction_unexplained",
            f"The comment on initiative {report.initiative} is the one that is corrected; say why it is corrected.",
            initiative=report.initiative,
        )
    if isinstance(report, Statement):
        needed = isinstance(report, NewEvidence)
        yield from link_faults(report.evidence_url, needed=needed, initiative=report.initiative)
    if (
        isinstance(report, NewDeadline)
        and report.corrects is None
        and report.revised_deadline == given.deadline
    ):
        yield Refused(
            "same_deadline",
            f"The deadline of initiative {report.initiative} is {given.deadline} already; choose another.",
            initiative=report.initiative,
            deadline=given.deadline,
        )
    elif isinstance(report, NewDeadline) and report.revised_deadline.last_day < report.effective_on:
        yield Refused(
            "deadline_before_decision",
            f"The new deadline {report.revised_deadline} lies before {report.effective_on}, the day it was decided.",
            initiative=report.initiative,
        )
    if isinstance(report, NewReport) and report.decision is not None:
        if not (report.decision.what or "").strip() or not report.decision.of:
            yield Refused(
                "decision_incomplete",
                "A report that needs a decision says what is to be decided and by which body.",
                initiative=report.initiative,
                field="decision_what" if report.decision.of else "decision_of",
            )
        elif report.decision.of not in given.body_ids:
            yield _unknown_body(report, "decision_of", report.decision.of)
        if _decision_day_past(report.decision, given):
            message = (
                f"The decision is asked for by {report.decision.by}, which has passed; choose a later day."
            )
            yield Refused("decision_day_past", message, initiative=report.initiative)
    if (
        isinstance(report, NewReport)
        and report.status is not Status.COMPLETED
        and report.expected_completion is not None
        and report.expected_completion.last_day < report.effective_on
    ):
        message = f"The expected completion {report.expected_completion} lies before the day of the report."
        yield Refused("expected_in_past", message, initiative=report.initiative)


def check_may_report(report: NewEvent, given: Circumstances) -> None:
    """Raise the first of the `objections` to an event, or return when there is none."""
    for objection in objections(report, given):
        raise objection


def may_report(report: NewEvent, given: Circumstances) -> bool:
    """Say whether `check_may_report` would accept an event."""
    return next(objections(report, given), None) is None


def comment_needed(report: NewEvent, given: Circumstances) -> str | None:
    """Return why an event needs a comment, or `None` when it needs none.

    Corrections (`corrected`), revised deadlines (`deadline_revised`), disagreements (`disagreed`), withdrawals
    (`withdrawn`) and redactions (`redacted`) always need one. That of a conclusion (`concluded`) is the conclusion
    itself. For a report the reasons are `discontinued`, `deadline_passed` (the last day of the deadline in force lies
    before today, the day of the report, whatever day it holds from, and the initiative is not completed),
    `new_expected_completion` (another expected completion than the report before, a dropped one included) and
    `unchanged_twice` (the two reports before it were both unchanged and without a word, and so is this one; any text
    will do; a correction counts as what it says in the place of what it corrects, without its comment). A first report
    has nothing to differ from, and a completed initiative needs no expected completion any more.

    A report that repeats the one before without a word needs no comment for the first two reasons where that one gave
    it, or the one that it repeats in turn; on a passed deadline, one that was recorded after it had passed.
    """
    match report:
        case Statement() if report.corrects is not None:
            return "corrected"
        case NewReport():
            return _comment_on_report(report, given)
        case NewDeadline():
            return "deadline_revised"
        case NewAnswer() if report.verdict is Verdict.DISAGREED:
            return "disagreed"
        case NewWithdrawal():
            return "withdrawn"
        case NewRedaction():
            return "redacted"
        case NewConclusion():
            return "concluded"
    return None


def _comment_on_report(report: NewReport, given: Circumstances) -> str | None:
    explained = repeated_comment(report, given.before)
    if report.status is Status.DISCONTINUED:
        if explained is None:
            return "discontinued"
    elif (
        given.deadline is not None
        and given.deadline.last_day < given.today
        and report.status is not Status.COMPLETED
        # What was said before the deadline passed does not say why it was not met.
        and (explained is None or day_of(explained.recorded_at) <= given.deadline.last_day)
    ):
        return "deadline_passed"
    if given.before and report.expected_completion != given.before[0].expected_completion:
        dropped_on_completion = report.status is Status.COMPLETED and report.expected_completion is None
        return None if dropped_on_completion else "new_expected_completion"
    first, second, third = (*given.before, None, None, None)[:3]
    if is_silent(report, first) and is_silent(first, second) and is_silent(second, third):
        return "unchanged_twice"
    return None


_COMMENT_REASONS: Final = {
    "discontinued": "it is reported as discontinued",
    "deadline_passed": "its deadline has passed and it is not completed",
    "new_expected_completion": "its expected completion differs from the report before",
    "unchanged_twice": "it was reported unchanged twice already without a word; write a sentence",
    "corrected": "a correction says why it is made",
    "deadline_revised": "a new deadline comes with its reason",
    "disagreed": "a disagreement says why",
    "withdrawn": "a withdrawal says why",
    "redacted": "a removal of text says why",
    "concluded": "write what the committee concluded",
}


def _decision_day_past(asked: DecisionNeeded, given: Circumstances) -> bool:
    """Whether the day is over; a correction keeps the one it corrects, or it would ask for something else."""
    before = given.corrected.decision if given.corrected is not None else None
    kept = before is not None and asked.by == before.by
    return asked.by is not None and asked.by < given.today and not kept


def _unknown_body(report: NewEvent, field: str, body: str) -> Refused:
    return Refused(
        "unknown_body",
        f"There is no body {body!r} in the strategy.",
        initiative=report.initiative,
        field=field,
        body=body,
    )
