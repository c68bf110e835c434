"""Buttons for files."""

import streamlit as st

from monitor.measures.observations import Series
from monitor.show.adapter.session import Context


def figures(series: Series, context: Context) -> None:
    """Buttons for the figures of an indicator as files; one is built when somebody asks for it, not before."""
    _, services = context.words, context.services
    name = f"demonstration-{series.indicator.id}" if context.demo else series.indicator.id
    with st.container(horizontal=True):
        st.download_button(
            _("Download as CSV"),
            lambda: services.downloads.indicator_csv(series, _),
            file_name=f"{name}.csv",
            mime="text/csv",
            key=f"{name}-csv",
            on_click="ignore",
        )
        st.download_button(
            _("Download as Excel"),
            lambda: services.downloads.indicator_xlsx(series, _),
            file_name=f"{name}.xlsx",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            key=f"{name}-xlsx",
            on_click="ignore",
        )
