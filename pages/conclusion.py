"""Conclusion: record what a committee concluded on an initiative, or a later conclusion in the place of one."""

import streamlit as st

from monitor.access.actions import Action
from monitor.review.desk import Desk
from monitor.show import addresses
from monitor.show.adapter import choices, conclusion_form, forms, frame, guard, session
from monitor.show.blocks import conclusion as blocks
from monitor.show.blocks import entry as entry_blocks
from monitor.show.text import paragraph

context = session.here()
_, to, now, catalogue = context.words, context.addresses, context.addresses_now, context.catalogue
# Conclusions are recorded today, whatever day the pages are read as of.
desk: Desk = context.services.desk()
title = _("Record the committee's conclusion")

guard.only_for(Action.CONCLUDE, title, context)
session.title(title, _)
forms.tell_done(conclusion_form.PAGE)
if not context.is_today:
    frame.notice(
        _("You read the pages as of an earlier day. Conclusions are recorded today; this page shows today.")
    )

replaces = st.query_params.get("replaces", "")
told = desk.entry(choices.number_from(replaces)) if replaces else None
if replaces and (told is None or not told.is_conclusion):
    frame.notice(_("Entry {number} of the log is no conclusion.").format(number=replaces))
elif told is not None:
    session.draw(
        entry_blocks.subject(told.entry, catalogue, now, _),
        entry_blocks.told_entry(told, catalogue, now, _),
    )
    if told.replaced_by is None:
        session.draw(
            paragraph(_("What you record takes its place and answers what it answers. Both stay in the log."))
        )
        conclusion_form.replacement(told.entry, context)
else:
    rows = {row.initiative.id: row for row in desk.standings()}
    titles = {"": _("Choose an initiative")} | {
        id_: f"{row.initiative.number} {_.plain(row.initiative.title)}" for id_, row in rows.items()
    }
    row = rows.get(choices.choice_in_address("id", _("Initiative"), titles, drops=("asked", "committee")))
    if row is not None:
        asks = conclusion_form.chosen_question(row, desk, context)
        if asks is not None:
            session.draw(blocks.asked(asks, catalogue, now, _))
        committee = conclusion_form.chosen_committee(asks, context)
        if committee:
            conclusion_form.new(row, committee, asks, context)
        else:
            session.draw(paragraph(_("Choose the committee whose conclusion it is."), "m-muted"))
session.draw(
    paragraph(
        _(
            "What is recorded cannot be changed or deleted afterwards. A later conclusion can take its place. Each "
            "ministry gives assignments to its own agencies; what is recorded here does not do so."
        ),
        "m-small",
    ),
    paragraph(to.link(_("All initiatives"), addresses.INITIATIVES), "m-small"),
)
