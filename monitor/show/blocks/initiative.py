"""The parts of one initiative's page."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from monitor.catalogue.initiatives import Initiative
from monitor.catalogue.strategy import Catalogue
from monitor.evidence.record import Evidence
from monitor.review.answers import Answered
from monitor.review.decisions import Decision
from monitor.review.standing import Standing
from monitor.review.submissions import Told
from monitor.show.addresses import Addresses
from monitor.show.blocks.entry import told_entry
from monitor.show.blocks.sources import evidence_entry
from monitor.show.marks import answer_marks, contradiction_mark, record_mark, reported_mark, schedule_mark
from monitor.show.rows import addressee
from monitor.show.text import (
    EMPTY,
    bullets,
    definitions,
    heading,
    join,
    local,
    outside_link,
    paragraph,
    user_text,
)
from monitor.show.vocabulary import ground_word
from monitor.show.words import Words


def promised(initiative: Initiative, catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    """What was promised, in our words, with a link to the official ones."""
    areas = " › ".join(_.plain(area.title) for area in catalogue.area_path(initiative.area))
    return join(
        [
            paragraph(areas, "m-muted") if areas else Markup(""),
            paragraph(local(initiative.description, _)),
            paragraph(
                join(
                    [
                        _("Our words; the official wording is in the strategy:"),
                        " ",
                        outside_link(
                            initiative.document, catalogue.strategy.publication.number or _("the document")
                        ),
                    ]
                ),
                "m-small",
            ),
        ]
    )


def three_statuses(
    row: Standing, catalogue: Catalogue, as_of: date, _: Words, answered: Answered | None = None
) -> Markup:
    """Reported, public record and schedule, side by side and apart.

    `answered` is what the responsible ministries have to do with what is reported, where answers are switched on.
    """
    reported = [heading(2, _("Reported by the bodies")), paragraph(reported_mark(row, catalogue, _))]
    if row.report is not None:
        days = (as_of - row.report.effective_on).days
        if days:
            age = _.plural("{n} day before the day shown", "{n} days before the day shown", days)
            reported.append(paragraph(age, "m-small"))
        if row.report.expected_completion is not None:
            when = _.partial(row.report.expected_completion)
            reported.append(paragraph(_("Expected completion: {when}").format(when=when)))
    if row.contradicted:
        reported.append(paragraph(contradiction_mark(row, _)))
    if answered is not None:
        reported.extend(paragraph(mark) for mark in answer_marks(answered, catalogue, _))
    record = [heading(2, _("On public record")), paragraph(record_mark(row.record, _))]
    if row.record.deciding is not None:
        record.append(paragraph(local(row.record.deciding.text, _), "m-small"))
    record.append(paragraph(_("Our reading of public sources, not assessed by the ministries."), "m-small"))
    schedule = [heading(2, _("Schedule")), paragraph(schedule_mark(row.schedule, _))]
    if row.schedule.revision is not None:
        reason = Markup("{} {}").format(_("Revised, because:"), local(row.schedule.revision.reason, _))
        schedule.append(paragraph(reason))
    if row.schedule.revised_by is not None:
        because = user_text(row.schedule.revised_by.comment, _)
        schedule.append(paragraph(Markup("{} {}").format(_("Revised, because:"), because)))
    schedule.append(
        paragraph(
            _("Computed from the deadline in force and the report. Public sources do not count here."),
            "m-small",
        )
    )
    cards = join(
        Markup('<div class="m-card">{}</div>').format(join(parts)) for parts in (reported, record, schedule)
    )
    return Markup('<div class="m-three">{}</div>').format(cards)


def decision_needed(entry: Decision | None, catalogue: Catalogue, _: Words) -> Markup:
    """Why a decision is needed, if one is."""
    if entry is None:
        return Markup("")
    grounds: list[Markup | str] = [ground_word(ground, _) for ground in entry.grounds]
    parts = [heading(2, _("Needs a decision")), bullets([Markup("{}").format(ground) for ground in grounds])]
    report = entry.standing.report
    if entry.flag is not None and report is not None:
        parts.append(
            definitions(
                [
                    (_("What is to be decided"), user_text(entry.flag.what, _)),
                    (_("By whom"), addressee(entry.flag.of, catalogue, report.effective_on, _)),
                    (_("By when"), _.day(entry.flag.by) if entry.flag.by else _("no day given")),
                ]
            )
        )
    return join(parts)


def history(
    entries: Sequence[Told], catalogue: Catalogue, to: Addresses, _: Words, *, more: Markup = EMPTY
) -> Markup:
    """What was recorded on an initiative, newest first, with how far each statement has come.

    `more` are ways to what is not shown here.
    """
    parts = [heading(2, _("Reported history")), more]
    if not entries:
        parts.append(paragraph(_("Nothing is reported on this initiative by this day.")))
    parts.extend(told_entry(entry, catalogue, to, _) for entry in entries)
    return join(parts)


def public_evidence(counted: Sequence[Evidence], unplaced: Sequence[Evidence], _: Words) -> Markup:
    """The public record on the initiative, newest first, with every source."""
    parts = [
        heading(2, _("Public evidence")),
        paragraph(_("Our reading of public sources, not assessed by the ministries."), "m-muted"),
    ]
    if not counted:
        parts.append(paragraph(_("No dated public evidence by this day.")))
    parts.extend(evidence_entry(entry, _) for entry in counted)
    if unplaced:
        parts.append(heading(3, _("Undated, placed nowhere in time")))
        parts.extend(evidence_entry(entry, _) for entry in unplaced)
    return join(parts)
