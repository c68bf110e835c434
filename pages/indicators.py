"""Indicators: all of them by title, those of a theme drawn, or one of them in whichever edition is asked for."""

import streamlit as st
from markupsafe import Markup

from monitor.review.outcome import ELSEWHERE
from monitor.show import addresses
from monitor.show.adapter import choices, frame, index, one_indicator, session
from monitor.show.blocks import indicator_editions, indicator_titles
from monitor.show.text import heading, local, paragraph
from monitor.show.vocabulary import theme_word

context = session.here()
_, to, measures = context.words, context.addresses, context.desk.measures
titles = context.services.indicators.titles()

asked = st.query_params.get("id", "")
if asked in titles.titles:
    one_indicator.page(titles.titles[asked], titles, context)
    st.stop()

session.title(_("Indicators"), _)
session.draw(
    paragraph(frame.day_line(context), "m-lead"),
    paragraph(_("What was measured on people in prison and after release, as printed by its sources.")),
)
if asked:
    frame.notice(_("There is no indicator “{id}”.").format(id=asked))
for fault in titles.faults:
    frame.calm(fault, _)

offered = {"": _("All")} | {theme.value: theme_word(theme, _) for theme in titles.by_theme}
theme = choices.choice_in_address("theme", _("Theme"), offered)
if not theme:
    find = choices.text_in_address("find", _("Find an indicator"), placeholder=_("word of its title"))
    found = titles.holding(find, _.language) if find else titles
    counted = _.plural("{n} indicator", "{n} indicators", len(found.titles))
    session.draw(Markup('<p role="status">{}</p>').format(counted), index.index(found, to))
    if not found.titles:
        frame.notice(_("No title holds “{word}”. Try a shorter word, or choose a theme.").format(word=find))
    st.stop()

placed = titles.by_theme[theme]
counted = _.plural("{n} indicator", "{n} indicators", len(placed))
session.draw(Markup('<p role="status">{}: {}</p>').format(offered[theme], counted))
if theme not in ELSEWHERE:
    session.draw(paragraph(to.link(_("Beside what was delivered"), addresses.OUTCOMES, theme=theme)))
shown = [measures.series[title.id] for title in placed if title.id in measures.series]
if len(placed) > 1:
    session.draw(indicator_titles.contents(placed, measures, to, _))
for series in shown:
    indicator = series.indicator
    session.draw(heading(2, local(indicator.title, _), anchor=indicator.id))
    of = measures.opened.get(indicator.id)
    if edition := indicator_editions.named(of.edition if of is not None else None, to, _):
        session.draw(paragraph(edition, "m-small"))
    one_indicator.figures(series, context, of=of)
    one_indicator.method(series, context, folded=True)
    one_indicator.links(series, context, level=3)
    session.draw(
        paragraph(to.link(_("Editions, and how to cite them"), addresses.INDICATORS, id=indicator.id))
    )
