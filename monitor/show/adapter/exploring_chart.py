"""Draws a chart of the explorer, so that a picture of it can be made in the browser."""

from typing import Any

import streamlit as st

from monitor.review.exploring.explorer import View
from monitor.show.adapter import charts, session
from monitor.show.adapter.session import Context
from monitor.show.blocks import exploring as blocks
from monitor.show.charts.exploring.chart import alternative_text, chart, source_and_n
from monitor.show.charts.plain import PlainFigure
from monitor.show.exploring import subtitle, title


def draw(view: View, context: Context) -> None:
    """The chart under its title, with what is not in it, its source, and buttons for pictures of it."""
    _ = context.words
    drawn = chart(view, _, charts.paint(context), as_of=context.as_of)
    if drawn is None:
        session.draw(
            blocks.headline(title(view, view.drawn, _, complete=True), subtitle(view, view.drawn, _)),
            blocks.no_chart(view, _),
        )
        return
    heading = title(view, drawn.shown, _, complete=not drawn.left_out)
    session.draw(blocks.headline(heading, subtitle(view, drawn.shown, _)))
    name = f"explored-{view.edition.indicator}"
    with st.container(key=name):
        st.plotly_chart(
            PlainFigure(drawn.figure),
            theme=None,
            key=f"chart-{name}",
            alt=alternative_text(view, drawn, _),
            config=_config(context.words.language),
        )
    file = "-".join((view.edition.indicator, _("edition"), str(view.edition.number)))
    session.draw(
        blocks.below(drawn, source_and_n(view, drawn, _)),
        blocks.pictures(name, f"demonstration-{file}" if context.demo else file, _),
    )


def _config(language: str) -> dict[str, Any]:
    """As for every chart; plotly's own button for pictures is there besides, unseen, for our buttons to press."""
    return charts.config(language) | {"displayModeBar": True, "modeBarButtons": [["toImage"]]}
