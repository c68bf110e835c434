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
from monitor.show.blocks import report as blocks
from monitor.show.text import heading, paragraph

context = session.here()
_, to, catalogue = context.words, context.addresses, context.catalogue
# Reports are recorded today, whatever day the pages are read as of.
desk: Desk = context.services.desk()

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
        due = context.services.checks.due(entry.question)
        session.draw(blocks.recorded(entry, due, catalogue, context.addresses_now, _))
if not acting_for:
    session.draw(paragraph(_("Choose the body you act for. It is recorded with the report.")))
    st.stop()

way, corrects = report_form.WAY, st.query_params.get("corrects", "")
if corrects:
    line = report_correction.begun(corrects, acting_for, context)
    if line is None:
        st.stop()
    lines = [line]
else:
    rows = [row for row in desk.standings() if acting_for in catalogue.reporters(row.initiative)]
    owed = missing_reports(desk, rows, acting_for, report_state.running_round(context, acting_for))
    lines = report_state.opened(rows, acting_for, context)
    session.draw(
        blocks.missing(owed, acting_for, _),
        blocks.drafts([each.sheet.saved_at for each in lines], desk.today, _),
    )
    if not lines:
        frame.notice(_("This body reports on no initiative today."))
        st.stop()
    ways = {report_grid.WAY: _("Several at once"), report_form.WAY: _("One initiative")}
    # A link to one initiative opens its form.
    default = report_form.WAY if st.query_params.get("id") else report_grid.WAY
    way = choices.choice_in_address("way", _("Record"), ways, default=default)
    if way == report_form.WAY:
        lines = [report_form.chosen(lines, context)]

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
if way == report_grid.WAY:
    report_grid.grid(lines, reasons, desk.answered(), owed, acting_for, context)
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
