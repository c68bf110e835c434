"""The nouns of the status log: what is asked to be recorded, and what is read back."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final, NamedTuple

from monitor.catalogue.dates import PartialDate
from monitor.reporting.status import Status

TEXT_FIELDS: Final = ("done_since_last", "next_step", "obstacle", "help_needed", "comment", "decision_what")
"""The free texts of a report, in the order a reader meets them. Each can be redacted on its own."""


class EventKind(StrEnum):
    """What an entry in the log is. The database accepts these kinds and no other."""

    STATUS_REPORT = "status_report"
    DEADLINE_REVISED = "deadline_revised"
    MILESTONE_REACHED = "milestone_reached"
    EVIDENCE_ADDED = "evidence_added"
    CORRECTION = "correction"
    APPROVAL = "approval"
    WITHDRAWAL = "withdrawal"
    REDACTION = "redaction"
    CONCLUSION = "conclusion"


STATEMENTS: Final = frozenset(
    {
        EventKind.STATUS_REPORT,
        EventKind.DEADLINE_REVISED,
        EventKind.MILESTONE_REACHED,
        EventKind.EVIDENCE_ADDED,
        EventKind.CORRECTION,
    }
)
"""The kinds that say something of an initiative. The others say something of such a statement."""


class Verdict(StrEnum):
    """What a responsible ministry answers. Silence is neither."""

    CONFIRMED = "confirmed"
    DISAGREED = "disagreed"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionNeeded:
    """A reporter's flag that someone has to decide.

    `what` is the reporter's words (`None` once redacted), `of` the id of the body that is asked,
    `by` the day it is needed, if one was given.
    """

    what: str | None
    of: str
    by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Who is to do what a conclusion says comes next: the id of the body, and the last day where one was agreed."""

    of: str
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of the responsible ministries when a statement is submitted.

    `asked` are the ids of the bodies whose answer is awaited, sorted; an id holds no space. `answer_by` is the
    last day for it. `round` is the id of the reporting round it belongs to, `None` outside a round. All three
    are fixed with the statement, so that a later change of the catalogue or the round does not change them;
    only more time given in the round moves the day, for the body it is given to.
    """

    asked: tuple[str, ...]
    answer_by: date
    round: str | None = None

    def __post_init__(self) -> None:
        if not self.asked or self.asked != tuple(sorted(set(self.asked))):
            raise ValueError("A question is put to one or more bodies, each named once, in order.")
        if any(not body or body != "".join(body.split()) for body in self.asked):
            raise ValueError("The id of a body that is asked holds no space.")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvent:
    """What every request to record something has in common.

    `idempotency_key` is made once per form, so that a second click is the same request.
    `expected_revision` is the last sequence number of this initiative that the person had seen, 0 for none.
    `effective_on` is the day it holds from; the log adds the instant it was recorded.
    `recorded_by` is a pseudonymous id, `acting_for` the id of the body the person speaks for.
    An empty text means that nothing was written there. `comment` is the reason where one is required.
    """

    idempotency_key: str
    expected_revision: int
    initiative: str
    effective_on: date
    recorded_by: str
    acting_for: str
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(NewEvent):
    """What says something of an initiative and can be submitted, answered, published, corrected, withdrawn.

    `corrects` is the sequence number of the original statement that this one takes the place of, once it is
    published; an original is never itself a correction. `question` is put to the ministries; without one the
    statement is published as it is recorded. `case_number` is the number in the archive system,
    `access_ground` the provision that exempts the report from public access.
    """

    evidence_url: str | None = None
    case_number: str | None = None
    access_ground: str | None = None
    corrects: int | None = None
    question: Question | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReport(Statement):
    """A status report that someone asks to have recorded."""

    status: Status
    done_since_last: str = ""
    next_step: str = ""
    obstacle: str = ""
    help_needed: str = ""
    expected_completion: PartialDate | None = None
    decision: DecisionNeeded | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDeadline(Statement):
    """A decision to move a deadline, effective on the day it was taken. The original deadline stays beside it."""

    revised_deadline: PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMilestone(Statement):
    """A milestone that was reached on the effective day, named in a few words."""

    milestone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvidence(Statement):
    """Evidence that someone links to an initiative. `evidence_url` is required here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAnswer(NewEvent):
    """A ministry's answer to the statement with the sequence number `answers`. A later answer replaces it."""

    answers: int
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWithdrawal(NewEvent):
    """That the statement with the sequence number `withdraws` no longer counts. It stays in the log."""

    withdraws: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRedaction(NewEvent):
    """That texts of the entry with the sequence number `redacts` are removed for good.

    `fields` are names in `TEXT_FIELDS`, in that order. `comment` says why, without what was removed.
    """

    redacts: int
    fields: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.fields or self.fields != tuple(field for field in TEXT_FIELDS if field in self.fields):
            raise ValueError(f"A redaction names one or more of {', '.join(TEXT_FIELDS)}, in this order.")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewConclusion(NewEvent):
    """What a committee concluded on an initiative, at its meeting on the effective day.

    `acting_for` is the id of the committee and `comment` the conclusion itself. `answers` is the sequence number of
    the report that asked for the decision, `replaces` that of an earlier conclusion that this one takes the place
    of, and with it answers what that one answered. Neither of them: the committee spoke of its own accord.
    `next_step` is what is to be done, and `task` says by whom; neither comes without the other.
    """

    answers: int | None = None
    replaces: int | None = None
    next_step: str = ""
    task: Task | None = None

    def __post_init__(self) -> None:
        if self.answers is not None and self.replaces is not None:
            raise ValueError("A conclusion that replaces another answers what that one answered.")


