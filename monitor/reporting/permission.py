"""Which actions an event asks for, and on behalf of which bodies."""

from collections.abc import Callable, Iterator

from monitor.access.actions import Action
from monitor.reporting.events import EventKind, LogEntry, NewEvent, kind_of, refers_to
from monitor.reporting.rounds import StepKind

_ACTIONS = {
    EventKind.STATUS_REPORT: Action.REPORT,
    EventKind.DEADLINE_REVISED: Action.REVISE_DEADLINE,
    EventKind.MILESTONE_REACHED: Action.RECORD_MILESTONE,
    EventKind.EVIDENCE_ADDED: Action.ADD_EVIDENCE,
    EventKind.CORRECTION: Action.CORRECT,
    EventKind.APPROVAL: Action.ANSWER,
    EventKind.WITHDRAWAL: Action.WITHDRAW,
    EventKind.REDACTION: Action.REMOVE_PERSONAL_DATA,
}
_CHANGES_WHAT_STANDS = frozenset({EventKind.CORRECTION, EventKind.WITHDRAWAL, EventKind.REDACTION})

STEP_ACTIONS = {
    StepKind.ASKED: Action.ASK_BODY,
    StepKind.REMINDED: Action.REMIND_BODY,
    StepKind.MORE_TIME: Action.GIVE_TIME,
}
"""What each step of a round asks for."""


def asked_for(event: NewEvent, entry: Callable[[int], LogEntry | None]) -> Iterator[tuple[Action, str]]:
    """Every action with its body that recording an event takes.

    Who changes what stands needs it for the body that it was recorded for, too: a role for one body reaches
    nothing of another's. `entry` gives an entry by its number; where there is none, the rules refuse.
    """
    kind, number = kind_of(event), refers_to(event)
    yield _ACTIONS[kind], event.acting_for
    if kind in _CHANGES_WHAT_STANDS and number is not None and (stands := entry(number)) is not None:
        yield _ACTIONS[kind], stands.acting_for
