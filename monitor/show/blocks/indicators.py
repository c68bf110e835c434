"""The parts of an indicator's page."""

from collections.abc import Mapping

from markupsafe import Markup

from monitor.catalogue.strategy import Catalogue
from monitor.catalogue.text import LocalText
from monitor.measures.collection import Measured
from monitor.measures.datasets import DataSet, Imported
from monitor.measures.definitions import Definition, LinkState
from monitor.measures.observations import Measures, Observation, Series
from monitor.measures.quality import FLAG_OF_SEEN
from monitor.show import addresses
from monitor.show.addresses import Addresses
from monitor.show.blocks.indicator_definition import is_long
from monitor.show.figures import behind, counted, flag_word
from monitor.show.intervals import judged, notes
from monitor.show.rows import indicator_link, initiative_link
from monitor.show.table import Cell, Column, table
from monitor.show.text import bullets, heading, join, local, named, paragraph
from monitor.show.vocabulary import (
    confidence_word,
    seen_word,
    theme_word,
    unit_word,
)
from monitor.show.words import Words


def conflicts(indicator: Definition, measures: Measures, to: Addresses, _: Words) -> Markup:
    """Sources that say otherwise, before any figure is read."""
    if not indicator.conflicts:
        return Markup("")
    items = []
    for conflict in indicator.conflicts:
        note = local(conflict.note, _)
        if conflict.indicator is not None and conflict.indicator in measures.series:
            other = measures.series[conflict.indicator].indicator
            note = Markup("{} {} {}").format(note, _("See:"), indicator_link(other, to, _))
        items.append(note)
    return Markup('<div class="m-notice"><p><b>{}</b></p>{}</div>').format(
        _("Sources disagree"), bullets(items)
    )


def measured_note(indicator: Definition, _: Words) -> Markup:
    """When the figures were taken beside the start of the strategy; nothing of what nobody here has reviewed."""
    if isinstance(indicator, Imported) and indicator.measured is Measured.NOT_STATED:
        return Markup("")
    told = {
        Measured.BEFORE_STRATEGY: _("Last measured before the strategy; no later measurement found."),
        Measured.SPANS_START: _("Measured before and after the strategy began."),
        Measured.DURING_OR_AFTER: _("Measured after the strategy began."),
        Measured.NOT_STATED: _("The source does not say when this was measured."),
    }[indicator.measured]
    return paragraph(told, "m-muted")


def figures(series: Series, _: Words) -> Markup:
    """Every figure: period, group, value as the source gives it with its interval, n, source, how sure, note.

    Of an import, what all figures leave blank has no column, and where they have one source it stands below alone.
    """
    indicator, entries = series.indicator, series.observations
    unit = unit_word(indicator.unit_among(entry.group for entry in entries), _)
    imported = isinstance(indicator, Imported)
    several = len({entry.source.id for entry in entries}) > 1
    columns: list[tuple[Column, list[Cell], bool]] = [
        (
            Column(_("Period"), names_the_row=True),
            [Markup('<span class="m-nowrap">{}</span>').format(_.period(entry.period)) for entry in entries],
            True,
        ),
        *(
            (
                Column(named(dimension.title, _)),
                [_code(indicator, dimension.id, entry, _) for entry in entries],
                any(dimension.id in entry.group for entry in entries),
            )
            for dimension in indicator.dimensions
        ),
        (Column(_column(unit), numbers=True), [judged(entry, indicator, _) for entry in entries], True),
        (
            Column(_("n"), numbers=True),
            [counted(entry, _) or _muted(behind(entry, indicator, _)) for entry in entries],
            any(counted(entry, _) if imported else behind(entry, indicator, _) for entry in entries),
        ),
        (Column(_("Source")), [_source(entry, _) for entry in entries], several),
        (
            Column(_("Note")),
            [_note(entry, _) for entry in entries],
            any(_note(entry, _) for entry in entries),
        ),
    ]
    # Where everybody is counted, n says nothing, of our own indicators, too.
    shown = [
        (column, cells)
        for column, cells, says in columns
        if says or not (imported or column.heading == _("n"))
    ]
    rows = list(zip(*(cells for _heading, cells in shown), strict=True))
    return table(_.plain(indicator.title), [column for column, _cells in shown], rows)


def _muted(text: str) -> Markup:
    return Markup('<span class="m-muted">{}</span>').format(text or "–")


def _code(indicator: Definition, dimension: str, entry: Observation, _: Words) -> Cell:
    code = entry.group.get(dimension)
    return _("total") if code is None else named(indicator.labels[dimension][code], _)


def _source(entry: Observation, _: Words) -> str:
    """Who published a figure, and when; how it was seen, and how sure the reading is."""
    source = entry.source
    told = [
        _.plain(source.publisher) if source.publisher else source.title,
        str(source.year or ""),
        seen_word(source.seen, _),
        confidence_word(entry.confidence, _) if entry.confidence else "",
    ]
    return ", ".join(filter(None, told))


