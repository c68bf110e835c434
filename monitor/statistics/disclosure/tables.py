"""What has to be known about tables of counts on persons before one can say which cells are safe to show.

Nothing is inferred: a total that is not declared here is not defended. Counts are those before any hiding. Two cells
with the same key are one cell, so tables that share a margin are linked by using the same keys for it.
"""

from dataclasses import dataclass

Key = tuple[str, ...]
"""Names one cell, for instance by one code for each dimension; the empty code is then the total."""


@dataclass(frozen=True)
class Cell:
    """A count of persons that is to be published.

    `weight` says how much readers lose when it is hidden, as a positive number; 1 is an ordinary cell. `stays` hides it
    whatever it counts, because it was hidden before. `unseen`: nobody publishes it, so that it may be 0 and unknown.
    """

    key: Key
    count: int
    weight: float = 1.0
    stays: bool = False
    unseen: bool = False


@dataclass(frozen=True)
class Total:
    """The count of `key` is the sum of the counts of `parts`, and readers know it.

    `group`: everybody being in one part would disclose something about each of them. So it is for an outcome
    (employed, not employed), hardly for an age.
    """

    key: Key
    parts: tuple[Key, ...]
    group: bool = False


@dataclass(frozen=True)
class Rate:
    """A share that is published beside the counts: `numerator` of `denominator`, both keys of cells.

    `group`: 0 % or 100 % would disclose something about everybody in the denominator.
    """

    key: Key
    numerator: Key
    denominator: Key
    group: bool = True


@dataclass(frozen=True)
class Shown:
    """How a cell stood in an earlier edition; `count` is the count of then, also where it was hidden."""

    key: Key
    count: int
    hidden: bool


@dataclass(frozen=True)
class Edition:
    """An earlier edition that readers may have kept: its cells, and the totals that held between them.

    A numerator whose rate was visible beside its denominator was visible.
    """

    name: str
    cells: tuple[Shown, ...]
    totals: tuple[Total, ...] = ()


@dataclass(frozen=True)
class Tables:
    """Everything that is published together, and everything that was published of it before."""

    cells: tuple[Cell, ...]
    totals: tuple[Total, ...] = ()
    rates: tuple[Rate, ...] = ()
    editions: tuple[Edition, ...] = ()
