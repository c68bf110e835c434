"""Report with a workbook: give a body a form to fill in elsewhere, and record what comes back, row by row."""

import streamlit as st

from monitor.access.actions import Action
from monitor.review.desk import Desk
from monitor.review.returned import RowState
from monitor.show import addresses
from monitor.show.adapter import acting, frame, guard, session, workbook_form
from monitor.show.blocks import workbook as blocks
from monitor.show.text import heading, paragraph

context = session.here()
_, to, now, catalogue = context.words, context.addresses, context.addresses_now, context.catalogue
# Reports are recorded today, whatever day the pages are read as of.
desk: Desk = context.services.desk()
answers = context.services.settings.answers

guard.only_for(Action.REPORT, _("Report with a workbook"), context)
refused = workbook_form.record_pressed(context)
session.title(_("Report with a workbook"), _)
if not context.is_today:
    frame.notice(
        _("You read the pages as of an earlier day. Reports are recorded today; this page shows today.")
    )
session.draw(
    paragraph(
        _(
            "For bodies that have no access here. They fill in an Excel workbook and send it back; what it says is "
            "recorded only after you have read it."
        )
    ),
    heading(2, _("Give a body its workbook")),
)
body = acting.chosen_body(_("Body you report for"), catalogue.reporting_bodies(), {Action.REPORT}, context)
rows = [row for row in desk.standings() if body in catalogue.reporters(row.initiative)]
if not body:
    session.draw(paragraph(_("Choose the body the workbook is for.")))
elif workbook_form.fits(len(rows)):
    told = _.plural(
        "The workbook has a row for {n} initiative, as it stands now.",
        "The workbook has a row for each of {n} initiatives, as they stand now.",
        len(rows),
    )
    session.draw(paragraph(told))
    workbook_form.download(body, _("Download the workbook"), context)
else:
    frame.notice(_("No workbook can be made for this body: it reports on no initiative, or on too many."))

session.draw(heading(2, _("Read a workbook that came back")))
opened = workbook_form.upload(_("The filled-in workbook (.xlsx, at most 10 MB)"), context)
if opened is not None and opened.refused is not None:
    session.draw(blocks.refused(opened.refused, _))
elif opened is not None and opened.read is not None:
    found = context.services.restricted.proposals(opened.read)
    session.draw(
        blocks.passport(opened.read.passport, opened.name, catalogue, _),
        blocks.counted(found, _),
    )
    chosen = []
    for proposal in found:
        if proposal.state is RowState.UNTOUCHED:
            continue
        with st.container(border=True):
            session.draw(blocks.row(proposal, catalogue, now, _))
            label = (
                _("I have read what was recorded. Record {initiative} all the same")
                if proposal.state is RowState.CONFLICT
                else _("Record {initiative}")
            )
            if report := workbook_form.accepted(proposal, label.format(initiative=proposal.initiative)):
                chosen.append(report)
    session.draw(blocks.untouched(found, _))
    label = (
        _.plural("Submit {n} report", "Submit {n} reports", len(chosen))
        if answers
        else _.plural("Record {n} report", "Record {n} reports", len(chosen))
    )
    workbook_form.record_button(label, chosen)
    session.draw(blocks.recorded(workbook_form.just_recorded(), catalogue, now, _))
    if refused:
        session.draw(heading(3, _("Not recorded yet")))
        for error in refused:
            frame.calm(error, _)
    session.draw(
        paragraph(
            _(
                "What is submitted is published once the responsible ministries have answered, or their time is up."
            )
            if answers
            else _(
                "A report cannot be changed or deleted afterwards. A later report replaces it in the overview."
            ),
            "m-small",
        )
    )
if opened is not None:
    workbook_form.put_away_button(_("Put this workbook away"))
session.draw(paragraph(to.link(_("Report status"), addresses.REPORT), "m-small"))
