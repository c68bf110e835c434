"""Report status: what a body still owes, a row for each initiative, and one button that publishes."""

import streamlit as st

from monitor.access.actions import Action
from monitor.review.desk import Desk
from monitor.review.missing import missing_reports
from monitor.show import addresses
from monitor.show.adapter import (
    acting,
    choices,
    frame,
    guard,
    report_correction,
    report_form,
    report_grid,
    report_publish,
    report_state,
    session,
)
from monitor.show.blocks import entry as entry_blocks
from monitor.show.blocks import initiative as blocks
from monitor.show.blocks import report as report_blocks
from monitor.show.text import heading, paragraph

context = session.here()
_, to, catalogue, services = context.words, context.addresses, context.catalogue, context.services
# Reports are recorded today, whatever day the pages are read as of.
desk: Desk = services.desk()

guard.only_for(Action.REPORT, _("Report status"), context)
session.title(_("Report status"), _)
above = st.container()  # what comes and goes here moves none of the fields below
acting_for = acting.chosen_body(
    _("Body you report for"), catalogue.reporting_bodies(), {Action.REPORT, Action.CORRECT}, context
)
with above:
    if not context.is_today:
        frame.notice(
            _("You read the pages as of an earlier day. Reports are recorded today; this page shows today.")
        )
    for entry in report_publish.just_recorded():
        session.draw(
            report_blocks.recorded(entry, context.services.checks.due(entry.question), catalogue, to, _)
        )
if not acting_for:
    session.draw(paragraph(_("Choose the body you act for. It is recorded with the report.")))
    st.stop()

answered = desk.answered()
ways = {"many": _("Several at once"), "one": _("One initiative")}
corrects = st.query_params.get("corrects", "")
if corrects:
    told = report_correction.target(corrects, context)
    line = report_correction.opened(told, acting_for, context) if told else None
    if told is None or line is None:
        st.stop()
    lines, way = [line], "one"
    session.draw(
        heading(2, _("Correct no. {sequence}").format(sequence=told.entry.sequence)),
        entry_blocks.subject(told.entry, catalogue, to, _),
        entry_blocks.told_entry(told, catalogue, to, _),
        paragraph(
            _(
                "The correction takes the place of this entry, which stays in the log. What you type here is kept in "
                "this window only; it is no draft."
            )
        ),
    )
else:
    rows = [row for row in desk.standings() if acting_for in catalogue.reporters(row.initiative)]
    owed = missing_reports(desk, rows, acting_for, report_state.running_round(context))
    every = report_state.opened(rows, acting_for, context)
    session.draw(
        report_blocks.missing(owed, acting_for, _),
        report_blocks.drafts([each.sheet.saved_at for each in every], desk.today, _),
    )
    # A link to one initiative opens its form.
    way = choices.choice_in_address(
        "way", _("Record"), ways, default="one" if st.query_params.get("id") else "many"
    )
    lines = every
    if way == "one":
        titles = {
            row.initiative.id: f"{row.initiative.number} {_.plain(row.initiative.title)}" for row in rows
        }
        chosen = choices.choice_in_address("id", _("Initiative"), titles, default=rows[0].initiative.id)
        lines = [each for each in every if each.id == chosen]
        session.draw(blocks.three_statuses(lines[0].row, catalogue, desk.as_of, _, answered.get(chosen)))

batch = report_publish.prepared(lines, context)
refused = []
if report_state.is_pressed() and batch.lines:
    refused = report_publish.publish(batch, context)
    if not refused:
        choices.clear_address("corrects")
        st.rerun()
    lines = report_publish.looked_at_again(lines, context)
    batch = report_publish.prepared(lines, context)

reasons = report_publish.reasons(batch)
if way == "many":
    report_grid.grid(lines, reasons, answered, acting_for, context)
else:
    report_form.form(lines[0], reasons.get(lines[0].id, ()), acting_for, context)
with st.container():
    report_publish.versions(lines, context)
with st.container():
    report_publish.preview(batch, context, correcting=bool(corrects))
    if refused:
        session.draw(heading(2, _("Not recorded yet")))
        for error in refused:
            frame.calm(error, _)
report_publish.button(batch, context)
session.draw(
    paragraph(
        _("A report cannot be changed or deleted afterwards. A later report replaces it in the overview."),
        "m-small",
    ),
    paragraph(to.link(_("Report with a workbook"), addresses.WORKBOOK, **{"for": acting_for}), "m-small"),
    paragraph(to.link(_("All initiatives"), addresses.INITIATIVES), "m-small"),
)
