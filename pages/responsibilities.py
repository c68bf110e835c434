"""Responsibilities: who answers for what; with `?body=`, one body's page, made for printing on one sheet."""

import streamlit as st

from monitor.review.duties import duties
from monitor.show import addresses
from monitor.show.adapter import frame, session
from monitor.show.blocks import responsibilities as blocks
from monitor.show.rows import body_long
from monitor.show.text import heading, paragraph

context = session.here()
_, to, catalogue = context.words, context.addresses, context.catalogue
rows = context.desk.standings()

asked = st.query_params.get("body", "")
if asked in catalogue.body:
    body = catalogue.body[asked]
    session.title(body_long(body, catalogue.printed_on, _), _)
    session.draw(
        paragraph(frame.day_line(context), "m-lead"),
        blocks.duties(
            duties(body, catalogue, rows, context.desk.concluded(rows)), catalogue, context.as_of, to, _
        ),
        paragraph(to.link(_("All responsibilities"), addresses.RESPONSIBILITIES)),
    )
    st.stop()

session.title(_("Responsibilities"), _)
if asked:
    frame.notice(_("There is no body “{id}” in the catalogue.").format(id=asked))
session.draw(
    paragraph(frame.day_line(context), "m-lead"),
    paragraph(
        _(
            "● and a number: responsible, at that place in the printed order. The print names no lead. This overview "
            "is ours, built from the text of the strategy."
        )
    ),
    blocks.matrix(rows, catalogue, to, _),
    heading(2, _("Committees")),
    *(blocks.committee(entry, catalogue, to, _) for entry in catalogue.committees),
    heading(2, _("Bodies")),
    blocks.body_list(catalogue, to, _),
)
