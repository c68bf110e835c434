"""Initiative: one promise, what is reported on it, what is on public record, and the figures that speak to it."""

import streamlit as st

from monitor.access.actions import Action
from monitor.review.decisions import decisions
from monitor.show import addresses
from monitor.show.adapter import charts, frame, session
from monitor.show.blocks import conclusion, indicator_editions, initiative_facts
from monitor.show.blocks import history as history_blocks
from monitor.show.blocks import indicators as indicator_blocks
from monitor.show.blocks import initiative as blocks
from monitor.show.blocks import outcome as outcome_blocks
from monitor.show.text import heading, paragraph

context = session.here()
_, to, catalogue = context.words, context.addresses, context.catalogue

asked = st.query_params.get("id", "")
row = context.desk.standing(asked)
if row is None:
    session.title(_("Initiative"), _)
    if asked:
        frame.notice(_("There is no initiative “{id}” in the strategy on this day.").format(id=asked))
    else:
        frame.notice(_("The address names no initiative."))
    session.draw(paragraph(to.link(_("All initiatives"), addresses.INITIATIVES)))
    st.stop()

initiative = row.initiative
recorded = context.desk.recorded(initiative.id)
linked = context.desk.linked_series(initiative.id)
answered = context.desk.answered().get(initiative.id)
session.title(f"{initiative.number} {_.plain(initiative.title)}", _)
ways = [
    paragraph(to.link(_("Report on this initiative"), addresses.REPORT, id=initiative.id)),
    paragraph(
        to.link(_("Record a new deadline, a milestone or evidence"), addresses.STATEMENT, id=initiative.id)
    ),
]
session.draw(
    paragraph(frame.day_line(context), "m-lead"),
    blocks.promised(initiative, catalogue, to, _),
    blocks.three_statuses(row, catalogue, context.as_of, _, answered),
    outcome_blocks.named([series.indicator for series in linked], to, _),
    blocks.decision_needed(next(iter(decisions([row], context.desk.concluded([row]))), None), catalogue, _),
    conclusion.on_initiative(context.desk.conclusions(initiative.id), catalogue, to, _),
    heading(2, _("Who and when")),
    initiative_facts.facts(initiative, catalogue, context.as_of, to, _, recorded=recorded),
    *(ways if context.access.offers(Action.REPORT) else ()),
    *((conclusion.way_to_record(initiative.id, to, _),) if context.access.offers(Action.CONCLUDE) else ()),
    blocks.history(recorded, catalogue, to, _, more=history_blocks.of_one(initiative, to, _)),
    blocks.public_evidence(*context.desk.evidence(initiative.id), _),
    heading(2, _("Delivery beside outcome")),
)
for fault in context.desk.measures.faults:
    frame.calm(fault, _)
if not linked:
    session.draw(paragraph(_("No indicator is linked to this initiative.")))
    st.stop()
happened = context.desk.happenings([initiative.id])
outcomes = [context.desk.outcome(series, happened, initiative.id) for series in linked]
session.draw(
    outcome_blocks.warning(_),
    outcome_blocks.how_to_read(outcomes, _),
    heading(3, _("What happened")),
    outcome_blocks.happened(happened, catalogue, to, _),
    heading(2, _("Linked indicators")),
    paragraph(_("Figures beside an initiative are association, not effect."), "m-muted"),
)
places = []
for found in outcomes:
    session.draw(
        outcome_blocks.linked(found, to, _),
        indicator_editions.current(found.series.indicator, context.desk.measures, to, _),
    )
    places.append((st.container(), found))
    session.draw(outcome_blocks.undrawn(found, _))
    if found.series.observations:
        session.draw(outcome_blocks.figures(found, _), indicator_blocks.uncertainty(found.series, _))
    session.draw(indicator_blocks.left_out(found.series, _))
for place, found in places:  # last: who reads does not wait for what is drawn
    with place:
        charts.outcome(found, context)
