"""The forms that record what was done in a round: bodies were asked, reminded, or given more time.

A step is recorded once, however often its button is pressed: by the id of its form and the body. Of several bodies,
either all steps are recorded or none, unless another person changes the round in between.
"""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from monitor.catalogue.bodies import BodyKind
from monitor.errors import Refused
from monitor.reporting.days import day_of
from monitor.reporting.round_rules import objections_to_add
from monitor.reporting.rounds import NewStep, StepKind
from monitor.review.rounds import BodyInRound, RoundNow
from monitor.show import addresses
from monitor.show.adapter import forms, frame, round_fields
from monitor.show.adapter.session import Context
from monitor.show.blocks import rounds as blocks
from monitor.show.words import UI_LANGUAGES, Words


def ask(now: RoundNow, context: Context) -> None:
    """Record that bodies were asked, each with the contact and the deputy one turned to; again with new ones."""
    _, catalogue, name = context.words, context.catalogue, f"ask-{now.round.id}"
    form = forms.form_id(name)
    there = {body.asked.body: body.asked for body in now.bodies}
    ministries = [body.id for body in catalogue.responsible_bodies() if body.kind is BodyKind.MINISTRY]
    chosen = round_fields.bodies(
        _("Bodies that were asked, or that have a new contact"),
        [body.id for body in catalogue.reporting_bodies()],
        [body for body in ministries if body not in there],
        f"{form}-bodies",
        context,
    )
    steps = []
    for body in chosen:
        asked = there.get(body)
        left, right = st.columns(2)
        with left:
            contact = round_fields.text(
                _("Contact in {body}").format(body=body),
                f"{form}-{body}-contact",
                value=(asked.contact if asked else "") or "",
            )
        with right:
            deputy = round_fields.text(
                _("Deputy in {body}").format(body=body),
                f"{form}-{body}-deputy",
                value=(asked.deputy if asked else "") or "",
            )
        steps.append(_step(StepKind.ASKED, form, body, now, context, contact=contact, deputy=deputy))
    label = _.plural("Record that {n} body was asked", "Record that {n} bodies were asked", len(steps))
    if st.button(label, type="primary", key=f"{form}-ask"):
        told = _.plural("{n} body is recorded as asked.", "{n} bodies are recorded as asked.", len(steps))
        _record(steps, now, name=name, form=form, told=told, context=context)


def remind(now: RoundNow, context: Context) -> None:
    """Record that bodies were reminded: those from which something is missing, or whichever are chosen.

    Who was reminded today is not chosen again, so that a click that comes late reminds nobody twice.
    """
    _, name, today = context.words, f"remind-{now.round.id}", context.desk.today
    form = forms.form_id(name)

    def reminded_today(body: BodyInRound) -> bool:
        return any(day_of(instant) == today for instant in body.asked.reminded_at)

    chosen = round_fields.bodies(
        _("Bodies that were reminded"),
        [body.asked.body for body in now.bodies],
        [body.asked.body for body in now.bodies if body.is_behind and not reminded_today(body)],
        f"{form}-bodies",
        context,
    )
    steps = [_step(StepKind.REMINDED, form, body, now, context) for body in chosen]
    label = _.plural("Record that {n} body was reminded", "Record that {n} bodies were reminded", len(steps))
    if st.button(label, type="primary", key=f"{form}-remind"):
        told = _.plural(
            "{n} body is recorded as reminded.", "{n} bodies are recorded as reminded.", len(steps)
        )
        _record(steps, now, name=name, form=form, told=told, context=context)


def reminder_text(now: RoundNow, context: Context) -> None:
    """The reminder to one body to copy, in both languages. What is typed into it is kept nowhere."""
    _, catalogue = context.words, context.catalogue
    there = {body.asked.body: body for body in now.bodies}
    behind = [body for body, side in there.items() if side.is_behind]
    chosen = st.selectbox(
        _("Body that the reminder is for"),
        list(there),
        index=list(there).index(behind[0]) if behind else 0,
        format_func=lambda body: round_fields.body_name(body, context),
        key=f"reminder-{now.round.id}-body",
    )
    for language, column in zip(UI_LANGUAGES, st.columns(len(UI_LANGUAGES)), strict=True):
        key = f"reminder-{now.round.id}-{language}"
        st.session_state[key] = blocks.reminder(now, there[chosen], catalogue, Words(language))
        with column:
            st.text_area(
                _("Text of the reminder ({language})").format(language=UI_LANGUAGES[language]),
                key=key,
                height=280,
            )


def give_time(now: RoundNow, context: Context) -> None:
    """Give bodies a new last day."""
    _, name = context.words, f"time-{now.round.id}"
    form = forms.form_id(name)
    chosen = round_fields.bodies(
        _("Bodies that get more time"),
        [body.asked.body for body in now.bodies],
        [],
        f"{form}-bodies",
        context,
    )
    said = round_fields.text(_("New last day"), f"{form}-due", placeholder=f"{now.round.closes.year}-12-31")
    label = _.plural("Give {n} body more time", "Give {n} bodies more time", len(chosen))
    if not st.button(label, type="primary", key=f"{form}-time"):
        return
    faults: list[Refused] = []
    due = round_fields.day(said, "due", faults)
    if due is not None:
        round_fields.check_last_day(due, context.desk.today, faults)
    steps = [_step(StepKind.MORE_TIME, form, body, now, context, due=due) for body in chosen]
    told = _.plural("{n} body has more time.", "{n} bodies have more time.", len(steps))
    _record(steps, now, name=name, form=form, told=told, context=context, faults=faults)


def _step(
    kind: StepKind,
    form: str,
    body: str,
    now: RoundNow,
    context: Context,
    *,
    contact: str = "",
    deputy: str = "",
    due: date | None = None,
) -> NewStep:
    return NewStep(
        idempotency_key=f"{form}-{body}",
        round=now.round.id,
        kind=kind,
        body=body,
        recorded_by=context.person,
        contact=contact.strip(),
        deputy=deputy.strip(),
        due=due,
    )


def _record(
    steps: Sequence[NewStep],
    now: RoundNow,
    *,
    name: str,
    form: str,
    told: str,
    context: Context,
    faults: Sequence[Refused] = (),
) -> None:
    """Record the steps; none of them where one would be refused or `faults` were found, and all that is said."""
    services = context.services
    recorded = {step.idempotency_key for step in now.round.steps}
    found = list(faults)
    if not steps:
        found.append(Refused("nobody_chosen", "No body is chosen; choose at least one."))
    for step in () if faults else steps:
        if step.idempotency_key not in recorded:  # else a click that came twice
            found.extend(objections_to_add(step, now.round, at=services.clock()))
    for fault in found:
        frame.calm(fault, context.words)
    if found:
        return

    def act() -> None:
        for step in steps:
            services.writer.add_to_round(step)

    forms.attempt(act, name=name, form=form, page=addresses.ROUNDS, told=told, context=context)
