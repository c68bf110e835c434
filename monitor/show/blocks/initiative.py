"""The parts of one initiative's page."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from monitor.catalogue.initiatives import Initiative, Origin, Sourced
from monitor.catalogue.strategy import Catalogue
from monitor.evidence.record import Evidence
from monitor.measures.indicators import Indicator, LinkState
from monitor.measures.observations import Observation, Series
from monitor.reporting.workflow import State
from monitor.review.answers import Answered
from monitor.review.decisions import Decision
from monitor.review.standing import Standing
from monitor.review.submissions import Told
from monitor.show import addresses
from monitor.show.addresses import Addresses
from monitor.show.blocks.entry import entry_link, told_entry
from monitor.show.blocks.indicators import measured_note
from monitor.show.blocks.sources import evidence_entry, source_year
from monitor.show.marks import answer_marks, contradiction_mark, record_mark, reported_mark, schedule_mark
from monitor.show.rows import addressee, body_long
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
from monitor.show.vocabulary import ground_word, observed, role_word
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
    schedule.append(paragraph(_("Computed from the deadline in force."), "m-small"))
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


def facts(
    initiative: Initiative,
    catalogue: Catalogue,
    as_of: date,
    to: Addresses,
    _: Words,
    *,
    recorded: Sequence[Told] = (),
) -> Markup:
    """Who is responsible, in printed order; when it is due, with the new deadlines among what was `recorded`; what
    else the catalogue holds.
    """
    bodies = Markup("<ol class='m-list'>{}</ol>").format(
        join(
            Markup("<li>{} – {}{}</li>").format(
                to.link(
                    body_long(catalogue.body[part.body], catalogue.printed_on, _),
                    addresses.RESPONSIBILITIES,
                    body=part.body,
                ),
                role_word(part.role, _),
                _later_name(part.body, catalogue, as_of, _),
            )
            for part in initiative.responsible
        )
    )
    pairs: list[tuple[str, Markup | str]] = [
        (_("Responsible, in printed order"), Markup("{}{}").format(bodies, _("The print names no lead.")))
    ]
    if initiative.deadline is not None:
        pairs.append((_("Deadline as printed"), _.partial(initiative.deadline.original)))
        stages = [
            Markup("{}{}").format(
                _.partial(stage.due), Markup(": {}").format(local(stage.what, _)) if stage.what else ""
            )
            for stage in initiative.deadline.stages_in_force(as_of)
        ]
        pairs.append((_("Stages"), bullets(stages)))
        revised = [
            Markup("{} ({}): {}").format(
                _.partial(entry.last_due),
                _("decided {day}").format(day=_.partial(entry.decided)),
                local(entry.reason, _),
            )
            for entry in initiative.deadline.revised
            if entry.decided.last_day <= as_of
        ]
        pairs.append((_("Revised deadlines"), bullets(revised)))
    pairs.append((_("New deadlines in the log"), bullets(_new_deadlines(recorded, to, _))))
    if initiative.executing is not None:
        names = ", ".join(body_long(catalogue.body[body], as_of, _) for body in initiative.executing.bodies)
        pairs.append((_("Carried out by"), Markup("{} {}").format(names, _origin(initiative.executing, _))))
    if initiative.completion_criterion is not None:
        criterion = initiative.completion_criterion
        pairs.append(
            (
                _("Counts as completed when"),
                Markup("{} {}").format(local(criterion.text, _), _origin(criterion, _)),
            )
        )
    letters = [
        Markup("{}: {} {}").format(
            letter.year, outside_link(letter.url, local(letter.title, _)), _origin(letter, _)
        )
        for letter in initiative.assignment_letters
    ]
    pairs.append((_("Assignment letters"), bullets(letters) if letters else _("None registered")))
    if initiative.closed is not None and initiative.closed_by(as_of):
        pairs.append(
            (
                _("Closed"),
                Markup("{}: {}").format(_.partial(initiative.closed.on), local(initiative.closed.reason, _)),
            )
        )
    if initiative.continued_by is not None:
        pairs.append((_("Continued by"), initiative.continued_by.initiative))
    return definitions(pairs)


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


def linked_indicator(series: Series, initiative_id: str, to: Addresses, _: Words) -> Markup:
    """One indicator linked to the initiative: why, its latest figures, and where to read more."""
    indicator = series.indicator
    link = next(link for link in indicator.links if link.initiative == initiative_id)
    state = (
        _("proposed link, not yet confirmed by the secretariat")
        if link.state is LinkState.PROPOSED
        else _("confirmed by the secretariat")
    )
    figures = [
        Markup("{}{} ({}; {}; n: {})").format(
            Markup("<b>{}</b>").format(observed(entry, indicator.unit, _)),
            _group(indicator, entry, _),
            source_year(entry.source, _),
            _.period(entry.period),
            _.number(entry.n) if entry.n else _("not printed"),
        )
        for entry in series.latest()
    ]
    return join(
        [
            heading(
                3,
                to.link(
                    local(indicator.title, _),
                    addresses.INDICATORS,
                    theme=indicator.theme.value,
                    id=indicator.id,
                ),
            ),
            paragraph(Markup("{} ({})").format(local(link.reason, _), state), "m-small"),
            measured_note(indicator, _),
            bullets(figures) if figures else paragraph(_("No figure was known by this day.")),
        ]
    )


def _group(indicator: Indicator, entry: Observation, _: Words) -> str:
    """What a figure speaks of, set off by a dash; nothing where the indicator has no groups."""
    if not indicator.dimensions:
        return ""
    labels = ", ".join(_.plain(indicator.labels[axis][code]) for axis, code in entry.group.items())
    return f" – {labels or _('total')}"


def _new_deadlines(recorded: Sequence[Told], to: Addresses, _: Words) -> list[Markup]:
    """The deadlines in the log that stand, the one decided last first, each with its reason and its entry."""
    return [
        Markup("{} ({}, {}): {}").format(
            _.partial(told.entry.revised_deadline),
            _("decided {day}").format(day=_.day(told.entry.effective_on)),
            entry_link(told.entry.sequence, to, _),
            user_text(told.entry.comment, _),
        )
        for told in recorded
        if told.entry.revised_deadline is not None
        and told.progress is not None
        and told.progress.state is State.PUBLISHED
    ]


def _later_name(body_id: str, catalogue: Catalogue, as_of: date, _: Words) -> Markup:
    body = catalogue.body[body_id]
    name = body.name_on(as_of)
    if name == body.name_on(catalogue.printed_on):
        return Markup("")
    told = _("on the day shown: {name}").format(name=body_long(body, as_of, _))
    doubt = "" if name.verified else " " + _("(not verified)")
    return Markup('<br><span class="m-small">{}{}</span>').format(told, doubt)


def _origin(statement: Sourced, _: Words) -> Markup:
    if statement.origin is Origin.SOURCED and statement.source is not None:
        return Markup('<span class="m-small">({})</span>').format(outside_link(statement.source, _("source")))
    return Markup('<span class="m-tag">{}</span>').format(_("ours"))
