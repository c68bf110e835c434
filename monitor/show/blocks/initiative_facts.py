"""Who is responsible for an initiative, when it is due, and what else the strategy holds of it."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from monitor.catalogue.initiatives import Initiative, Origin, Sourced
from monitor.catalogue.strategy import Catalogue
from monitor.reporting.workflow import State
from monitor.review.submissions import Told
from monitor.show import addresses
from monitor.show.addresses import Addresses
from monitor.show.blocks.entry import entry_link
from monitor.show.rows import body_long
from monitor.show.text import (
    bullets,
    definitions,
    join,
    local,
    outside_link,
    user_text,
)
from monitor.show.vocabulary import role_word
from monitor.show.words import Words


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
