"""The dimensions of linked tables: one with the same id and code means the same group in all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from monitor.measures.definitions import Definition
from monitor.measures.dimensions import Dimension, DimensionKind
from monitor.measures.protecting.rows import Row
from monitor.measures.protecting.splits import Splits, of_dimension


@dataclass(frozen=True)
class Axis:
    """A dimension that is no measure, with all that its codes are made up of by any table.

    `parts` says that its codes exclude each other, `tells` that being in one of them tells something of a person: so it
    is of parts of a whole, not of time or place.
    """

    id: str
    splits: Splits
    parts: bool
    tells: bool


def axes(definitions: Iterable[Definition]) -> list[Axis]:
    """Return the dimensions of all of these, in the order in which they are first named."""
    found: dict[str, list[Dimension]] = {}
    for definition in definitions:
        for dimension in definition.dimensions:
            if dimension.kind is not DimensionKind.MEASURE:
                found.setdefault(dimension.id, []).append(dimension)
    return [
        Axis(
            name,
            _joined([of_dimension(each) for each in those]),
            any(each.kind is DimensionKind.PARTS_OF_WHOLE for each in those),
            any(each.kind is DimensionKind.PARTS_OF_WHOLE and each.role is None for each in those),
        )
        for name, those in found.items()
    ]


def _joined(several: Sequence[Splits]) -> Splits:
    """Every way of any table to split something up: one may have ages of five years where another has ten."""
    found: dict[str, list[Sequence[str]]] = {}
    for splits in several:
        for whole, ways in splits.items():
            there = found.setdefault(whole, [])
            there += [way for way in ways if sorted(way) not in map(sorted, there)]
    return found


def along(row: Row, definition: Definition, those: Sequence[Axis]) -> Row:
    """Return a figure with a code for each axis; what its table is not broken down by is the total."""
    codes = {
        dimension.id: code
        for dimension, code in zip(definition.dimensions, row.codes, strict=True)
        if dimension.kind is not DimensionKind.MEASURE
    }
    return replace(row, codes=tuple(codes.get(axis.id, "") for axis in those))
