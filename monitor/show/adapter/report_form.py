"""The report form's fields. What is typed stays while one moves between pages, and until it is recorded.

Each form has an id. It is part of the key of every field and of the key a report is recorded under: a click that was
made twice is the same request, and a recorded form gives way to an empty one with an id of its own. The revision a
person has seen is kept from when a form is first shown, so that a report that came in meanwhile is noticed.
"""

import uuid
from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from monitor import wiring
from monitor.errors import Refused
from monitor.reporting.events import NewReport
from monitor.reporting.status import Status
from monitor.reporting.typed import UNCHANGED, Typed, read
from monitor.review.standing import Standing
from monitor.show.adapter import session
from monitor.show.adapter.session import Context
from monitor.show.blocks.report import last_and_due
from monitor.show.refusals import field_label
from monitor.show.rows import addressee
from monitor.show.vocabulary import status_word

_TEXTS = ("done_since_last", "next_step", "obstacle", "help_needed")
_FORM, _SEEN, _RECORDED = "report_form", "report_seen", "report_recorded"


def one(row: Standing, acting_for: str, context: Context) -> Typed:
    """All fields of a report on one initiative."""
    _, prefix = context.words, f"{_form()}-{row.initiative.id}"
    last = row.status
    options = ([UNCHANGED] if last else []) + [status.value for status in Status]
    status = st.radio(
        _("Status"),
        options,
        index=None,
        format_func=_choices(last, context),
        key=f"{prefix}-status",
        horizontal=True,
        persist_state="session",
    )
    effective_on = st.text_input(
        _("The status held from (for completed: the day of completion)"),
        context.desk.today.isoformat(),
        key=f"{prefix}-effective_on",
        persist_state="session",
    )
    texts = {
        field: st.text_area(
            field_label(field, _), key=f"{prefix}-{field}", height=80, persist_state="session"
        )
        or ""
        for field in _TEXTS
    }
    comment = st.text_area(
        _("Comment (required when discontinued, past the deadline, or with a new expected completion)"),
        key=f"{prefix}-comment",
        height=80,
        persist_state="session",
    )
    expected = st.text_input(
        _("Expected completion"), key=f"{prefix}-expected", placeholder="2027-H1", persist_state="session"
    )
    link = st.text_input(
        _("Link to evidence"),
        key=f"{prefix}-link",
        placeholder="https://www.example.no/report",
        persist_state="session",
    )
    needs_decision = st.checkbox(_("Needs a decision"), key=f"{prefix}-flag", persist_state="session")
    what = of = by = ""
    if needs_decision:
        what = (
            st.text_area(
                field_label("decision_what", _), key=f"{prefix}-what", height=80, persist_state="session"
            )
            or ""
        )
        addressees = [entry.id for entry in context.catalogue.committees] + list(context.catalogue.body)
        chosen = st.selectbox(
            field_label("decision_of", _),
            addressees,
            index=None,
            placeholder=_("Choose a body or committee"),
            format_func=lambda code: addressee(code, context.catalogue, context.desk.today, _),
            key=f"{prefix}-of",
            persist_state="session",
        )
        of = chosen or ""
        by = (
            st.text_input(
                _("By when (year-month-day)"),
                key=f"{prefix}-by",
                placeholder="2027-03-01",
                persist_state="session",
            )
            or ""
        )
    return Typed(
        initiative=row.initiative.id,
        acting_for=acting_for,
        status=status or "",
        effective_on=effective_on or "",
        comment=comment or "",
        expected_completion=expected or "",
        evidence_url=link or "",
        needs_decision=needs_decision,
        decision_what=what,
        decision_of=of,
        decision_by=by,
        **texts,
    )


