"""One entry of the log: what it says, how far it has come, and what was recorded about it."""

import streamlit as st

from monitor.show import addresses
from monitor.show.adapter import frame, session
from monitor.show.blocks import entry as blocks
from monitor.show.text import heading, paragraph

context = session.here()
_, to, catalogue = context.words, context.addresses, context.catalogue

said = st.query_params.get("no", "")
told = context.desk.entry(int(said)) if said.isascii() and said.isdigit() and len(said) < 10 else None
if told is None:
    session.title(_("Entry of the log"), _)
    frame.notice(_("There is no entry {number} in the log by this day.").format(number=said or "–"))
    session.draw(paragraph(to.link(_("All initiatives"), addresses.INITIATIVES)))
    st.stop()

session.title(_("Entry {number} of the log").format(number=told.entry.sequence), _)
session.draw(
    paragraph(frame.day_line(context), "m-lead"),
    blocks.subject(told.entry, catalogue, to, _),
    blocks.told_entry(told, catalogue, to, _),
)
about = context.desk.about(told.entry.sequence)
if about:
    session.draw(
        heading(2, _("Recorded about this entry")),
        *(blocks.told_entry(each, catalogue, to, _) for each in about),
    )
