"""The parts of the page on which a new deadline, a milestone or evidence is recorded."""

from collections.abc import Mapping
from datetime import date

from markupsafe import Markup, escape

from monitor.catalogue.initiatives import Initiative
from monitor.catalogue.strategy import Catalogue
from monitor.reporting.events import EventKind, LogEntry
from monitor.review.standing import Standing
from monitor.show.addresses import Addresses
from monitor.show.blocks.entry import entry_link
from monitor.show.blocks.report import asked_until
from monitor.show.rows import addressee, initiative_link
from monitor.show.text import definitions, join, paragraph, user_text
from monitor.show.vocabulary import event_kind_word
from monitor.show.words import Words


def deadlines(row: Standing, to: Addresses, _: Words) -> Markup:
    """The deadline as printed and the one in force, and what a new one leaves visible."""
    schedule, initiative = row.schedule, row.initiative
    printed = _.partial(initiative.deadline.original) if initiative.deadline else _("No deadline")
    in_force: Markup | str = _.partial(schedule.deadline) if schedule.deadline else _("No deadline")
    if schedule.revised_by is not None:
        in_force = Markup("{} ({}): {}").format(
            in_force,
            entry_link(schedule.revised_by.sequence, to, _),
            user_text(schedule.revised_by.comment, _),
        )
    return join(
        [
            definitions([(_("Deadline as printed"), printed), (_("Deadline in force"), in_force)]),
            paragraph(
                _(
                    "A new deadline takes the place of the one in force from the day it was decided. The original and "
                    "every deadline between stay visible beside it, each with its reason."
                ),
                "m-small",
            ),
        ]
    )


def publication(due: Mapping[str, date], *, answers: bool, catalogue: Catalogue, _: Words) -> Markup:
    """Who is asked before a statement is published, and the last day of each; or that nobody is."""
    if not due:
        told = _("It is published as soon as it is recorded.")
        if answers:
            told = _("No other ministry answers for the initiative, so nobody is asked.") + " " + told
        return paragraph(told, "m-small")
    asked = asked_until(due, lambda body: addressee(body, catalogue, catalogue.printed_on, _), _)
    return paragraph(
        _(
            "It is submitted, and these are asked to answer: {bodies}. It is published when all of them have answered, "
            "or when the last of these days is over."
        ).format(bodies=asked),
        "m-small",
    )


def done(entry: LogEntry, initiative: Initiative | None, to: Addresses, _: Words) -> Markup:
    """That a statement was recorded or submitted, with the ways to it and to its initiative."""
    sentence = (
        _("Recorded as {entry}: {what}, {initiative}.")
        if entry.question is None
        else _("Submitted as {entry}: {what}, {initiative}. It awaits answers.")
    )
    return escape(sentence).format(
        what=event_kind_word(entry.kind, _),
        entry=entry_link(entry.sequence, to, _),
        initiative=initiative_link(initiative, to, _) if initiative else entry.initiative,
    )


def what_it_is(kind: EventKind, _: Words) -> str:
    """What each kind of statement is for, in a sentence."""
    return {
        EventKind.DEADLINE_REVISED: _("Someone has decided that the deadline is moved."),
        EventKind.MILESTONE_REACHED: _("A part of the work is done, and can be named in a few words."),
        EventKind.EVIDENCE_ADDED: _("A page on the web shows how far the work has come."),
    }[kind]
