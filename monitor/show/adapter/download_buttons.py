"""Buttons for files side by side. A file is built when somebody asks for it, not before."""

from collections.abc import Callable, Mapping

import streamlit as st

from monitor.show.adapter.session import Context
from monitor.show.words import Words

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""What an Excel workbook is called on the web."""

_TYPES = {"pdf": "application/pdf", "csv": "text/csv", "xlsx": WORKBOOK}


def draw(
    name: str, built: Mapping[str, Callable[[], bytes]], context: Context, *, key: str | None = None
) -> None:
    """A button for each file that can be `built`, by how its name ends. `key` stays where the name changes."""
    name = file_name(name, context)
    with st.container(horizontal=True):
        for ending, build in built.items():
            st.download_button(
                _label(ending, context.words),
                build,
                file_name=f"{name}.{ending}",
                mime=_TYPES[ending],
                key=f"{key or name}-{ending}",
                on_click="ignore",
            )


def file_name(name: str, context: Context) -> str:
    """The name of a file, which says so where the reports in it are invented."""
    return f"demonstration-{name}" if context.demo else name


def _label(ending: str, _: Words) -> str:
    return {
        "pdf": _("Download as PDF/A"),
        "csv": _("Download as CSV"),
        "xlsx": _("Download as Excel"),
    }[ending]
