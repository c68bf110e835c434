"""Draws once for nobody, so that the first reader does not wait for what is loaded at the first drawing."""

from typing import Final

from monitor import wiring
from monitor.review.exploring.look import Look
from monitor.show.adapter import index
from monitor.show.addresses import Addresses
from monitor.show.blocks import exploring as blocks
from monitor.show.charts.exploring.chart import chart
from monitor.show.charts.plain import PlainFigure
from monitor.show.charts.style import Paint
from monitor.show.words import UI_LANGUAGES, Words

_ENOUGH: Final = 4  # figures for a chart


def warm_up(services: wiring.Services) -> None:
    """Draw the smallest set of figures, and the index, in every language. Raises what reading figures raises."""
    today = services.today()
    latest = services.editions.latest().values()
    enough = [edition for edition in latest if edition.counts.figures >= _ENOUGH]
    smallest = min(enough, key=lambda edition: edition.counts.figures, default=None)
    titles = services.asked_by(wiring.OPERATOR).indicators.titles()
    for language in UI_LANGUAGES:
        _ = Words(language)
        index.index(titles, Addresses(language, None))
        index.options(titles, language)
        if smallest is None:
            continue
        view = services.explorer.view(Look(smallest.indicator), as_of=today, today=today)
        blocks.table_of(view, _)
        drawn = chart(view, _, Paint(dark=False), as_of=today)
        if drawn is not None:
            PlainFigure(drawn.figure).to_json()
