"""History: every entry of the log, the one recorded last first; who reported what, when, and on whose behalf."""

import streamlit as st
from markupsafe import Markup

from monitor.access.actions import Action
from monitor.show import addresses
from monitor.show.adapter import choices, frame, log_downloads, log_filters, session
from monitor.show.blocks import history as blocks
from monitor.show.text import paragraph

context = session.here()
_, to, catalogue = context.words, context.addresses, context.catalogue
filters = (*log_filters.WHO, *log_filters.DAYS)

session.title(_("History"), _)
session.draw(
    paragraph(
        _(
            "Every entry of the log, the one recorded last first. No entry is changed or deleted afterwards; a text "
            "that was removed is marked."
        )
    )
)
wanted = log_filters.entries(context)
total = context.desk.count(wanted)
page, pages = log_filters.page_in_address(total, context)
found = context.desk.told(wanted, limit=log_filters.PER_PAGE, offset=(page - 1) * log_filters.PER_PAGE)

told = [
    frame.day_line(context),
    _("Showing {shown} of {total} entries").format(shown=len(found), total=_.number(total))
    if pages > 1
    else _.plural("{n} entry", "{n} entries", total),
]
if pages > 1:
    told.append(_("page {page} of {pages}").format(page=page, pages=pages))
session.draw(Markup('<p role="status">{}</p>').format(" · ".join(told)))
if not found:
    frame.notice(_("No entry matches."))
if log_filters.chosen(*filters):
    st.button(_("Reset the filters"), on_click=choices.clear_address, args=(*filters, log_filters.PAGE))
if found:
    session.draw(
        blocks.entries_table(found, catalogue, to, _),
        blocks.ways_on(page, pages, log_filters.chosen(*filters), to, _),
    )
    if context.access.offers(Action.EXPORT_LOG):
        log_downloads.entries(wanted, context)
session.draw(
    paragraph(
        to.link(_("Compare two days"), addresses.CHANGES, **log_filters.chosen(*log_filters.WHO)), "m-small"
    )
)
