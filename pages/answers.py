"""Answers: what awaits a ministry's answer, and the forms in which it confirms or disagrees."""

import streamlit as st

from monitor.access.actions import Action
from monitor.show import addresses
from monitor.show.adapter import acting, answer_form, forms, frame, guard, session
from monitor.show.blocks import answers as blocks
from monitor.show.text import heading, paragraph

context = session.here()
_, to, now, catalogue = context.words, context.addresses, context.addresses_now, context.catalogue
# Answers are recorded today, whatever day the pages are read as of.
desk = context.services.desk()

guard.only_for(Action.ANSWER, _("Answers"), context)
session.title(_("Answers"), _)
if not context.services.settings.answers:
    frame.notice(
        _(
            "Answers are switched off: what is reported is published at once, and no ministry is asked first. "
            "Whoever runs the dashboard switches them on with ANSWERS=1."
        )
    )
    session.draw(paragraph(to.link(_("All initiatives"), addresses.INITIATIVES)))
    st.stop()
if not context.is_today:
    frame.notice(
        _("You read the pages as of an earlier day. Answers are recorded today; this page shows today.")
    )
forms.tell_done(answer_form.PAGE)

body = acting.chosen_body(_("Ministry you answer for"), desk.answering_bodies(), {Action.ANSWER}, context)
if not body:
    session.draw(paragraph(_("Choose the ministry you answer for. It is recorded with the answer.")))
    st.stop()

found = desk.to_answer(body)
session.draw(blocks.waiting_line(found.waiting, catalogue, _))
answer_form.tell_refused(body, context)
answer_form.overtaken(found, body, context)
if found.waiting:
    session.draw(heading(2, _("Awaits your answer")))
    for submission in found.waiting:
        answer_form.awaited(submission, found.waiting, context)
    if len(found.waiting) > 1:
        answer_form.confirm_ticked(found.waiting, context)
if found.unanswered:
    title = _("Published without your answer")
    session.draw(
        heading(2, title),
        paragraph(_("It counts all the same, and it is shown that you have not answered."), "m-small"),
        blocks.published_table(title, found.unanswered, catalogue, now, _),
    )
if found.given:
    title = _("Answered already")
    session.draw(heading(2, title), blocks.given_table(title, found.given, catalogue, now, _))
if found.unanswered or found.given:
    session.draw(heading(2, _("Answer late, or answer anew")))
    answer_form.later(found, context)
session.draw(
    paragraph(
        _(
            "Not answering is not consent. An answer cannot be changed or deleted afterwards; a new one takes its "
            "place, and both stay in the log."
        ),
        "m-small",
    )
)
