"""Who may do what to a statement, given how far it has come: guards in pairs over the table of the workflow."""

from collections.abc import Callable, Sequence

from monitor.errors import Refused
from monitor.reporting import workflow
from monitor.reporting.events import EventKind, LogEntry, texts_of
from monitor.reporting.progress import Progress
from monitor.reporting.workflow import Move


def check_may_answer(progress: Progress, *, body: str) -> None:
    """Raise `Refused` unless a body may answer: `illegal_move`, or `not_asked` when it was not asked."""
    _check_move(progress, Move.ANSWER)
    if body not in progress.due:
        raise Refused(
            "not_asked",
            f"{body} was not asked about entry {progress.entry.sequence}; it can be answered by "
            f"{', '.join(progress.due) or 'nobody'}.",
            initiative=progress.entry.initiative,
            entry=progress.entry,
            body=body,
            asked=tuple(progress.due),
        )


def may_answer(progress: Progress, *, body: str) -> bool:
    """Say whether `check_may_answer` would accept an answer of a body."""
    return _holds(lambda: check_may_answer(progress, body=body))


def check_may_correct(progress: Progress, *, subject: EventKind) -> None:
    """Raise `Refused` unless a statement may be corrected by one of a kind.

    The codes are `illegal_move`, `not_an_original` when it is a correction itself (field `original` names
    what to correct instead), and `correction_of_another_kind`.
    """
    entry = progress.entry
    if entry.kind is EventKind.CORRECTION:
        raise Refused(
            "not_an_original",
            f"Entry {entry.sequence} is a correction; correct what it corrects, entry {entry.original}.",
            initiative=entry.initiative,
            entry=entry,
            original=entry.original,
        )
    if entry.subject is not subject:
        raise Refused(
            "correction_of_another_kind",
            f"Entry {entry.sequence} is of the kind {entry.subject} and cannot be corrected by {subject}.",
            initiative=entry.initiative,
            entry=entry,
            subject=subject,
        )
    _check_move(progress, Move.CORRECT)


def may_correct(progress: Progress, *, subject: EventKind) -> bool:
    """Say whether `check_may_correct` would accept a correction of a kind."""
    return _holds(lambda: check_may_correct(progress, subject=subject))


def check_may_withdraw(progress: Progress) -> None:
    """Raise `Refused("illegal_move")` unless a statement may be withdrawn."""
    _check_move(progress, Move.WITHDRAW)


def may_withdraw(progress: Progress) -> bool:
    """Say whether `check_may_withdraw` would accept a withdrawal."""
    return _holds(lambda: check_may_withdraw(progress))


def check_may_redact(entry: LogEntry, *, fields: Sequence[str]) -> None:
    """Raise `Refused("nothing_to_redact")` unless each field of an entry holds a text that is still there.

    Entries of every kind may be redacted in every state: personal data does not wait for a workflow.
    """
    texts = texts_of(entry)
    empty = [field for field in fields if not texts[field]]
    if empty:
        raise Refused(
            "nothing_to_redact",
            f"Entry {entry.sequence} holds no text in {', '.join(empty)}; choose a field that does.",
            initiative=entry.initiative,
            entry=entry,
            fields=tuple(empty),
        )


def may_redact(entry: LogEntry, *, fields: Sequence[str]) -> bool:
    """Say whether `check_may_redact` would accept a redaction."""
    return _holds(lambda: check_may_redact(entry, fields=fields))


def _check_move(progress: Progress, move: Move) -> None:
    try:
        workflow.check_may(progress.state, move)
    except Refused as refused:
        raise Refused(
            refused.code,
            refused.message,
            **refused.fields,
            initiative=progress.entry.initiative,
            entry=progress.entry,
        ) from None


def _holds(check: Callable[[], None]) -> bool:
    try:
        check()
    except Refused:
        return False
    return True
