"""Figures in columns: one row a figure, as they are imported, stored, filtered and handed out, however many there are.

A few dozen figures are read as `Observation`; ten million are a table of Arrow with the columns below. `Flag` and
`Missing` are the words of two of them; they can be had from `quality` without loading Arrow.
"""

from collections.abc import Sequence
from typing import Final

import pyarrow as pa

from monitor.measures.quality import Flag, Missing

__all__ = ["DIMENSION", "Flag", "Missing", "schema"]

DIMENSION: Final = "by:"
"""What the name of a column begins with that holds the codes of a dimension, before the dimension's id."""

_FIXED: Final = (
    pa.field("period", pa.string(), nullable=False),  # as `Period` reads it
    pa.field("first_day", pa.date32()),  # of the period; null when undated
    pa.field("last_day", pa.date32()),
    pa.field("value", pa.float64()),  # null where the source gives none, and `missing` says why
    pa.field("decimals", pa.int8()),  # how many the source prints; null where it is not known
    pa.field("numerator", pa.float64()),
    pa.field("denominator", pa.float64()),
    pa.field("n", pa.int64()),  # answers or persons behind this figure; null where none was printed
    pa.field("lower", pa.float64()),  # a published interval, in the unit of the value
    pa.field("upper", pa.float64()),
    pa.field("level", pa.float64()),  # of the published interval, in per cent
    pa.field("flags", pa.string()),  # of `Flag`, in its order, a space between; null for none
    pa.field("missing", pa.string()),  # of `Missing`; null where there is a value
    pa.field("source", pa.string()),  # id of a source of the definition; null for the first
    pa.field("note", pa.string()),  # in the words and the language of the source; of what ships, in English
    # What only figures that were read and reviewed by people have:
    pa.field("note_nb", pa.string()),  # the note in Norwegian Bokmål
    pa.field("qualifier", pa.string()),  # of `Qualifier`; whoever does not know them reads the flag "about"
    pa.field("confidence", pa.string()),  # of `Confidence`
)


def schema(dimensions: Sequence[str]) -> pa.Schema:
    """The columns of the figures of an indicator: the fixed ones, then one for each dimension in order.

    A dimension's column holds codes; null stands for the total.
    """
    codes = pa.dictionary(pa.int32(), pa.string())
    return pa.schema([*_FIXED, *(pa.field(f"{DIMENSION}{name}", codes) for name in dimensions)])
