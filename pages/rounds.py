"""Rounds: who was asked to report by when, what has come in and what is missing; and a round for the archive."""

import streamlit as st

from monitor.access.actions import Action
from monitor.review.rounds import read_round
from monitor.show import addresses
from monitor.show.adapter import forms, frame, guard, round_downloads, round_opening, round_steps, session
from monitor.show.blocks import rounds as blocks
from monitor.show.text import heading, paragraph

context = session.here()
_, to, catalogue, log = context.words, context.addresses, context.catalogue, context.desk.log

guard.only_for(Action.READ_ROUNDS, _("Rounds"), context)
offers = context.access.offers
asked = st.query_params.get("id", "")
rounds = context.services.restricted.rounds_known(as_of=context.as_of)
chosen = next((each for each in rounds if each.id == asked), None)

if chosen is None:
    session.title(_("Rounds"), _)
    session.draw(paragraph(frame.day_line(context), "m-lead"))
    forms.tell_done(addresses.ROUNDS)
    if asked:
        frame.notice(_("There is no round “{id}” on this day.").format(id=asked))
    if rounds:
        now = [read_round(each, catalogue, log, as_of=context.as_of) for each in rounds]
        session.draw(blocks.listed(now, to, _))
    else:
        session.draw(paragraph(_("No round has been opened by this day.")))
    if context.is_today and offers(Action.OPEN_ROUND):
        session.draw(
            heading(2, _("Open a round")),
            paragraph(
                _(
                    "A round is a period in which the bodies are asked to report. Whatever is reported while it runs "
                    "belongs to it."
                )
            ),
        )
        round_opening.open_round(context)
    if offers(Action.REPORT):
        session.draw(paragraph(to.link(_("Report status"), addresses.REPORT)))
    st.stop()

now = read_round(chosen, catalogue, log, as_of=context.as_of)
session.title(_("Round: {title}").format(title=chosen.title), _)
session.draw(paragraph(frame.day_line(context), "m-lead"), blocks.missing(now, _))
forms.tell_done(addresses.ROUNDS)
session.draw(blocks.facts(now, _), heading(2, _("Bodies that were asked")))
if now.bodies:
    answers = context.services.settings.answers
    session.draw(blocks.bodies(now, catalogue, to, _, answers=answers), blocks.rule(_))
else:
    session.draw(paragraph(_("No body was asked.")))

if context.is_today and offers(Action.ASK_BODY):
    session.draw(
        paragraph(
            _(
                "This program sends no mail. What is recorded here is that somebody asked, reminded or gave more time, "
                "and when."
            )
        ),
        heading(2, _("Ask bodies")),
        paragraph(
            _(
                "Names of contacts are personal data: give only what one needs to reach the body. They are not in the "
                "extract for the archive."
            ),
            "m-small",
        ),
    )
    round_steps.ask(now, context)
    if now.bodies:
        session.draw(heading(2, _("Remind")))
        round_steps.reminder_text(now, context)
        round_steps.remind(now, context)
        session.draw(
            heading(2, _("Give more time")),
            paragraph(_("Time that was given cannot be taken back."), "m-small"),
        )
        round_steps.give_time(now, context)
elif not context.is_today:
    frame.notice(
        _("You read the round as of an earlier day. What is done about it is recorded on today's page.")
    )

if offers(Action.EXPORT_ROUND):
    session.draw(
        heading(2, _("For the archive")),
        paragraph(
            _(
                "An extract of all that was recorded in the round, with answers, silence, disagreements, corrections "
                "and removed texts, and the digests of the log. This is not the archive; file the extract in the "
                "archive system. What is exempt from public access is in it."
            )
        ),
    )
    round_downloads.downloads(now, context)
session.draw(paragraph(to.link(_("All rounds"), addresses.ROUNDS)))