def chosen_note(indicator: Definition, chosen: Mapping[str, str | None], _: Words) -> Markup:
    """Which figures the chart draws, where it cannot bear all of them."""
    told = _("Drawn is {chosen}.").format(chosen=_chosen(indicator, chosen, _))
    return paragraph(told, "m-muted")


def part_note(
    indicator: Definition, shown: int, figures: int, chosen: Mapping[str, str | None], _: Words
) -> Markup:
    """That not all figures stand on the page, and which do."""
    told = _("This page shows {shown} of {figures} figures: {chosen}.").format(
        shown=_.number(shown), figures=_.number(figures), chosen=_chosen(indicator, chosen, _)
    )
    return paragraph(told, "m-muted")


def _chosen(indicator: Definition, chosen: Mapping[str, str | None], _: Words) -> str:
    return "; ".join(
        f"{_.plain(dimension.title)}: "
        f"{_('total') if (code := chosen[dimension.id]) is None else _.plain(indicator.labels[dimension.id][code])}"
        for dimension in indicator.dimensions
        if dimension.id in chosen
    )


def _note(entry: Observation, _: Words) -> Markup:
    """What marks the figure, and what the source or we say about it. How its source was seen stands there."""
    parts: list[Markup | str] = [
        Markup('<span class="m-tag">{}</span>').format(flag_word(flag, _))
        for flag in entry.flags
        if flag is not FLAG_OF_SEEN.get(entry.source.seen)
    ]
    if entry.note is not None:
        parts.append(local(entry.note, _))
    return join(parts, " ")


def uncertainty(series: Series, _: Words) -> Markup:
    """What the brackets behind figures hold, and which figures have none and why."""
    return bullets(notes(series, _), "m-list m-small")


def meaning(indicator: Definition, _: Words) -> Markup:
    """What is measured, and on whom: to be read before the figures."""
    said = [
        _sentence(text, _)
        for text in (indicator.definition, indicator.population)
        if text is not None and not is_long(text, _)
    ]
    return paragraph(join(said, " ")) if said else Markup("")


def _sentence(text: LocalText, _: Words) -> Markup:
    """A text with a full stop where another sentence follows."""
    ended = _.plain(text).endswith((".", "!", "?", ")", "”", "»"))
    return local(text, _) if ended else Markup("{}.").format(local(text, _))


def caveats(indicator: Definition, _: Words, *, level: int) -> Markup:
    """What a reader must bear in mind, beside the figures and not behind a click, under a heading of a level."""
    if not indicator.caveats:
        return Markup("")
    return join([heading(level, _("Caveats")), bullets([local(caveat, _) for caveat in indicator.caveats])])


def links(indicator: Definition, catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    """Initiatives the indicator speaks to, each with its reason."""
    if not indicator.links:
        return paragraph(_("Linked to no initiative."))
    items = []
    for link in indicator.links:
        initiative = catalogue.initiative[link.initiative]
        state = _("proposed") if link.state is LinkState.PROPOSED else _("confirmed by the secretariat")
        items.append(
            Markup('{} <span class="m-tag">{}</span> {}').format(
                initiative_link(initiative, to, _), state, local(link.reason, _)
            )
        )
    return join(
        [paragraph(_("Figures beside an initiative are association, not effect."), "m-muted"), bullets(items)]
    )


def left_out(series: Series, _: Words) -> Markup:
    """How many figures could not be known on the day shown."""
    if not series.left_out:
        return Markup("")
    told = _.plural(
        "{n} figure is left out: later than the day shown, or from a source without a year.",
        "{n} figures are left out: later than the day shown, or from a source without a year.",
        series.left_out,
    )
    return paragraph(told, "m-muted")


def ways(indicator: Definition, dataset: DataSet | None, to: Addresses, _: Words) -> Markup:
    """Where one can go from an indicator's page: to all, to its theme, to its data set, to the analysts' explorer."""
    found = [to.link(_("All indicators"), addresses.INDICATORS)]
    if indicator.theme is not None:
        found.append(
            to.link(theme_word(indicator.theme, _), addresses.INDICATORS, theme=indicator.theme.value)
        )
    if dataset is not None:
        found.append(
            Markup('<a href="{}#{}">{}</a>').format(
                to.to(addresses.INDICATORS), dataset.id, local(dataset.title, _)
            )
        )
    found.append(to.link(_("Explore these figures"), addresses.EXPLORE, id=indicator.id))
    return paragraph(join(found, " · "))


def _column(word: str) -> str:
    """A word as a heading: its first letter large, the others as they are."""
    return word[:1].upper() + word[1:]
