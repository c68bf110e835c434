"""Which unknowns stand in which relations, asked thousands of times: plain arrays are many times faster than slices."""

from typing import Any

import numpy as np

from monitor.statistics.disclosure.solver import Bools, Floats, Ints, Programme


class Links:
    """The entries of a sparse matrix of relations, by column and by row."""

    def __init__(self, relations: Any) -> None:
        by_column, by_row = relations.tocsc(), relations.tocsr()
        self.height = int(relations.shape[0])
        self._down = np.asarray(by_column.indptr, dtype=np.int64)
        self._rows = np.asarray(by_column.indices, dtype=np.int64)
        self._values = np.asarray(by_column.data, dtype=np.float64)
        self._across = np.asarray(by_row.indptr, dtype=np.int64)
        self._columns = np.asarray(by_row.indices, dtype=np.int64)

    def rows_of(self, columns: Ints) -> Ints:
        """Return the relations in which any of the columns stands."""
        return np.unique(self._rows[_spans(self._down, columns)[0]])

    def columns_of(self, rows: Ints) -> Ints:
        """Return the unknowns that stand in any of the relations."""
        return np.unique(self._columns[_spans(self._across, rows)[0]])

    def entries(self, columns: Ints) -> tuple[Ints, Ints, Floats]:
        """Return relation, place among `columns` and value of every entry of these columns."""
        spots, owners = _spans(self._down, columns)
        return self._rows[spots], owners, self._values[spots]

    def around(self, target: int, hidden: Bools, enough: int) -> tuple[Ints, Ints]:
        """Return relations near a target by way of hidden unknowns, until `enough`, and the hidden unknowns in them."""
        rows, columns = np.zeros(0, dtype=np.int64), np.array([target])
        while True:
            before = rows.size
            rows = self.rows_of(columns)
            columns = self.columns_of(rows) if rows.size else columns
            columns = columns[hidden[columns]]
            if max(rows.size, columns.size // 2) >= enough or rows.size == before:
                return rows, columns

    def programme(
        self, columns: Ints, gain: Floats, least: Floats, most: Floats, rows: Ints | None = None
    ) -> Programme:
        """Set up a programme over these columns, with all relations between them or only those in `rows`."""
        at, places, values = self.entries(columns)
        if rows is not None:
            kept = np.isin(at, rows)
            at, places, values = at[kept], places[kept], values[kept]
        used, numbers = np.unique(at, return_inverse=True)
        return Programme(numbers.astype(np.int64), places, values, used.size, gain, least, most)


def _spans(starts: Ints, chosen: Ints) -> tuple[Ints, Ints]:
    """Spots of the entries of the chosen lines, and for each the place of its line among the chosen."""
    lengths = starts[chosen + 1] - starts[chosen]
    owners = np.repeat(np.arange(chosen.size, dtype=np.int64), lengths)
    first = np.cumsum(lengths) - lengths
    return starts[chosen][owners] + np.arange(owners.size, dtype=np.int64) - first[owners], owners
