"""The workbook on its way out and back: the download, the upload, and the rows that are ticked.

A file that came in is read once and kept for the session as what was read, so that nothing is lost when a row is
refused or one looks at another page. It is never written anywhere. The key of a row's tick holds the revision its
initiative had when the row was shown, so that a tick does not outlive what it was given for.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from monitor.errors import MonitorError, Refused
from monitor.reporting.events import LogEntry, NewReport
from monitor.reporting.rounds import round_on
from monitor.reporting.workbook import MAX_LINES, Returned
from monitor.review.returned import Proposal, RowState
from monitor.show import workbook
from monitor.show.adapter import download_buttons
from monitor.show.adapter.session import Context

_OPEN, _UPLOADS, _PRESSED, _RECORDED = "workbook", "workbook_uploads", "workbook_pressed", "workbook_recorded"
_MEGABYTES = 10  # what Streamlit takes in; the door itself looks again

Accepted = tuple[NewReport, ...]


@dataclass(frozen=True)
class Opened:
    """A file that was uploaded: its name, and what was read in it or why it cannot be used."""

    file: str
    name: str
    read: Returned | None
    refused: Refused | None


def download(body: str, label: str, context: Context) -> None:
    """The button that gives a workbook for a body, made when somebody asks for it."""
    _ = context.words
    name = _("report-form") + f"-{body}-{context.services.today().isoformat()}.xlsx"
    st.download_button(
        label,
        lambda: build(body, context),
        file_name=download_buttons.file_name(name, context),
        mime=download_buttons.WORKBOOK,
        key=f"workbook-{body}",
        on_click="ignore",
    )


def build(body: str, context: Context) -> bytes:
    """A workbook for a body as things stand now."""
    services, words = context.services, context.words
    passport = services.restricted.passport(body, words.language)
    desk = services.desk()
    running = round_on(services.restricted.all_rounds(), today=desk.today, body=body)
    form = workbook.form(passport, desk.standings(), desk.catalogue, running, words)
    return services.downloads.report_workbook(form, words)


def fits(rows: int) -> bool:
    """Whether so many initiatives go into one workbook."""
    return 0 < rows <= MAX_LINES


def upload(label: str, context: Context) -> Opened | None:
    """The field for a file, and what is open: the file that is in it, else the one read last in this session."""
    uploads = st.session_state.setdefault(_UPLOADS, 0)
    file = st.file_uploader(label, key=f"workbook-file-{uploads}", max_upload_size=_MEGABYTES)
    opened: Opened | None = st.session_state.get(_OPEN)
    if file is not None and (opened is None or opened.file != file.file_id):
        opened = _read(file.file_id, file.name, file.getvalue(), context)
        st.session_state[_OPEN] = opened
        st.session_state.pop(_RECORDED, None)
    return opened


def put_away_button(label: str) -> None:
    """A button that forgets the open file."""
    st.button(label, on_click=_put_away)


def accepted(proposal: Proposal, label: str) -> NewReport | None:
    """The box that accepts a row, and its report once it is ticked. A row without a fault or a conflict is."""
    report = proposal.report
    if report is None:
        return None
    ticked = st.checkbox(
        label,
        value=proposal.state is RowState.NEW,
        key=f"{report.idempotency_key}-{report.expected_revision}",
        persist_state="session",
    )
    return report if ticked else None


def record_button(label: str, reports: Sequence[NewReport]) -> None:
    """The one button. What it records is what was shown beside it, whatever has come in since."""
    st.button(
        label,
        type="primary",
        disabled=not reports,
        key="workbook-record",
        on_click=_press,
        args=(tuple(reports),),
    )


def record_pressed(context: Context) -> list[MonitorError]:
    """Record what the button was pressed for: all of it or nothing. Returns what stands against it."""
    reports: Accepted | None = st.session_state.pop(_PRESSED, None)
    if not reports:
        return []
    try:
        st.session_state[_RECORDED] = context.services.writer.record(reports)
    except MonitorError as error:
        return [error]
    return []


def just_recorded() -> list[LogEntry]:
    """The entries that the open workbook became last in this session."""
    entries: list[LogEntry] = st.session_state.get(_RECORDED, [])
    return entries


def _read(file: str, name: str, data: bytes, context: Context) -> Opened:
    opened = Opened(file, name, None, None)
    try:
        read = context.services.restricted.returned_workbook(data, workbook.status_codes())
    except Refused as error:
        return replace(opened, refused=error)
    return replace(opened, read=read)


def _press(reports: Accepted) -> None:
    st.session_state[_PRESSED] = reports


def _put_away() -> None:
    for name in (_OPEN, _PRESSED, _RECORDED):
        st.session_state.pop(name, None)
    st.session_state[_UPLOADS] += 1
