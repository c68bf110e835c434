"""Puts the figures of one indicator together from the columns they were read from."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from monitor.measures.figures import DIMENSION, schema
from monitor.sources.tabular.keys import keys, repeated
from monitor.sources.tabular.refusals import Refusals


def figures(
    dimensions: Mapping[str, pa.DictionaryArray], columns: Mapping[str, pa.Array], rows: npt.NDArray[np.bool_]
) -> pa.Table:
    """The rows of a table that stay, in the columns of `figures.schema`. What is not in `columns` is null."""
    wanted = schema(list(dimensions))
    given = {**columns, **{f"{DIMENSION}{name}": codes for name, codes in dimensions.items()}}
    mask = pa.array(rows)
    kept = int(rows.sum())
    made = []
    for field in wanted:
        column = given.get(field.name)
        if column is None:
            made.append(pa.nulls(kept, field.type))
        elif pa.types.is_dictionary(field.type):
            made.append(_encoded(column.filter(mask)))
        else:
            made.append(pc.cast(column.filter(mask), field.type))
    return pa.Table.from_arrays(made, schema=wanted)


def _encoded(column: pa.Array) -> pa.DictionaryArray:
    """With a dictionary of what is left in it only."""
    return pc.cast(column, pa.string()).dictionary_encode()


def settle_repeats(
    key: Sequence[pa.Array], values: pa.Array, refusals: Refusals, line_of: Callable[[int], int]
) -> tuple[npt.NDArray[np.bool_], int]:
    """Which rows stay where several stand for the same figure, and how many were passed over for saying the same.

    Rows that say the same are one figure. Rows that say different things are all refused: nobody here can know which
    is right. `key` are the columns that tell figures apart.
    """
    stays = refusals.kept()
    given = np.flatnonzero(stays)
    passed = 0
    if len(given) < 2:
        return stays, passed
    together = keys(key)[given]
    numbers = values.to_numpy(zero_copy_only=False)
    for group in repeated(together):
        rows = given[group]
        said = numbers[rows]
        told = said[~np.isnan(said)]
        if len(np.unique(told)) > 1:
            lines = ", ".join(str(line_of(int(row))) for row in rows[:5])
            problem = f"The lines {lines} stand for the same figure and say different things."
            refusals.note("", {int(row): problem for row in rows}, "one line for each figure.")
        else:
            first = rows[np.flatnonzero(~np.isnan(said))[0]] if len(told) else rows[0]
            stays[rows] = False
            stays[first] = True
            passed += len(rows) - 1
    return stays & refusals.kept(), passed
