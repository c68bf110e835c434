"""What is different between two days: how the strategy stood on each, initiative by initiative, and what came out."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from markupsafe import Markup

from monitor.catalogue.strategy import Catalogue
from monitor.evidence.record import Evidence
from monitor.reporting.status import Status
from monitor.reporting.workflow import State
from monitor.review.changes import Changes, InitiativeChange
from monitor.review.submissions import Told
from monitor.show import addresses
from monitor.show.addresses import Addresses
from monitor.show.blocks.entry import entry_link
from monitor.show.blocks.history import gist, moment, recorded_for, what
from monitor.show.blocks.sources import evidence_source
from monitor.show.marks import status_mark
from monitor.show.rows import initiative_link
from monitor.show.strip import status_parts, strip
from monitor.show.table import Column, table
from monitor.show.text import EMPTY, bullets, heading, join, local, paragraph
from monitor.show.vocabulary import state_word
from monitor.show.words import Words

LISTED: Final = 6
"""How many entries of one initiative stand in the table."""


def summary(found: Changes, _: Words) -> str:
    """Between which days, on how many initiatives something is different, and how much was recorded."""
    between = _("After {since} and by {until}").format(since=_.day(found.since), until=_.day(found.until))
    rows = _("something new on {changed} of {total} initiatives").format(
        changed=len(found.rows), total=found.total
    )
    return " · ".join([between, rows, _.plural("{n} entry recorded", "{n} entries recorded", found.recorded)])


def two_strips(found: Changes, _: Words) -> Markup:
    """How the whole strategy is reported on each of the two days, drawn as a strip each."""
    cards = join(
        Markup('<div class="m-card">{}</div>').format(_strip(day, counts, _))
        for day, counts in ((found.since, found.by_status_before), (found.until, found.by_status_after))
    )
    return Markup('<div class="m-three">{}</div>').format(cards)


def changes_table(
    found: Changes, chosen: Mapping[str, str], catalogue: Catalogue, to: Addresses, _: Words
) -> Markup:
    """An initiative a row. `chosen` are the filters, which the way to what is not listed here carries on."""
    columns = [
        Column(_("Initiative"), names_the_row=True),
        Column(_("Reported by the bodies")),
        Column(_("Deadline")),
        Column(_("Recorded in between")),
    ]
    rows = [
        [
            _initiative(row, catalogue, to, _),
            _status(row, _),
            _deadline(row, _),
            _recorded(row, found, chosen, catalogue, to, _),
        ]
        for row in found.rows
    ]
    caption = _("What is different on {until} from {since}").format(
        since=_.day(found.since), until=_.day(found.until)
    )
    return table(caption, columns, rows)


def published(entries: Sequence[Evidence], catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    """The public record that came out in between, apart from what the bodies report; empty where none did."""
    if not entries:
        return EMPTY
    return join(
        [
            heading(2, _("Public record, published in between")),
            paragraph(_("Our reading of public sources, not assessed by the ministries."), "m-muted"),
            *(_evidence(entry, catalogue, to, _) for entry in entries),
        ]
    )


def _strip(day: date, counts: Mapping[Status | None, int], _: Words) -> Markup:
    title = _("Reported by {day}").format(day=_.day(day))
    return join([heading(2, title), strip(title, status_parts(counts, _))])


def _initiative(row: InitiativeChange, catalogue: Catalogue, to: Addresses, _: Words) -> Markup | str:
    initiative = catalogue.initiative.get(row.initiative)
    if initiative is None:
        return row.initiative
    return initiative_link(initiative, to, _)


def _status(row: InitiativeChange, _: Words) -> Markup:
    now = status_mark(row.new_status, _)
    if row.status_changed:
        return Markup("{} → {}").format(status_mark(row.old_status, _), now)
    again = (row.old.sequence if row.old else 0) != (row.new.sequence if row.new else 0)
    told = _("(reported again)") if again else _("(as before)")
    return Markup('{} <span class="m-muted">{}</span>').format(now, told)


def _deadline(row: InitiativeChange, _: Words) -> Markup:
    before, after = (
        _.partial(when) if when else _("No deadline") for when in (row.old_deadline, row.new_deadline)
    )
    if row.deadline_changed:
        return Markup("{} → <b>{}</b>").format(before, after)
    return Markup('{} <span class="m-muted">{}</span>').format(after, _("(as before)"))


def _recorded(
    row: InitiativeChange,
    found: Changes,
    chosen: Mapping[str, str],
    catalogue: Catalogue,
    to: Addresses,
    _: Words,
) -> Markup:
    """The last entries, newest first, and the way to the others."""
    newest = row.recorded[::-1][:LISTED]
    if not newest:
        return Markup('<span class="m-muted">{}</span>').format(_("Nothing was recorded in between."))
    items = [_entry(told, catalogue, to, _) for told in newest]
    if others := row.others + len(row.recorded) - len(newest):
        all_of_them = {
            **chosen,
            "id": row.initiative,
            "recorded_from": (found.since + timedelta(days=1)).isoformat(),
            "recorded_to": found.until.isoformat(),
        }
        told = _.plural("and {n} more", "and {n} more", others)
        items.append(to.link(told, addresses.HISTORY, **all_of_them))
    return bullets(items, "m-plain")


def _entry(told: Told, catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    entry, progress = told.entry, told.progress
    parts: list[Markup | str] = [moment(entry, _), recorded_for(entry, catalogue, to, _)]
    if progress is not None and progress.state is not State.PUBLISHED:
        parts.append(Markup('<span class="m-pending">{}</span>').format(state_word(progress.state, _)))
    return Markup('{} {} <span class="m-small">{}{}</span>').format(
        entry_link(entry.sequence, to, _), what(entry, to, _), join(parts, " · "), gist(entry, _)
    )


def _evidence(entry: Evidence, catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    initiative = catalogue.initiative.get(entry.initiative or "")
    if initiative is None:
        about = to.link(_("the strategy as a whole"), addresses.ABOUT)
    else:
        about = initiative_link(initiative, to, _)
    return Markup('<div class="m-entry"><p>{}</p><p>{}</p><p class="m-small">{}</p></div>').format(
        about, local(entry.text, _), evidence_source(entry, _)
    )
