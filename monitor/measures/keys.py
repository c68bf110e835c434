"""What tells one figure from another: period, codes and source; and the order that figures are kept in."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from monitor.measures.figures import DIMENSION
from monitor.measures.periods import Period

Ranks = np.ndarray[tuple[int], np.dtype[np.int64]]
_Places = np.ndarray[tuple[int], np.dtype[np.int32]]

_MOST: Final = 2**62


@dataclass(frozen=True, slots=True)
class Keyed:
    """Figures, and the id of the source that a blank source stands for: the first one of their definition."""

    figures: pa.Table
    first_source: str

    @property
    def dimensions(self) -> list[str]:
        """The columns of the dimensions, in order."""
        return [name for name in self.figures.column_names if name.startswith(DIMENSION)]


def ranks(tables: Sequence[Keyed]) -> list[Ranks]:
    """Return for each table a number for each row: equal where the keys are, and rising in the order kept.

    The order is that of the dimensions, those with few codes first, then of periods as `Period.sort_key` has it, then
    of sources. Codes are ordered by code point, the total first. A dimension that a table lacks stands at its total.
    The numbers of one call can be compared with one another, not with those of another call.
    """
    lengths = [table.figures.num_rows for table in tables]
    combined, size = np.zeros(sum(lengths), dtype=np.int64), 1
    # Whoever looks at figures names one code of most dimensions: what they look at then lies together.
    by_dimension = sorted(
        (_ranked(column, str) for column in _dimensions(tables)), key=lambda found: found[1]
    )
    for ranked, places in (
        *by_dimension,
        _ranked([chunk for each in tables for chunk in each.figures["period"].chunks], _place_in_time),
        _ranked(_sources(tables), str),
    ):
        if size > _MOST // places:
            # So many combinations are thinkable that a number of 64 bits would not hold them; few are there.
            found, dense = np.unique(combined, return_inverse=True)
            combined, size = dense.astype(np.int64), len(found)
        combined = combined * places + ranked
        size *= places
    return np.split(combined, np.cumsum(lengths)[:-1].tolist())


def in_order(figures: pa.Table) -> pa.Table:
    """Return figures in the order they are kept in."""
    places = kept_places(figures)
    return figures if places is None else figures.take(pa.array(places))


def kept_places(figures: pa.Table) -> Ranks | None:
    """Return where the figures stand now, in the order they are kept in; None where they stand in it already."""
    (ranked,) = ranks([Keyed(figures, "")])
    if bool(np.all(ranked[:-1] <= ranked[1:])):
        return None
    return np.argsort(ranked, kind="stable")


def _dimensions(tables: Sequence[Keyed]) -> Iterator[list[Any]]:
    """The columns of the dimensions, each as the chunks of all tables."""
    for name in dict.fromkeys(name for table in tables for name in table.dimensions):
        yield [
            chunk
            for table in tables
            for chunk in (
                table.figures[name].chunks
                if name in table.dimensions
                else [pa.nulls(table.figures.num_rows, pa.string())]
            )
        ]


def _sources(tables: Sequence[Keyed]) -> list[Any]:
    return [
        pc.fill_null(chunk, table.first_source)
        for table in tables
        for chunk in table.figures["source"].chunks
    ]


def _place_in_time(period: str) -> tuple[date, date, str]:
    return (*Period(period).sort_key(), period)


def _ranked(chunks: Sequence[Any], sort_key: Callable[[str], Any]) -> tuple[_Places, int]:
    """Return the place of every value among the sorted ones, from 1, and 0 where there is none; and how many places."""
    encoded = [chunk if pa.types.is_dictionary(chunk.type) else chunk.dictionary_encode() for chunk in chunks]
    values = [chunk.dictionary.to_pylist() for chunk in encoded]
    # A dictionary may hold more than is used, and how many are used decides the order of dimensions.
    used = {
        each[index]
        for chunk, each in zip(encoded, values, strict=True)
        for index in chunk.indices.unique().to_pylist()
        if index is not None
    }
    known: Any = sorted(used - {None}, key=sort_key)
    place = {value: number for number, value in enumerate(known, start=1)} | {None: 0}
    found = [
        np.array([*(place.get(value, 0) for value in each), 0], dtype=np.int32)[
            pc.fill_null(chunk.indices, len(each)).to_numpy(zero_copy_only=False)
        ]
        for chunk, each in zip(encoded, values, strict=True)
    ]
    return np.concatenate([np.zeros(0, dtype=np.int32), *found]), len(known) + 1
