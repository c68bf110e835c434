"""Draws one indicator: its figures with all that is needed to judge them, and the edition they are of."""

from functools import partial

import streamlit as st

from monitor.errors import Refused
from monitor.measures.editions import Edition
from monitor.measures.observations import Series
from monitor.measures.opened import Opened
from monitor.measures.titles import Title, Titles
from monitor.show.accepted import accepted_by
from monitor.show.adapter import charts, choices, downloads, frame, session
from monitor.show.adapter.session import Context
from monitor.show.blocks import indicator_definition, indicator_editions, indicator_titles
from monitor.show.blocks import indicators as blocks
from monitor.show.blocks.reading import how_to_read
from monitor.show.citing import cited
from monitor.show.text import heading, paragraph


def page(title: Title, titles: Titles, context: Context) -> None:
    """The page of one indicator, in the edition that the address asks for, else the latest."""
    _, to, reader = context.words, context.addresses, context.services.indicators
    said, refused = st.query_params.get("edition", ""), None
    try:
        of = reader.open(title.id, choices.number_from(said) if said else None)
    except Refused as error:
        refused, of = error, reader.open(title.id)
    series, kept = of.series, reader.editions(title.id)
    indicator = series.indicator
    session.title(_.plain(indicator.title), _)
    session.draw(paragraph(frame.day_line(context), "m-lead"), blocks.ways(indicator, of.dataset, to, _))
    if refused is not None:
        frame.calm(refused, _)
    is_latest = of.edition is None or of.edition.number == kept[0].number
    if of.edition is not None and not is_latest:
        session.draw(indicator_editions.older_note(of.edition, kept[0], to, _))
    figures(series, context, of=of, is_latest=is_latest, level=2)
    method(series, context, folded=False)
    links(series, context, level=2)
    editions(of, kept, context)
    beside = titles.by_theme.get(indicator.theme, ()) if indicator.theme is not None else ()
    if len(beside) > 1:
        session.draw(
            heading(2, _("Other indicators of this theme")),
            indicator_titles.listed(beside, to, _, but=title.id),
        )


def figures(
    whole: Series, context: Context, *, of: Opened | None = None, is_latest: bool = True, level: int = 3
) -> None:
    """What is measured, the figures in a chart and a table, and what must be borne in mind.

    `of` is the edition that they are of, which may have more figures than stand on a page.
    """
    _, to = context.words, context.addresses
    series = whole.known_by(as_of=context.as_of, today=context.desk.today)
    indicator = series.indicator
    session.draw(
        blocks.meaning(indicator, _),
        blocks.measured_note(indicator, _),
        blocks.conflicts(indicator, context.desk.measures, to, _),
    )
    if of is not None and of.chosen:
        session.draw(blocks.part_note(indicator, len(whole.observations), of.figures, of.chosen, _))
    if series.observations:
        charts.indicator(series, context)
        session.draw(
            indicator_definition.breaks(indicator, _),
            blocks.figures(series, _),
            blocks.uncertainty(series, _),
        )
    else:
        session.draw(paragraph(_("No figure was known by this day.")))
    session.draw(
        blocks.left_out(series, _),
        blocks.caveats(indicator, _, level=level),
        how_to_read(series, context.desk.measures, to, context.as_of, _, level=level),
    )
    # A part of the figures would be taken for all of them.
    if series.observations and not (of is not None and of.chosen):
        edition = of.edition if of is not None else None
        name = f"{indicator.id}-edition-{edition.number}" if edition is not None and not is_latest else ""
        downloads.figures(series, context, edition=edition.number if edition is not None else None, name=name)


def method(series: Series, context: Context, *, folded: bool) -> None:
    """How the figures came about, and where they were read; `folded` until somebody asks."""
    _ = context.words
    told = indicator_definition.definition(series.indicator, context.desk.measures, context.addresses, _)
    if folded:
        title = _.plain(series.indicator.title)
        with st.expander(_("Method and sources: {title}").format(title=title)):
            session.draw(told)
    else:
        session.draw(heading(2, _("Method and sources")), told)


def links(series: Series, context: Context, level: int) -> None:
    """The initiatives that an indicator speaks to."""
    _ = context.words
    session.draw(
        heading(level, _("Linked initiatives")),
        blocks.links(series.indicator, context.catalogue, context.addresses, _),
    )


def editions(of: Opened, kept: list[Edition], context: Context) -> None:
    """The edition that is shown, how to cite it, and all others."""
    _ = context.words
    session.draw(heading(2, _("Editions")))
    if of.edition is None:
        session.draw(indicator_editions.not_kept(_))
    else:
        session.draw(
            indicator_editions.shown(
                of.edition, cited(of, context.server, _), _by(of.edition, context=context), _
            )
        )
    if len(kept) > 1:
        shown = of.edition.number if of.edition is not None else 0
        session.draw(
            indicator_editions.all_of(kept, shown, partial(_by, context=context), context.addresses, _)
        )


def _by(edition: Edition, *, context: Context) -> str:
    return accepted_by(context.services.indicators.acceptor(edition), context.catalogue, context.words)
