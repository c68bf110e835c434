"""Which rows of a table stand for the same figure."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

_FULL = 2**62


def keys(columns: Sequence[pa.Array]) -> npt.NDArray[np.int64]:
    """One number for each row, the same for rows that agree in all columns; null agrees with null."""
    if not columns:
        return np.zeros(0, np.int64)
    together = np.zeros(len(columns[0]), np.int64)
    size = 1
    for column in columns:
        codes, count = _codes(column)
        if size * count >= _FULL:
            found, together = np.unique(together, return_inverse=True)
            size = len(found)
        together = together * count + codes
        size *= count
    return together


def repeated(together: npt.NDArray[np.int64]) -> list[npt.NDArray[np.int64]]:
    """The rows that share their number with another, grouped, each group in the order of the rows."""
    order = np.argsort(together, kind="stable")
    ordered = together[order]
    starts = np.flatnonzero(np.concatenate(([len(ordered) > 0], ordered[1:] != ordered[:-1])))
    lengths = np.diff(np.append(starts, len(ordered)))
    return [
        order[start : start + length] for start, length in zip(starts, lengths, strict=True) if length > 1
    ]


def _codes(column: pa.Array) -> tuple[npt.NDArray[np.int64], int]:
    encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    # The place behind the last code stands for null.
    codes = pc.fill_null(encoded.indices, len(encoded.dictionary)).to_numpy(zero_copy_only=False)
    return codes.astype(np.int64), len(encoded.dictionary) + 1
