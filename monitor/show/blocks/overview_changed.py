"""What changed since a day, on Overview: what is reported, how it came about, and what was published elsewhere."""

from collections.abc import Mapping

from markupsafe import Markup

from monitor.catalogue.initiatives import Initiative
from monitor.catalogue.strategy import Catalogue
from monitor.evidence.record import Evidence
from monitor.reporting.events import LogEntry
from monitor.reporting.progress import Progress
from monitor.review.changed import Changed
from monitor.review.overview import Overview
from monitor.show import addresses
from monitor.show.addresses import Addresses
from monitor.show.blocks.cards import card, gathered
from monitor.show.blocks.entry import entry_link
from monitor.show.marks import disagreement_mark, status_mark
from monitor.show.rows import initiative_link
from monitor.show.text import EMPTY, bullets, heading, join, paragraph
from monitor.show.vocabulary import event_kind_word
from monitor.show.words import Words


def changed(view: Overview, catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    """2 What changed since a day, old to new, each with the entries of the log that brought it about.

    What was only said again is gathered below: a round in which little happens would hide the little that did.
    """
    parts = [heading(2, _("Changed since {day}").format(day=_.day(view.since)))]
    told = [change for change in view.changes if not change.only_again]
    again = [catalogue.initiative[change.initiative] for change in view.changes if change.only_again]
    if told:
        parts.append(bullets([_change(change, view, catalogue, to, _) for change in told], "m-plain"))
    if again:
        parts.append(gathered(_("Reported again, status as before"), again, to, _))
    if not view.changes:
        parts.append(paragraph(_("No report has been recorded since that day.")))
    every = to.link(
        _("All changes between two days"),
        addresses.CHANGES,
        since=view.since.isoformat(),
        until=view.as_of.isoformat(),
    )
    parts.append(paragraph(every, "m-small"))
    if view.published:
        parts.append(heading(3, _("Public record, published since")))
        parts.append(
            bullets([_published(entry, catalogue.initiative, to, _) for entry in view.published], "m-plain")
        )
    return card(parts)


def _change(change: Changed, view: Overview, catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    lines = [initiative_link(catalogue.initiative[change.initiative], to, _)]
    if reported := _reported(change, _):
        lines.append(reported)
    causes = [
        *(_statement(progress, view, catalogue, to, _) for progress in change.statements),
        *(_cause(entry, to, _) for entry in change.withdrawals),
        *(_cause(entry, to, _) for entry in change.conclusions),
    ]
    if causes:
        lines.append(Markup('<span class="m-small">{}</span>').format(join(causes, " · ")))
    return Markup("<br>").join(lines)


def _reported(change: Changed, _: Words) -> Markup:
    """The reported status before and after; empty where only something else was recorded."""
    new = status_mark(change.new.status if change.new else None, _)
    if change.status_changed:
        old = status_mark(change.old.status if change.old else None, _)
        return Markup("{} → {}").format(old, new)
    if change.reported_again:
        return Markup("{} {}").format(new, _("(reported again)"))
    if change.counts_again:
        return Markup("{} {}").format(new, _("(an earlier report counts again)"))
    return EMPTY


def _statement(progress: Progress, view: Overview, catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    """What came to count, and who disagrees where the card on disagreements does not say so."""
    told = _cause(progress.entry, to, _)
    if progress in view.disagreements:
        return told
    marks = (disagreement_mark(answer.acting_for, catalogue, _) for answer in progress.disagreements)
    return join([told, *marks], " ")


def _cause(entry: LogEntry, to: Addresses, _: Words) -> Markup:
    """What kind of entry it is, what it says in a word, and its number, which leads to it."""
    what: str = event_kind_word(entry.kind, _)
    if entry.revised_deadline is not None:
        what = f"{what}: {_.partial(entry.revised_deadline)}"
    elif entry.milestone is not None:
        what = f"{what}: {entry.milestone}"
    return Markup("{} ({})").format(what, entry_link(entry.sequence, to, _))


def _published(entry: Evidence, titles: Mapping[str, Initiative], to: Addresses, _: Words) -> Markup:
    assert entry.published is not None
    when = _("published {day}").format(day=_.partial(entry.published))
    if entry.initiative is None:
        subject = to.link(_("the strategy as a whole"), addresses.ABOUT)
    else:
        subject = initiative_link(titles[entry.initiative], to, _)
    return Markup('{} <span class="m-muted">{}</span>').format(subject, when)
