"""Statuses as marks: a sign, a word and a colour, never a colour alone. The three kinds look different on purpose."""

from markupsafe import Markup

from monitor.catalogue.strategy import Catalogue
from monitor.evidence.record import PublicStatus, Reading
from monitor.reporting.events import EventKind
from monitor.reporting.status import Status
from monitor.review.answers import Answered
from monitor.review.schedule import Schedule, ScheduleState
from monitor.review.standing import Standing
from monitor.show.text import EMPTY, join, local
from monitor.show.vocabulary import RECORD_SIGNS, STATUS_SIGNS, confidence_word, record_word, status_word
from monitor.show.words import Words

LATE_SIGN = "!"
DISPUTED_SIGN = "≠"
WAITING_SIGN = "…"


def status_mark(status: Status | None, _: Words) -> Markup:
    """What the bodies report."""
    code = status or "not_reported"
    return _mark(f"m-status m-{code}", STATUS_SIGNS[status], status_word(status, _))


def record_mark(reading: Reading, _: Words, *, confidence: bool = True) -> Markup:
    """What the public record supports, for what part of the initiative, and how sure the reading is.

    On an earlier day, entries whose publication day is not known cannot be counted; that is said, since it is not
    the same as nothing having been found.
    """
    if reading.deciding is None and reading.left_out:
        told = _.plural(
            "No dated evidence by this day ({n} undated entry not counted)",
            "No dated evidence by this day ({n} undated entries not counted)",
            reading.left_out,
        )
        return _mark(f"m-record m-{reading.status}", RECORD_SIGNS[reading.status], told)
    mark = _mark(f"m-record m-{reading.status}", RECORD_SIGNS[reading.status], record_word(reading.status, _))
    parts: list[Markup | str] = []
    if reading.deciding is not None and reading.deciding.scope is not None:
        parts.append(local(reading.deciding.scope, _))
    if confidence and reading.confidence is not None:
        parts.append(confidence_word(reading.confidence, _))
    if not parts:
        return mark
    return Markup('{} <span class="m-muted">{}</span>').format(mark, join(parts, ", "))


def public_status_mark(status: PublicStatus, _: Words) -> Markup:
    """What one entry of the public record supports."""
    return _mark(f"m-record m-{status}", RECORD_SIGNS[status], record_word(status, _))


def schedule_mark(schedule: Schedule, _: Words) -> Markup:
    """What the calendar says: the deadline in force, and whether it has passed."""
    if schedule.deadline is None:
        return Markup('<span class="m-muted">{}</span>').format(_("No deadline"))
    due = _.partial(schedule.deadline)
    parts: list[Markup] = []
    if schedule.late:
        parts.append(_mark("m-late", LATE_SIGN, _("Deadline passed ({deadline})").format(deadline=due)))
    elif schedule.completed_late:
        parts.append(
            _mark("m-late", LATE_SIGN, _("Completed after the deadline ({deadline})").format(deadline=due))
        )
    elif schedule.state is ScheduleState.PASSED:
        parts.append(Markup("{}").format(_("Deadline was {deadline}").format(deadline=due)))
    elif schedule.state is ScheduleState.THIS_YEAR:
        parts.append(Markup("{}").format(_("Due this year ({deadline})").format(deadline=due)))
    else:
        parts.append(Markup("{}").format(_("Due {deadline}").format(deadline=due)))
    if schedule.original is not None and schedule.original != schedule.deadline:
        original = _("originally {deadline}").format(deadline=_.partial(schedule.original))
        parts.append(Markup('<span class="m-muted">{}</span>').format(original))
    return join(parts, " ")


def reported_mark(row: Standing, catalogue: Catalogue, _: Words) -> Markup:
    """What is reported on an initiative, for which body, and from which day it held."""
    mark = status_mark(row.status, _)
    if row.report is None:
        return mark
    told = _("{day}, {body}").format(
        body=short_name(row.report.acting_for, catalogue), day=_.day(row.report.effective_on)
    )
    return Markup('{} <span class="m-muted">{}</span>').format(mark, told)


def contradiction_mark(row: Standing, _: Words) -> Markup:
    """That report and public record contradict each other; empty where they do not."""
    return (
        _mark("m-late", DISPUTED_SIGN, _("Report and public record contradict each other"))
        if row.contradicted
        else EMPTY
    )


def short_name(body_id: str, catalogue: Catalogue) -> str:
    """The printed short name of a body; its id where the catalogue has lost it."""
    body = catalogue.body.get(body_id)
    return body.name_on(catalogue.printed_on).abbreviation or body.id if body else body_id


def answer_marks(answered: Answered, catalogue: Catalogue, _: Words) -> list[Markup]:
    """What stands beside the reported status: who disagrees, who has not answered, what awaits answers."""
    found = []
    if answered.report is not None:
        found = [
            disagreement_mark(answer.acting_for, catalogue, _) for answer in answered.report.disagreements
        ]
        found += [
            Markup('<span class="m-muted">{}</span>').format(silence(body, catalogue, _))
            for body in answered.report.silent
        ]
    for subject in dict.fromkeys(progress.entry.subject for progress in answered.waiting):
        found.append(_mark("m-waiting", WAITING_SIGN, _awaits(subject, _)))
    return found


def disagreement_mark(body_id: str, catalogue: Catalogue, _: Words) -> Markup:
    """That a ministry disagrees."""
    told = _("{body} disagrees").format(body=short_name(body_id, catalogue))
    return _mark("m-late", DISPUTED_SIGN, told)


def silence(body_id: str, catalogue: Catalogue, _: Words) -> str:
    """That a ministry was asked and did not answer."""
    return _("{body} has not answered").format(body=short_name(body_id, catalogue))


def _awaits(subject: EventKind, _: Words) -> str:
    return {
        EventKind.DEADLINE_REVISED: _("A new deadline awaits answers"),
        EventKind.MILESTONE_REACHED: _("A milestone awaits answers"),
        EventKind.EVIDENCE_ADDED: _("New evidence awaits answers"),
    }.get(subject, _("A new report awaits answers"))


def _mark(css: str, sign: str, word: str) -> Markup:
    return Markup(
        '<span class="m-mark {}"><span class="m-sign" aria-hidden="true">{}</span> {}</span>'
    ).format(css, sign, word)
