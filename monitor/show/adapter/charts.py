"""Draws charts in the page: in the reader's language and theme, with a text alternative, without plotly's tool bar."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st
from markupsafe import Markup

from monitor.measures.narrow import for_chart
from monitor.measures.observations import Series
from monitor.review.outcome import ELSEWHERE, Outcome
from monitor.review.timeline import Course
from monitor.show.adapter import session
from monitor.show.adapter.session import Context
from monitor.show.blocks.indicators import chosen_note
from monitor.show.charts import indicator as indicator_charts
from monitor.show.charts import outcome as outcome_charts
from monitor.show.charts import timeline as timeline_chart
from monitor.show.charts.style import Paint
from monitor.show.text import local


def indicator(series: Series, context: Context) -> None:
    """The chart of an indicator with its finding above it; nothing where the figures stand better in a table."""
    drawn, chosen = for_chart(series)
    figure = indicator_charts.chart(drawn, context.words, paint(context), as_of=context.as_of)
    if figure is None:
        return
    if series.finding is not None:
        session.draw(Markup("<p><b>{}</b></p>").format(local(series.finding, context.words)))
    if chosen:
        session.draw(chosen_note(series.indicator, chosen, context.words))
    _draw(
        figure,
        indicator_charts.alternative_text(drawn, context.words),
        f"chart-{series.indicator.id}",
        context,
    )


def outcome(found: Outcome, context: Context) -> None:
    """An indicator in time with what happened on initiatives below it; nothing where no figure is dated.

    Figures from another country are drawn by themselves: nothing that is delivered here can show in them.
    """
    _ = context.words
    if found.series.indicator.theme in ELSEWHERE:
        indicator(found.series, context)
        return
    end = context.catalogue.strategy.period.to.last_day
    figure = outcome_charts.chart(found, _, paint(context), as_of=context.as_of, end=end)
    if figure is not None:
        alternative = outcome_charts.alternative_text(found, _)
        _draw(figure, alternative, f"chart-outcome-{found.series.indicator.id}", context)


def timeline(courses: list[Course], context: Context) -> None:
    """All initiatives in time."""
    _ = context.words
    start = context.catalogue.printed_on
    figure = timeline_chart.chart(courses, _, paint(context), start=start, as_of=context.as_of)
    alternative = _(
        "Initiatives by deadline, with reports and public evidence on a line of years. The table holds all of it."
    )
    _draw(figure, alternative, "chart-timeline", context)


def _draw(figure: Any, alternative: str, key: str, context: Context) -> None:
    st.plotly_chart(figure, theme=None, key=key, alt=alternative, config=config(context.words.language))


def paint(context: Context) -> Paint:
    """The colours of the reader's theme, and the mark of a demonstration."""
    _ = context.words
    return Paint(context.dark, _("Demonstration") if context.demo else "")


@lru_cache(maxsize=4)
def config(language: str) -> dict[str, Any]:
    """What plotly is told beside a figure: no tool bar, and its few words in the reader's language."""
    told: dict[str, Any] = {"displayModeBar": False, "displaylogo": False, "scrollZoom": False}
    words = Path(__file__).parents[1] / "charts" / f"plotly_{language}.json"
    if words.exists():
        told |= {"locale": language, "locales": {language: json.loads(words.read_text(encoding="utf-8"))}}
    return told
