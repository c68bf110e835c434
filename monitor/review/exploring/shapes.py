"""Which charts fit what is chosen, and why the others do not. A chart that would mislead is refused, never bent."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from monitor.measures.definitions import Definition
from monitor.measures.dimensions import DimensionKind
from monitor.measures.observations import Observation
from monitor.measures.reading.ruling import Why
from monitor.measures.reading.stack import may_stack
from monitor.review.exploring.groups import Grouped, breaks_within, grouped, varied
from monitor.review.exploring.look import Shape


class Unfit(StrEnum):
    """Why a chart does not fit."""

    NO_VALUE = "no_value"
    ONE_PERIOD = "one_period"
    UNDATED = "undated"
    ONE_GROUP = "one_group"
    NOT_PARTS = "not_parts"
    """The source does not say that the codes are parts of one whole: 28 + 35 + 13 may count some people twice."""
    ONE_PART = "one_part"
    PARTS_MISSING = "parts_missing"
    NEGATIVE = "negative"
    UNIT_NOT_ADDITIVE = "unit_not_additive"
    """Rates and lengths of time have each a base of their own."""
    PART_IN_WORDS = "part_in_words"
    NOT_THE_WHOLE = "not_the_whole"
    """The parts give another sum than 100 per cent, or than the printed total."""
    NOTHING_TO_SPLIT = "nothing_to_split"
    NOT_AT_BOTH = "not_at_both"
    BROKEN = "broken"
    """The series breaks between the two points."""


_FOLLOWED: Final = 7
"""Lines that cross each other in one chart, and can still be followed."""

_WHY: Final = {
    Why.PART_MISSING: Unfit.PARTS_MISSING,
    Why.UNIT_NOT_ADDITIVE: Unfit.UNIT_NOT_ADDITIVE,
    Why.PART_IN_WORDS: Unfit.PART_IN_WORDS,
    Why.PART_NEGATIVE: Unfit.NEGATIVE,
    Why.NOT_THE_WHOLE: Unfit.NOT_THE_WHOLE,
}


def unfit(figures: Sequence[Observation], definition: Definition) -> dict[Shape, Unfit | None]:
    """For each chart why it does not fit these figures, None where it does."""
    valued = [figure for figure in figures if figure.value is not None]
    if not valued:
        return dict.fromkeys(Shape, Unfit.NO_VALUE)
    groups = grouped(valued, definition)
    over_time = _over_time(groups)
    return {
        Shape.LINES: over_time,
        Shape.DOTS: _dots(valued),
        Shape.STACK: _stack(figures, definition),
        Shape.PANELS: over_time or (None if splits(valued, definition) else Unfit.NOTHING_TO_SPLIT),
        Shape.SLOPE: over_time or _slope(groups, definition),
    }


def first_fit(found: Mapping[Shape, Unfit | None], figures: Sequence[Observation]) -> Shape | None:
    """The chart drawn where none is chosen; None where none fits. Parts of a whole in one period are stacked last.

    More lines than an eye follows stand in small charts of their own.
    """
    groups = {tuple(sorted(figure.group.items())) for figure in figures}
    order = sorted(Shape, key=lambda shape: shape is not Shape.PANELS) if len(groups) > _FOLLOWED else Shape
    return next((shape for shape in order if shape in found and found[shape] is None and figures), None)


def splits(figures: Sequence[Observation], definition: Definition) -> tuple[str, ...]:
    """The dimensions that small multiples can be drawn by."""
    return tuple(
        name
        for name in varied(figures, definition)
        if all(entry.id != name or entry.kind is not DimensionKind.MEASURE for entry in definition.dimensions)
    )


def parts(figures: Sequence[Observation], definition: Definition) -> str | None:
    """The dimension whose codes may be stacked, as declared parts of one whole; None where there is none."""
    declared = {entry.id for entry in definition.dimensions if entry.kind is DimensionKind.PARTS_OF_WHOLE}
    for name in declared:
        if len({figure.group[name] for figure in figures if name in figure.group}) > 1:
            return name
    return None


def bars(figures: Sequence[Observation], part: str) -> list[list[Observation]]:
    """The bars that parts make, each of one period and one group, without the total; `may_stack` has judged them."""
    found: dict[tuple[object, ...], list[Observation]] = {}
    for figure in figures:
        if part in figure.group and figure.is_measured:
            rest = tuple(sorted((name, code) for name, code in figure.group.items() if name != part))
            found.setdefault((figure.period, rest), []).append(figure)
    return list(found.values())


def two_points(groups: Sequence[Grouped], definition: Definition) -> tuple[list[Grouped], int]:
    """Of each group its figures in the first and the last period of all; and how many have not both, or break between.

    A plan or a target is no point of a slope: nobody has measured it.
    """
    measured = [
        Grouped(
            entry.group, tuple(each for each in entry.figures if each.is_measured and each.period.first_day)
        )
        for entry in groups
    ]
    periods = sorted(
        {each.period for entry in measured for each in entry.figures}, key=lambda period: period.sort_key()
    )
    if len(periods) < 2:
        return [], len(groups)
    kept = [
        Grouped(entry.group, (entry.figures[0], entry.figures[-1]))
        for entry in measured
        if len(entry.figures) > 1
        and (entry.figures[0].period, entry.figures[-1].period) == (periods[0], periods[-1])
        and not breaks_within(entry.figures, definition)
    ]
    return kept, len(groups) - len(kept)


def _over_time(groups: Sequence[Grouped]) -> Unfit | None:
    dated = [[each for each in entry.figures if each.period.first_day is not None] for entry in groups]
    if not any(dated):
        return Unfit.UNDATED
    return None if any(len({each.period for each in entry}) > 1 for entry in dated) else Unfit.ONE_PERIOD


def _dots(valued: Sequence[Observation]) -> Unfit | None:
    latest = max((figure.period for figure in valued), key=lambda period: period.sort_key())
    return None if sum(figure.period == latest for figure in valued) > 1 else Unfit.ONE_GROUP


def _stack(figures: Sequence[Observation], definition: Definition) -> Unfit | None:
    part = parts(figures, definition)
    if part is None:
        some = any(entry.kind is DimensionKind.PARTS_OF_WHOLE for entry in definition.dimensions)
        return Unfit.ONE_PART if some else Unfit.NOT_PARTS
    # One rule for explorer and reading aids: where a single bar is no whole, none is drawn.
    reasons = may_stack(definition, part, figures).reasons
    return _WHY.get(reasons[0].why, Unfit.NOT_PARTS) if reasons else None


def _slope(groups: Sequence[Grouped], definition: Definition) -> Unfit | None:
    kept, _left_out = two_points(groups, definition)
    if kept:
        return None
    broken = any(breaks_within(entry.figures, definition) for entry in groups)
    return Unfit.BROKEN if broken else Unfit.NOT_AT_BOTH
