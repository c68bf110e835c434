"""Explorer: the groups and periods of any indicator that one chooses, as a chart that fits, and a table beside it."""

import streamlit as st

from monitor.errors import MonitorError
from monitor.show import addresses
from monitor.show.adapter import exploring, exploring_chart, exploring_files, frame, session
from monitor.show.blocks import exploring as blocks
from monitor.show.text import heading, local, paragraph

context = session.here()
_, explorer = context.words, context.services.explorer
asked = exploring.looks()

session.title(_("Explorer"), _)
session.draw(
    paragraph(frame.day_line(context), "m-lead"),
    paragraph(_("Choose indicators, groups and periods. The address keeps every choice.")),
    paragraph(
        context.addresses.link(_("Indicators by theme, with their definitions"), addresses.INDICATORS),
        "m-small",
    ),
)
titles = context.services.indicators.titles()
exploring.indicators(titles, asked, context)
for fault in titles.faults:
    frame.calm(fault, _)
if not asked:
    frame.notice(_("Choose an indicator to see its figures."))

together = len(asked) > 1
notes, definitions = st.container(), []
rows = [asked[start : start + 2] for start in range(0, len(asked), 2)]
for row in rows:
    for column, look in zip(st.columns(2 if together else 1, gap="large"), row, strict=False):
        with column:
            if look.indicator not in titles.titles:
                frame.notice(_("There is no indicator “{id}”.").format(id=look.indicator))
                continue
            try:
                view = explorer.view(look, as_of=context.as_of, today=context.desk.today)
            except MonitorError as error:
                frame.calm(error, _)
                continue
            definitions.append(view.definition)
            session.draw(heading(2, local(view.definition.title, _), anchor=look.indicator))
            exploring.choices(view, context, columns=2 if together else 3)
            session.draw(blocks.strange(view.unknown, _), blocks.refused(view, _))
            if view.total:
                exploring_chart.draw(view, context)
                session.draw(blocks.table_of(view, _))
                exploring.pages(view, context)
                exploring_files.draw(view, context)
            else:
                frame.notice(_("No figure fits what is chosen."))
            session.draw(blocks.left_out(view, _))
with notes:
    session.draw(blocks.beside(definitions, _))
