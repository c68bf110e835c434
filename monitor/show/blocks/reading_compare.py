"""Two figures that the reader has chosen, side by side: their difference, or why there is none."""

from collections.abc import Mapping

from markupsafe import Markup

from monitor.measures.observations import Observation, Series
from monitor.measures.reading.compare import Comparison
from monitor.measures.reading.direction import direction_of
from monitor.measures.reading.ruling import Why
from monitor.measures.reading.subjects import Figure
from monitor.measures.reading.subtract import is_reference
from monitor.show import addresses
from monitor.show.addresses import Addresses
from monitor.show.blocks.reading_change import for_all, sentence, tag
from monitor.show.blocks.reading_gap import beside, matched_words
from monitor.show.figures import behind, group_label
from monitor.show.intervals import judged
from monitor.show.reading_words import reason_sentence
from monitor.show.rows import indicator_link
from monitor.show.table import Cell, Column, table
from monitor.show.text import bullets, join, paragraph, stated
from monitor.show.vocabulary import (
    collection_word,
    direction_word,
    period_kind_word,
    seen_word,
    unit_word,
)
from monitor.show.words import Words


def figure_key(entry: Observation) -> str:
    """What names a figure of an indicator in an address: its period, codes and source."""
    codes = [f"{dimension}-{code}" for dimension, code in sorted(entry.group.items())]
    return ".".join([entry.period.text, *codes, entry.source.id])


def figures_to_choose(series: Series, _: Words) -> Mapping[str, str]:
    """The figures of an indicator in words, by what names them, the latest first."""
    entries = sorted(series.observations, key=lambda entry: entry.period.sort_key(), reverse=True)
    return {
        figure_key(entry): _("{group}, {period}: {value}").format(
            group=group_label(series.indicator, entry, _),
            period=_.period(entry.period),
            value=judged(entry, series.indicator, _),
        )
        for entry in entries
    }


def first_choice(series: Series, options: Mapping[str, str], beside: Figure | None) -> str:
    """The figure that stands until one is chosen: beside another group's figure its reference, else the latest one
    that is of no reference group.
    """
    figures = {figure_key(entry): Figure(series.indicator, entry) for entry in series.observations}
    offered = {key: figures[key] for key in options}
    of_reference = [key for key, each in offered.items() if beside is not None and is_reference(beside, each)]
    reference = series.indicator.reference
    inside = reference.group if reference is not None and reference.indicator is None else {}
    others = [
        key
        for key, each in offered.items()
        if not inside or any(each.observation.group.get(name) != code for name, code in inside.items())
    ]
    return next(iter([*of_reference, *others, *offered]))


def why_these(_: Words) -> Markup:
    """Why the pair that stands before anything is chosen is that one."""
    told = _(
        "To begin with: people in prison beside the reference population that the definition names. Choose any others."
    )
    return paragraph(told, "m-muted")


def outcome(found: Comparison, _: Words) -> Markup:
    """The difference in a sentence, or every reason why there is none; then what else to bear in mind."""
    if not found.ruling.allowed:
        refused = [
            paragraph(join([tag(_("not compared")), _("No difference is computed, because:")], " ")),
            bullets([reason_sentence(reason, _) for reason in found.ruling.reasons]),
        ]
        if found.ruling.why is not Why.SAME_FIGURE:
            beside_each_other = _("They may be read beside each other, each by its own definition.")
            refused.append(paragraph(beside_each_other, "m-muted"))
        return join(refused)
    small = [_("A difference says nothing of why the figures differ."), *for_all([found], _)]
    reference = found.first.definition.reference
    if reference is not None and is_reference(found.first, found.second):
        small.append(matched_words(reference.matched_on_age_and_sex, _))
    return join([paragraph(_said(found, _)), *(paragraph(entry, "m-small") for entry in small)])


def _said(found: Comparison, _: Words) -> Markup:
    """Two points in time are told as a change, everything else as one figure beside another."""
    one, other = found.first, found.second
    if one.definition.id == other.definition.id and one.observation.group == other.observation.group:
        return sentence(found, _)
    same = one.definition.id == other.definition.id
    label = group_label(other.definition, other.observation, _) if same else _.plain(other.definition.title)
    return beside(found, label, _)


def side_by_side(first: Figure, second: Figure, to: Addresses, _: Words) -> Markup:
    """What the two figures are, line by line, so that a reader sees in what they differ."""
    both = (first, second)
    lines: list[tuple[str, list[Cell]]] = [
        (_("Indicator"), [indicator_link(each.definition, to, _) for each in both]),
        (_("Group"), [group_label(each.definition, each.observation, _) for each in both]),
        (_("Period"), [_.period(each.period) for each in both]),
        (_("Figure"), [judged(each.observation, each.definition, _) for each in both]),
        (_("n"), [behind(each.observation, each.definition, _) or "–" for each in both]),
        (_("Unit"), [unit_word(each.unit, _) for each in both]),
        (_("Population"), [stated(each.definition.population, _) for each in both]),
        (_("Base"), [stated(each.definition.base, _) for each in both]),
        (_("Period stands for"), [period_kind_word(each.definition.period_kind, _) for each in both]),
        (_("Collected by"), [collection_word(each.definition.collection, _) for each in both]),
        (_("Followed for"), [_months(each, _) for each in both]),
        (
            _("Direction"),
            [direction_word(direction_of(each.definition, each.observation.group), _) for each in both],
        ),
        (_("Source"), [_source(each, _) for each in both]),
    ]
    columns = [
        Column(_("What it is"), names_the_row=True),
        Column(_("First figure")),
        Column(_("Second figure")),
    ]
    return table(
        _("The two figures side by side"), columns, [[name, *cells] for name, cells in lines if any(cells)]
    )


def _months(figure: Figure, _: Words) -> str:
    months = figure.definition.follow_up
    return "" if months is None else _.plural("{n} month", "{n} months", months)


def _source(figure: Figure, _: Words) -> str:
    source = figure.observation.source
    publisher = _.plain(source.publisher) if source.publisher is not None else source.title
    return ", ".join(filter(None, [publisher, str(source.year or ""), seen_word(source.seen, _)]))


def way_to_compare(series: Series, to: Addresses, _: Words) -> Markup:
    """The link from an indicator to the comparison of one of its figures with another."""
    return paragraph(to.link(_("Compare a figure with another"), addresses.COMPARE, a=series.indicator.id))