def many(rows: Sequence[Standing], acting_for: str, context: Context) -> list[Typed]:
    """One line an initiative: its status, unchanged by default where it was reported before, and a comment."""
    _ = context.words
    effective_on = st.text_input(
        _("The status held from (for completed: the day of completion)"),
        context.desk.today.isoformat(),
        key=f"{_form()}-effective_on",
        persist_state="session",
    )
    reported = [row.initiative.id for row in rows if row.status]
    if reported:
        st.button(_("Mark all reported ones as unchanged"), on_click=_mark_unchanged, args=(reported,))
    typed = []
    for row in rows:
        last, number = row.status, row.initiative.number
        options = ["", *([UNCHANGED] if last else []), *(status.value for status in Status)]
        with st.container(border=True):
            session.draw(last_and_due(row, context.catalogue, _))
            left, right = st.columns([1, 1])
            with left:
                status = st.selectbox(
                    f"{number} {_.plain(row.initiative.title)}",
                    options,
                    format_func=_choices(last, context),
                    key=_many_key(row.initiative.id),
                    persist_state="session",
                )
            with right:
                comment = st.text_input(
                    _("Comment on {number}").format(number=number),
                    key=f"{_many_key(row.initiative.id)}-comment",
                    persist_state="session",
                )
        if status:
            typed.append(
                Typed(
                    initiative=row.initiative.id,
                    acting_for=acting_for,
                    status=status,
                    effective_on=effective_on or "",
                    comment=comment or "",
                    # What nobody asks about on this line stays as it was last reported.
                    expected_completion=_expected(row, context.services.today()),
                )
            )
    return typed


def seen_revision(initiative: str, context: Context) -> int:
    """The last event on an initiative when the person first saw its form."""
    return _seen_revision(_form(), initiative, context)


def _seen_revision(form: str, initiative: str, context: Context) -> int:
    seen: dict[str, int] = st.session_state.setdefault(_SEEN, {}).setdefault(form, {})
    if initiative not in seen:
        seen[initiative] = context.services.log.initiative_revision(initiative)
    return seen[initiative]


def submitted(label: str, typed: Sequence[Typed]) -> str | None:
    """The button that records; the id of its form once it is pressed.

    A click that comes after the form was recorded is void: the button is gone, and the one of the empty form that
    took its place cannot be pressed before a status is chosen.
    """
    form, chosen = _form(), any(entry.status for entry in typed)
    return form if st.button(label, type="primary", disabled=not chosen, key=f"{form}-record") else None


def record(form: str, typed: Sequence[Typed], context: Context) -> list[Refused]:
    """Record all of it or nothing. Returns what stands against it; empty when it is recorded.

    `form` is the one whose button was pressed. Another run of this session may have recorded it meanwhile.
    """
    reports: list[NewReport] = []
    refused: list[Refused] = []
    latest = context.services.log.latest(as_of=context.desk.today)
    for entry in typed:
        last = latest.get(entry.initiative)
        report, faults = read(
            entry,
            idempotency_key=f"{form}-{entry.initiative}",
            expected_revision=_seen_revision(form, entry.initiative, context),
            recorded_by=wiring.LOCAL_PERSON,
            last=last.status if last else None,
            today=context.services.today(),
        )
        reports.append(report)
        refused.extend(faults)
    refused.extend(context.services.objections(reports))
    if refused:
        return refused
    try:
        context.services.record(reports)
    except Refused as error:
        if error.code == "stale_revision":
            # The page now tells the other report; recording again means having read it.
            st.session_state[_SEEN][form].pop(str(error.fields["initiative"]), None)
        return [error]
    st.session_state[_RECORDED] = [entry.initiative for entry in typed]
    if _form() == form:
        st.session_state[_FORM] = uuid.uuid4().hex
    return []


def just_recorded() -> list[str]:
    """The initiatives of the last form that this session recorded.

    They stay until the next one is recorded: the run that would tell them once may give way to another before it is
    seen, as a second click makes it do.
    """
    recorded: list[str] = st.session_state.get(_RECORDED, [])
    return recorded


def _form() -> str:
    form: str = st.session_state.setdefault(_FORM, uuid.uuid4().hex)
    return form


def _mark_unchanged(initiatives: Sequence[str]) -> None:
    for initiative in initiatives:
        if not st.session_state.get(_many_key(initiative)):
            st.session_state[_many_key(initiative)] = UNCHANGED


def _many_key(initiative: str) -> str:
    return f"{_form()}-many-{initiative}"


def _expected(row: Standing, today: date) -> str:
    """The completion expected so far; one that has passed cannot be reported again."""
    when = row.report.expected_completion if row.report else None
    return when.text if when and when.last_day >= today else ""


def _choices(last: Status | None, context: Context) -> Callable[[str], str]:
    """The words for the choices of a status, given the status reported before."""
    _ = context.words

    def word(code: str) -> str:
        if code == "":
            return _("No report now")
        if code == UNCHANGED:
            return _("Unchanged: {status}").format(status=status_word(last, _))
        return status_word(Status(code), _)

    return word
