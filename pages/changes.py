"""Changes: what is different between two days, each read as it was known then."""

import streamlit as st
from markupsafe import Markup

from monitor.access.actions import Action
from monitor.show import addresses
from monitor.show.adapter import choices, frame, log_downloads, log_filters, session
from monitor.show.blocks import changes as blocks
from monitor.show.text import paragraph

context = session.here()
_, to, catalogue = context.words, context.addresses, context.catalogue

session.title(_("Changes"), _)
session.draw(paragraph(_("What is different between two days, each read as it was known at its end.")))
compared = log_filters.two_days(context)
filtered = log_filters.chosen(*log_filters.WHO)
if compared is not None:
    since, until, wanted = compared
    found = context.services.desk(as_of=until).changes(since, wanted, newest=blocks.LISTED)
    session.draw(Markup('<p role="status">{}</p>').format(blocks.summary(found, _)))
    if not found.rows:
        frame.notice(
            _("Nothing matches: no report, deadline or entry is different.")
            if filtered
            else _("No report, deadline or entry is different.")
        )
if filtered or log_filters.chosen("since", "until"):
    st.button(
        _("Reset the filters"),
        on_click=choices.clear_address,
        args=(*log_filters.WHO, "since", "until"),
    )
if compared is not None:
    if not filtered:
        session.draw(blocks.two_strips(found, _))
    if found.rows:
        session.draw(blocks.changes_table(found, filtered, catalogue, to, _))
    if log_filters.chosen("body", "kind", "person"):
        left_out = _("The public record is left out while a body, a kind of entry or a person is chosen.")
        session.draw(paragraph(left_out, "m-small"))
    session.draw(blocks.published(found.published, catalogue, to, _))
    if (found.rows or found.published) and context.access.offers(Action.EXPORT_LOG):
        log_downloads.changes(found, wanted, context)
session.draw(paragraph(to.link(_("Every entry of the log"), addresses.HISTORY, **filtered), "m-small"))
