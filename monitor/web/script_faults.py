"""What nobody foresaw while a page was drawn: a number for the reader, the place in the code for the log."""

import logging
import secrets
from collections.abc import Callable

import streamlit as st

from monitor.show.adapter import frame
from monitor.show.words import Words, nearest_language
from monitor.web.metrics import Metrics

_log = logging.getLogger(__name__)


def fault_sentence(number: str, language: str) -> str:
    """What a reader is told of a fault."""
    _ = Words(language)
    return _(
        "This could not be shown because of a fault in the dashboard. Try again; if it happens again, give "
        "whoever runs it the number {number}."
    ).format(number=number)


def on_script_fault(metrics: Metrics) -> Callable[[Exception], bool]:
    """The handler that Streamlit calls in the run of the script that failed; it answers that all has been said."""

    def handle(error: Exception) -> bool:
        number = secrets.token_hex(4)
        fields = {
            "event": "script_fault",
            "fault": number,
            "request_id": st.context.headers.get("X-Request-ID"),
        }
        _log.error("A page met fault %s.", number, exc_info=error, extra={"fields": fields})
        metrics.script_faults.inc()
        language = nearest_language(st.session_state.get("language")) or "nb"
        frame.alert(fault_sentence(number, language))
        return True

    return handle
