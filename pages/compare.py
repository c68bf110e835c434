"""Two figures that the reader chooses: their difference with its uncertainty, or why none is computed."""

import streamlit as st

from monitor.show import addresses
from monitor.show.adapter import comparing, frame, session
from monitor.show.blocks import reading_compare as blocks
from monitor.show.text import paragraph

context = session.here()
_, to = context.words, context.addresses

session.title(_("Compare two figures"), _)
session.draw(
    paragraph(frame.day_line(context), "m-lead"),
    paragraph(
        _(
            "Choose two figures. Their difference is computed where they measure the same in the same way; "
            "else the page says why not."
        )
    ),
)
titles = context.services.indicators.titles()
nothing_chosen = not {"a", "b", "a_figure", "b_figure"} & set(st.query_params)
people, reference = comparing.first_pair(context) if nothing_chosen else (None, None)
if people is not None:
    session.draw(blocks.why_these(_))
left, right = st.columns(2)
with left:
    first = comparing.chosen_figure("a", _("First figure"), titles, context, offered=people)
with right:
    second = comparing.chosen_figure(
        "b", _("Second figure"), titles, context, offered=reference, beside=first
    )
if first is None or second is None:
    session.draw(paragraph(_("Choose both figures to see what can be said of them."), "m-muted"))
else:
    comparing.draw_outcome(first, second, context)
session.draw(paragraph(to.link(_("All indicators"), addresses.INDICATORS)))
