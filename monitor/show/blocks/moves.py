"""What can be done with an entry of the log, in words: the way to it, or why it is not possible."""

from markupsafe import Markup, escape

from monitor.errors import Refused
from monitor.reporting.events import EventKind, LogEntry, texts_of
from monitor.reporting.progress import Progress
from monitor.reporting.workflow import State
from monitor.review.submissions import Told
from monitor.show import addresses
from monitor.show.addresses import Addresses
from monitor.show.blocks.entry import entry_link, text_label
from monitor.show.text import bullets, definitions, join, paragraph, user_text
from monitor.show.words import Words


def correct(told: Told, refused: Refused | None, to: Addresses, _: Words) -> Markup:
    """The way to the form that corrects an entry, filled in with what it says; else why it cannot be corrected."""
    entry = told.entry
    if refused is not None:
        return paragraph(_why_not(told, refused, to, _))
    page = addresses.REPORT if entry.subject is EventKind.STATUS_REPORT else addresses.STATEMENT
    label = _("Correct this entry")
    link = to.link(label, page, **{"for": entry.acting_for, "corrects": str(entry.sequence)})
    told_what = _("The correction takes its place once it is published. Both stay in the log.")
    return paragraph(Markup('{} <span class="m-muted">{}</span>').format(link, told_what))


def withdraw(told: Told, refused: Refused | None, to: Addresses, _: Words) -> Markup:
    """What a withdrawal means for the entry; else why it cannot be withdrawn."""
    if refused is not None:
        return paragraph(_why_not(told, refused, to, _))
    return paragraph(_returns(told, _) + " " + _("The entry stays in the log and is shown as withdrawn."))


def removal(texts: tuple[str, ...], _: Words) -> Markup:
    """What the removal of a text means, before anybody decides on it."""
    if not texts:
        return paragraph(_("The entry holds no text that could be removed."))
    items = [
        _("The words are removed for good. Nobody can bring them back."),
        _("The log shows that text was removed, when, for which body and why."),
        _("Only the texts below can be removed, not a link, a case number or the name of a milestone."),
        _("Backups and downloaded files still hold the words; those who keep them have to deal with them."),
    ]
    return Markup('<div class="m-notice">{}{}</div>').format(
        paragraph(_("For personal data that should not stand in the log."), "m-small"), bullets(items)
    )


def texts_in_question(entry: LogEntry, fields: tuple[str, ...], _: Words) -> Markup:
    """The words that can be removed, each under the name of its field."""
    return definitions(
        [(text_label(field, entry, _), user_text(texts_of(entry)[field], _)) for field in fields]
    )


def _why_not(told: Told, refused: Refused, to: Addresses, _: Words) -> Markup:
    entry, progress = told.entry, told.progress
    if progress is None:
        return escape(_of_no_statement(entry, _))
    if refused.code == "not_an_original":
        sentence = escape(_("A correction is corrected through {entry}, which it corrects."))
        return sentence.format(entry=entry_link(entry.original, to, _))
    if progress.state is State.SUBMITTED:
        return escape(_("It is not published yet. Withdraw it and submit it anew."))
    return _withdrawn(progress, to, _)


def _withdrawn(progress: Progress, to: Addresses, _: Words) -> Markup:
    by = progress.withdrawn_by
    assert by is not None, "the workflow has a move in every state but this one"
    return escape(_("Already withdrawn by {entry}.")).format(entry=entry_link(by.sequence, to, _))


def _of_no_statement(entry: LogEntry, _: Words) -> str:
    return {
        EventKind.APPROVAL: _("An answer is neither corrected nor withdrawn: the ministry answers again."),
        EventKind.WITHDRAWAL: _("A withdrawal is not undone: record what was withdrawn anew."),
        EventKind.REDACTION: _("The removal of text cannot be undone."),
        EventKind.CONCLUSION: _(
            "A conclusion is neither corrected nor withdrawn: the committee records a later one in its place."
        ),
    }[entry.kind]


def _returns(told: Told, _: Words) -> str:
    """What counts in the place of a withdrawn entry."""
    entry, progress = told.entry, told.progress
    state = progress.state if progress is not None else None
    if state is State.SUBMITTED:
        return _("It is not published, and the ministries need not answer any more.")
    if entry.kind is EventKind.CORRECTION:
        if state is State.CORRECTED:
            return _("A later correction stands in its place, and goes on standing.")
        return _("What it corrected stands again.")
    the_one_before = _("If it is the one in force, the one before it stands again, if there is one.")
    returns = {
        EventKind.STATUS_REPORT: the_one_before,
        EventKind.DEADLINE_REVISED: the_one_before,
        EventKind.MILESTONE_REACHED: _("The milestone no longer counts as reached."),
        EventKind.EVIDENCE_ADDED: _("The evidence no longer counts."),
    }[entry.subject]
    return returns + " " + _("Its correction is withdrawn with it.") if state is State.CORRECTED else returns


def read_today(no: int, language: str, _: Words) -> Markup:
    """That nothing is done from a page read as of an earlier day, and where it is done."""
    today = Addresses(language, None).link(_("Read the entry as of today"), addresses.ENTRY, no=str(no))
    sentence = _("You read the page as of an earlier day. What is recorded is recorded today.")
    return paragraph(join([sentence, " ", today]))
