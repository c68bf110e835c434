"""How far a statement has come, as a table: one row per state, and in it what can happen next.

A statement is typed as a draft, submitted, answered by each responsible ministry, and published. After the
last day for answers it is published all the same, and it is shown who has not answered: silence is never
consent, and one silent ministry never holds anything back. A disagreement is published with the statement.
Where no answers are asked for, submitting publishes at once.

No state is stored. `monitor.reporting.progress` reads it from the events.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from monitor.errors import Refused


class State(StrEnum):
    """Where a statement is. Drafts are kept outside the log, and a discarded one is kept nowhere."""

    DRAFT = "draft"
    DISCARDED = "discarded"
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


class Move(StrEnum):
    """What can happen to a statement. Time passing is a move that nobody makes."""

    SAVE = "save"
    DISCARD = "discard"
    SUBMIT = "submit"
    PUBLISH_AT_ONCE = "publish_at_once"
    ANSWER = "answer"
    LAST_ANSWER = "last_answer"
    TIME_IS_UP = "time_is_up"
    CORRECT = "correct"
    UNDO_CORRECTION = "undo_correction"
    WITHDRAW = "withdraw"


TABLE: Final[Mapping[State, Mapping[Move, State]]] = {
    State.DRAFT: {
        Move.SAVE: State.DRAFT,
        Move.DISCARD: State.DISCARDED,
        Move.SUBMIT: State.SUBMITTED,
        Move.PUBLISH_AT_ONCE: State.PUBLISHED,
    },
    State.DISCARDED: {},
    # A statement that is not published yet is withdrawn and submitted anew, not corrected: the ministries
    # would else have answered to something that no longer stands.
    State.SUBMITTED: {
        Move.ANSWER: State.SUBMITTED,
        Move.LAST_ANSWER: State.PUBLISHED,
        Move.TIME_IS_UP: State.PUBLISHED,
        Move.WITHDRAW: State.WITHDRAWN,
    },
    # A ministry may still answer, or answer otherwise, after publication. It changes nothing but what is
    # shown beside the statement.
    State.PUBLISHED: {
        Move.ANSWER: State.PUBLISHED,
        Move.CORRECT: State.CORRECTED,
        Move.WITHDRAW: State.WITHDRAWN,
    },
    State.CORRECTED: {
        Move.CORRECT: State.CORRECTED,
        Move.UNDO_CORRECTION: State.PUBLISHED,
        Move.WITHDRAW: State.WITHDRAWN,
    },
    State.WITHDRAWN: {},
}
"""What can happen in each state, and the state it leads to.

`CORRECT` is the publication of a correction, `UNDO_CORRECTION` the withdrawal of the last one that counted.
"""


def check_may(state: State, move: Move) -> None:
    """Raise `Refused("illegal_move")` unless the table has the move in that state.

    It comes with `state`, `move` and `possible`, the moves there are in that state.
    """
    if move not in TABLE[state]:
        possible = tuple(TABLE[state])
        raise Refused(
            "illegal_move",
            f"A statement that is {state} cannot take the step {move!s}; possible now: "
            f"{', '.join(possible) or 'nothing'}.",
            state=state,
            move=move,
            possible=possible,
        )


def may(state: State, move: Move) -> bool:
    """Say whether `check_may` would accept a move in a state."""
    try:
        check_may(state, move)
    except Refused:
        return False
    return True
