"""The parts of the page on which a workbook that came back is read: each row beside what the log says."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from monitor.catalogue.dates import PartialDate
from monitor.catalogue.signs import forbidden
from monitor.catalogue.strategy import Catalogue
from monitor.errors import Refused
from monitor.reporting.events import LogEntry, NewReport
from monitor.reporting.repeats import ENDS
from monitor.reporting.status import Status
from monitor.reporting.typed import UNCHANGED
from monitor.reporting.workbook import FILLED, FilledRow, Passport
from monitor.review.returned import Proposal, RowState, cell_of
from monitor.show.addresses import Addresses
from monitor.show.blocks.entry import entry_link, told_entry
from monitor.show.marks import short_name, status_mark
from monitor.show.refusals import field_label
from monitor.show.rows import body_long, initiative_link
from monitor.show.text import EMPTY, bullets, definitions, heading, join, paragraph, user_text
from monitor.show.vocabulary import status_word
from monitor.show.words import Words
from monitor.show.workbook import sentence

_LONGEST_NAME = 120


def passport(read: Passport, name: str, catalogue: Catalogue, _: Words) -> Markup:
    """Which workbook is open: the file, for whom it was made, and when."""
    told = _("{file}: made {moment} for {body}.").format(
        file=_cut(shown(name)),
        moment=_.moment(read.made_at),
        body=body_long(catalogue.body[read.body], catalogue.printed_on, _),
    )
    return paragraph(told)


def refused(fault: Refused, _: Words) -> Markup:
    """That a file cannot be used at all, and why."""
    return Markup('<div class="m-notice" role="alert"><b>{}</b> {}</div>').format(
        _("The file was not used; nothing was recorded."), shown(sentence(fault, _))
    )


def counted(found: Sequence[Proposal], _: Words) -> Markup:
    """How many rows there are of each state; those there are none of are left out, but for the new ones."""
    numbers = {state: sum(each.state is state for each in found) for state in RowState}
    told = [_.plural("{n} new", "{n} new", numbers[RowState.NEW])]
    for state, words in (
        (RowState.CONFLICT, _.plural("{n} conflict", "{n} conflicts", numbers[RowState.CONFLICT])),
        (RowState.FAULTY, _.plural("{n} with faults", "{n} with faults", numbers[RowState.FAULTY])),
        (
            RowState.RECORDED,
            _.plural("{n} recorded already", "{n} recorded already", numbers[RowState.RECORDED]),
        ),
        (RowState.UNTOUCHED, _.plural("{n} not filled in", "{n} not filled in", numbers[RowState.UNTOUCHED])),
    ):
        if numbers[state]:
            told.append(words)
    return Markup('<p role="status"><b>{}</b></p>').format(" · ".join(told))


def row(proposal: Proposal, catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    """One row: the initiative, what can be done with it, what would change, and what else came in meanwhile."""
    said = definitions(_content(proposal, _))
    if proposal.since:
        said = Markup(
            '<div class="m-three"><div class="m-card">{}{}</div><div class="m-card">{}{}</div></div>'
        ).format(
            heading(4, _("In the workbook")),
            said,
            heading(4, _("Recorded after the workbook was made")),
            join(told_entry(told, catalogue, to, _) for told in proposal.since),
        )
    title = heading(3, _title(proposal, catalogue, to, _))
    return join(
        [title, _state(proposal, to, _), _waiting(proposal, catalogue, to, _), _change(proposal, _), said]
    )


def untouched(found: Sequence[Proposal], _: Words) -> Markup:
    """Which rows are not filled in."""
    rows = [each.initiative for each in found if each.state is RowState.UNTOUCHED]
    if not rows:
        return EMPTY
    return paragraph(
        _("Not filled in; nothing is recorded on them from this workbook: {initiatives}.").format(
            initiatives=", ".join(rows)
        ),
        "m-small",
    )


def recorded(entries: Sequence[LogEntry], catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    """What was recorded from the workbook last, with the way to each entry; what awaits answers says of whom."""
    if not entries:
        return EMPTY
    items = []
    for entry in entries:
        item = Markup("{} {} ({})").format(
            entry.initiative, status_word(entry.status, _), entry_link(entry.sequence, to, _)
        )
        if entry.question is not None:
            asked = ", ".join(
                _("{body} until {day}").format(
                    body=body_long(catalogue.body[body], entry.effective_on, _),
                    day=_.day(entry.question.answer_by),
                )
                for body in entry.question.asked
            )
            item = Markup("{}. {}").format(item, _("Awaits an answer: {bodies}.").format(bodies=asked))
        items.append(item)
    submitted = any(entry.question is not None for entry in entries)
    told = (
        _.plural("{n} report submitted", "{n} reports submitted", len(entries))
        if submitted
        else _.plural("{n} report recorded", "{n} reports recorded", len(entries))
    )
    return Markup('<div class="m-notice" role="status">✓ {}{}</div>').format(told, bullets(items))


def shown(text: str) -> str:
    """A text from a file that may hold anything, with a sign in the place of what cannot be shown safely."""
    return "".join("\N{REPLACEMENT CHARACTER}" if forbidden(sign) else sign for sign in text)


def _cut(name: str) -> str:
    """The name of a file, no longer than a reader needs to know it again."""
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"


def _title(proposal: Proposal, catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    initiative = catalogue.initiative.get(proposal.initiative)
    if initiative is None:
        return Markup("{}").format(proposal.initiative)
    return initiative_link(initiative, to, _)


def _state(proposal: Proposal, to: Addresses, _: Words) -> Markup:
    match proposal.state:
        case RowState.FAULTY:
            faults = [_fault(fault, proposal.row, _) for fault in proposal.faults]
            return Markup('<div class="m-notice" role="alert">{}{}</div>').format(
                _("This row cannot be recorded:"), bullets(faults)
            )
        case RowState.CONFLICT:
            told = _(
                "Conflict: something was recorded on this initiative after the workbook was made. Read it before you "
                "record this row."
            )
            return Markup('<div class="m-notice">{}</div>').format(told)
        case RowState.RECORDED if proposal.recorded is not None:
            link = entry_link(proposal.recorded.sequence, to, _)
            return Markup("<p>✓ {} {}</p>").format(_("Recorded from this workbook already:"), link)
    return EMPTY


def _waiting(proposal: Proposal, catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    """That a report on the initiative awaits answers already, which the last published one does not show."""
    recorded = proposal.recorded.sequence if proposal.recorded is not None else 0
    told = escape(_("Awaits answers already: {status} for {body} ({entry}), until {day} at the latest."))
    return join(
        paragraph(
            told.format(
                status=status_mark(progress.entry.status, _),
                body=short_name(progress.entry.acting_for, catalogue),
                entry=entry_link(progress.entry.sequence, to, _),
                day=_.day(max(progress.due.values())),
            ),
            "m-pending",
        )
        for progress in proposal.waiting
        if progress.entry.sequence != recorded
    )


def _fault(fault: Refused, row: FilledRow, _: Words) -> str:
    """A fault with its cell; one that names its cell itself is not given it twice."""
    told = sentence(fault, _)
    return shown(told if "cell" in fault.fields else f"{cell_of(fault, row)}: {told}")


def _change(proposal: Proposal, _: Words) -> Markup:
    """The status now and the one proposed; one that held before the last report does not take its place."""
    now = status_mark(proposal.last.status if proposal.last else None, _)
    if proposal.report is None:
        return paragraph(Markup("{} {}").format(_("Last reported:"), now))
    after = status_mark(proposal.report.status, _)
    if proposal.last is not None and proposal.report.effective_on < proposal.last.effective_on:
        told = escape(_("{status} from {day}. It is placed before the last report, which stays: {last}."))
        day = _.day(proposal.report.effective_on)
        return paragraph(told.format(status=after, day=day, last=now))
    return paragraph(
        Markup('{} <span aria-hidden="true">→</span><span class="sr-only">{}</span> {}').format(
            now, _("becomes"), after
        )
    )


def _content(proposal: Proposal, _: Words) -> list[tuple[str, Markup | str]]:
    """Every filled field with its cell, and what the row leaves open but would be recorded all the same."""
    given, report = proposal.row.cells, proposal.report
    found: list[tuple[str, Markup | str]] = []
    for field in FILLED:
        label = field_label(field, _)
        if field == "status":
            if report is None and field in given:  # else the change itself says it
                word = Markup('{} <span class="m-muted">{}</span>').format(
                    _status(given[field], proposal, _), proposal.row.place(field)
                )
                found.append((_("Status in the workbook"), word))
        elif field in given:
            text = user_text(shown(_in_words(field, given[field], report, _)), _)
            found.append(
                (label, Markup('{} <span class="m-muted">{}</span>').format(text, proposal.row.place(field)))
            )
        elif field == "effective_on" and report is not None:
            last = proposal.last
            told = (
                _("{day} (as last reported; the workbook says no day)")
                if last is not None and last.effective_on == report.effective_on and report.status in ENDS
                else _("{day} (today; the workbook says no day)")
            )
            found.append((label, told.format(day=_.day(report.effective_on))))
        elif field == "expected_completion" and report is not None and report.expected_completion is not None:
            when = _.partial(report.expected_completion)
            found.append((label, _("{when} (as last reported)").format(when=when)))
    return found


def _status(code: str, proposal: Proposal, _: Words) -> str:
    if code == UNCHANGED:
        return _("Unchanged: {status}").format(status=status_word(proposal.sent, _))
    return status_word(Status(code), _)


def _in_words(field: str, text: str, report: NewReport | None, _: Words) -> str:
    """Days in the reader's words, once the row could be read; anything else as it stands in the cell."""
    if report is None:
        return text
    if field == "effective_on":
        return _.day(report.effective_on)
    if field == "expected_completion" and isinstance(report.expected_completion, PartialDate):
        return _.partial(report.expected_completion)
    return text
