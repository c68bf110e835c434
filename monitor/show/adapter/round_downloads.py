"""The extract of a round as files."""

from collections.abc import Callable

import streamlit as st

from monitor.review.rounds import RoundExtract, RoundNow
from monitor.show.adapter.session import Context
from monitor.show.spoken import Spoken


def downloads(now: RoundNow, context: Context) -> None:
    """Buttons for the extract as files, as of the day; one is built when somebody asks for it, not before."""
    _, services, round_, as_of = context.words, context.services, now.round, context.as_of
    say = Spoken(_.language)
    name = f"demonstration-round-{round_.id}" if context.demo else f"round-{round_.id}"

    def built(write: Callable[[RoundExtract, Spoken], bytes]) -> bytes:
        extract = services.restricted.round_extract(round_.id, as_of=as_of)
        assert extract is not None, "the round is shown, and rounds are never removed"
        return write(extract, say)

    with st.container(horizontal=True):
        st.download_button(
            _("Download as PDF/A"),
            lambda: built(services.downloads.round_pdf),
            file_name=f"{name}.pdf",
            mime="application/pdf",
            key=f"{name}-pdf",
            on_click="ignore",
        )
        st.download_button(
            _("Download as CSV"),
            lambda: built(services.downloads.round_csv),
            file_name=f"{name}.csv",
            mime="text/csv",
            key=f"{name}-csv",
            on_click="ignore",
        )
