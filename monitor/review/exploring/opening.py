"""Which groups an indicator opens with, where an address chooses none: the totals, or what there is."""

from collections import Counter
from math import prod
from typing import Final

import pyarrow as pa

from monitor.measures.definitions import Definition
from monitor.measures.dimensions import DimensionKind
from monitor.measures.editions import Edition
from monitor.measures.figures import DIMENSION
from monitor.measures.selection import FigureReader, Selection, most_of, periods_of
from monitor.review.exploring import choosing
from monitor.review.exploring.bounds import MOST_LINES, MOST_MARKS, MOST_ROWS, Codes, fewer

_FEW: Final = 60
"""An indicator of so few figures is shown whole at first; of a larger one the totals."""

_SEARCHED: Final = 50_000
"""In an indicator of at most so many figures, a group with values is looked for where the first has none."""

Completed = dict[str, tuple[str | None, ...]]


def most(
    figures: FigureReader, edition: Edition, definition: Definition, codes: Codes, chosen: Selection
) -> int:
    """As many figures as a selection can have: one of each source for every group and period."""
    contents = figures.contents(edition)
    groups = prod(map(len, codes.values())) * len(definition.sources)
    return min(groups * len(periods_of(chosen, contents)), most_of(chosen, contents))


def completed(
    figures: FigureReader, edition: Edition, definition: Definition, chosen: Codes, offered: Codes
) -> Completed:
    """What is chosen, with a choice of ours for each dimension in which nothing is: one that has values, if any has.

    A source may list groups for which it has no value yet, the totals among them.
    """
    kinds = {entry.id: entry.kind for entry in definition.dimensions}
    open_ = [name for name in offered if name not in chosen]
    plain = {name: offered[name][:1] for name in open_}
    if edition.counts.figures <= _FEW:
        plain |= {name: offered[name] for name in open_ if kinds[name] is not DimensionKind.MEASURE}
    at_totals: Completed = {name: chosen.get(name) or plain[name] for name in offered}

    def has_values(codes: Codes) -> bool:
        """Few figures are read at once: they will be asked for next, and are known by then."""
        selection = Selection(codes=choosing.narrowing(codes, offered))
        if most(figures, edition, definition, codes, selection) > MOST_MARKS:
            return bool(figures.count(edition, selection))
        values = figures.read(edition, selection).column("value")
        return bool(values.null_count < len(values))

    if not open_ or has_values(at_totals):
        return at_totals
    # There is nothing at the totals: take what there is, one dimension after the other.
    taken: Completed = dict(chosen)
    for name in sorted(open_, key=lambda name: kinds[name] is not DimensionKind.MEASURE):
        there = figures.codes(edition, name, Selection(codes=choosing.narrowing(taken, offered)))
        found = tuple(code for code in offered[name] if code in there)
        if kinds[name] is DimensionKind.PARTS_OF_WHOLE and None not in found:
            taken[name] = found[:MOST_LINES] or offered[name][:1]
        else:
            taken[name] = found[:1] or offered[name][:1]
    taken = {name: taken[name] for name in offered}
    if edition.counts.figures > _SEARCHED or has_values(taken):
        return taken
    measures = [name for name, kind in kinds.items() if kind is DimensionKind.MEASURE]
    filled = figures.read(edition, Selection(codes=choosing.narrowing(chosen, offered)))
    shown = _filled(filled.filter(filled.column("value").is_valid()), list(offered), measures)
    if not shown:
        return taken
    return {
        name: chosen.get(name) or tuple(code for code in offered[name] if code in shown[name])
        for name in offered
    }


def _filled(table: pa.Table, names: list[str], measures: list[str]) -> Completed:
    """The group with most values, of several the first; where that has one, as many groups as a chart of points holds.

    `table` is of figures with values; empty where it is.
    """
    if not table.num_rows or not names:
        return {}
    columns = [table.column(f"{DIMENSION}{name}").cast(pa.string()).to_pylist() for name in names]
    rows = list(zip(*columns, strict=True))
    ((first, times),) = Counter(rows).most_common(1)
    if times > 1:
        return {name: (code,) for name, code in zip(names, first, strict=True)}
    group = dict(zip(names, first, strict=True))
    same = [row for row in rows if all(row[names.index(name)] == group[name] for name in measures)]
    return fewer(
        {name: tuple(dict.fromkeys(row[at] for row in same)) for at, name in enumerate(names)}, MOST_ROWS
    )
