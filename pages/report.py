"""Report status: record one report or many, for the body one acts for."""

import streamlit as st

from monitor.review.desk import Desk
from monitor.show import addresses
from monitor.show.adapter import acting, choices, frame, report_form, session
from monitor.show.blocks import initiative as blocks
from monitor.show.blocks import report as report_blocks
from monitor.show.text import heading, paragraph

context = session.here()
_, to, catalogue = context.words, context.addresses, context.catalogue
# Reports are recorded today, whatever day the pages are read as of.
desk: Desk = context.services.desk()

session.title(_("Report status"), _)
if not context.is_today:
    frame.notice(
        _("You read the pages as of an earlier day. Reports are recorded today; this page shows today.")
    )
for initiative_id in report_form.just_recorded():
    session.draw(report_blocks.recorded(catalogue.initiative[initiative_id], to, _))

acting_for = acting.chosen_body(_("Body you report for"), catalogue.reporting_bodies(), context)
if not acting_for:
    session.draw(paragraph(_("Choose the body you act for. It is recorded with the report.")))
    st.stop()

rows = desk.standings()
own = [row for row in rows if acting_for in row.initiative.bodies()]
rows = [row for row in rows if acting_for in catalogue.reporters(row.initiative)]
session.draw(report_blocks.missing(rows, answers=bool(own), words=_))

ways = {"one": _("One initiative"), "many": _("Several at once")}
way = choices.choice_in_address("way", _("Record"), ways, default="one")
if way == "many":
    typed = report_form.many(rows, acting_for, context)
    label = _.plural("Record {n} report", "Record {n} reports", len(typed))
else:
    titles = {row.initiative.id: f"{row.initiative.number} {_.plain(row.initiative.title)}" for row in rows}
    chosen = choices.choice_in_address("id", _("Initiative"), titles, default=rows[0].initiative.id)
    row = next(row for row in rows if row.initiative.id == chosen)
    session.draw(blocks.three_statuses(row, catalogue, desk.as_of, _))
    report_form.seen_revision(chosen, context)
    typed = [report_form.one(row, acting_for, context)]
    label = _("Record the report")

for entry in typed:
    report_form.seen_revision(entry.initiative, context)
refused = []
if pressed := report_form.submitted(label, typed):
    refused = report_form.record(pressed, typed, context)
    if not refused:
        st.rerun()
if refused:
    session.draw(heading(2, _("Not recorded yet")))
    for error in refused:
        frame.calm(error, _)
session.draw(
    paragraph(
        _("A report cannot be changed or deleted afterwards. A later report replaces it in the overview."),
        "m-small",
    ),
    paragraph(to.link(_("All initiatives"), addresses.INITIATIVES), "m-small"),
)
