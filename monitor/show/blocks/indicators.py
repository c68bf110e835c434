"""The parts of an indicator's page."""

from collections.abc import Mapping
from typing import Final

from markupsafe import Markup

from monitor.catalogue.strategy import Catalogue
from monitor.measures.collection import Measured
from monitor.measures.datasets import DataSet, Imported
from monitor.measures.definitions import Definition, LinkState
from monitor.measures.observations import Measures, Observation, Series
from monitor.show import addresses
from monitor.show.addresses import Addresses
from monitor.show.blocks.indicator_definition import is_long
from monitor.show.figures import counted, flag_word
from monitor.show.intervals import judged, notes
from monitor.show.rows import indicator_link, initiative_link
from monitor.show.table import Cell, Column, table
from monitor.show.text import bullets, heading, join, local, paragraph
from monitor.show.vocabulary import (
    confidence_word,
    seen_word,
    theme_word,
    unit_word,
)
from monitor.show.words import Words

_EXPLORER: Final = "explore"


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
    """Every figure: period, group, value as the source gives it with its interval, n, source, how sure, note."""
    indicator = series.indicator
    columns = [
        Column(_("Period"), names_the_row=True),
        *(Column(local(dimension.title, _)) for dimension in indicator.dimensions),
        Column(
            _column(unit_word(indicator.unit_among(each.group for each in series.observations), _)),
            numbers=True,
        ),
        Column(_("n"), numbers=True),
        Column(_("Source")),
        Column(_("Note")),
    ]
    rows: list[list[Cell]] = []
    for entry in series.observations:
        groups: list[Cell] = [
            local(indicator.labels[dimension.id][entry.group[dimension.id]], _)
            if dimension.id in entry.group
            else _("total")
            for dimension in indicator.dimensions
        ]
        source = entry.source
        told = [
            _.plain(source.publisher) if source.publisher else source.title,
            str(source.year or ""),
            seen_word(source.seen, _),
            confidence_word(entry.confidence, _) if entry.confidence else "",
        ]
        rows.append(
            [
                _.period(entry.period),
                *groups,
                judged(entry, indicator, _),
                counted(entry, _) or Markup('<span class="m-muted">{}</span>').format(_("not printed")),
                ", ".join(filter(None, told)),
                _note(entry, _),
            ]
        )
    return table(_.plain(indicator.title), columns, rows)


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
    """What marks the figure, and what the source or we say about it."""
    parts: list[Markup | str] = [
        Markup('<span class="m-tag">{}</span>').format(flag_word(flag, _)) for flag in entry.flags
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
        local(text, _)
        for text in (indicator.definition, indicator.population)
        if text is not None and not is_long(text, _)
    ]
    return paragraph(join(said, " ")) if said else Markup("")


def caveats(indicator: Definition, _: Words) -> Markup:
    """What a reader must bear in mind, beside the figures and not behind a click."""
    if not indicator.caveats:
        return Markup("")
    return join([heading(3, _("Caveats")), bullets([local(caveat, _) for caveat in indicator.caveats])])


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
    if _EXPLORER in addresses.PAGES:
        found.append(to.link(_("Explore these figures"), _EXPLORER, id=indicator.id))
    return paragraph(join(found, " · "))


def _column(word: str) -> str:
    """A word as a heading: its first letter large, the others as they are."""
    return word[:1].upper() + word[1:]
