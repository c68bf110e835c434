"""The parts of the page on rounds: who was asked, what has come in, what is missing, and a reminder to copy."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from monitor.catalogue.initiatives import Initiative
from monitor.catalogue.strategy import Catalogue
from monitor.reporting.days import day_of
from monitor.review.rounds import BodyInRound, RoundNow, last_day
from monitor.show import addresses
from monitor.show.addresses import Addresses
from monitor.show.blocks.entry import entry_link
from monitor.show.rows import addressee, body_links
from monitor.show.table import Cell, Column, table
from monitor.show.text import EMPTY, bullets, definitions, join, paragraph
from monitor.show.vocabulary import person_word
from monitor.show.words import Words


def listed(rounds: Sequence[RoundNow], to: Addresses, _: Words) -> Markup:
    """Every round as of the day, each leading to its page."""
    columns = [
        Column(_("Round"), names_the_row=True),
        Column(_("State")),
        Column(_("First day")),
        Column(_("Last day")),
        Column(_("Bodies asked"), numbers=True),
        Column(_("Bodies with nothing missing"), numbers=True),
        Column(_("Missing reports"), numbers=True),
    ]
    cells: list[list[Cell]] = [
        [
            to.link(now.round.title, addresses.ROUNDS, id=now.round.id),
            state(now, _),
            _.day(now.round.opens),
            _until(now, _),
            _.number(len(now.bodies)),
            _.number(now.complete) if now.bodies else "–",
            _.number(len(now.missing)) if now.bodies else "–",
        ]
        for now in rounds
    ]
    return table(_("Rounds"), columns, cells)


def _until(now: RoundNow, _: Words) -> str:
    """The last day of a round, and the one of whoever was given the most time."""
    closes, last = now.round.closes, last_day(now.round)
    if last == closes:
        return _.day(closes)
    return _("{day}; more time until {last}").format(day=_.day(closes), last=_.day(last))


def state(now: RoundNow, _: Words) -> str:
    """Where the day lies beside the round: it is over when nobody has time any more."""
    if now.as_of < now.round.opens:
        return _("Begins later")
    return _("Running") if now.as_of <= last_day(now.round) else _("Over")


def missing(now: RoundNow, _: Words) -> Markup:
    """How many initiatives of the bodies that were asked have no report in the round, and which; empty where nobody
    was asked.
    """
    if not now.bodies:
        return EMPTY
    told = _.plural("{n} missing", "{n} missing", len(now.missing))
    numbers = ", ".join(initiative.number for initiative in now.missing)
    awaited = sum(len(body.owes) for body in now.bodies)
    answers = _.plural("{n} answer awaited.", "{n} answers awaited.", awaited) if awaited else ""
    return Markup('<p role="status"><b>{}</b>{} {}</p>').format(
        told, f": {numbers}." if numbers else ".", answers
    )


def facts(now: RoundNow, _: Words) -> Markup:
    """What was decided when the round was opened."""
    opened = _("{moment}, by {person}").format(
        moment=_.moment(now.round.opened_at), person=person_word(now.round.opened_by, _)
    )
    return definitions(
        [
            (_("State"), state(now, _)),
            (_("First day"), _.day(now.round.opens)),
            (_("Last day"), _.day(now.round.closes)),
            (_("Id of the round"), now.round.id),
            (_("Opened"), opened),
        ]
    )


def rule(_: Words) -> Markup:
    """What counts as reported, as review/rounds.py has it."""
    return paragraph(
        _(
            "A report has come in on an initiative when a status report on it was recorded from the first day of the "
            "round to the last day that any body has, for whichever body, and was not withdrawn. It counts when it is "
            "submitted, whether it has been answered or not; a correction is no report of its own. What nobody has "
            "reported on is missing for every body asked that answers for it."
        ),
        "m-small",
    )


def bodies(now: RoundNow, catalogue: Catalogue, to: Addresses, _: Words, *, answers: bool) -> Markup:
    """A row for each body that was asked. The answers it owes are shown where answers are asked for."""
    columns = [
        Column(_("Body"), names_the_row=True),
        Column(_("Contact")),
        Column(_("Deputy")),
        Column(_("Asked")),
        Column(_("Reminded")),
        Column(_("Last day")),
        Column(_("Reported")),
        Column(_("Missing")),
    ]
    if answers:
        columns.append(Column(_("Answers it owes")))
    cells: list[list[Cell]] = []
    for body in now.bodies:
        row: list[Cell] = [
            body_links([body.asked.body], catalogue, to)
            if body.asked.body in catalogue.body
            else body.asked.body,
            _name(body.asked.contact, _),
            _name(body.asked.deputy, _),
            _.day(day_of(body.asked.asked_at)),
            _reminded(body.asked.reminded_at, _),
            _.day(body.asked.due),
            _reported(body, _),
            _numbers(body.missing, to) or "–",
        ]
        if answers:
            row.append(_owed(body, to, _) or "–")
        cells.append(row)
    return table(_("Bodies that were asked"), columns, cells)


def reminder(now: RoundNow, body: BodyInRound, catalogue: Catalogue, _: Words) -> str:
    """A letter to a body that lists what is missing from it, as plain text in the language of the words."""
    lines = [
        _("Reminder: the reporting round “{title}”").format(title=now.round.title),
        "",
        _("To {body}").format(body=addressee(body.asked.body, catalogue, now.as_of, _)),
    ]
    names = [name for name in (body.asked.contact, body.asked.deputy) if name]
    if names:
        lines.append(_("For the attention of {names}").format(names=", ".join(names)))
    lines.append("")
    if body.missing:
        lines.append(_("We have not received a status report in the round on:"))
        lines.extend(f"- {initiative.number} {_.plain(initiative.title)}" for initiative in body.missing)
        lines.append(_("Please report by {day}.").format(day=_.day(body.asked.due)))
    if body.owes:
        lines.extend([""] if body.missing else [])
        lines.append(_("We have not received your answer to these submitted reports:"))
        lines.extend(
            _("- initiative {initiative}, no. {sequence} in the log, by {day}").format(
                initiative=owed.progress.entry.initiative,
                sequence=owed.progress.entry.sequence,
                day=_.day(owed.due),
            )
            for owed in body.owes
        )
        lines.append(_("What is not answered by then is published, marked as not answered by you."))
    if not body.is_behind:
        lines.append(_("Nothing is missing from you. Thank you."))
    return "\n".join(lines)


def _name(name: str | None, _: Words) -> str:
    return _("Erased") if name is None else name or _("not named")


def _reminded(instants: Sequence[datetime], _: Words) -> str:
    if not instants:
        return _("no")
    return f"{len(instants)} × ({'; '.join(_.day(day_of(instant)) for instant in instants)})"


def _reported(body: BodyInRound, _: Words) -> Markup:
    told = Markup("{}").format(
        _("{count} of {total}").format(
            count=len(body.by_it) + len(body.by_others), total=len(body.initiatives)
        )
    )
    if not body.by_others:
        return told
    others = _.plural("{n} of them by another body", "{n} of them by other bodies", len(body.by_others))
    return Markup('{} <span class="m-muted">({})</span>').format(told, others)


def _numbers(initiatives: Sequence[Initiative], to: Addresses) -> Markup:
    return join((to.link(entry.number, addresses.INITIATIVE, id=entry.id) for entry in initiatives), ", ")


def _owed(body: BodyInRound, to: Addresses, _: Words) -> Markup:
    if not body.owes:
        return EMPTY
    return bullets(
        [
            Markup("{} {}, {}").format(
                owed.progress.entry.initiative,
                entry_link(owed.progress.entry.sequence, to, _),
                _("until {last}").format(last=_.day(owed.due)),
            )
            for owed in body.owes
        ],
        "m-plain",
    )
