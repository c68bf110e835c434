"""A table in JSON-stat 2 once it was checked: its dimensions, and a value for every combination of their categories."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from monitor.sources.json_door import Json


@dataclass(frozen=True, slots=True)
class Category:
    """One value of a dimension. `unit` and `decimals` are given for measures, where they are given at all."""

    code: str
    label: str
    unit: str | None = None
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Dimension:
    """What the cells are broken down by; its categories stand in the order of the cells.

    `may_be_left_out` tells, in the description of a whole table, that the source sums over the dimension where it is
    not asked for (PxWeb: `elimination`).
    """

    id: str
    label: str
    categories: tuple[Category, ...]
    may_be_left_out: bool = False


@dataclass(frozen=True, slots=True)
class Dataset:
    """A table as it was sent: `values` row by row, the last dimension changing fastest, `None` where there is none.

    `status` holds the sign the source put in the place of a value or beside it, by the place in `values`. `role`
    names the dimensions that are time, place or measure; they are told by it, never by their names. A dataset that
    only describes a table has no `values`. `updated` is the instant the source says, `None` where it says none.
    `decimals` is how many the source prints where no measure says otherwise, `None` where it is not known.
    `extension` is what the format leaves to whoever writes it, of any form and unchecked.
    """

    label: str
    source: str
    updated: datetime | None
    dimensions: tuple[Dimension, ...]
    role: Mapping[str, tuple[str, ...]]
    values: tuple[int | Decimal | None, ...]
    status: Mapping[int, str]
    notes: tuple[str, ...]
    decimals: int | None = None
    extension: Mapping[str, Json] = field(default_factory=dict)

    @property
    def id(self) -> tuple[str, ...]:
        """The ids of the dimensions in order."""
        return tuple(dimension.id for dimension in self.dimensions)

    @property
    def size(self) -> tuple[int, ...]:
        """How many categories each dimension has."""
        return tuple(len(dimension.categories) for dimension in self.dimensions)

    def place(self, positions: Sequence[int]) -> int:
        """The place in `values` of the cell at these positions, one for each dimension, counted from 0."""
        place = 0
        for position, size in zip(positions, self.size, strict=True):
            if not 0 <= position < size:
                raise IndexError(f"{position} is no position among {size}")
            place = place * size + position
        return place
