"""New deadline, milestone or evidence: record one of them on an initiative, or correct one that was recorded."""

import streamlit as st

from monitor.access.actions import Action
from monitor.review.desk import Desk
from monitor.show import addresses
from monitor.show.adapter import acting, choices, forms, frame, guard, session, statement_form
from monitor.show.blocks import entry as entry_blocks
from monitor.show.blocks import moves
from monitor.show.blocks import statement as blocks
from monitor.show.text import paragraph

context = session.here()
_, to, now, catalogue = context.words, context.addresses, context.addresses_now, context.catalogue
# Statements are recorded today, whatever day the pages are read as of.
desk: Desk = context.services.desk()

guard.only_for(Action.ADD_EVIDENCE, _("New deadline, milestone or evidence"), context)
STATEMENT_ACTIONS = {Action.REVISE_DEADLINE, Action.RECORD_MILESTONE, Action.ADD_EVIDENCE, Action.CORRECT}

corrects = st.query_params.get("corrects", "")
told = desk.entry(choices.number_from(corrects)) if corrects else None
title = _("Correct entry {number} of the log").format(number=told.entry.sequence) if told else ""
session.title(title or _("New deadline, milestone or evidence"), _)
forms.tell_done(statement_form.PAGE)
if not context.is_today:
    frame.notice(
        _("You read the pages as of an earlier day. Statements are recorded today; this page shows today.")
    )
if corrects and told is None:
    frame.notice(_("There is no entry {number} in the log.").format(number=corrects))
    session.draw(paragraph(to.link(_("All initiatives"), addresses.INITIATIVES)))
    st.stop()
if told is not None:
    session.draw(entry_blocks.subject(told.entry, catalogue, now, _))
    session.draw(entry_blocks.told_entry(told, catalogue, now, _))
    refused = desk.possible(told).correct
    if refused is not None or not statement_form.corrected_here(told):
        session.draw(moves.correct(told, refused, now, _))
        st.stop()

acting_for = acting.chosen_body(
    _("Body you act for"), catalogue.reporting_bodies(), STATEMENT_ACTIONS, context
)
rows = {row.initiative.id: row for row in desk.standings()}
if told is not None:
    row, kind = rows.get(told.entry.initiative), told.entry.subject
else:
    titles = {"": _("Choose an initiative")} | {
        id_: f"{row.initiative.number} {_.plain(row.initiative.title)}" for id_, row in rows.items()
    }
    row = rows.get(choices.choice_in_address("id", _("Initiative"), titles))
    kind = statement_form.chosen_kind(context)
    session.draw(paragraph(blocks.what_it_is(kind, _), "m-small"))
if row is not None and statement_form.moves_a_deadline(kind):
    session.draw(blocks.deadlines(row, now, _))
if not acting_for:
    session.draw(paragraph(_("Choose the body you act for. It is recorded with what you do."), "m-muted"))
elif told is not None:
    statement_form.correction(told, acting_for, context)
elif row is not None:
    statement_form.new(row, kind, acting_for, context)
session.draw(
    paragraph(
        _("What is recorded cannot be changed or deleted afterwards. It can be corrected or withdrawn."),
        "m-small",
    ),
    paragraph(to.link(_("All initiatives"), addresses.INITIATIVES), "m-small"),
)
