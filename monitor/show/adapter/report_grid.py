"""The grid: a row an initiative, with the last status preset. What nobody touches is not reported."""

from collections.abc import Mapping, Sequence

import streamlit as st

from monitor.reporting.status import Status
from monitor.reporting.typed import UNCHANGED
from monitor.review.answers import Answered
from monitor.review.missing import MissingReports
from monitor.review.sheets import Line
from monitor.show.adapter import choices, report_form, report_state, session
from monitor.show.adapter.report_state import field
from monitor.show.adapter.session import Context
from monitor.show.blocks import report as blocks
from monitor.show.vocabulary import status_word

WAY = "many"
_MARKED = "report_marked"


def grid(
    lines: Sequence[Line],
    reasons: Mapping[str, blocks.Reasons],
    answered: Mapping[str, Answered],
    owed: MissingReports,
    acting_for: str,
    context: Context,
) -> None:
    """What goes for all rows, and the rows; `answered` says what ministries have to do with what is reported."""
    _for_all(lines, owed, context)
    for line in lines:
        with st.container(border=True, gap="xsmall", key=f"report-row-{line.id}"):
            session.draw(
                blocks.last_and_due(line.row, context.catalogue, answered.get(line.id), context.words)
            )
            _row(line, reasons.get(line.id, ()), acting_for, context)


def _for_all(lines: Sequence[Line], owed: MissingReports, context: Context) -> None:
    _ = context.words
    key = "report-common-day"
    if st.session_state.get(key) is None:
        st.session_state[key] = report_state.common_day()
    st.text_input(
        _(
            "The statuses held from (for completed: the day of completion). Empty is today; a repeated “completed” or "
            "“discontinued” keeps its day"
        ),
        key=key,
        placeholder=context.services.today().isoformat(),
        on_change=_day_typed,
        args=(key,),
    )
    # What has come in the round that runs need not be said once more.
    done = owed.came if owed.round is not None else frozenset[str]()
    still = [line.id for line in lines if line.last and not line.touched and line.id not in done]
    marked: list[str] = st.session_state.setdefault(_MARKED, [])
    undone = [line.id for line in lines if line.id in marked and line.unchanged]
    if not any(line.last for line in lines):
        return
    with st.container(horizontal=True):
        st.button(
            _("Mark all reported ones as unchanged")
            if owed.round is None
            else _("Mark all that are missing in this round as unchanged"),
            on_click=_mark,
            args=(still,),
            disabled=not still and not undone,
            key="report-mark",
        )
        st.button(_("Undo"), disabled=not undone, on_click=_unmark, args=(undone,), key="report-unmark")


def _row(line: Line, reasons: blocks.Reasons, acting_for: str, context: Context) -> None:
    _, sheet, number = context.words, line.sheet, line.row.initiative.number
    way = report_state.drawn_as(WAY, context)
    status, unchanged, comment, rest = st.columns([12, 7, 9, 5], vertical_alignment="bottom")
    with status:
        st.selectbox(
            f"{number} {_.plain(line.row.initiative.title)}",
            [each.value for each in Status],
            # What is preset cannot be cleared; what it shows is under its key.
            index=0 if line.last else None,
            placeholder=_("Choose"),
            format_func=lambda code: status_word(Status(code), _),
            key=field(sheet, way, "status", line.status or None),
        )
    if line.last:
        with unchanged:
            st.checkbox(
                _("{number} unchanged since last").format(number=number),
                key=field(sheet, way, "unchanged", line.unchanged),
            )
    with comment:
        st.text_input(
            _("Comment on {number}").format(number=number),
            key=field(sheet, way, "comment", sheet.typed.comment),
            live="400ms",
        )
    with rest:
        st.button(
            _("All fields of {number}").format(number=number),
            type="tertiary",
            key=sheet.key("all", "fields"),
            on_click=choices.keep_in_address,
            args=({"way": report_form.WAY, "id": line.id},),
        )
    report_form.beside_the_row(line, reasons, acting_for, context)
    report_form.discard_button(line, context)


def _day_typed(key: str) -> None:
    report_state.set_common_day(str(st.session_state[key]).strip())


def _mark(initiatives: Sequence[str]) -> None:
    for initiative in initiatives:
        report_state.set_status(initiative, UNCHANGED)
    st.session_state[_MARKED] = [*st.session_state.get(_MARKED, []), *initiatives]


def _unmark(initiatives: Sequence[str]) -> None:
    for initiative in initiatives:
        report_state.set_status(initiative, "")
    st.session_state[_MARKED] = []
