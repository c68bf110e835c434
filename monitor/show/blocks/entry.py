"""One entry of the log as a reader meets it: what it says, how far it has come, and what was said of it later."""

from datetime import date

from markupsafe import Markup, escape

from monitor.catalogue.strategy import Catalogue
from monitor.reporting.conclusions import FIELDS
from monitor.reporting.events import STATEMENTS, EventKind, LogEntry, Task, Verdict, texts_of
from monitor.reporting.progress import Progress
from monitor.reporting.reasons import comment_is_reason
from monitor.reporting.workflow import State
from monitor.review.submissions import Told
from monitor.show import addresses
from monitor.show.addresses import Addresses
from monitor.show.marks import status_mark
from monitor.show.refusals import field_label
from monitor.show.rows import addressee, initiative_link
from monitor.show.text import EMPTY, bullets, definitions, join, outside_link, paragraph, user_text
from monitor.show.vocabulary import event_kind_word, state_word, verdict_word
from monitor.show.words import Words


def told_entry(told: Told, catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    """The entry in full. What no longer counts, or does not count yet, says so above its own words."""
    entry, progress = told.entry, told.progress
    void = told.replaced_by is not None or (
        progress is not None and progress.state in (State.CORRECTED, State.WITHDRAWN)
    )
    return Markup('<div class="{}"><p>{}</p>{}{}{}<p class="m-small">{}</p></div>').format(
        "m-entry m-void" if void else "m-entry",
        headline(entry, catalogue, _),
        _progress(progress, catalogue, to, _) if progress else _of_an_answer(told, to, _),
        definitions(_content(told, catalogue, to, _)),
        _answers(progress, catalogue, to, _) if progress else EMPTY,
        recorded_line(entry, to, _),
    )


def subject(entry: LogEntry, catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    """Which initiative the entry is on; its id alone where the catalogue has lost it."""
    initiative = catalogue.initiative.get(entry.initiative)
    if initiative is None:
        return paragraph(_("On initiative {initiative}").format(initiative=entry.initiative))
    return paragraph(initiative_link(initiative, to, _))


def headline(entry: LogEntry, catalogue: Catalogue, _: Words) -> Markup:
    """What it is, on or from which day, and for whom."""
    what, day = _what(entry, _), _.day(entry.effective_on)
    match entry.subject:
        case EventKind.STATUS_REPORT:
            held = _("from {day}").format(day=day)
        case EventKind.DEADLINE_REVISED:
            held = _("decided {day}").format(day=day)
        case EventKind.CONCLUSION:
            held = _("meeting on {day}").format(day=day)
        case _other:
            held = day
    by = _("reported for {body}") if entry.kind in STATEMENTS else _("for {body}")
    named = by.format(body=addressee(entry.acting_for, catalogue, catalogue.printed_on, _))
    if entry.kind is EventKind.CORRECTION:
        what = Markup("<b>{}:</b> {}").format(event_kind_word(entry.kind, _), what)
    between = " " if entry.status is not None else " · "
    return Markup("{}{}{} · {}").format(what, between, held, named)


def _what(entry: LogEntry, _: Words) -> Markup:
    """What an entry says in a word or two; of a correction, what it says in the place of the other."""
    if entry.status is not None:
        return status_mark(entry.status, _)
    kind = event_kind_word(entry.subject, _)
    if entry.revised_deadline is not None:
        return Markup("<b>{}: {}</b>").format(kind, _.partial(entry.revised_deadline))
    if entry.milestone is not None:
        return Markup("<b>{}: {}</b>").format(kind, entry.milestone)
    return Markup("<b>{}</b>").format(verdict_word(entry.verdict, _) if entry.verdict else kind)


def recorded_line(entry: LogEntry, to: Addresses, _: Words) -> Markup:
    """When it was recorded, and its number in the log, which leads to its page."""
    number = to.link(
        _("no. {sequence} in the log").format(sequence=entry.sequence),
        addresses.ENTRY,
        no=str(entry.sequence),
    )
    moment = _.moment(entry.recorded_at)
    return escape(_("Recorded {moment} as {number}")).format(moment=moment, number=number)


def entry_link(sequence: int, to: Addresses, _: Words) -> Markup:
    """A number that leads to the entry's page."""
    label = _("no. {sequence}").format(sequence=sequence)
    return to.link(label, addresses.ENTRY, no=str(sequence))


def _progress(progress: Progress, catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    """Nothing for what stands as it was published; else how far it has come, or what took its place."""
    if progress.state is State.PUBLISHED:
        return EMPTY
    told: Markup | str = state_word(progress.state, _)
    css = "m-state" if progress.state in (State.CORRECTED, State.WITHDRAWN) else "m-pending"
    if progress.withdrawn_by is not None:
        told = _later(told, progress.withdrawn_by, to, _)
    elif progress.state is State.CORRECTED and progress.corrected_by is not None:
        told = _later(told, progress.corrected_by, to, _)
    elif progress.state is State.SUBMITTED:
        waiting = ", ".join(
            _("{body} until {day}").format(
                body=addressee(body, catalogue, catalogue.printed_on, _), day=_.day(progress.due[body])
            )
            for body in progress.silent
        )
        told = Markup("{} {}").format(f"{told}.", _("Awaits an answer: {bodies}.").format(bodies=waiting))
    return Markup('<p class="{}">{}</p>').format(css, told)


def replaced(by: LogEntry, to: Addresses, _: Words) -> Markup:
    """That an answer or a conclusion was replaced, and by which."""
    return escape(_("Replaced by {entry}")).format(entry=entry_link(by.sequence, to, _))


def of_an_answer(told: Told, to: Addresses, _: Words) -> list[Markup | str]:
    """What is to be known of an answer beside its words: that it came late, and that another one replaced it."""
    return [
        *([_("Answered after publication")] if told.late else []),
        *([replaced(told.replaced_by, to, _)] if told.replaced_by is not None else []),
    ]


def _of_an_answer(told: Told, to: Addresses, _: Words) -> Markup:
    return join(Markup('<p class="m-state"><b>{}</b></p>').format(said) for said in of_an_answer(told, to, _))


def _later(told: Markup | str, by: LogEntry, to: Addresses, _: Words) -> Markup:
    reason = user_text(by.comment, _)
    return Markup("<b>{}</b> ({}): {}").format(told, entry_link(by.sequence, to, _), reason)


def _content(told: Told, catalogue: Catalogue, to: Addresses, _: Words) -> list[tuple[str, Markup | str]]:
    entry = told.entry
    found: list[tuple[str, Markup | str]] = []
    if entry.refers_to is not None:
        found.append((_("About"), entry_link(entry.refers_to, to, _)))
    texts = texts_of(entry)
    found.extend(
        (text_label(field, entry, _), _words(texts[field], field, told, to, _))
        # What was concluded comes before what is to be done.
        for field in (FIELDS if entry.kind is EventKind.CONCLUSION else texts)
        if texts[field] != "" and field != "decision_what"
    )
    if entry.task is not None:
        found.extend(task_lines(entry.task, catalogue, entry.effective_on, _))
    if entry.redacted:
        from_fields = ", ".join(field_label(field, _) for field in entry.redacted)
        found.append((_("Removed text"), from_fields))
    if entry.expected_completion is not None:
        found.append((_("Expected completion"), _.partial(entry.expected_completion)))
    if entry.evidence_url is not None:
        found.append((_("Link to evidence"), outside_link(entry.evidence_url, entry.evidence_url)))
    if entry.decision is not None:
        asked = addressee(entry.decision.of, catalogue, entry.effective_on, _)
        by = _.day(entry.decision.by) if entry.decision.by else _("no day given")
        what = _words(entry.decision.what, "decision_what", told, to, _)
        found.append((_("Needs a decision"), Markup("{} ({}, {})").format(what, asked, by)))
    if entry.case_number is not None:
        found.append((_("Case number"), entry.case_number))
    if entry.access_ground is not None:
        found.append((_("Exempt from public access under"), entry.access_ground))
    return found


def text_label(field: str, entry: LogEntry, _: Words) -> str:
    """The label of a text of an entry. The comment on what nobody does without a reason is that reason; that of a
    conclusion is the conclusion.
    """
    if entry.kind is EventKind.CONCLUSION:
        return field_label(FIELDS[field], _)
    return _("Reason") if field == "comment" and comment_is_reason(entry) else field_label(field, _)


def task_lines(task: Task, catalogue: Catalogue, day: date, _: Words) -> list[tuple[str, str]]:
    """By whom what comes after a conclusion is to be done, and until when."""
    until = _.day(task.until) if task.until else _("no day given")
    return [(_("Who is to do it"), addressee(task.of, catalogue, day, _)), (_("Until when"), until)]


def _words(text: str | None, field: str, told: Told, to: Addresses, _: Words) -> Markup:
    """What a person wrote; where it was removed, by which entry and why."""
    if text is not None:
        return user_text(text, _)
    by = next((redaction for redaction in told.redactions if field in redaction.redacted), None)
    # Words that are gone are gone on every day. Which entry removed them is not known yet on an earlier one.
    why: Markup | str = (
        _("after the day shown")
        if by is None
        else escape(_("by {entry}: {reason}")).format(
            entry=entry_link(by.sequence, to, _), reason=user_text(by.comment, _)
        )
    )
    return Markup('{}, <span class="m-muted">{}</span>').format(user_text(None, _), why)


def _answers(progress: Progress, catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    """Who confirmed, who disagrees and why, and, once it is published, who has not answered."""
    items = []
    for body, answer in progress.answers.items():
        name = addressee(body, catalogue, catalogue.printed_on, _)
        said = Markup("{}: {}").format(name, _verdict(answer, to, _))
        if answer.comment != "":
            said = Markup("{} {}").format(said, user_text(answer.comment, _))
        if answer in progress.late:
            said = Markup('{} <span class="m-muted">{}</span>').format(said, _("answered after publication"))
        if before := [_verdict(each, to, _) for each in progress.earlier if each.acting_for == body]:
            told = escape(_("earlier: {answers}")).format(answers=join(before, ", "))
            said = Markup('{} <span class="m-muted">{}</span>').format(said, told)
        items.append(
            Markup('<span class="m-late">{}</span>').format(said)
            if answer.verdict is Verdict.DISAGREED
            else said
        )
    if progress.state is not State.SUBMITTED:
        items.extend(
            escape(
                _("{body} has not answered").format(body=addressee(body, catalogue, catalogue.printed_on, _))
            )
            for body in progress.silent
        )
    if not items:
        return EMPTY
    return join([paragraph(_("Answers of the responsible ministries"), "m-small"), bullets(items)])


def _verdict(answer: LogEntry, to: Addresses, _: Words) -> Markup:
    assert answer.verdict is not None
    return Markup("{} ({})").format(verdict_word(answer.verdict, _), entry_link(answer.sequence, to, _))
