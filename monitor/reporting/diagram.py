"""The workflow as a page for people: a table of every move and a diagram, both made from the one table."""

from typing import Final

from monitor.reporting.workflow import TABLE, Move, State

_STATES: Final = {
    State.DRAFT: "Typed and kept for the person who typed it; not in the log",
    State.DISCARDED: "Kept nowhere",
    State.SUBMITTED: "In the log, shown as pending to those who may see it; waits for answers",
    State.PUBLISHED: "Counts: the latest published statement gives the reported status",
    State.CORRECTED: "A published correction counts in its place; both stay in the log",
    State.WITHDRAWN: "Counts no longer, its corrections included; stays in the log",
}
_MOVES: Final = {
    Move.SAVE: "the person types on",
    Move.DISCARD: "the person gives the draft up",
    Move.SUBMIT: "the person submits it, and the responsible ministries are asked",
    Move.PUBLISH_AT_ONCE: "the person submits it where nobody is asked: answers are switched off, or the only "
    "responsible ministry reports itself",
    Move.ANSWER: "a ministry that was asked confirms, or disagrees with a reason",
    Move.LAST_ANSWER: "the last ministry that was asked answers",
    Move.TIME_IS_UP: "the last day for answers is over for every ministry that has not answered; it is shown "
    "who has not",
    Move.CORRECT: "a correction of it is published",
    Move.UNDO_CORRECTION: "the only correction that counted is withdrawn",
    Move.WITHDRAW: "it is withdrawn, with a reason",
}


def as_markdown() -> str:
    """Return docs/workflow.md: what a statement can be, what can happen to it, and a Mermaid diagram of both."""
    lines = [
        "# How a report is submitted, answered and published",
        "",
        "Made from the table in `monitor/reporting/workflow.py` by `scripts/workflow`; a test fails when it is "
        "stale.",
        "",
        "```mermaid",
        "stateDiagram-v2",
        f"    [*] --> {State.DRAFT}",
        *(
            f"    {state} --> {target}: {move.replace('_', ' ')}"
            for state, moves in TABLE.items()
            for move, target in moves.items()
        ),
        *(f"    {state} --> [*]" for state, moves in TABLE.items() if not moves),
        "```",
        "",
        "| State | Meaning |",
        "|---|---|",
        *(f"| {state} | {_STATES[state]} |" for state in State),
        "",
        "| From | Step | To | Happens when |",
        "|---|---|---|---|",
        *(
            f"| {state} | {move.replace('_', ' ')} | {target} | {_MOVES[move]} |"
            for state, moves in TABLE.items()
            for move, target in moves.items()
        ),
        "",
        "What is not in the table is refused. Silence is never consent: a ministry that has not answered is "
        "named, before and after",
        "publication, and holds nothing back after its last day. A disagreement is published with the "
        "statement. A correction goes",
        "through the same states as what it corrects, which stands until the correction is published.",
        "",
    ]
    return "\n".join(lines)
