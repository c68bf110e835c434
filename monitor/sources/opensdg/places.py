"""Codes of places: which of the columns beside `GeoCode` holds the names that belong to its codes."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Pairs = Mapping[str, str]
"""Code by name."""


def paired(geo: pa.DictionaryArray, columns: Mapping[str, pa.DictionaryArray]) -> Mapping[str, Pairs] | None:
    """For each column that names places, the code of each name; None where the codes say more than the names do.

    Rows have a code where they are about a place. The columns are tried from the finest on: where the rows that name
    something in a column have one code for each name and one name for each code, these are its names. Places are
    paired only when that explains every code; the code of the whole country stands beside no name, in the rows that
    are about no part of it, and means the total.
    """
    codes = _indices(geo)
    left = codes >= 0
    if len(np.unique(codes[left])) < 2:
        return None
    found: dict[str, Pairs] = {}
    waiting = sorted(columns, key=lambda name: -len(columns[name].dictionary))
    while left.any():
        fitting = next((name for name in waiting if _fits(columns[name], codes, left)), None)
        if fitting is None:
            whole = _is_whole(codes, left, [_indices(columns[name]) for name in found])
            return found if whole else None
        waiting.remove(fitting)
        column = columns[fitting]
        words = _indices(column)
        here = left & (words >= 0)
        # A name that also stands in rows without a code keeps it: it is the same place.
        named, coded = column.dictionary.to_pylist(), geo.dictionary.to_pylist()
        known = {named[word]: coded[code] for word, code in _one_to_one(words[here], codes[here]) or ()}
        if set(known.values()) & (set(named) - set(known)):
            return None
        found[fitting] = known
        left &= ~here
    return found


def _is_whole(
    codes: npt.NDArray[np.int64], left: npt.NDArray[np.bool_], names: Sequence[npt.NDArray[np.int64]]
) -> bool:
    """Whether one code is left, beside no name of a place, and is that of no place found."""
    code = np.unique(codes[left])
    beside = any((words[left] >= 0).any() for words in names)
    return bool(names) and len(code) == 1 and not beside and code[0] not in codes[(codes >= 0) & ~left]


def _fits(column: pa.DictionaryArray, codes: npt.NDArray[np.int64], left: npt.NDArray[np.bool_]) -> bool:
    words = _indices(column)
    here = left & (words >= 0)
    pairs = _one_to_one(words[here], codes[here])
    return pairs is not None and len(pairs) >= 2


def _one_to_one(
    words: npt.NDArray[np.int64], codes: npt.NDArray[np.int64]
) -> Sequence[tuple[int, int]] | None:
    pairs = np.unique(np.stack((words, codes), axis=1), axis=0) if len(words) else np.zeros((0, 2), np.int64)
    if len(np.unique(pairs[:, 0])) < len(pairs) or len(np.unique(pairs[:, 1])) < len(pairs):
        return None
    return [(int(word), int(code)) for word, code in pairs]


def _indices(column: pa.DictionaryArray) -> npt.NDArray[np.int64]:
    """The place of each cell in the dictionary; -1 for a blank."""
    indices = column.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    return indices.astype(np.int64)  # type: ignore[no-any-return]
