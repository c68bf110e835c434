"""The fields of a committee's conclusion, and the button that records it."""

from dataclasses import replace

import streamlit as st
from markupsafe import Markup

from monitor.access.actions import Action
from monitor.catalogue.bodies import BodyKind
from monitor.reporting.conclusions import answer_to
from monitor.reporting.events import LogEntry
from monitor.reporting.typed_conclusion import TypedConclusion, as_typed, read_conclusion
from monitor.review.desk import Desk
from monitor.review.standing import Standing
from monitor.show.adapter import choices, forms, one_event, session
from monitor.show.adapter.session import Context
from monitor.show.blocks import conclusion as blocks
from monitor.show.rows import addressee
from monitor.show.text import paragraph

PAGE = "conclusion"
"""The name under which this page tells what was done."""

_OWN_ACCORD = "own"
_BEGUN = "conclusions_begun"  # by form, the number of the report that it was begun for


def chosen_question(row: Standing, desk: Desk, context: Context) -> LogEntry | None:
    """The report whose decision the conclusion answers, None when the committee speaks of its own accord.

    That is the report in force while what it asks is open. A form that was begun keeps the report it was begun for:
    who was faster, or a first click whose answer was lost, must not turn what is typed into something else.
    """
    _ = context.words
    found = {report.sequence: report for report in (_open(row, desk), _begun_for(row, desk)) if report}
    if not found:
        session.draw(paragraph(_("No decision that the report in force asks for is open."), "m-muted"))
        return None
    options = {
        str(number): _("The decision that no. {sequence} asks for").format(sequence=number)
        for number in sorted(found)
    } | {_OWN_ACCORD: _("None; the committee spoke of its own accord")}
    default = next(iter(options))
    chosen = choices.choice_in_address("asked", _("Decision it answers"), options, default=default)
    return None if chosen == _OWN_ACCORD else found[int(chosen)]


def _open(row: Standing, desk: Desk) -> LogEntry | None:
    report = row.report
    if report is None or report.decision is None:
        return None
    return report if answer_to(report, desk.conclusions(row.initiative.id)) is None else None


def _begun_for(row: Standing, desk: Desk) -> LogEntry | None:
    number = st.session_state.get(_BEGUN, {}).get(forms.form_id(_name(row.initiative.id)))
    told = desk.entry(number) if number else None
    return told.entry if told else None


def _name(initiative: str) -> str:
    return f"conclusion-{initiative}"


def chosen_committee(asks: LogEntry | None, context: Context) -> str:
    """The committee that concluded, among those the person may record for; the one that was asked, first of all."""
    _ = context.words
    committees = {
        each.id: _.plain(each.name)
        for each in context.catalogue.committees
        if context.access.may(Action.CONCLUDE, each.id)
    }
    of = asks.decision.of if asks and asks.decision else ""
    if of in committees:  # what was asked of one committee is concluded on by no other
        committees = {of: committees[of]}
    options = {"": _("Choose a committee")} | committees
    default = next(iter(committees)) if len(committees) == 1 else ""
    return choices.choice_in_address("committee", _("Committee"), options, default=default)


def new(row: Standing, committee: str, asks: LogEntry | None, context: Context) -> None:
    """The form of a new conclusion on an initiative."""
    blank = TypedConclusion(
        initiative=row.initiative.id,
        committee=committee,
        meeting_on=context.services.today().isoformat(),
        answers=asks.sequence if asks else None,
    )
    _form(_name(row.initiative.id), blank, context)


def replacement(entry: LogEntry, context: Context) -> None:
    """The form of a conclusion that takes the place of another, filled in with what that one says."""
    _form(f"conclusion-replaces-{entry.sequence}", as_typed(entry), context)


def _form(name: str, start: TypedConclusion, context: Context) -> None:
    _, form = context.words, forms.form_id(name)
    typed = _fields(form, start, context)
    if typed != start:
        st.session_state.setdefault(_BEGUN, {})[form] = start.answers
    seen = one_event.seen_revision(form, start.initiative, context, untouched=typed == start)
    event, faults = read_conclusion(
        typed,
        idempotency_key=form,
        expected_revision=seen,
        recorded_by=context.person,
        today=context.services.today(),
    )
    if not st.button(_("Record the conclusion"), type="primary", key=f"{form}-record"):
        return

    def told(recorded: LogEntry) -> Markup:
        initiative = context.catalogue.initiative.get(recorded.initiative)
        return blocks.done(recorded, initiative, context.addresses_now, _)

    one_event.record(event, name=name, page=PAGE, told=told, context=context, faults=faults)


def _fields(form: str, start: TypedConclusion, context: Context) -> TypedConclusion:
    _ = context.words

    def line(field: str, label: str) -> str:
        value = st.text_input(
            label,
            getattr(start, field),
            key=f"{form}-{field}",
            placeholder="2018-12-31",
            persist_state="session",
        )
        return value or ""

    def words(field: str, label: str) -> str:
        value = st.text_area(
            label, getattr(start, field), key=f"{form}-{field}", height=96, persist_state="session"
        )
        return value or ""

    meeting_on = line("meeting_on", _("Day of the meeting"))
    concluded = words("concluded", _("What was concluded (required)"))
    task_what = words("task_what", _("What is to be done (optional)"))
    left, right = st.columns(2)
    with left:
        doers = _doers(context)
        task_of = st.selectbox(
            _("Who is to do it (optional)"),
            doers,
            index=doers.index(start.task_of) if start.task_of in doers else None,
            placeholder=_("Choose a body or committee"),
            format_func=lambda code: addressee(code, context.catalogue, context.desk.today, _),
            key=f"{form}-task_of",
            persist_state="session",
        )
    with right:
        task_until = line("task_until", _("Until when (optional)"))
    return replace(
        start,
        meeting_on=meeting_on,
        concluded=concluded,
        task_what=task_what,
        task_of=task_of or "",
        task_until=task_until,
    )


def _doers(context: Context) -> list[str]:
    """Whom a conclusion can name: all but municipalities, to which no ministry gives an assignment."""
    bodies = [body.id for body in context.catalogue.bodies if body.kind is not BodyKind.MUNICIPAL]
    return [committee.id for committee in context.catalogue.committees] + bodies
