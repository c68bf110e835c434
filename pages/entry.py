"""One entry of the log: what it says, how far it has come, what was recorded about it, and what can be done with it."""

import streamlit as st

from monitor.access.actions import Action
from monitor.show import addresses
from monitor.show.adapter import acting, choices, entry_forms, forms, frame, session
from monitor.show.blocks import conclusion, moves
from monitor.show.blocks import entry as blocks
from monitor.show.text import heading, paragraph

context = session.here()
_, to, catalogue = context.words, context.addresses, context.catalogue

number = choices.number_from(st.query_params.get("no", ""))
told = context.desk.entry(number) if number else None
if told is None:
    session.title(_("Entry of the log"), _)
    frame.notice(
        _("There is no entry {number} in the log by this day.").format(number=number)
        if number
        else _("The address names no entry.")
    )
    session.draw(paragraph(to.link(_("All initiatives"), addresses.INITIATIVES)))
    st.stop()

entry, page = told.entry, f"entry-{told.entry.sequence}"
session.title(_("Entry {number} of the log").format(number=entry.sequence), _)
forms.tell_done(page)
session.draw(
    paragraph(frame.day_line(context), "m-lead"),
    blocks.subject(entry, catalogue, to, _),
    blocks.told_entry(told, catalogue, to, _),
)
about = context.desk.about(entry.sequence)
if about:
    session.draw(
        heading(2, _("Recorded about this entry")),
        *(blocks.told_entry(each, catalogue, to, _) for each in about),
    )

replaceable = told.is_conclusion and told.replaced_by is None and context.is_today
if replaceable and context.access.may(Action.CONCLUDE, entry.acting_for):
    session.draw(conclusion.way_to_replace(entry.sequence, to, _))

if not context.access.may(Action.CORRECT, entry.acting_for):
    st.stop()  # the log is for reading to those who may change nothing of this body's
session.draw(heading(2, _("What can be done with it")))
if not context.is_today:
    session.draw(moves.read_today(entry.sequence, _.language, _))
    st.stop()

possible = context.desk.possible(told)
acting_for = ""
if possible.withdraw is None or possible.texts:
    acts = {Action.WITHDRAW, Action.REMOVE_PERSONAL_DATA}
    acting_for = acting.chosen_body(_("Body you act for"), catalogue.reporting_bodies(), acts, context)
    if not acting_for:
        session.draw(paragraph(_("Choose the body you act for. It is recorded with what you do."), "m-muted"))

session.draw(heading(3, _("Correct")), moves.correct(told, possible.correct, to, _))

session.draw(heading(3, _("Withdraw")), moves.withdraw(told, possible.withdraw, to, _))
if acting_for and possible.withdraw is None:
    entry_forms.withdraw(entry, acting_for, context, page=page)

session.draw(heading(3, _("Remove personal data")), moves.removal(possible.texts, _))
if acting_for and possible.texts:
    entry_forms.remove_texts(entry, possible.texts, acting_for, context, page=page)
