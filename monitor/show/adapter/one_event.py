"""Records the one event that a small form is for, and says what stands against it.

The revision of the initiative that the person has seen is kept with the form, from when something was first typed in
it. Where somebody was faster, their entries are shown and nothing that was typed is lost; pressing the button again
means having read them.
"""

from collections.abc import Callable, Sequence

import streamlit as st
from markupsafe import Markup

from monitor.errors import MonitorError, Refused
from monitor.reporting.events import LogEntry, NewEvent
from monitor.show.adapter import forms, frame, session
from monitor.show.adapter.session import Context
from monitor.show.blocks.entry import told_entry
from monitor.show.text import heading

_SEEN = "forms_seen"


def seen_revision(form: str, initiative: str, context: Context, *, untouched: bool) -> int:
    """The last event on the initiative that the person had before them when they began to fill in the form.

    While nothing is typed (`untouched`), that is the last there is: the page shows it.
    """
    seen: dict[str, tuple[str, int]] = st.session_state.setdefault(_SEEN, {})
    if untouched or form not in seen:
        seen[form] = (initiative, context.services.log.initiative_revision(initiative))
    return seen[form][1]


def record(
    event: NewEvent,
    *,
    name: str,
    page: str,
    told: Callable[[LogEntry], Markup | str],
    context: Context,
    faults: Sequence[Refused] = (),
) -> None:
    """Record the event of the form of that name; then the page runs again, and says what `told` words.

    `faults` are the fields that could not be read. With one of them, or when the writer refuses, everything that
    stands against the event is said, and the form stays as it is. The event's key is the id of the form.
    """
    form = event.idempotency_key
    if faults:
        _refuse([*faults, *context.services.checks.objections([event])], context)
        return
    try:
        # The writer first: it knows a request that it has recorded already, which the rules might refuse now.
        (entry,) = context.services.writer.record([event])
    except Refused as error:
        _refuse(context.services.checks.objections([event]) or [error], context)
        if error.code == "stale_revision":
            _show_newer(form, event, context)
    except MonitorError as error:
        frame.calm(error, context.words)
    else:
        _seen_own(entry)
        forms.finish(name, form, told(entry), page)
        st.rerun()


def _refuse(errors: Sequence[MonitorError], context: Context) -> None:
    _ = context.words
    session.draw(heading(3, _("Not recorded yet")))
    for error in errors:
        frame.calm(error, _)


def _show_newer(form: str, event: NewEvent, context: Context) -> None:
    """What was recorded meanwhile. It counts as seen from now on, and only what is shown here does."""
    _ = context.words
    newer = context.services.desk().recorded_after(event.initiative, event.expected_revision)
    if newer:
        st.session_state[_SEEN][form] = (event.initiative, newer[-1].entry.sequence)
    session.draw(
        heading(3, _("Recorded while you wrote")),
        *(told_entry(each, context.catalogue, context.addresses_now, _) for each in newer),
    )


def _seen_own(entry: LogEntry) -> None:
    """What a person recorded is no news to the other forms they have open."""
    seen: dict[str, tuple[str, int]] = st.session_state.setdefault(_SEEN, {})
    for form, known in seen.items():
        if known == (entry.initiative, entry.expected_revision):
            seen[form] = (entry.initiative, entry.sequence)
