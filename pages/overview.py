"""Overview: what needs a decision, what is late, what is missing, and what changed; then the three totals."""

from datetime import timedelta

import streamlit as st
from markupsafe import Markup

from monitor.access.actions import Action
from monitor.errors import Refused
from monitor.show.adapter import choices, frame, report_state, session
from monitor.show.blocks import coverage, overview_changed, overview_totals
from monitor.show.blocks import overview as blocks
from monitor.show.blocks import overview_answers as answers
from monitor.show.rows import standing_table
from monitor.show.text import heading, paragraph

context = session.here()
_, to, catalogue = context.words, context.addresses, context.catalogue

usual = context.as_of - timedelta(days=90)
since, refused = choices.day_from_address(
    "since",
    default=usual,
    latest=context.as_of,
    earliest=catalogue.strategy.period.from_.first_day,
)
view = context.desk.overview(since)

session.title(_("Overview"), _)
session.draw(
    blocks.strategy_line(catalogue, _),
    Markup('<p class="m-lead" role="status">{}</p>').format(blocks.summary_line(view, _)),
)
if refused is not None:
    frame.calm(Refused("day_unreadable", f"{refused!r} is no day to compare with.", said=refused), _)

left, right = st.columns(2)
with left:
    running = None
    if context.is_today and context.access.offers(Action.READ_ROUNDS):
        running = report_state.running_round(context)
    session.draw(
        answers.disagreements(view, catalogue, to, _),
        blocks.needs_decision(view, catalogue, to, _, may_conclude=context.access.offers(Action.CONCLUDE)),
        blocks.due(view, to, _),
        answers.silent(view, catalogue, to, _),
        blocks.missing(view, catalogue, to, _, running=running),
        answers.pending(view, catalogue, to, _),
    )
# What changed can be long; what is late and missing stands beside it and not below.
with right:
    session.draw(overview_changed.changed(view, catalogue, to, _))
    if since == usual:
        session.draw(
            paragraph(
                _("These are the last 90 days. Choose another day, such as that of the last meeting."),
                "m-small",
            )
        )
    choices.text_in_address("since", _("Compare with another day"), placeholder="2018-12-31")

session.draw(heading(2, _("Where the strategy stands")))
for fault in context.desk.measures.faults:
    frame.calm(fault, _)
left, right = st.columns(2)
with left:
    session.draw(
        overview_totals.reported_totals(view, _),
        overview_totals.record_totals(view, _),
        overview_totals.lives(view, to, _),
    )
    if context.access.offers(Action.READ_ROUNDS):
        session.draw(coverage.summary(context.desk.coverage(), to, _))
with right:
    session.draw(overview_totals.findings(view, to, _))

session.draw(
    heading(2, _("All initiatives")),
    standing_table(_("All initiatives"), view.rows, catalogue, to, _, view.answered),
    overview_totals.told_by_others(view, _),
)
