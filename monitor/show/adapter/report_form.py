"""The form of one initiative: which one, and every field of a report."""

from collections.abc import Sequence

import streamlit as st

from monitor.reporting.status import Status
from monitor.reporting.typed import UNCHANGED
from monitor.review import sheets
from monitor.review.sheets import Line
from monitor.show.adapter import choices, report_state, session
from monitor.show.adapter.report_state import field
from monitor.show.adapter.session import Context
from monitor.show.blocks import report as blocks
from monitor.show.blocks.initiative import three_statuses
from monitor.show.refusals import field_label
from monitor.show.rows import addressee
from monitor.show.vocabulary import status_word

WAY = "one"


def chosen(lines: Sequence[Line], context: Context) -> Line:
    """The one of the initiatives that is chosen, in the address or else the first, with its three statuses."""
    _, desk = context.words, context.services.desk()
    by_id = {line.id: line for line in lines}
    titles = {
        id_: f"{line.row.initiative.number} {_.plain(line.row.initiative.title)}"
        for id_, line in by_id.items()
    }
    line = by_id[choices.choice_in_address("id", _("Initiative"), titles, default=lines[0].id)]
    answered = desk.answered().get(line.id)
    session.draw(three_statuses(line.row, context.catalogue, desk.as_of, _, answered))
    return line


def form(line: Line, reasons: blocks.Reasons, acting_for: str, context: Context) -> None:
    """The fields of a report on one initiative, each showing what the sheet says."""
    _, sheet, typed = context.words, line.sheet, line.sheet.typed
    way = report_state.drawn_as(WAY, context)
    st.radio(
        _("Status"),
        [status.value for status in Status],
        index=None,
        format_func=lambda code: status_word(Status(code), _),
        key=field(sheet, way, "status", line.status or None),
        horizontal=True,
    )
    if line.last and sheet.corrects is None:
        st.checkbox(_("Unchanged since last"), key=field(sheet, way, "unchanged", line.unchanged))
    st.text_input(
        _(
            "The status held from (for completed: the day of completion). Empty is today; a repeated “completed” or "
            "“discontinued” keeps its day"
        ),
        key=field(sheet, way, "effective_on", typed.effective_on),
        placeholder=context.services.today().isoformat(),
        live=True,
    )
    for name in ("done_since_last", "next_step", "obstacle", "help_needed"):
        _area(line, way, name, field_label(name, _))
    comment = (
        _("Comment, and why it is corrected (required)")
        if sheet.corrects is not None
        else _("Comment (required when discontinued, past the deadline, or with a new expected completion)")
    )
    _area(line, way, "comment", comment)
    beside_the_row(line, reasons, acting_for, context)
    st.text_input(
        field_label("expected_completion", _),
        key=field(sheet, way, "expected", typed.expected_completion),
        placeholder="2027-H1",
        live=True,
    )
    st.text_input(
        field_label("evidence_url", _),
        key=field(sheet, way, "link", typed.evidence_url),
        placeholder="https://www.example.no/report",
        live=True,
    )
    with st.container():
        _decision(line, way, context)
    st.text_input(field_label("case_number", _), key=field(sheet, way, "case", typed.case_number), live=True)
    st.text_input(
        field_label("access_ground", _), key=field(sheet, way, "ground", typed.access_ground), live=True
    )
    discard_button(line, context)


def beside_the_row(line: Line, reasons: blocks.Reasons, acting_for: str, context: Context) -> None:
    """Why a comment is needed, whose draft it is, and that it is saved."""
    _, sheet = context.words, line.sheet
    body = context.catalogue.body.get(sheet.typed.acting_for)
    name = body.name_on(context.catalogue.printed_on).abbreviation if body else None
    told = blocks.beside_the_row(
        reasons=reasons,
        held_from=sheet.typed.effective_on if line.touched else "",
        begun_for=(name or sheet.typed.acting_for) if line.foreign else "",
        overtaken=line.overtaken,
        others={field_label(name, _): _told(name, said, context) for name, said in sheet.others.items()},
        saved=_.time(sheet.saved_at, today=context.services.today()) if sheet.saved_at else "",
        words=_,
    )
    with st.container():  # what comes and goes here moves none of the fields below
        session.draw(told)
        if line.foreign:
            st.button(
                _("Report {number} for {body} instead").format(
                    number=line.row.initiative.number, body=acting_for
                ),
                key=sheet.key("all", "takeover"),
                on_click=report_state.take_over,
                args=(sheet, acting_for, context),
            )


def _told(name: str, said: str, context: Context) -> str:
    """What a field says, as a reader knows it."""
    _ = context.words
    if name == "status":
        return _("Unchanged since last") if said == UNCHANGED else status_word(Status(said), _)
    return addressee(said, context.catalogue, context.desk.today, _) if name == "decision_of" else said


def discard_button(line: Line, context: Context) -> None:
    """The button that empties a sheet, where there is something to empty; that of a correction is no draft."""
    if line.touched:
        _ = context.words
        label = (
            _("Discard the draft on {number}")
            if line.sheet.corrects is None
            else _("Discard what you typed; start from the entry again")
        )
        st.button(
            label.format(number=line.row.initiative.number),
            type="tertiary",
            key=line.sheet.key("all", "discard"),
            on_click=report_state.discard,
            args=(line.sheet, context),
        )


def _decision(line: Line, way: str, context: Context) -> None:
    _, sheet, typed = context.words, line.sheet, line.sheet.typed
    st.checkbox(field_label("needs_decision", _), key=field(sheet, way, "flag", typed.needs_decision))
    if not typed.needs_decision:
        return
    _area(line, way, "what", field_label("decision_what", _))
    addressees = [entry.id for entry in context.catalogue.committees] + list(context.catalogue.body)
    st.selectbox(
        field_label("decision_of", _),
        addressees,
        index=None,
        placeholder=_("Choose a body or committee"),
        format_func=lambda code: addressee(code, context.catalogue, context.desk.today, _),
        key=field(sheet, way, "of", typed.decision_of or None),
    )
    st.text_input(
        _("By when (year-month-day)"),
        key=field(sheet, way, "by", typed.decision_by),
        placeholder="2027-03-01",
        live=True,
    )


def _area(line: Line, way: str, name: str, label: str) -> None:
    """A field of several lines; static/page.js hands over what is typed after a pause."""
    said = getattr(line.sheet.typed, sheets.FIELDS[name])
    st.text_area(label, key=field(line.sheet, way, name, said), height=96)
