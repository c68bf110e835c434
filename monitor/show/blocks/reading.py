"""How to read an indicator: what changed, beside whom it stands, and what must not be read out of it."""

from datetime import date

from markupsafe import Markup

from monitor.measures.definitions import Definition
from monitor.measures.observations import Measures, Series
from monitor.measures.reading.whole import Reading, reading
from monitor.show.addresses import Addresses
from monitor.show.blocks.reading_change import changed
from monitor.show.blocks.reading_cohort import cohorts
from monitor.show.blocks.reading_compare import way_to_compare
from monitor.show.blocks.reading_gap import gaps
from monitor.show.blocks.reading_target import targets
from monitor.show.reading_words import reason_sentence
from monitor.show.text import bullets, definitions, heading, join, local
from monitor.show.vocabulary import direction_word
from monitor.show.words import Words


def how_to_read(
    series: Series, measures: Measures, to: Addresses, as_of: date, _: Words, *, level: int = 3
) -> Markup:
    """The reading aids of an indicator as of a day, under a heading of a level; nothing where no figure was known."""
    if not series.observations:
        return Markup("")
    found = reading(series, measures.series, as_of=as_of)
    rows: list[tuple[str, Markup | str]] = [
        (_("Direction"), direction(series.indicator, _)),
        (_("Since the point before"), changed(found, _)),
        (_("Beside the reference"), gaps(found, _)),
        (_("Distance to the target"), targets(found, _)),
        (_("Release cohorts"), cohorts(found, _)),
        (_("Adding up"), _adding_up(found, _)),
    ]
    return join([heading(level, _("How to read this")), definitions(rows), way_to_compare(series, to, _)])


def direction(indicator: Definition, _: Words) -> Markup | str:
    """Whether a rise is good, bad or not judged; of single codes first where theirs is another."""
    general = direction_word(indicator.direction, _)
    own = [
        Markup("<b>{}</b>: {}").format(local(code.label, _), direction_word(code.direction, _))
        for dimension in indicator.dimensions
        for code in dimension.codes
        if code.direction is not None and code.direction is not indicator.direction
    ]
    if not own:
        return general[:1].upper() + general[1:]
    if not any(all(code.direction for code in dimension.codes) for dimension in indicator.dimensions):
        own.append(Markup("{}: {}").format(_("All others"), general))
    return bullets(own)


def _adding_up(found: Reading, _: Words) -> Markup | str:
    """That shares which look like parts of one whole are none, and why."""
    told = [(dimension, reason_sentence(ruling.reasons[0], _)) for dimension, ruling in found.unstacked]
    if len(told) == 1:
        return told[0][1]
    return bullets(
        [Markup("{}: {}").format(local(dimension.title, _), sentence) for dimension, sentence in told]
    )
