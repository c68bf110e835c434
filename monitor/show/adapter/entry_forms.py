"""The forms that withdraw an entry of the log and that remove texts from it."""

import streamlit as st
from markupsafe import Markup, escape

from monitor.errors import Refused
from monitor.reporting.events import LogEntry, NewRedaction, NewWithdrawal
from monitor.show.adapter import forms, frame, one_event, session
from monitor.show.adapter.session import Context
from monitor.show.blocks import moves
from monitor.show.blocks.entry import entry_link, text_label


def withdraw(entry: LogEntry, acting_for: str, context: Context, *, page: str) -> None:
    """The reason, and the button that withdraws a statement."""
    _, name = context.words, f"withdraw-{entry.sequence}"
    form = forms.form_id(name)
    reason = st.text_area(
        _("Why it is withdrawn"), key=f"{form}-reason", height=80, persist_state="session"
    ).strip()
    seen = one_event.seen_revision(form, entry.initiative, context, untouched=not reason)
    if not st.button(_("Withdraw the entry"), key=f"{form}-record"):
        return
    event = NewWithdrawal(
        idempotency_key=form,
        expected_revision=seen,
        initiative=entry.initiative,
        effective_on=context.services.today(),
        recorded_by=context.person,
        acting_for=acting_for,
        comment=reason,
        withdraws=entry.sequence,
    )

    def told(recorded: LogEntry) -> Markup:
        sentence = escape(_("Withdrawn. The withdrawal is {entry} in the log."))
        return sentence.format(entry=entry_link(recorded.sequence, context.addresses, _))

    one_event.record(event, name=name, page=page, told=told, context=context)


def remove_texts(
    entry: LogEntry, fields: tuple[str, ...], acting_for: str, context: Context, *, page: str
) -> None:
    """The choice of texts, the reason, that one has understood, and the button that removes them for good."""
    _, name = context.words, f"remove-{entry.sequence}"
    form = forms.form_id(name)
    session.draw(moves.texts_in_question(entry, fields, _))
    chosen = tuple(
        field
        for field in fields
        if st.checkbox(
            _("Remove “{field}”").format(field=text_label(field, entry, _)),
            key=f"{form}-{field}",
            persist_state="session",
        )
    )
    reason = st.text_area(
        _("Why it is removed (this stays in the log: do not repeat the words here)"),
        key=f"{form}-reason",
        height=80,
        persist_state="session",
    ).strip()
    understood = st.checkbox(
        _("I have understood that the words cannot be brought back"), key=f"{form}-understood"
    )
    seen = one_event.seen_revision(
        form, entry.initiative, context, untouched=not (chosen or reason or understood)
    )
    if not st.button(_("Remove the text for good"), disabled=not understood, key=f"{form}-record"):
        return
    if not chosen:
        frame.calm(Refused("text_not_chosen", "No text is chosen; choose the one to be removed."), _)
        return
    event = NewRedaction(
        idempotency_key=form,
        expected_revision=seen,
        initiative=entry.initiative,
        effective_on=context.services.today(),
        recorded_by=context.person,
        acting_for=acting_for,
        comment=reason,
        redacts=entry.sequence,
        fields=chosen,
    )

    def told(recorded: LogEntry) -> Markup:
        sentence = escape(_("The text is removed. The removal is {entry} in the log."))
        return sentence.format(entry=entry_link(recorded.sequence, context.addresses, _))

    one_event.record(event, name=name, page=page, told=told, context=context)
