"""What came from outside for indicators, read and checked, and not accepted by anybody yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

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


class Likeness(StrEnum):
    """What two tables have in common that may be about the same persons."""

    FIGURES = "figures"
    """Every figure of a group that both show is the same in both."""
    BREAKDOWNS = "breakdowns"
    """They count the same thing, broken down alike, for the same time."""
    MEASURES = "measures"
    """They are measures of one indicator."""


@dataclass(frozen=True, slots=True)
class Alike:
    """That figures may be about the same persons as those of another indicator, or of another measure of their own."""

    other: str
    likeness: Likeness


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
    edition. Where they are linked, `linked` are the indicators they were protected together with, `exposed` how many
    figures those hide that can be worked out from what is shown, and `beside` the revision of the editions that were
    looked at. `alike` are indicators that may be about the same persons, and do not say so.
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
    linked: tuple[str, ...] = ()
    exposed: Mapping[str, int] = field(default_factory=dict)
    beside: int | None = None
    alike: tuple[Alike, ...] = ()
