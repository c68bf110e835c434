"""Initiatives: find the one that is meant, by area, body, status, deadline or words."""

import streamlit as st
from markupsafe import Markup

from monitor.review.filters import STATUS_CODES, Filter, chosen
from monitor.show.adapter import choices, frame, session
from monitor.show.rows import body_long, standing_table
from monitor.show.vocabulary import filter_word

context = session.here()
_, to, catalogue = context.words, context.addresses, context.catalogue
rows = context.desk.standings()

session.title(_("Initiatives"), _)

areas = {"": _("All areas")} | {
    area.id: f"{area.number or ''} {_.plain(area.title)}" for area in catalogue.areas
}
bodies = {"": _("All bodies")} | {
    body.id: body_long(body, catalogue.printed_on, _) for body in catalogue.responsible_bodies()
}
statuses = {"": _("All statuses")} | {code: filter_word(code, _) for code in STATUS_CODES}
years = sorted({str(row.schedule.deadline.last_day.year) for row in rows if row.schedule.deadline})
deadlines = {"": _("All deadlines")} | {year: year for year in years}

first, second, third, fourth, fifth = st.columns([3, 3, 2, 2, 3])
with first:
    area = choices.choice_in_address("area", _("Area"), areas)
with second:
    body = choices.choice_in_address("body", _("Responsible body"), bodies)
with third:
    status = choices.choice_in_address("status", _("Reported status"), statuses)
with fourth:
    deadline = choices.choice_in_address("deadline", _("Deadline"), deadlines)
with fifth:
    text = choices.text_in_address("text", _("Words"), placeholder=_("housing, BRIK, NAV …"))

wanted = Filter(area=area, body=body, status=status, deadline=deadline, text=text)
shown = chosen(rows, wanted, catalogue)
told = _("Showing {shown} of {total} initiatives").format(shown=len(shown), total=len(rows))
session.draw(Markup('<p role="status">{} · {}</p>').format(frame.day_line(context), told))
if not shown:
    frame.notice(_("No initiative matches the filters."))
if wanted:
    st.button(
        _("Reset the filters"),
        on_click=choices.clear_address,
        args=("area", "body", "status", "deadline", "text"),
    )
if shown:
    answered = context.desk.answered()
    session.draw(standing_table(_("Initiatives"), shown, catalogue, to, _, answered))
