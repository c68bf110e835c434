"""What is about to be published: each report, what stands against it, and what others recorded meanwhile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from monitor.catalogue.strategy import Catalogue
from monitor.errors import Refused
from monitor.reporting.events import LogEntry, NewReport
from monitor.review.standing import Standing
from monitor.review.submissions import Told
from monitor.show.addresses import Addresses
from monitor.show.blocks.entry import told_entry
from monitor.show.blocks.report import put_to
from monitor.show.marks import status_mark
from monitor.show.refusals import field_label, place, sentence
from monitor.show.rows import addressee, initiative_link, initiative_title
from monitor.show.table import Cell, Column, table
from monitor.show.text import EMPTY, bullets, heading, join, paragraph, user_text
from monitor.show.words import Words

_TEXTS = ("done_since_last", "next_step", "obstacle", "help_needed", "comment")


@dataclass(frozen=True)
class Proposal:
    """A report before it is published: what it follows, what stands against it, and whom it will be put to.

    `due` is the last day of each body that is asked, empty where nobody is.

    `overtaken` says that something was recorded on the initiative since the person began to type.
    """

    row: Standing
    last: LogEntry | None
    report: NewReport
    against: Sequence[Refused]
    due: Mapping[str, date]
    overtaken: bool = False

    @property
    def unread(self) -> frozenset[str]:
        """The codes of the fields that could not be read; the report holds a harmless value there."""
        return frozenset(error.code for error in self.against)


def preview_title(_: Words, *, answers: bool) -> str:
    """What the button does with the reports: where ministries answer first, they are submitted."""
    return _("What will be submitted") if answers else _("What will be published")


def preview(
    proposals: Sequence[Proposal], catalogue: Catalogue, to: Addresses, words: Words, *, answers: bool
) -> Markup:
    """What will be published or submitted: a row a report, each followed by what stands against it."""
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
            initiative_link(each.row.initiative, to, _),
            _course(each, _),
            "–" if "day_unreadable" in each.unread else _.day(each.report.effective_on),
            _said(each.report, catalogue, _),
            bullets(_against(each, _), "m-plain") or _("Nothing"),
        ]
        if answers:
            asked = put_to(each.due, catalogue, _) if each.due else _("Nobody; published at once")
            cells.insert(4, asked)
        rows.append(cells)
    return table(preview_title(_, answers=answers), columns, rows)


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
    how = (
        _("What you typed is kept. Publish again when you have read what was recorded.")
        if read
        else _("What you typed is kept. Read what was recorded before you publish.")
    )
    parts = [
        heading(3, initiative_title(row.initiative, _)),
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
    texts = {
        field_label(name, _): EMPTY if getattr(said, name) == "" else user_text(getattr(said, name), _)
        for name in _TEXTS
    }
    return {
        field_label("status", _): status_mark(said.status, _),
        field_label("effective_on", _): _.day(said.effective_on),
        field_label("acting_for", _): addressee(said.acting_for, catalogue, said.effective_on, _),
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
