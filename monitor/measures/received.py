"""What came from outside for indicators, read and checked, and not accepted by anybody yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from monitor.errors import Fault
from monitor.measures.datasets import DataSet
from monitor.measures.definitions import Definition


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that was refused though it says which figure it is about: its period, its codes (those of totals are left
    out) and its source, `None` for the first one.
    """

    period: str
    group: frozenset[tuple[str, str]]
    source: str | None
    fault: Fault


@dataclass(frozen=True, slots=True)
class Received:
    """The figures of one indicator as they came.

    `figures` has the columns of `figures.schema`, for the dimensions of `definition` in its order. `asked` is what was
    asked for, where the figures answer a question (an address and a selection); empty for a file. `digest` is the
    SHA-256 of the bytes they were read from, in hexadecimal. `refused` are the rows that were left out, each with its
    place, the reason and what would be accepted; `untold` is how many more were left out than are told there.
    `left_out` are those of them of which the door knows for which figure they stood.
    `dataset` is the set the definition belongs to, where it names one.

    Of figures on persons that nobody has published, `too_late` are hidden here but shown or given away by an earlier
    edition.
    """

    definition: Definition
    figures: pa.Table
    digest: str
    refused: tuple[Fault, ...] = ()
    untold: int = 0
    left_out: tuple[LeftOut, ...] = ()
    asked: Mapping[str, object] = field(default_factory=dict)
    dataset: DataSet | None = None
    too_late: int = 0
