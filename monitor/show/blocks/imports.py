"""The parts of the page on which figures come in: what they would change, what was left out, what was kept."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import Final

from markupsafe import Markup

from monitor.catalogue.text import LocalText
from monitor.errors import Fault
from monitor.measures.dimensions import DimensionKind
from monitor.measures.editions import Edition
from monitor.measures.periods import Period
from monitor.review.import_lines import Change, Line, Told, lines
from monitor.show import addresses, fault_words
from monitor.show.addresses import Addresses
from monitor.show.blocks.sources import source_year
from monitor.show.import_words import column, figure, told
from monitor.show.table import Cell, Column, table
from monitor.show.text import EMPTY, heading, join, local, paragraph
from monitor.show.words import Words

MOST_INDICATORS: Final = 300
"""Most indicators that the page lists; the file has all."""

MOST_LINES: Final = 100
"""Most figures, and rows that were left out, that the page lists of one indicator; the file has all."""


def summary(name: str, told: Sequence[Told], _: Words) -> Markup:
    """What came as a whole: how many indicators and figures, and what becomes of them."""
    counts = [each.report.counts for each in told]
    first = sum(each.is_first and each.changes for each in told)
    changed = sum(each.changes for each in told) - first
    pairs = [
        (
            _("Indicators"),
            _("{new} new, {changed} changed, {unchanged} unchanged").format(
                new=_.number(first),
                changed=_.number(changed),
                unchanged=_.number(len(told) - first - changed),
            ),
        ),
        (
            _("Figures"),
            _("{new} new, {changed} changed, {removed} removed, {unchanged} unchanged").format(
                new=_.number(sum(each.new for each in counts)),
                changed=_.number(sum(each.changed for each in counts)),
                removed=_.number(sum(each.removed for each in counts)),
                unchanged=_.number(sum(each.unchanged for each in counts)),
            ),
        ),
        (_("Rows left out"), _.number(sum(each.refused for each in counts))),
    ]
    rows = join(Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(*pair) for pair in pairs)
    return paragraph(Markup("<b>{}</b>").format(name)) + Markup('<dl class="m-facts">{}</dl>').format(rows)


def indicators(told: Sequence[Told], _: Words) -> Markup:
    """A row for each indicator that would change or of which rows were left out, with how many figures."""
    shown = [each for each in told if each.has_to_be_told]
    if not shown:
        return EMPTY
    columns = [
        Column(_("Indicator"), names_the_row=True),
        Column(_("What becomes of it")),
        *(
            Column(name, numbers=True)
            for name in (_("New"), _("Changed"), _("Removed"), _("Unchanged"), _("Left out"))
        ),
    ]
    rows: list[list[Cell]] = []
    for each in shown[:MOST_INDICATORS]:
        counts = each.report.counts
        numbers = (counts.new, counts.changed, counts.removed, counts.unchanged, counts.refused)
        name = Markup('{}<br><span class="m-small">{}</span>').format(
            local(each.definition.title, _), each.indicator
        )
        rows.append([name, _becomes(each, _), *(_.number(number) if number else "–" for number in numbers)])
    made = table(_("What would change, by indicator"), columns, rows)
    if (more := len(shown) - MOST_INDICATORS) > 0:
        made += paragraph(
            _.plural("{n} more indicator is in the file.", "{n} more indicators are in the file.", more),
            "m-small",
        )
    return made


def _becomes(each: Told, _: Words) -> str:
    if each.report.left_whole:
        return _("Stays as it is: no figure could be read")
    if each.report.is_empty:
        return _("Nothing could be read")
    if each.is_first:
        return _("First edition")
    if not each.changes:
        return _("Stays as it is")
    if each.redefined and each.report.changes_nothing:
        return _("New edition: described otherwise")
    return _("New edition; described otherwise, too") if each.redefined else _("New edition")


def figures(each: Told, change: Change, _: Words) -> Markup:
    """The figures of an indicator that are new, changed (old → new) or removed, as far as the page lists them."""
    count = {
        Change.NEW: each.report.counts.new,
        Change.CHANGED: each.report.counts.changed,
        Change.REMOVED: each.report.counts.removed,
    }[change]
    if not count:
        return EMPTY
    title = {
        Change.NEW: _("New figures"),
        Change.CHANGED: _("Changed figures"),
        Change.REMOVED: _("Removed figures"),
    }[change]
    columns = [
        Column(_("Period"), names_the_row=True),
        *(Column(local(dimension.title, _)) for dimension in each.definition.dimensions),
        *([Column(_("Source"))] if _has_sources(each) else []),
    ]
    if change is Change.CHANGED:
        columns += [
            Column(_("What")),
            Column(_("Until now"), numbers=True),
            Column(_("From now on"), numbers=True),
        ]
    else:
        columns.append(Column(_("Value"), numbers=True))
    if change is Change.REMOVED:
        columns.append(Column(_("Why")))
    found = islice(lines(each.report, change, most=MOST_LINES), MOST_LINES)
    rows = [row for line in found for row in _rows(line, each, _)]
    return (
        heading(3, f"{title} ({_.number(count)})")
        + table(title, columns, rows)
        + _more(count - MOST_LINES, _)
    )


def _rows(line: Line, each: Told, _: Words) -> Iterable[list[Cell]]:
    key: list[Cell] = [
        _.period(Period(line.period)),
        *(
            _code(line.group.get(entry.id), each.definition.labels[entry.id], entry.kind, _)
            for entry in each.definition.dimensions
        ),
        *([_source(line, each, _)] if _has_sources(each) else []),
    ]
    if line.change is not Change.CHANGED:
        there = line.now if line.change is Change.NEW else line.before
        why = [_why(line, _)] if line.change is Change.REMOVED else []
        yield [*key, figure(there.get("value"), _), *why]
        return
    for name in dict.fromkeys((*line.before, *line.now)):
        yield [*key, column(name, _), told(name, line.before.get(name), _), told(name, line.now.get(name), _)]


def _has_sources(each: Told) -> bool:
    """Whether the source tells figures apart: those of one group and period are two where they have two sources."""
    return len(each.definition.sources) > 1


def _source(line: Line, each: Told, _: Words) -> str:
    named = line.source or each.definition.sources[0].id
    source = each.definition.source.get(named)
    return f"{source_year(source, _)} ({named})" if source is not None else named


def _why(line: Line, _: Words) -> str:
    """A figure whose row is left out would go as one that is not there does; whoever accepts has to know."""
    if line.why is None:
        return _("Not in what came")
    return _("Its row is left out ({place}), so the new edition would not have it").format(
        place=fault_words.place(line.why, _)
    )


def _code(code: str | None, labels: Mapping[str, LocalText], kind: DimensionKind, _: Words) -> Cell:
    if code is None:
        return "–" if kind is DimensionKind.MEASURE else _("All")
    return local(labels[code], _) if code in labels else code


def faults(title: str, found: Sequence[Fault], count: int, _: Words) -> Markup:
    """Rows that were left out, or remarks: the place, what is wrong, what would be accepted."""
    if not count:
        return EMPTY
    columns = [
        Column(_("Place"), names_the_row=True),
        Column(_("What is wrong")),
        Column(_("What is accepted")),
    ]
    rows: list[list[Cell]] = [
        [
            fault_words.place(fault, _),
            fault_words.problem(fault, _),
            fault_words.accepted(fault, _),
        ]
        for fault in found[:MOST_LINES]
    ]
    return (
        heading(3, f"{title} ({_.number(count)})") + table(title, columns, rows) + _more(count - len(rows), _)
    )


def _more(count: int, _: Words) -> Markup:
    if count <= 0:
        return EMPTY
    return paragraph(
        _.plural("{n} more is not listed here.", "{n} more are not listed here.", count), "m-small"
    )


def losses(told: Sequence[Told], _: Words) -> Markup:
    """What the new editions would be without, for whoever is about to accept them."""
    changed = [each.report.counts for each in told if each.changes and not each.is_first]
    removed, refused = sum(each.removed for each in changed), sum(each.refused for each in changed)
    parts = []
    if removed:
        parts.append(
            _.plural(
                "{n} figure of the latest edition would not be in the new one.",
                "{n} figures of the latest editions would not be in the new ones.",
                removed,
            )
        )
    if refused:
        parts.append(
            _.plural(
                "{n} row is left out; put the file right first if it belongs there.",
                "{n} rows are left out; put the file right first if they belong there.",
                refused,
            )
        )
    return Markup('<div class="m-notice"><p>{}</p></div>').format(" ".join(parts)) if parts else EMPTY


def kept(
    editions: Sequence[Edition], name: Callable[[str], Markup], by: str, to: Addresses, _: Words
) -> Markup:
    """What was accepted just now: which editions, by whom in words, and when. `name` gives an indicator's title."""
    if not editions:
        return EMPTY
    first = editions[0]
    when = _.moment(first.at)
    if len(editions) == 1:
        title = to.link(
            name(first.indicator), addresses.INDICATORS, id=first.indicator, edition=str(first.number)
        )
        told = Markup.escape(_("Accepted: edition {number} of {indicator}, {moment} ({person})."))
        text = told.format(number=first.number, indicator=title, moment=when, person=by)
    else:
        text = Markup.escape(
            _("Accepted: {n} editions, {moment} ({person}).").format(
                n=_.number(len(editions)), moment=when, person=by
            )
        )
    return Markup('<div class="m-notice" role="status"><b>{}</b></div>').format(text)
