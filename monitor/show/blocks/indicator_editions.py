"""Which edition of an indicator is shown, where it came from, how to cite it, and the editions before and after it."""

from collections.abc import Callable, Sequence

from markupsafe import Markup

from monitor.measures.definitions import Definition
from monitor.measures.editions import Counts, Edition, Kind
from monitor.measures.observations import Measures
from monitor.show import addresses
from monitor.show.addresses import Addresses
from monitor.show.blocks.indicators import part_note
from monitor.show.table import Cell, Column, table
from monitor.show.text import EMPTY, definitions, heading, join, paragraph
from monitor.show.words import Words


def kind_word(kind: Kind, _: Words) -> str:
    """What an edition was read from."""
    return {
        Kind.SHIPPED: _("the program's own files"),
        Kind.CSV: _("a CSV file"),
        Kind.XLSX: _("an Excel workbook"),
        Kind.JSON_STAT: _("JSON-stat (PxWeb)"),
        Kind.OPEN_SDG: _("an Open SDG data set"),
        Kind.FRICTIONLESS: _("a Frictionless data package"),
    }[kind]


def older_note(edition: Edition, latest: Edition, to: Addresses, _: Words) -> Markup:
    """That what is shown is not the latest edition, which one is, and the way to it."""
    told = _(
        "This is edition {number}, accepted {when}. It is not the latest: edition {latest} is, accepted {then}."
    )
    words = told.format(
        number=edition.number, when=_.moment(edition.at), latest=latest.number, then=_.moment(latest.at)
    )
    link = to.link(_("Open the latest edition"), addresses.INDICATORS, id=edition.indicator)
    return Markup('<div class="m-notice" role="status">{} {}</div>').format(words, link)


def named(edition: Edition | None, to: Addresses, _: Words) -> Markup:
    """Which edition figures are of, with the way to it; nothing for what ships, which is what a reader expects."""
    if edition is None or edition.kind is Kind.SHIPPED:
        return EMPTY
    told = _("Edition {number}, accepted {when}, read from {source}").format(
        number=edition.number, when=_.moment(edition.at), source=kind_word(edition.kind, _)
    )
    return to.link(told, addresses.INDICATORS, id=edition.indicator, edition=str(edition.number))


def current(indicator: Definition, measures: Measures, to: Addresses, _: Words) -> Markup:
    """Of which edition the figures of an indicator are that stand here, and how many of it."""
    of = measures.opened.get(indicator.id)
    if of is None:
        return EMPTY
    parts = [paragraph(link, "m-small")] if (link := named(of.edition, to, _)) else []
    if of.chosen:
        parts.append(part_note(indicator, len(of.series.observations), of.figures, of.chosen, _))
    return join(parts)


def shown(edition: Edition, cited: str, by: str, _: Words) -> Markup:
    """The edition that is shown: when it was accepted, by whom, what it was read from, and how to cite it."""
    return definitions(
        [
            (_("Edition"), str(edition.number)),
            (_("Accepted"), _.moment(edition.at)),
            (_("By"), by),
            (_("Read from"), kind_word(edition.kind, _)),
            (_("Called"), edition.label),
            (_("Asked for"), _asked(edition)),
            (
                _("Figures") if edition.number == 1 else _("Compared with the edition before"),
                _counted(edition.counts, _),
            ),
            (_("Cite as"), Markup('<span class="m-cite">{}</span>').format(cited)),
        ]
    )


def all_of(
    editions: Sequence[Edition], shown: int, by: Callable[[Edition], str], to: Addresses, _: Words
) -> Markup:
    """Every edition, the newest first, each leading to itself; the one that is shown is marked."""
    columns = [
        Column(_("Edition"), names_the_row=True),
        Column(_("Accepted")),
        Column(_("By")),
        Column(_("Read from")),
        Column(_("Figures"), numbers=True),
        Column(_("Compared with the edition before")),
    ]
    rows: list[list[Cell]] = []
    for edition in editions:
        link = to.link(
            _("Edition {number}").format(number=edition.number),
            addresses.INDICATORS,
            id=edition.indicator,
            edition=str(edition.number),
        )
        marks = [_("shown")] if edition.number == shown else []
        if edition.number == editions[0].number:
            marks.append(_("latest"))
        tags = (Markup('<span class="m-tag">{}</span>').format(mark) for mark in marks)
        rows.append(
            [
                join([link, *tags], " "),
                _.moment(edition.at),
                by(edition),
                kind_word(edition.kind, _),
                _.number(edition.counts.figures),
                _counted(edition.counts, _),
            ]
        )
    return join([heading(3, _("All editions")), table(_("All editions"), columns, rows)])


def not_kept(_: Words) -> Markup:
    """What is said of files that were changed since the program started: they are no edition yet."""
    return paragraph(
        _(
            "These figures are no edition yet: their files were changed, and are kept when the program starts again."
        ),
        "m-muted",
    )


def _counted(counts: Counts, _: Words) -> str:
    if counts.new == counts.figures and not counts.removed:
        told = [_.plural("{n} figure, all new", "{n} figures, all new", counts.new)]
    else:
        told = [
            _.plural("{n} new figure", "{n} new figures", counts.new),
            _.plural("{n} changed", "{n} changed", counts.changed),
            _.plural("{n} removed", "{n} removed", counts.removed),
            _.plural("{n} unchanged", "{n} unchanged", counts.unchanged),
        ]
    if counts.refused:
        told.append(_.plural("{n} row refused", "{n} rows refused", counts.refused))
    return ", ".join(told)


def _asked(edition: Edition) -> Markup:
    """What was asked for, as it was stored: names and values."""
    return join(
        (Markup("<code>{}: {}</code>").format(name, value) for name, value in edition.asked.items()),
        Markup("<br>"),
    )
