"""Indicators: one theme at a time, each figure with its definition, source, caveats and download."""

import streamlit as st
from markupsafe import Markup

from monitor.review.outcome import ELSEWHERE
from monitor.show import addresses
from monitor.show.adapter import charts, choices, downloads, frame, session
from monitor.show.blocks import indicator_definition
from monitor.show.blocks import indicators as blocks
from monitor.show.text import heading, local, paragraph
from monitor.show.vocabulary import theme_word

context = session.here()
_, to, catalogue, measures = context.words, context.addresses, context.catalogue, context.desk.measures

asked = st.query_params.get("id", "")
themes = {theme.value: theme_word(theme, _) for theme in context.desk.themes()}

session.title(_("Indicators"), _)
session.draw(
    paragraph(frame.day_line(context), "m-lead"),
    paragraph(_("What was measured on people in prison and after release, as printed by its sources.")),
)
asked_theme = measures.series[asked].indicator.theme if asked in measures.series else None
default = asked_theme.value if asked_theme else next(iter(themes))
theme = choices.choice_in_address("theme", _("Theme"), themes, default=default)
shown = [entry for entry in measures.series.values() if entry.indicator.theme == theme]
if asked and asked not in measures.series:
    frame.notice(_("There is no indicator “{id}”.").format(id=asked))

counted = _.plural("{n} indicator", "{n} indicators", len(shown))
session.draw(Markup('<p role="status">{}: {}</p>').format(themes[theme], counted))
if theme not in ELSEWHERE:
    session.draw(paragraph(to.link(_("Beside what was delivered"), addresses.OUTCOMES, theme=theme)))
shown.sort(key=lambda entry: entry.indicator.id != asked)
if len(shown) > 1:
    session.draw(blocks.contents(shown, _))

for whole in shown:
    series = whole.known_by(as_of=context.as_of, today=context.desk.today)
    indicator = series.indicator
    session.draw(
        heading(2, local(indicator.title, _), anchor=indicator.id),
        blocks.meaning(indicator, _),
        blocks.measured_note(indicator, _),
        blocks.conflicts(indicator, measures, to, _),
    )
    if series.observations:
        charts.indicator(series, context)
        session.draw(
            indicator_definition.breaks(indicator, _),
            blocks.figures(series, _),
            blocks.uncertainty(series, _),
        )
    else:
        session.draw(paragraph(_("No figure was known by this day.")))
    session.draw(blocks.left_out(series, _), blocks.caveats(indicator, _))
    if series.observations:
        downloads.figures(series, context)
    with st.expander(_("Method and sources: {title}").format(title=_.plain(indicator.title))):
        session.draw(indicator_definition.definition(indicator, measures, to, _))
    session.draw(heading(3, _("Linked initiatives")), blocks.links(indicator, catalogue, to, _))
