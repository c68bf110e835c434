"""What the responsible ministries answer, on Overview: who disagrees, what waits and for whom, who was silent.

Each part is empty where there is nothing to show.
"""

from collections.abc import Iterable

from markupsafe import Markup, escape

from monitor.catalogue.initiatives import Initiative
from monitor.catalogue.strategy import Catalogue
from monitor.reporting.events import LogEntry
from monitor.reporting.progress import Progress
from monitor.review.overview import Overview
from monitor.show import addresses
from monitor.show.addresses import Addresses
from monitor.show.blocks.answers import awaited, said_in_a_word
from monitor.show.blocks.cards import card, gathered
from monitor.show.blocks.entry import entry_link
from monitor.show.marks import disagreement_mark, short_name, silence
from monitor.show.rows import initiative_link
from monitor.show.text import EMPTY, bullets, heading, join, paragraph, user_text
from monitor.show.words import Words


def disagreements(view: Overview, catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    """Every disagreement with what counts now: on which initiative, with what, whose, and why."""
    disputed = view.disagreements
    if not disputed:
        return EMPTY
    count = sum(len(progress.disagreements) for progress in disputed)
    parts = [heading(2, _.plural("{n} disagreement", "{n} disagreements", count))]
    parts.extend(_disputed(progress, catalogue, to, _) for progress in disputed)
    return card(parts, "m-disputed")


def pending(view: Overview, catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    """What is submitted, whom it waits for and until when. None of it counts as reported."""
    waiting = view.pending
    if not waiting:
        return EMPTY
    title = _.plural("{n} submitted, awaits answers", "{n} submitted, await answers", len(waiting))
    items = [_waiting(progress, catalogue, to, _) for progress in waiting]
    return card(
        [
            heading(2, title),
            paragraph(_("Not published yet, and not counted as reported."), "m-small"),
            bullets(items, "m-plain"),
            paragraph(to.link(_("Answer for a ministry"), addresses.ANSWERS), "m-small"),
        ]
    )


def silent(view: Overview, catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    """Which ministries were asked about what counts now, and have not answered."""
    unanswered = view.unanswered
    if not unanswered:
        return EMPTY
    initiatives = catalogue.initiative
    by_body: dict[str, list[Initiative]] = {}
    for progress in unanswered:
        for body in progress.silent:
            found = by_body.setdefault(body, [])
            if initiatives[progress.entry.initiative] not in found:
                found.append(initiatives[progress.entry.initiative])
    title = _.plural(
        "{n} published without every answer", "{n} published without every answer", len(unanswered)
    )
    return card(
        [
            heading(2, title),
            *(
                gathered(silence(body, catalogue, _), found, to, _)
                for body, found in sorted(by_body.items(), key=lambda entry: (-len(entry[1]), entry[0]))
            ),
            paragraph(_("Silence is not consent. An answer may still be given."), "m-small"),
        ]
    )


def _disputed(progress: Progress, catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    lines = [
        Markup("<p>{}</p>").format(_initiative(progress.entry, catalogue, to, _)),
        Markup("<p>{}</p>").format(_statement(progress.entry, catalogue, to, _)),
        *(
            Markup("<p>{} ({}): {}</p>").format(
                disagreement_mark(answer.acting_for, catalogue, _),
                entry_link(answer.sequence, to, _),
                user_text(answer.comment, _),
            )
            for answer in progress.disagreements
        ),
    ]
    return Markup('<div class="m-entry">{}</div>').format(join(lines))


def _waiting(progress: Progress, catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    lines: list[Markup] = [
        _initiative(progress.entry, catalogue, to, _),
        _statement(progress.entry, catalogue, to, _),
        Markup('<span class="m-small">{}</span>').format(awaited(progress, catalogue, _)),
        *_marks(progress.disagreements, catalogue, to, _),
    ]
    return Markup("<br>").join(lines)


def _marks(answers: Iterable[LogEntry], catalogue: Catalogue, to: Addresses, _: Words) -> list[Markup]:
    return [
        Markup("{} ({})").format(
            disagreement_mark(answer.acting_for, catalogue, _), entry_link(answer.sequence, to, _)
        )
        for answer in answers
    ]


def _initiative(entry: LogEntry, catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    return initiative_link(catalogue.initiative[entry.initiative], to, _)


def _statement(entry: LogEntry, catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    """What is said, for whom, from which day, and its number, which leads to it."""
    told = escape(_("{day}, {body}")).format(
        body=short_name(entry.acting_for, catalogue), day=_.day(entry.effective_on)
    )
    number = entry_link(entry.sequence, to, _)
    return Markup('{} <span class="m-muted">{} ({})</span>').format(said_in_a_word(entry, _), told, number)
