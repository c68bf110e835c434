"""The parts of the page on which reports are recorded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from markupsafe import Markup

from monitor.catalogue.strategy import Catalogue
from monitor.errors import Refused
from monitor.reporting.events import LogEntry, NewReport, Question
from monitor.review.answers import Answered
from monitor.review.missing import MissingReports
from monitor.review.standing import Standing
from monitor.review.submissions import Told
from monitor.show import addresses
from monitor.show.addresses import Addresses
from monitor.show.blocks.entry import entry_link, told_entry
from monitor.show.marks import answer_marks, record_mark, reported_mark, schedule_mark, status_mark
from monitor.show.refusals import field_label, place, sentence
from monitor.show.rows import addressee, body_long, body_short, initiative_link
from monitor.show.table import Cell, Column, table
from monitor.show.text import EMPTY, bullets, join, local, paragraph, user_text
from monitor.show.words import Words

Reasons = Sequence[Refused]

_TEXTS = ("done_since_last", "next_step", "obstacle", "help_needed", "comment")


@dataclass(frozen=True)
class Proposal:
    """A report before it is published: what it follows, what stands against it, and whom it will be put to.

    `overtaken` says that something was recorded on the initiative since the person began to type.
    """

    row: Standing
    last: LogEntry | None
    report: NewReport
    against: Sequence[Refused]
    question: Question | None
    overtaken: bool = False

    @property
    def unread(self) -> frozenset[str]:
        """The codes of the fields that could not be read; the report holds a harmless value there."""
        return frozenset(error.code for error in self.against)


def drafts(saved: Sequence[datetime | None], today: date, _: Words) -> Markup:
    """How many drafts are kept, and when the last of them was saved."""
    moments = [moment for moment in saved if moment is not None]
    if not moments:
        return EMPTY
    told = _.plural("{n} draft kept, last saved", "{n} drafts kept, last saved", len(moments))
    return paragraph(f"{told} {_.time(max(moments), today=today)}.", "m-small")


def recorded(entry: LogEntry, catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    """That a report was recorded, with the way to it, and whose answer it waits for."""
    initiative = catalogue.initiative[entry.initiative]
    label = Markup("{} {}").format(initiative.number, local(initiative.title, _))
    link = to.link(label, addresses.INITIATIVE, id=initiative.id)
    told = Markup("✓ {} {} ({})").format(_("Recorded:"), link, entry_link(entry.sequence, to, _))
    if entry.question is not None:
        told = Markup("{} {}").format(told, put_to(entry.question, catalogue, _))
    return Markup('<div class="m-notice" role="status">{}</div>').format(told)


def recorded_in_short(entries: Sequence[LogEntry], catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    """What was recorded last, in a line beside the button; the notice on top is the one that is announced."""
    if not entries:
        return EMPTY
    told = join(
        [
            Markup("{} ({})").format(
                catalogue.initiative[entry.initiative].number, entry_link(entry.sequence, to, _)
            )
            for entry in entries
        ],
        ", ",
    )
    return paragraph(Markup("✓ {} {}").format(_("Recorded:"), told))


def put_to(question: Question, catalogue: Catalogue, _: Words) -> str:
    """Who is asked about a report before it is published, and until when."""
    asked = ", ".join(
        body_short(catalogue.body[body], catalogue.printed_on) if body in catalogue.body else body
        for body in question.asked
    )
    return _("Put to {bodies}; published at the latest after {day}.").format(
        bodies=asked, day=_.day(question.answer_by)
    )


def last_and_due(row: Standing, catalogue: Catalogue, answered: Answered | None, words: Words) -> Markup:
    """What was last reported on an initiative and what awaits answers, what is on public record, and its deadline."""
    _ = words
    parts = [
        reported_mark(row, catalogue, _),
        *(answer_marks(answered, catalogue, _) if answered else []),
        Markup("{} {}").format(_("On public record:"), record_mark(row.record, _)),
        schedule_mark(row.schedule, _),
    ]
    return paragraph(join(parts, " · "), "m-small")


def missing(owed: MissingReports, body: str, words: Words) -> Markup:
    """How many reports are missing, on which initiatives, and in which round that is counted."""
    _ = words
    silent = [initiative.number for initiative in owed.initiatives]
    scope = (
        _("Initiatives the body answers for.")
        if owed.answers_for
        else _("The body answers for no initiative itself; those it may report on are shown.")
    )
    told = _.plural("{n} missing", "{n} missing", len(silent))
    line = Markup('<p role="status"><b>{}</b>{} <span class="m-muted">{}</span></p>').format(
        told, f": {', '.join(str(number) for number in silent)}." if silent else ".", scope
    )
    if owed.round is None:
        return line
    counted = _(
        "Counted in the round “{title}”, which runs until {day}: missing is what was not reported since {opened}."
    )
    known = {
        "day": _.day(owed.round.due(body)),
        "opened": _.day(owed.round.opens),
        "title": owed.round.title,
    }
    for name, value in known.items():
        counted = counted.replace("{" + name + "}", value)
    return line + paragraph(counted, "m-small")


def beside_the_row(
    *,
    reasons: Sequence[Refused],
    held_from: str,
    begun_for: str,
    overtaken: bool,
    saved: str,
    others: Mapping[str, str],
    words: Words,
) -> Markup:
    """What is to be said about a row while it is filled in: why a comment is needed, and that its draft is kept.

    `held_from` is the day that was typed, `begun_for` the body it was begun for where that is another one, `saved`
    when its draft was saved, in words. `others` is what another window wrote in fields written in here, by label.
    """
    _ = words
    told: list[Markup] = [
        Markup('<p class="m-pending">{}</p>').format(sentence(reason, _)) for reason in reasons
    ]
    if begun_for:
        text = _("This draft was begun for {body}. It is not published before you take it over or change it.")
        told.append(Markup('<p class="m-pending">{}</p>').format(text.replace("{body}", begun_for)))
    if overtaken:
        text = _("Somebody recorded something on this initiative while you wrote; see below.")
        told.append(Markup('<p class="m-pending">{}</p>').format(text))
    for label, text in others.items():
        also = _("Another window has also written in “{field}”:").replace("{field}", label)
        told.append(Markup('<p class="m-pending">{} {}</p>').format(also, user_text(text, _)))
    small = [
        _("Holds from {day}.").replace("{day}", held_from) if held_from else "",
        _("Draft saved {time}").format(time=saved) if saved else "",
    ]
    if any(small):
        told.append(paragraph(" ".join(text for text in small if text), "m-small"))
    return join(told)


def preview(
    proposals: Sequence[Proposal], catalogue: Catalogue, to: Addresses, words: Words, *, answers: bool
) -> Markup:
    """What will be published: a row a report, each followed by what stands against it."""
    _ = words
    columns = [
        Column(_("Initiative"), names_the_row=True),
        Column(_("Status, last → new")),
        Column(_("Holds from")),
        Column(_("What is said")),
        Column(_("What stands against it")),
    ]
    if answers:
        columns.insert(4, Column(_("Who is asked")))
    rows: list[list[Cell]] = []
    for each in proposals:
        cells: list[Cell] = [
            initiative_link(each.row, to, _),
            _course(each, _),
            "–" if "day_unreadable" in each.unread else _.day(each.report.effective_on),
            _said(each.report, catalogue, _),
            bullets(_against(each, _), "m-plain") or _("Nothing"),
        ]
        if answers:
            asked = put_to(each.question, catalogue, _) if each.question else _("Nobody; published at once")
            cells.insert(4, asked)
        rows.append(cells)
    return table(_("What will be published"), columns, rows)


def versions(
    row: Standing,
    report: NewReport,
    news: Sequence[Told],
    *,
    read: bool,
    catalogue: Catalogue,
    to: Addresses,
    words: Words,
) -> Markup:
    """What was recorded on an initiative while a person wrote, and where it differs from what they typed."""
    _ = words
    title = Markup("{} {}").format(row.initiative.number, local(row.initiative.title, _))
    how = (
        _("What you typed is kept. Publish again when you have read what was recorded.")
        if read
        else _("What you typed is kept. Read what was recorded before you publish.")
    )
    parts = [
        Markup("<h3>{}</h3>").format(title),
        paragraph(how),
        *(told_entry(told, catalogue, to, _) for told in news),
    ]
    other = next((told.entry for told in news if told.entry.status is not None), None)
    if other is not None:
        columns = [
            Column(_("Field"), names_the_row=True),
            Column(_("What you typed")),
            Column(_("What was recorded")),
        ]
        mine, theirs = _fields(report, catalogue, _), _fields(other, catalogue, _)
        rows: list[list[Cell]] = [
            [label, typed or "–", theirs[label] or "–"]
            for label, typed in mine.items()
            if typed != theirs[label]
        ]
        caption = _("Initiative {number}: what you typed and what was recorded")
        parts.append(
            table(caption.format(number=row.initiative.number), columns, rows)
            if rows
            else paragraph(_("Both say the same."))
        )
    return join(parts)


def _course(each: Proposal, _: Words) -> Markup:
    old = status_mark(each.last.status if each.last else None, _)
    new = (
        Markup("<b>{}</b>").format(_("none chosen"))
        if "status_missing" in each.unread
        else status_mark(each.report.status, _)
    )
    return Markup("{} → {}").format(old, new)


def _said(report: NewReport, catalogue: Catalogue, _: Words) -> Markup:
    """Everything but status and day, each under its name."""
    ours = ("status", "effective_on", "acting_for")
    found = _fields(report, catalogue, _)
    names = {field_label(name, _) for name in ours}
    lines = [
        Markup('<span class="m-muted">{}:</span> {}').format(label, value)
        for label, value in found.items()
        if value and label not in names
    ]
    return bullets(lines, "m-plain")


def _against(each: Proposal, _: Words) -> list[Markup]:
    told = [_objection(error, _) for error in each.against]
    if each.overtaken:
        meanwhile = _("Something was recorded on this initiative meanwhile; both versions stand above.")
        told.append(Markup('<span class="m-late">{}</span>').format(meanwhile))
    return told


def _objection(error: Refused, _: Words) -> Markup:
    where = place(error, _)
    told = sentence(error, _)
    return Markup('<span class="m-late">{}{}</span>').format(f"{where}: " if where else "", told)


def _fields(said: NewReport | LogEntry, catalogue: Catalogue, _: Words) -> dict[str, Markup | str]:
    """What a report says, field by field, in the order of the form."""
    decision = said.decision
    body = catalogue.body.get(said.acting_for)
    texts = {
        field_label(name, _): EMPTY if getattr(said, name) == "" else user_text(getattr(said, name), _)
        for name in _TEXTS
    }
    return {
        field_label("status", _): status_mark(said.status, _),
        field_label("effective_on", _): _.day(said.effective_on),
        field_label("acting_for", _): body_long(body, said.effective_on, _) if body else said.acting_for,
        **texts,
        field_label("expected_completion", _): (
            _.partial(said.expected_completion) if said.expected_completion else ""
        ),
        # What is typed is not validated yet: a link is shown as text.
        field_label("evidence_url", _): said.evidence_url or "",
        field_label("decision_what", _): user_text(decision.what, _) if decision else "",
        field_label("decision_of", _): (
            addressee(decision.of, catalogue, said.effective_on, _) if decision and decision.of else ""
        ),
        field_label("decision_by", _): _.day(decision.by) if decision and decision.by else "",
        field_label("case_number", _): said.case_number or "",
        field_label("access_ground", _): said.access_ground or "",
    }
