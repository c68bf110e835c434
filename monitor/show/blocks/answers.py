"""The parts of the page on which ministries answer."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup, escape

from monitor.catalogue.strategy import Catalogue
from monitor.reporting.events import EventKind, LogEntry
from monitor.reporting.progress import Progress
from monitor.review.answers import Submission
from monitor.review.submissions import Told
from monitor.show.addresses import Addresses
from monitor.show.blocks.entry import entry_link, told_entry
from monitor.show.marks import short_name, status_mark
from monitor.show.rows import initiative_link
from monitor.show.table import Cell, Column, table
from monitor.show.text import EMPTY, heading, join, paragraph, user_text
from monitor.show.vocabulary import event_kind_word, verdict_word
from monitor.show.words import Words


def waiting_line(waiting: Sequence[Submission], catalogue: Catalogue, _: Words) -> Markup:
    """How many submissions await an answer, and the last day for each, due first."""
    told = _.plural("{n} awaits your answer", "{n} await your answer", len(waiting))
    days = ", ".join(
        _("{number} by {day}").format(number=number_among(each, waiting, catalogue, _), day=_.day(each.due))
        for each in waiting
    )
    return Markup('<p role="status"><b>{}</b>{}</p>').format(told, f": {days}." if days else ".")


def initiative_number(initiative_id: str, catalogue: Catalogue) -> str:
    """The printed number of an initiative; its id where the catalogue has lost it."""
    initiative = catalogue.initiative.get(initiative_id)
    return initiative.number if initiative else initiative_id


def number_among(each: Submission, waiting: Sequence[Submission], catalogue: Catalogue, _: Words) -> str:
    """The printed number of the initiative of a submission, with the number in the log where another one on the same
    initiative waits too.
    """
    number = initiative_number(each.entry.initiative, catalogue)
    others = [
        other
        for other in waiting
        if other.entry.initiative == each.entry.initiative and other.entry.sequence != each.entry.sequence
    ]
    if not others:
        return number
    in_the_log = _("no. {sequence}").format(sequence=each.entry.sequence)
    return f"{number} ({in_the_log})"


def initiative_name(entry: LogEntry, catalogue: Catalogue, _: Words) -> str:
    """Number and title of the initiative that an entry is on, as plain words."""
    initiative = catalogue.initiative.get(entry.initiative)
    return f"{initiative.number} {_.plain(initiative.title)}" if initiative else entry.initiative


def submission(each: Submission, catalogue: Catalogue, to: Addresses, _: Words, *, today: date) -> Markup:
    """One submission in full: the initiative, the last day, what it would change, its words, what others answered."""
    entry = each.entry
    initiative = catalogue.initiative.get(entry.initiative)
    return join(
        [
            heading(3, initiative_link(initiative, to, _) if initiative else entry.initiative),
            paragraph(_last_day(each, today, _)) if each.answer is None else EMPTY,
            _change(each, _),
            told_entry(Told(entry, each.progress), catalogue, to, _),
        ]
    )


def published_table(
    caption: str, submissions: Sequence[Submission], catalogue: Catalogue, to: Addresses, _: Words
) -> Markup:
    """What was published without the ministry's answer, last recorded first."""
    columns = [
        Column(_("Initiative"), names_the_row=True),
        Column(_("Published")),
        Column(_("Last day for an answer")),
        Column(_("Entry of the log")),
    ]
    rows: list[list[Cell]] = [
        [
            initiative_name(each.entry, catalogue, _),
            said_in_a_word(each.entry, _),
            _.day(each.due),
            entry_link(each.entry.sequence, to, _),
        ]
        for each in submissions
    ]
    return table(caption, columns, rows)


def given_table(
    caption: str, submissions: Sequence[Submission], catalogue: Catalogue, to: Addresses, _: Words
) -> Markup:
    """What the ministry has answered, last recorded first, with its reasons."""
    columns = [
        Column(_("Initiative"), names_the_row=True),
        Column(_("Submitted")),
        Column(_("Answer")),
        Column(_("Reason")),
        Column(_("Entry of the log")),
    ]
    rows: list[list[Cell]] = []
    for each in submissions:
        answer = each.answer
        assert answer is not None and answer.verdict is not None
        rows.append(
            [
                initiative_name(each.entry, catalogue, _),
                Markup("{} ({})").format(
                    said_in_a_word(each.entry, _), entry_link(each.entry.sequence, to, _)
                ),
                verdict_word(answer.verdict, _),
                user_text(answer.comment, _) if answer.comment != "" else EMPTY,
                entry_link(answer.sequence, to, _),
            ]
        )
    return table(caption, columns, rows)


def said_in_a_word(entry: LogEntry, _: Words) -> Markup:
    """What a statement says, as short as can be."""
    kind = EMPTY if entry.kind is EventKind.STATUS_REPORT else escape(event_kind_word(entry.kind, _))
    content: Markup | str = EMPTY
    if entry.status is not None:
        content = status_mark(entry.status, _)
    elif entry.revised_deadline is not None:
        content = _.partial(entry.revised_deadline)
    elif entry.milestone is not None:
        content = entry.milestone
    return join([part for part in (kind, content) if part], ": ")


def awaited(progress: Progress, catalogue: Catalogue, _: Words) -> str:
    """For whose answers a submission waits, and until when; those with the same last day together."""
    days: dict[date, list[str]] = {}
    for body in progress.silent:
        days.setdefault(progress.due[body], []).append(short_name(body, catalogue))
    told = ", ".join(
        _("{body} until {day}").format(body=", ".join(bodies), day=_.day(day))
        for day, bodies in sorted(days.items())
    )
    return _("Awaits an answer: {bodies}.").format(bodies=told)


def _last_day(each: Submission, today: date, _: Words) -> str:
    told = _("Last day for your answer: {day}.").format(day=_.day(each.due))
    if each.due < today:
        return f"{told} " + _("It has passed; you can still answer.")
    return f"{told} " + _.plural("{n} day left.", "{n} days left.", (each.due - today).days)


def _change(each: Submission, _: Words) -> Markup:
    """What would change once it is published: was, becomes. Empty for what is no status and no deadline."""
    if each.becomes is not None:
        was = status_mark(each.was.status if each.was else None, _)
        if each.becomes is each.was:
            told = Markup("{} {}").format(was, _("(stays: a report from a later day counts)"))
        else:
            told = Markup("{} → {}").format(was, status_mark(each.becomes.status, _))
        told = Markup("{} {}").format(_("Reported status:"), told)
        before = each.was.expected_completion if each.was else None
        if each.becomes.expected_completion != before:
            dates = [
                _.partial(when) if when else _("none given")
                for when in (before, each.becomes.expected_completion)
            ]
            told = Markup("{}<br>{}").format(told, _("Expected completion:") + f" {dates[0]} → {dates[1]}")
        return paragraph(told)
    if each.deadline_becomes is not None:
        was_due = _.partial(each.deadline_was) if each.deadline_was else _("No deadline")
        return paragraph(_("Deadline:") + f" {was_due} → {_.partial(each.deadline_becomes)}")
    return EMPTY