class LogEntry(NamedTuple):
    """One event as the log holds it. A named tuple, which is made in a third of the time of a frozen dataclass.

    `sequence` counts from 1 without gaps over the whole log. `form` is the version of the canonical form its
    digest was made with. `recorded_at` is in UTC. A text is empty when nothing was written and `None` when it
    was redacted later. `status` is `None` for kinds that carry no status. `refers_to` is the sequence number
    of the event that this one corrects, answers, withdraws, redacts or replaces. `redacted` names the texts that a
    redaction removed.
    """

    sequence: int
    kind: EventKind
    form: int
    recorded_at: datetime
    idempotency_key: str
    expected_revision: int
    initiative: str
    status: Status | None
    effective_on: date
    recorded_by: str
    acting_for: str
    done_since_last: str | None
    next_step: str | None
    obstacle: str | None
    help_needed: str | None
    comment: str | None
    expected_completion: PartialDate | None
    evidence_url: str | None
    decision: DecisionNeeded | None
    refers_to: int | None = None
    revised_deadline: PartialDate | None = None
    milestone: str | None = None
    verdict: Verdict | None = None
    case_number: str | None = None
    access_ground: str | None = None
    question: Question | None = None
    redacted: tuple[str, ...] = ()
    task: Task | None = None

    @property
    def subject(self) -> EventKind:
        """What kind of statement it is; for a correction, what kind it corrects. Other kinds are themselves."""
        if self.kind is not EventKind.CORRECTION:
            return self.kind
        if self.status is not None:
            return EventKind.STATUS_REPORT
        if self.revised_deadline is not None:
            return EventKind.DEADLINE_REVISED
        return EventKind.EVIDENCE_ADDED if self.milestone is None else EventKind.MILESTONE_REACHED

    @property
    def original(self) -> int:
        """The sequence number of the statement itself, or of the one it corrects."""
        return self.refers_to if self.kind is EventKind.CORRECTION and self.refers_to else self.sequence


def texts_of(event: NewEvent | LogEntry) -> dict[str, str | None]:
    """Return the free texts of an event by field name, in the order of `TEXT_FIELDS`.

    "" means that nothing was written, `None` that the text was redacted.
    """
    if not isinstance(event, NewReport | LogEntry):
        written = {"comment": event.comment}
        if isinstance(event, NewConclusion):
            written["next_step"] = event.next_step
        return {field: written.get(field, "") for field in TEXT_FIELDS}
    return {
        "done_since_last": event.done_since_last,
        "next_step": event.next_step,
        "obstacle": event.obstacle,
        "help_needed": event.help_needed,
        "comment": event.comment,
        "decision_what": event.decision.what if event.decision else "",
    }
