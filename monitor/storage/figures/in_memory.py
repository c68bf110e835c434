"""Figures that lie in memory, read as those in files are: what ships, and what was received and not accepted yet."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from monitor.measures.contents import Contents, contents_of, in_order_of_codes, in_time
from monitor.measures.editions import Edition
from monitor.measures.figures import DIMENSION
from monitor.measures.keys import in_order
from monitor.measures.periods import Period
from monitor.measures.selection import (
    ALL,
    MOST,
    PERIOD,
    VALUE,
    By,
    Page,
    Selection,
    too_many,
    unknown_dimension,
)

_BATCH: Final = 65_536


class InMemoryFigures:
    """`monitor.measures.selection.FigureReader` over tables, by indicator and number. Safe to share between threads."""

    def __init__(self, tables: Mapping[tuple[str, int], pa.Table]) -> None:
        self._tables = {key: in_order(table) for key, table in tables.items()}

    def contents(self, edition: Edition) -> Contents:
        """See `FigureReader.contents`."""
        return contents_of(self._tables[edition.indicator, edition.number])

    def page(self, edition: Edition, selection: Selection = ALL) -> Page:
        """See `FigureReader.page`."""
        return Page(self.read(edition, selection), self.count(edition, selection))

    def read(self, edition: Edition, selection: Selection = ALL) -> pa.Table:
        """See `FigureReader.read`."""
        chosen = self._chosen(edition, selection)
        for by in reversed(selection.order):
            chosen = chosen.take(pa.array(_ordered(edition, chosen, by), pa.int64()))
        chosen = chosen.slice(selection.skip, selection.limit)
        if chosen.num_rows > MOST:
            raise too_many(edition)
        return chosen.combine_chunks()

    def batches(self, edition: Edition, selection: Selection = ALL) -> Iterator[pa.RecordBatch]:
        """See `FigureReader.batches`."""
        if selection.order:
            raise ValueError("Batches come in the order they are kept in.")
        chosen = self._chosen(edition, selection).slice(selection.skip, selection.limit)
        yield from chosen.unify_dictionaries().to_batches(max_chunksize=_BATCH)

    def whole(self, edition: Edition) -> pa.Table:
        """See `FigureReader.whole`."""
        return self._chosen(edition, ALL)

    def count(self, edition: Edition, selection: Selection = ALL) -> int:
        """See `FigureReader.count`."""
        return int(self._chosen(edition, selection).num_rows)

    def codes(self, edition: Edition, dimension: str, selection: Selection = ALL) -> Mapping[str | None, int]:
        """See `FigureReader.codes`."""
        chosen = self._chosen(edition, selection)
        found = Counter(_column(edition, chosen, dimension).to_pylist())
        return in_order_of_codes(found)

    def periods(self, edition: Edition, selection: Selection = ALL) -> Mapping[str, int]:
        """See `FigureReader.periods`."""
        found = Counter(self._chosen(edition, selection)["period"].to_pylist())
        return in_time(found)

    def _chosen(self, edition: Edition, selection: Selection) -> pa.Table:
        """The figures that a selection keeps, in the order they are kept in."""
        table = self._tables[edition.indicator, edition.number]
        keep = pa.array(np.ones(table.num_rows, dtype=bool))
        for dimension, codes in selection.codes.items():
            column = _column(edition, table, dimension).cast(pa.string())
            named = pa.array([code for code in codes if code is not None], pa.string())
            found = pc.is_in(column, named)
            if None in codes:
                found = pc.or_(found, pc.is_null(column))
            keep = pc.and_(keep, found)
        if selection.first_day is not None:
            keep = pc.and_(keep, pc.greater_equal(table["first_day"], selection.first_day))
        if selection.last_day is not None:
            keep = pc.and_(keep, pc.less_equal(table["last_day"], selection.last_day))
        if selection.periods is not None:
            keep = pc.and_(keep, pc.is_in(table["period"], pa.array(selection.periods, pa.string())))
        return table.filter(keep)  # what is undated compares as null, which is not kept


def _column(edition: Edition, table: pa.Table, dimension: str) -> Any:
    if f"{DIMENSION}{dimension}" not in table.column_names:
        known = [name.removeprefix(DIMENSION) for name in table.column_names if name.startswith(DIMENSION)]
        raise unknown_dimension(edition, dimension, known)
    return table[f"{DIMENSION}{dimension}"]


def _ordered(edition: Edition, table: pa.Table, by: By) -> list[int]:
    """The places of the rows, ordered by one column; those that are equal stay as they stand."""
    plain = by.column in (PERIOD, VALUE)
    column = table[by.column] if plain else _column(edition, table, by.column.removeprefix(DIMENSION))
    values = column.to_pylist()
    key: Any = _in_time if by.column == PERIOD else (lambda value: value)
    blank = [place for place, value in enumerate(values) if _is_blank(value, by.column)]
    there = [place for place, value in enumerate(values) if not _is_blank(value, by.column)]
    there.sort(key=lambda place: key(values[place]), reverse=by.descending)
    return there + blank if by.column == VALUE else blank + there


def _is_blank(value: object, column: str) -> bool:
    return value is None or (column == PERIOD and Period(str(value)).first_day is None)


def _in_time(period: str) -> object:
    return (*Period(period).sort_key(), period)
