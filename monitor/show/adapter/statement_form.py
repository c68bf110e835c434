"""The fields of a new deadline, a milestone or evidence, and the button that records it."""

import streamlit as st
from markupsafe import Markup

from monitor.reporting.events import EventKind, LogEntry
from monitor.reporting.typed_statement import KINDS, TypedStatement, as_typed, read_statement
from monitor.review.standing import Standing
from monitor.review.submissions import Told
from monitor.show.adapter import choices, forms, one_event, session
from monitor.show.adapter.session import Context
from monitor.show.blocks import statement as blocks
from monitor.show.refusals import field_label
from monitor.show.vocabulary import event_kind_word
from monitor.show.words import Words

PAGE = "statement"
"""The name under which this page tells what was done."""

_KIND_CODES = {
    "deadline": EventKind.DEADLINE_REVISED,
    "milestone": EventKind.MILESTONE_REACHED,
    "evidence": EventKind.EVIDENCE_ADDED,
}


def chosen_kind(context: Context) -> EventKind:
    """What is to be recorded, from the address; a new deadline until something else is chosen."""
    _ = context.words
    labels = {code: event_kind_word(kind, _) for code, kind in _KIND_CODES.items()}
    return _KIND_CODES[choices.choice_in_address("kind", _("What to record"), labels, default="deadline")]


def new(row: Standing, kind: EventKind, acting_for: str, context: Context) -> None:
    """The form of a new statement on an initiative."""
    blank = TypedStatement(
        kind=kind,
        initiative=row.initiative.id,
        acting_for=acting_for,
        effective_on=context.services.today().isoformat(),
    )
    _form(f"statement-{kind}-{row.initiative.id}", blank, context)


def correction(told: Told, acting_for: str, context: Context) -> None:
    """The form that corrects a statement, filled in with what stands: the last correction of it, or itself."""
    standing = told.entry
    if told.progress is not None and told.progress.corrected_by is not None:
        standing = told.progress.corrected_by
    filled = as_typed(standing, acting_for=acting_for, corrects=told.entry.sequence)
    _form(f"correct-{told.entry.sequence}", filled, context)


def corrected_here(told: Told) -> bool:
    """Whether an entry is of a kind that this page corrects."""
    return told.entry.subject in KINDS


def moves_a_deadline(kind: EventKind) -> bool:
    """Whether a statement of the kind is about the deadline."""
    return kind is EventKind.DEADLINE_REVISED


def _form(name: str, start: TypedStatement, context: Context) -> None:
    _, form = context.words, forms.form_id(name)
    typed = _fields(form, start, _)
    seen = one_event.seen_revision(form, start.initiative, context, untouched=typed == start)
    event, faults = read_statement(
        typed,
        idempotency_key=form,
        expected_revision=seen,
        recorded_by=context.person,
        today=context.services.today(),
    )
    answers = context.services.settings.answers
    session.draw(
        blocks.publication(
            context.services.checks.due(context.services.checks.question(event)) if answers else {},
            answers=answers,
            catalogue=context.catalogue,
            _=_,
        )
    )
    label = _("Record the correction") if start.corrects else _("Record the statement")
    if not st.button(label, type="primary", key=f"{form}-record"):
        return

    def told(recorded: LogEntry) -> Markup:
        initiative = context.catalogue.initiative.get(recorded.initiative)
        return blocks.done(recorded, initiative, context.addresses_now, _)

    one_event.record(event, name=name, page=PAGE, told=told, context=context, faults=faults)


def _fields(form: str, start: TypedStatement, _: Words) -> TypedStatement:
    def line(field: str, label: str, placeholder: str = "") -> str:
        value = st.text_input(
            label,
            getattr(start, field),
            key=f"{form}-{field}",
            placeholder=placeholder,
            persist_state="session",
        )
        return value or ""

    deadline = milestone = ""
    if start.kind is EventKind.DEADLINE_REVISED:
        deadline = line(
            "revised_deadline", _("New deadline (a year, half-year, quarter, month or day)"), "2027-H1"
        )
        day = line("effective_on", _("Day it was decided"), "2018-12-31")
    elif start.kind is EventKind.MILESTONE_REACHED:
        milestone = line("milestone", _("Milestone, in at most 64 characters"))
        day = line("effective_on", _("Day it was reached"), "2018-12-31")
    else:
        day = line("effective_on", _("Day from which the evidence counts"), "2018-12-31")
    link_label = field_label("evidence_url", _)
    if start.kind is not EventKind.EVIDENCE_ADDED:
        link_label = _("Link to evidence (optional)")
    link = line("evidence_url", link_label, "https://www.example.no/report")
    comment = st.text_area(
        _comment_label(start, _),
        key=f"{form}-comment",
        height=80,
        persist_state="session",
    )
    left, right = st.columns(2)
    with left:
        case_number = line("case_number", _("Case number (optional)"), "2026/1234")
    with right:
        access_ground = line("access_ground", _("Exempt from public access under (optional)"), "offl. § 13")
    return TypedStatement(
        kind=start.kind,
        initiative=start.initiative,
        acting_for=start.acting_for,
        effective_on=day,
        revised_deadline=deadline,
        milestone=milestone,
        evidence_url=link,
        comment=comment or "",
        case_number=case_number,
        access_ground=access_ground,
        corrects=start.corrects,
    )


def _comment_label(start: TypedStatement, _: Words) -> str:
    if start.corrects is not None:
        return _("Why it is corrected, and what else is to be said (required)")
    if start.kind is EventKind.DEADLINE_REVISED:
        return _("Why the deadline is moved (required)")
    return field_label("comment", _)
