"""The forms of the page on rounds: open one, ask bodies, remind them, give them more time. Each has one button.

Whatever a form records is recorded once, however often its button is pressed: a round by its id, a step by the id of
its form and the body. Of several bodies, either all steps are recorded or none, unless another person changes the
round in between.
"""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from monitor.catalogue.bodies import BodyKind
from monitor.catalogue.dates import day_from
from monitor.errors import Refused
from monitor.reporting.days import day_of
from monitor.reporting.round_rules import objections_to_add, objections_to_open, title_faults
from monitor.reporting.rounds import NewRound, NewStep, StepKind
from monitor.review.rounds import BodyInRound, RoundNow, check_last_day, round_id
from monitor.show import addresses
from monitor.show.adapter import choices, forms, frame, session
from monitor.show.adapter.session import Context
from monitor.show.blocks import rounds as blocks
from monitor.show.rows import body_long
from monitor.show.text import paragraph
from monitor.show.words import UI_LANGUAGES, Words


def open_round(context: Context) -> None:
    """Open a new round. Its id is shown before it is opened, since a round is never changed."""
    _, today, name = context.words, context.desk.today, "round"
    form = forms.form_id(name)
    title = _text(
        _("Title of the round"), f"{form}-title", placeholder=_("Autumn {year}").format(year=today.year)
    )
    left, right = st.columns(2)
    with left:
        opens_said = _text(_("First day"), f"{form}-opens", value=today.isoformat())
    with right:
        closes_said = _text(_("Last day"), f"{form}-closes", placeholder=f"{today.year}-12-31")
    faults: list[Refused] = []
    opens = _day(opens_said, "opens", faults)
    closes = _day(closes_said, "closes", faults)
    new = None
    if opens is not None and closes is not None:
        new = _new_round(title, opens, closes, faults, context)
    else:
        faults[:0] = title_faults(title.strip())
    if closes is not None:
        _check_last_day(closes, today, faults)
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


def ask(now: RoundNow, context: Context) -> None:
    """Record that bodies were asked, each with the contact and the deputy one turned to; again with new ones."""
    _, catalogue, name = context.words, context.catalogue, f"ask-{now.round.id}"
    form = forms.form_id(name)
    there = {body.asked.body: body.asked for body in now.bodies}
    ministries = [body.id for body in catalogue.responsible_bodies() if body.kind is BodyKind.MINISTRY]
    chosen = _bodies(
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
            contact = _text(
                _("Contact in {body}").format(body=body),
                f"{form}-{body}-contact",
                value=(asked.contact if asked else "") or "",
            )
        with right:
            deputy = _text(
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

    chosen = _bodies(
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


def give_time(now: RoundNow, context: Context) -> None:
    """Give bodies a new last day."""
    _, name = context.words, f"time-{now.round.id}"
    form = forms.form_id(name)
    chosen = _bodies(
        _("Bodies that get more time"),
        [body.asked.body for body in now.bodies],
        [],
        f"{form}-bodies",
        context,
    )
    said = _text(_("New last day"), f"{form}-due", placeholder=f"{now.round.closes.year}-12-31")
    label = _.plural("Give {n} body more time", "Give {n} bodies more time", len(chosen))
    if not st.button(label, type="primary", key=f"{form}-time"):
        return
    faults: list[Refused] = []
    due = _day(said, "due", faults)
    if due is None:
        if not chosen:
            faults.append(_nobody_chosen())
        for fault in faults:
            frame.calm(fault, _)
        return
    _check_last_day(due, context.desk.today, faults)
    steps = [_step(StepKind.MORE_TIME, form, body, now, context, due=due) for body in chosen]
    told = _.plural("{n} body has more time.", "{n} bodies have more time.", len(steps))
    _record(steps, now, name=name, form=form, told=told, context=context, faults=faults)


def reminder_text(now: RoundNow, context: Context) -> None:
    """The reminder to one body to copy, in both languages. What is typed into it is kept nowhere."""
    _, catalogue = context.words, context.catalogue
    there = {body.asked.body: body for body in now.bodies}
    behind = [body for body, side in there.items() if side.is_behind]
    chosen = st.selectbox(
        _("Body that the reminder is for"),
        list(there),
        index=list(there).index(behind[0]) if behind else 0,
        format_func=lambda body: _body_name(body, context),
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


def _check_last_day(day: date, today: date, faults: list[Refused]) -> None:
    try:
        check_last_day(day, today=today)
    except Refused as fault:
        faults.append(fault)


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
    found = [*faults, *([] if steps else [_nobody_chosen()])]
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


def _nobody_chosen() -> Refused:
    return Refused("nobody_chosen", "No body is chosen; choose at least one.")


def _bodies(
    label: str, options: Sequence[str], default: Sequence[str], key: str, context: Context
) -> list[str]:
    _ = context.words
    chosen: list[str] = st.multiselect(
        label,
        options,
        default,
        format_func=lambda body: _body_name(body, context),
        key=key,
        placeholder=_("Choose bodies"),
    )
    return chosen


def _body_name(body: str, context: Context) -> str:
    found = context.catalogue.body.get(body)
    return body_long(found, context.catalogue.printed_on, context.words) if found else body


def _text(label: str, key: str, *, value: str = "", placeholder: str = "") -> str:
    return st.text_input(label, value, key=key, placeholder=placeholder, persist_state="session") or ""


def _day(said: str, field: str, faults: list[Refused]) -> date | None:
    if not said.strip():
        faults.append(Refused("text_missing", f"The field {field} is blank; write a day.", field=field))
        return None
    try:
        return day_from(said)
    except ValueError:
        message = f"{said!r} cannot be read as a day; write it as 2026-10-15."
        faults.append(Refused("round_day_unreadable", message, field=field, said=said))
        return None
