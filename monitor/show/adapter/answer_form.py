"""The forms in which a ministry answers: one for each submission, and one button that confirms several.

Nothing is preselected: a verdict is chosen or there is none. What is typed stays until it is sent, also when the
submission is published or withdrawn meanwhile, or something else comes in, which is shown then.
"""

from collections.abc import Sequence

import streamlit as st
from markupsafe import escape

from monitor.reporting.events import Verdict
from monitor.review.answers import Submission, ToAnswer
from monitor.show.adapter import choices, forms, frame, session
from monitor.show.adapter.answer_state import (
    Refusal,
    all_shown,
    answer_of,
    contradictory,
    form_of,
    name,
    record,
)
from monitor.show.adapter.session import Context
from monitor.show.blocks import answers as blocks
from monitor.show.blocks.entry import entry_link, told_entry
from monitor.show.text import heading, paragraph, user_text
from monitor.show.vocabulary import verdict_word

PAGE = "answers"
_REFUSED = "answers_refused"


def awaited(submission: Submission, waiting: Sequence[Submission], context: Context) -> None:
    """A submission that awaits an answer, in full, with its form; where several wait, with the box to tick."""
    with st.container(border=True):
        _draw(submission, context)
        _fields(submission, waiting, context)
        if len(waiting) > 1:
            _ = context.words
            label = _("Tick {number} to confirm it together with others")
            st.checkbox(
                label.format(number=blocks.number_among(submission, waiting, context.catalogue, _)),
                key=f"{form_of(submission)}-tick",
                persist_state="session",
            )


def confirm_ticked(waiting: Sequence[Submission], context: Context) -> None:
    """The button that confirms every submission that is ticked; each by itself, so that none holds back another."""
    _ = context.words
    ticked = [each for each in waiting if st.session_state.get(f"{form_of(each)}-tick")]
    label = _("Confirm the ticked ones ({count})").format(count=len(ticked))
    if not st.button(label, key=f"{waiting[0].body}-confirm-ticked", disabled=not ticked):
        return
    answers, refused = [], []
    for each in ticked:
        form = form_of(each)
        answer = answer_of(each, form, Verdict.CONFIRMED, context)
        if st.session_state.get(f"{form}-verdict") == Verdict.DISAGREED.value:
            refused.append(Refusal(answer, (contradictory(answer),)))
        else:
            answers.append(answer)
    refused += record(answers, context)
    st.session_state[_REFUSED] = refused
    missed = {refusal.answer.answers for refusal in refused}
    recorded = [each for each in ticked if each.entry.sequence not in missed]
    if recorded:
        numbers = ", ".join(blocks.number_among(each, waiting, context.catalogue, _) for each in recorded)
        told = _.plural("{n} answer recorded: Confirmed.", "{n} answers recorded: Confirmed.", len(recorded))
        for each in recorded:
            forms.finish(name(each), form_of(each), f"{told} {numbers}", PAGE)
    st.rerun()


def tell_refused(body: str, context: Context) -> None:
    """What one button could not confirm for a body, and why, until the next answer is sent."""
    _ = context.words
    kept: list[Refusal] = st.session_state.get(_REFUSED, [])
    refused = [refusal for refusal in kept if refusal.answer.acting_for == body]
    if refused:
        session.draw(heading(2, _("Not recorded yet")))
    for refusal in refused:
        _tell(refusal, context)


def later(to_answer: ToAnswer, context: Context) -> None:
    """One form on a published or answered submission, chosen from all of them."""
    _ = context.words
    found = {str(each.entry.sequence): each for each in (*to_answer.unanswered, *to_answer.given)}
    options = {"": _("Choose an entry")} | {
        number: _("{initiative}: {entry}").format(
            initiative=blocks.initiative_name(each.entry, context.catalogue, _),
            entry=_("no. {sequence}").format(sequence=number),
        )
        for number, each in found.items()
    }
    chosen = choices.choice_in_address("no", _("Entry to answer"), options)
    if chosen:
        with st.container(border=True):
            _draw(found[chosen], context)
            _fields(found[chosen], to_answer.waiting, context)


def overtaken(to_answer: ToAnswer, body: str, context: Context) -> None:
    """What this session had begun to answer when it was published, withdrawn or answered elsewhere: nothing is lost."""
    _ = context.words
    waiting = {each.entry.sequence for each in to_answer.waiting}
    open_still = {each.entry.sequence: each for each in (*to_answer.unanswered, *to_answer.given)}
    for form, shown in list(all_shown().items()):
        reason = str(st.session_state.get(f"{form}-reason") or "")
        begun = reason or st.session_state.get(f"{form}-verdict")
        if shown.body != body or not begun or shown.sequence in waiting or forms.form_id(shown.name) != form:
            continue
        link = entry_link(shown.sequence, context.addresses_now, _)
        if shown.sequence not in open_still:
            told = _("While you wrote, {entry} was withdrawn or corrected. It cannot be answered any more.")
            frame.alert(escape(told).format(entry=link))
            if reason:
                session.draw(paragraph(_("You had typed:")), paragraph(user_text(reason, _)))
        elif shown.awaited and st.query_params.get("no") != str(shown.sequence):
            told = _("While you wrote, something happened to {entry}. Read it anew; you can still answer.")
            frame.alert(escape(told).format(entry=link))
            with st.container(border=True):
                _draw(open_still[shown.sequence], context)
                _fields(open_still[shown.sequence], to_answer.waiting, context)


def _fields(submission: Submission, waiting: Sequence[Submission], context: Context) -> None:
    """The verdict, the reason, and the button that sends them."""
    _, form = context.words, form_of(submission)
    number = blocks.number_among(submission, waiting, context.catalogue, _)
    words = {Verdict.CONFIRMED.value: _("Confirm"), Verdict.DISAGREED.value: _("Disagree")}
    verdict = st.radio(
        _("Your answer on {number}").format(number=number),
        list(words),
        index=None,
        format_func=words.__getitem__,
        key=f"{form}-verdict",
        horizontal=True,
        persist_state="session",
    )
    st.text_area(
        _("Reason (required when you disagree)"), key=f"{form}-reason", height=80, persist_state="session"
    )
    if not st.button(_("Send the answer on {number}").format(number=number), key=f"{form}-send"):
        return
    st.session_state[_REFUSED] = []
    if verdict is None:
        frame.notice(_("Choose whether you confirm or disagree."))
        return
    refused = record([answer_of(submission, form, Verdict(verdict), context)], context)
    for refusal in refused:
        _tell(refusal, context)
    if not refused:
        told = _("Answer on {number} recorded: {verdict}.").format(
            number=number, verdict=verdict_word(Verdict(verdict), _)
        )
        forms.finish(name(submission), form, told, PAGE)
        choices.clear_address("no")
        st.rerun()


def _tell(refusal: Refusal, context: Context) -> None:
    """Why an answer was not recorded; where something came in after the form was shown, all of that."""
    _, answer = context.words, refusal.answer
    for error in refusal.errors:
        if error.code != "stale_revision":
            frame.calm(error, _)
            continue
        frame.alert(
            _(
                "Something was recorded on initiative {number} after you opened this form. Read it, then send "
                "again; nothing you typed is lost."
            ).format(number=blocks.initiative_number(answer.initiative, context.catalogue))
        )
        newer = context.services.desk().recorded_after(answer.initiative, answer.expected_revision)
        session.draw(*(told_entry(told, context.catalogue, context.addresses_now, _) for told in newer))


def _draw(submission: Submission, context: Context) -> None:
    today = context.services.today()
    session.draw(
        blocks.submission(submission, context.catalogue, context.addresses_now, context.words, today=today)
    )
