"""The parts of the page on which reports are recorded, but for the look before they are published."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from markupsafe import Markup

from monitor.catalogue.strategy import Catalogue
from monitor.errors import Refused
from monitor.reporting.events import LogEntry
from monitor.review.answers import Answered
from monitor.review.missing import MissingReports
from monitor.review.standing import Standing
from monitor.show.addresses import Addresses
from monitor.show.blocks.entry import entry_link
from monitor.show.marks import answer_marks, record_mark, reported_mark, schedule_mark, short_name
from monitor.show.refusals import sentence
from monitor.show.rows import initiative_link
from monitor.show.text import EMPTY, join, paragraph, user_text
from monitor.show.words import Words

Reasons = Sequence[Refused]


def drafts(saved: Sequence[datetime | None], today: date, _: Words) -> Markup:
    """How many drafts are kept, and when the last of them was saved."""
    moments = [moment for moment in saved if moment is not None]
    if not moments:
        return EMPTY
    told = _.plural("{n} draft kept, last saved", "{n} drafts kept, last saved", len(moments))
    return paragraph(f"{told} {_.time(max(moments), today=today)}.", "m-small")


def recorded(
    entry: LogEntry, due: Mapping[str, date], catalogue: Catalogue, to: Addresses, _: Words
) -> Markup:
    """That a report was recorded, with the way to it, and whose answer it waits for."""
    link = initiative_link(catalogue.initiative[entry.initiative], to, _)
    told = Markup("✓ {} {} ({})").format(_("Recorded:"), link, entry_link(entry.sequence, to, _))
    if due:
        told = Markup("{} {}").format(told, put_to(due, catalogue, _))
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


def put_to(due: Mapping[str, date], catalogue: Catalogue, _: Words) -> str:
    """Who is asked about a report before it is published, and until when; the last day of each where they differ."""
    last = max(due.values())
    if min(due.values()) == last:
        bodies = ", ".join(short_name(body, catalogue) for body in due)
    else:
        bodies = asked_until(due, lambda body: short_name(body, catalogue), _)
    return _("Put to {bodies}; published at the latest after {day}.").format(bodies=bodies, day=_.day(last))


def asked_until(due: Mapping[str, date], name: Callable[[str], str], _: Words) -> str:
    """The bodies that are asked, as they are named, those with the same last day together."""
    days = sorted(set(due.values()))
    return "; ".join(
        _("{body} until {day}").format(
            body=", ".join(name(body) for body, last in due.items() if last == day), day=_.day(day)
        )
        for day in days
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
        told, f": {', '.join(silent)}." if silent else ".", scope
    )
    if owed.round is None:
        return line
    counted = _(
        "Counted in the round “{title}”, which runs until {day}: missing is what was not reported since {opened}."
    )
    told = counted.format(
        title=owed.round.title, day=_.day(owed.round.due(body)), opened=_.day(owed.round.opens)
    )
    return line + paragraph(told, "m-small")


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
        told.append(Markup('<p class="m-pending">{}</p>').format(text.format(body=begun_for)))
    if overtaken:
        text = _("Somebody recorded something on this initiative while you wrote; see below.")
        told.append(Markup('<p class="m-pending">{}</p>').format(text))
    for label, text in others.items():
        also = _("Another window has also written in “{field}”:").format(field=label)
        told.append(Markup('<p class="m-pending">{} {}</p>').format(also, user_text(text, _)))
    small = [
        _("Holds from {day}.").format(day=held_from) if held_from else "",
        _("Draft saved {time}").format(time=saved) if saved else "",
    ]
    if any(small):
        told.append(paragraph(" ".join(text for text in small if text), "m-small"))
    return join(told)
