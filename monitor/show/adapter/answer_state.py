"""What a session keeps of the forms in which a ministry answers, and the one place that records what they say.

Each form has an id, which is the key the answer is recorded under: a second click is the same request. What had been
seen of the initiative is kept from when a form is first shown, so that what came in after it is noticed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from monitor.errors import MonitorError, Refused
from monitor.reporting.events import NewAnswer, Verdict
from monitor.reporting.workflow import State
from monitor.review.answers import Submission
from monitor.show.adapter import forms
from monitor.show.adapter.session import Context

_SHOWN = "answers_shown"


@dataclass
class Shown:
    """A form that this session has shown: by which body, on which statement, and what had been seen by then."""

    name: str
    body: str
    initiative: str
    sequence: int
    seen: int
    awaited: bool


@dataclass(frozen=True)
class Refusal:
    """An answer that was not recorded, and everything that stands against it."""

    answer: NewAnswer
    errors: tuple[MonitorError, ...]


def name(submission: Submission) -> str:
    """What the form of a body on a statement is called, whatever its id is."""
    return f"answer-{submission.body}-{submission.entry.sequence}"


def form_of(submission: Submission) -> str:
    """The id of the form on a submission. What had been seen of the initiative is kept with it from the first."""
    form = forms.form_id(name(submission))
    all_shown().setdefault(
        form,
        Shown(
            name=name(submission),
            body=submission.body,
            initiative=submission.entry.initiative,
            sequence=submission.entry.sequence,
            seen=submission.revision,
            awaited=submission.answer is None and submission.progress.state is State.SUBMITTED,
        ),
    )
    return form


def all_shown() -> dict[str, Shown]:
    """The forms that this session has shown, by id, recorded ones included."""
    shown: dict[str, Shown] = st.session_state.setdefault(_SHOWN, {})
    return shown


def answer_of(submission: Submission, form: str, verdict: Verdict, context: Context) -> NewAnswer:
    """What a form says, with a verdict, as it would be recorded today."""
    return NewAnswer(
        idempotency_key=form,
        expected_revision=all_shown()[form].seen,
        initiative=submission.entry.initiative,
        effective_on=context.services.today(),
        recorded_by=context.person,
        acting_for=submission.body,
        comment=str(st.session_state.get(f"{form}-reason") or "").strip(),
        answers=submission.entry.sequence,
        verdict=verdict,
    )


def record(answers: Sequence[NewAnswer], context: Context) -> list[Refusal]:
    """Record each answer by itself; returns those that were refused.

    What this session records itself is no news to it: its other forms on the initiative have seen it.
    """
    services = context.services
    refused = []
    seen: dict[tuple[str, int], int] = {}
    for answer in answers:
        place = (answer.initiative, answer.expected_revision)
        sent = replace(answer, expected_revision=seen.get(place, answer.expected_revision))
        if objections := services.checks.objections([sent]):
            refused.append(Refusal(answer, tuple(objections)))
            continue
        try:
            [entry] = services.writer.record([sent])
        except MonitorError as error:
            refused.append(Refusal(answer, (error,)))
        else:
            seen[place] = entry.sequence
    for shown in all_shown().values():
        shown.seen = seen.get((shown.initiative, shown.seen), shown.seen)
    for refusal in refused:
        for fault in refusal.errors:
            if fault.code == "stale_revision":
                # The page now tells what came in; sending again means having read it.
                _see(refusal.answer, int(str(fault.fields["found"])))
    return refused


def _see(answer: NewAnswer, revision: int) -> None:
    for shown in all_shown().values():
        if shown.sequence == answer.answers and shown.body == answer.acting_for:
            shown.seen = revision


def contradictory(answer: NewAnswer) -> Refused:
    """That a submission is ticked to be confirmed, while its own form says that the ministry disagrees."""
    return Refused(
        "ticked_and_disagreed",
        f"Entry {answer.answers} is ticked to be confirmed, but “Disagree” is chosen; keep one of the two.",
        initiative=answer.initiative,
    )
