"""Buttons for what is found in the log as files; a file is built when somebody asks for it, not before."""

from collections.abc import Callable

import streamlit as st

from monitor.reporting.events import EventKind
from monitor.reporting.log import Wanted
from monitor.reporting.status import Status
from monitor.reporting.workflow import State
from monitor.review.changes import Changes
from monitor.show import addresses
from monitor.show.adapter import log_filters
from monitor.show.adapter.session import Context
from monitor.show.vocabulary import event_kind_word, state_word, status_word
from monitor.show.words import Words

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def entries(wanted: Wanted, context: Context) -> None:
    """Buttons for every entry that fits, not only those of the page shown."""
    _, services, desk, chosen = context.words, context.services, context.desk, _chosen()
    _buttons(
        f"{addresses.HISTORY}-{context.as_of}",
        lambda: services.downloads.history_csv(desk.told(wanted), _codes(_), _),
        lambda: services.downloads.history_xlsx(desk.told(wanted), _codes(_), _, [*_read(context), *chosen]),
        context,
    )


def changes(found: Changes, context: Context) -> None:
    """Buttons for what is different between two days."""
    _, services, chosen = context.words, context.services, _chosen()
    _buttons(
        f"{addresses.CHANGES}-{found.since}-{found.until}",
        lambda: services.downloads.changes_csv(found, _codes(_), _),
        lambda: services.downloads.changes_xlsx(found, _codes(_), _, [*_read(context), *chosen]),
        context,
    )


def _buttons(name: str, as_csv: Callable[[], bytes], as_xlsx: Callable[[], bytes], context: Context) -> None:
    _ = context.words
    name = f"demonstration-{name}" if context.demo else name
    with st.container(horizontal=True):
        st.download_button(
            _("Download as CSV"),
            as_csv,
            file_name=f"{name}.csv",
            mime="text/csv",
            key="log-csv",
            on_click="ignore",
        )
        st.download_button(
            _("Download as Excel"),
            as_xlsx,
            file_name=f"{name}.xlsx",
            mime=_WORKBOOK,
            key="log-xlsx",
            on_click="ignore",
        )


def _chosen() -> list[tuple[str, str]]:
    """What is chosen on the page. Asked when the page is drawn: there is no address any more when a file is built."""
    return list(log_filters.chosen(*log_filters.WHO, *log_filters.DAYS, "since", "until").items())


def _read(context: Context) -> list[tuple[str, str]]:
    """As of which day the file was made, and how long the log was by then."""
    return [
        ("as_of", context.as_of.isoformat()),
        ("entries_by_then", str(context.desk.count(Wanted()))),
    ]


def _codes(_: Words) -> dict[str, str]:
    """The reader's words for kinds, statuses and states; no two of them share a code."""
    return {
        "not_reported": status_word(None, _),
        **{status.value: status_word(status, _) for status in Status},
        **{kind.value: event_kind_word(kind, _) for kind in EventKind},
        **{state.value: state_word(state, _) for state in State},
        "replaced": _("Replaced"),
    }
