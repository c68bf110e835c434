"""The parts of the page on which reports are recorded."""

from collections.abc import Sequence

from markupsafe import Markup

from monitor.catalogue.initiatives import Initiative
from monitor.catalogue.strategy import Catalogue
from monitor.review.standing import Standing
from monitor.show import addresses
from monitor.show.addresses import Addresses
from monitor.show.marks import record_mark, reported_mark, schedule_mark
from monitor.show.text import join, local, paragraph
from monitor.show.words import Words


def recorded(initiative: Initiative, to: Addresses, words: Words) -> Markup:
    """That a report was recorded, with the way to it."""
    _ = words
    label = Markup("{} {}").format(initiative.number, local(initiative.title, _))
    link = to.link(label, addresses.INITIATIVE, id=initiative.id)
    return Markup('<div class="m-notice" role="status">✓ {} {}</div>').format(_("Recorded:"), link)


def last_and_due(row: Standing, catalogue: Catalogue, words: Words) -> Markup:
    """What was last reported on an initiative, what is on public record, and its deadline, in one line."""
    _ = words
    parts = [
        reported_mark(row, catalogue, _),
        Markup("{} {}").format(_("On public record:"), record_mark(row.record, _)),
        schedule_mark(row.schedule, _),
    ]
    return paragraph(join(parts, " · "), "m-small")


def missing(rows: Sequence[Standing], *, answers: bool, words: Words) -> Markup:
    """How many reports are missing among the initiatives shown, and on which."""
    _ = words
    silent = [row.initiative.number for row in rows if row.report is None]
    scope = (
        _("Initiatives the body answers for.")
        if answers
        else _("The body answers for no initiative itself; those it may report on are shown.")
    )
    told = _.plural("{n} missing", "{n} missing", len(silent))
    return Markup('<p role="status"><b>{}</b>{} <span class="m-muted">{}</span></p>').format(
        told, f": {', '.join(silent)}." if silent else ".", scope
    )
