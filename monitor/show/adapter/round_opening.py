"""The form that opens a round. It is recorded once, however often its button is pressed: by the id of the round."""

from datetime import date

import streamlit as st

from monitor.errors import Refused
from monitor.reporting.round_rules import objections_to_open, title_faults
from monitor.reporting.rounds import NewRound
from monitor.review.rounds import round_id
from monitor.show import addresses
from monitor.show.adapter import choices, forms, frame, round_fields, session
from monitor.show.adapter.session import Context
from monitor.show.text import paragraph


def open_round(context: Context) -> None:
    """Open a new round. Its id is shown before it is opened, since a round is never changed."""
    _, today, name = context.words, context.desk.today, "round"
    form = forms.form_id(name)
    title = round_fields.text(
        _("Title of the round"), f"{form}-title", placeholder=_("Autumn {year}").format(year=today.year)
    )
    left, right = st.columns(2)
    with left:
        opens_said = round_fields.text(_("First day"), f"{form}-opens", value=today.isoformat())
    with right:
        closes_said = round_fields.text(_("Last day"), f"{form}-closes", placeholder=f"{today.year}-12-31")
    faults: list[Refused] = []
    opens = round_fields.day(opens_said, "opens", faults)
    closes = round_fields.day(closes_said, "closes", faults)
    new = None
    if opens is not None and closes is not None:
        new = _new_round(title, opens, closes, faults, context)
    else:
        faults[:0] = title_faults(title.strip())
    if closes is not None:
        round_fields.check_last_day(closes, today, faults)
    if new is not None and not faults:
        told = _(
            "Reports and answers will be due by {day}. The id of the round will be {id}. A round cannot be changed; "
            "bodies can be given more time."
        )
        session.draw(paragraph(told.format(day=_.day(new.closes), id=new.id), "m-small"))
    if not st.button(_("Open the round"), type="primary", key=f"{form}-open"):
        return
    for fault in faults:
        frame.calm(fault, _)
    if faults or new is None:
        return

    def act() -> None:
        context.services.writer.open_round(new)
        choices.keep_in_address({"id": new.id})

    told = _("The round is open; now ask the bodies.")
    forms.attempt(act, name=name, form=form, page=addresses.ROUNDS, told=told, context=context)


def _new_round(title: str, opens: date, closes: date, faults: list[Refused], context: Context) -> NewRound:
    """The round that was typed; whatever stands against it is added to the faults."""
    rounds = context.services.restricted.all_rounds()
    person, title = context.person, title.strip()
    new = NewRound(
        id=round_id(title, opens=opens, closes=closes, opened_by=person, rounds=rounds),
        title=title,
        opens=opens,
        closes=closes,
        opened_by=person,
    )
    faults.extend(objections_to_open(new, rounds))
    return new
