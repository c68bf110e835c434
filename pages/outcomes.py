"""Delivery and outcome: one theme at a time, what was measured beside what happened on the initiatives linked to it."""

import streamlit as st
from markupsafe import Markup

from monitor.review.outcome import ELSEWHERE
from monitor.show import addresses
from monitor.show.adapter import charts, choices, frame, session
from monitor.show.blocks import indicator_editions
from monitor.show.blocks import indicators as indicator_blocks
from monitor.show.blocks import outcome as blocks
from monitor.show.rows import indicator_link, standing_table
from monitor.show.text import heading, paragraph
from monitor.show.vocabulary import theme_word

context = session.here()
_, to, catalogue, desk = context.words, context.addresses, context.catalogue, context.desk
themes = {theme.value: theme_word(theme, _) for theme in desk.themes() if theme not in ELSEWHERE}

session.title(_("Delivery and outcome"), _)
session.draw(paragraph(frame.day_line(context), "m-lead"), blocks.warning(_))
theme = choices.choice_in_address("theme", _("Theme"), themes, default=next(iter(themes)))
view = desk.theme(theme)
for fault in desk.measures.faults:
    frame.calm(fault, _)

counted = _.plural("{n} indicator", "{n} indicators", len(view.outcomes))
linked = _.plural("{n} linked initiative", "{n} linked initiatives", len(view.rows))
session.draw(
    Markup('<p role="status">{}: {}, {}</p>').format(themes[theme], counted, linked),
    blocks.summary(view.outcomes, view.rows, _),
    heading(2, _("What was measured")),
    blocks.how_to_read(view.outcomes, _),
)
places = []
for found in view.outcomes:
    session.draw(
        heading(3, indicator_link(found.series.indicator, to, _)),
        indicator_editions.current(found.series.indicator, desk.measures, to, _),
        blocks.found_since(found, _),
    )
    places.append((st.container(), found))
    session.draw(blocks.undrawn(found, _), blocks.beside(found, to, _))
    if found.series.observations:
        session.draw(blocks.figures(found, _), indicator_blocks.uncertainty(found.series, _))
    else:
        session.draw(paragraph(_("No figure was known by this day.")))
    session.draw(indicator_blocks.left_out(found.series, _))
session.draw(heading(2, _("What happened")))
if view.rows:
    session.draw(
        standing_table(_("Linked initiatives"), view.rows, catalogue, to, _),
        heading(3, _("Day by day")),
        blocks.happened(view.happenings, catalogue, to, _),
    )
else:
    session.draw(paragraph(_("No initiative is linked to an indicator of this theme.")))
session.draw(
    paragraph(to.link(_("What stands without an initiative, an indicator or evidence"), addresses.COVERAGE))
)
for place, found in places:  # last: who reads does not wait for what is drawn
    with place:
        charts.outcome(found, context)
