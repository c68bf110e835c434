"""Columns as they stand in CSV: numbers with the decimals they were printed with, text that no program can run."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from monitor.documents.cells import harmless
from monitor.documents.figures.columns import KEPT_BACK, SIGN, mapped

Floats = npt.NDArray[np.float64]

_VALUE: Final = "value"  # made here of digits alone, so that a minus before it is one
_EXACT: Final = 1e15  # below this a decimal number of 38 places holds every value with its decimals


def printed(values: pa.Array, decimals: pa.Array) -> pa.Array:
    """The values with as many decimals; where those are not known or would lose something, as few as give it again."""
    found = values.cast(pa.string())
    known = decimals.cast(pa.float64()).to_numpy(zero_copy_only=False)
    for places in np.unique(known[~np.isnan(known)]):
        rows = (known == places) & (np.abs(_floats(values)) < _EXACT)
        chosen = pc.if_else(pa.array(rows), values, pa.scalar(None, pa.float64()))
        text = chosen.cast(pa.decimal128(38, int(places)), safe=False).cast(pa.string())
        same = pc.equal(text.cast(pa.float64()), values)
        found = pc.if_else(pc.fill_null(same, False), text, found)
    return found


def kept_back(values: pa.Array, missing: pa.Array) -> pa.Array:
    """The printed values with a colon where somebody keeps one back."""
    hidden = pc.is_in(missing, value_set=pa.array([each.value for each in KEPT_BACK]))
    return pc.if_else(hidden, SIGN, values)


def safe(column: pa.Array) -> pa.Array:
    """Text of which no spreadsheet program takes any part for a formula."""
    if not pa.types.is_string(column.type):
        return column
    words = column.dictionary_encode()
    return mapped(words, {text: harmless(text) for text in words.dictionary.to_pylist()})


def lines(columns: Mapping[str, pa.Array], names: Sequence[str]) -> bytes:
    """Rows of CSV without a header. Text is made safe; numbers, and `value` as it is printed, stand as they are."""
    shown = [columns[name] if name == _VALUE else safe(columns[name]) for name in names]
    batch = pa.RecordBatch.from_arrays(shown, names=list(names))
    sink = pa.BufferOutputStream()
    options = csv.WriteOptions(include_header=False, quoting_style="needed", eol="\r\n")
    csv.write_csv(batch, sink, options)
    return bytes(sink.getvalue())


def header(names: Sequence[str]) -> bytes:
    """The first line of a file."""
    sink = pa.BufferOutputStream()
    table = pa.table({str(place): [harmless(name)] for place, name in enumerate(names)})
    csv.write_csv(table, sink, csv.WriteOptions(include_header=False, quoting_style="needed", eol="\r\n"))
    return bytes(sink.getvalue())


def _floats(values: pa.Array) -> Floats:
    numbers: Floats = np.nan_to_num(values.to_numpy(zero_copy_only=False), nan=np.inf)
    return numbers
